import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import type { Grades } from './metrics.ts';

/** Graded products of a set of queries. */
export interface Judgments {
  /** In the order of the file, each once. */
  queries: readonly JudgedQuery[];
  /** Graded pairs of query and product. */
  pairs: number;
  /** Of what was judged, whatever the order and the line ends of the file. */
  digest: string;
}

export interface JudgedQuery {
  text: string;
  grades: Grades;
}

const header = 'query\tproduct_id\tgrade';

/** A question has at most this many code points (TSTXT). */
export const maxQueryLength = 1000;

/** 50 MiB are some million lines; what is larger is another file. */
const maxBytes = 50 * 1024 * 1024;

const maxFaultsShown = 10;

/** The white space of SQL's check (product.check_text), and of JavaScript's trim. */
const blank = /^[\s\u0085\u200b]*$/u;

/** Reads a file of judgments (docs/evaluation.md). Throws UsageError that names the lines at fault. */
export async function readJudgments(path: string): Promise<Judgments> {
  let bytes: Buffer;
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Error('it is a folder');
    if (found.size > maxBytes) throw new Error(`it has ${found.size} bytes, more than ${maxBytes}`);
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The judgments ${path} cannot be read: ${reason}. Give the path of a text file of query, product_id and grade, parted by tabs.`,
    );
  }
  return parseJudgments(path, bytes);
}

/** The judgments of a file's content; `name` is what messages call it. Throws UsageError that names the lines at fault. */
export function parseJudgments(name: string, bytes: Uint8Array): Judgments {
  const [first, ...rows] = splitLines(name, bytes);
  if (first === undefined) {
    throw new UsageError(
      `The judgments ${name} are empty; expected the line ${show(header)} and a line for each graded product.`,
    );
  }
  if (first.text !== header) {
    throw new UsageError(
      `The judgments ${name} begin with ${show(first.text)} in line ${first.number}; expected the header ${show(header)}, parted by tabs.`,
    );
  }
  if (rows.length === 0) {
    throw new UsageError(
      `The judgments ${name} hold only their header; expected a line for each graded product.`,
    );
  }
  const queries = new Map<string, Map<string, { grade: number; line: number }>>();
  const faults: string[] = [];
  for (const { number, text } of rows) {
    const row = readRow(text);
    if (typeof row === 'string') {
      faults.push(`line ${number}: ${row}`);
      continue;
    }
    const graded = queries.get(row.query) ?? new Map<string, { grade: number; line: number }>();
    const earlier = graded.get(row.handle);
    if (earlier !== undefined && earlier.grade !== row.grade) {
      faults.push(
        `line ${number}: grades ${show(row.handle)} ${row.grade} for ${show(row.query)}, but line ${earlier.line} grades it ${earlier.grade}; keep one`,
      );
    }
    if (earlier === undefined) graded.set(row.handle, { grade: row.grade, line: number });
    queries.set(row.query, graded);
  }
  if (faults.length > 0) throw new UsageError(describeFaults(name, faults));
  return collect(queries);
}

interface Line {
  number: number;
  text: string;
}

/** Lines that are not blank, numbered from 1 as an editor does. */
function splitLines(name: string, bytes: Uint8Array): Line[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let text: string;
  try {
    text = utf8.decode(bytes); // which takes a byte order mark away
  } catch {
    throw new UsageError(
      `The judgments ${name} are not UTF-8${describeBadLine(bytes)}. Save the file as plain text in UTF-8.`,
    );
  }
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '');
}

/** No byte of a UTF-8 sequence is a line feed, so that lines can be told apart before they are decoded. */
function describeBadLine(bytes: Uint8Array): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return ' but gzip';
  let start = 0;
  for (let number = 1; start <= bytes.length; number += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return ` in line ${number}`;
    }
    start = end + 1;
  }
  return '';
}

/** The fault of the line, where it has one. */
function readRow(text: string): { query: string; handle: string; grade: number } | string {
  const cells = text.split('\t');
  const [query = '', handle = '', grade = ''] = cells.map((cell) => cell.trim());
  if (cells.length !== 3) {
    return `found ${cells.length} ${cells.length === 1 ? 'column' : 'columns'}; expected three, parted by tabs: query, product_id, grade`;
  }
  if (text.includes('\0')) return 'found a null character; remove it';
  if (blank.test(query)) return 'the query is blank; give the text that a shopper types';
  const length = [...query].length;
  if (length > maxQueryLength) {
    return `the query has ${length} characters; a question has at most ${maxQueryLength}`;
  }
  if (handle === '') return "the product_id is blank; give the product's handle";
  if (!/^[0-3]$/.test(grade)) {
    return `found the grade ${show(grade)}; expected 0 (wrong), 1, 2 or 3 (right)`;
  }
  return { query, handle, grade: Number(grade) };
}

function collect(queries: ReadonlyMap<string, ReadonlyMap<string, { grade: number }>>): Judgments {
  const judged = [...queries].map(([text, graded]) => ({
    text,
    grades: new Map([...graded].map(([handle, { grade }]) => [handle, grade])),
  }));
  const lines = judged.flatMap(({ text, grades }) =>
    [...grades].map(([handle, grade]) => `${text}\t${handle}\t${grade}\n`),
  );
  const digest = createHash('sha256').update(lines.sort().join('')).digest('hex');
  return { queries: judged, pairs: lines.length, digest: `sha256:${digest}` };
}

function describeFaults(name: string, faults: readonly string[]): string {
  const more = faults.length - maxFaultsShown;
  return [
    `The judgments ${name} have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:`,
    ...faults.slice(0, maxFaultsShown),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n  ');
}

function show(text: string): string {
  const characters = [...text];
  return JSON.stringify(characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text);
}
