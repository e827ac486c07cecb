import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { UsageError } from '../errors.ts';
import { parseJsonLine } from '../import/parse-json-line.ts';
import { type InterpretationCase, interpretationCase } from './interpretation-case.ts';
import { maxQueryLength } from './read-judgments.ts';

/** A case with its line in the file, from 1. */
export interface NumberedCase extends InterpretationCase {
  line: number;
}

/** 20 MiB are some fifty thousand cases; what is larger is another file. */
const maxBytes = 20 * 1024 * 1024;

const maxFaultsShown = 10;

/** Reads a file of cases (docs/evaluation.md). Throws UsageError that names the lines at fault. */
export async function readInterpretationCases(path: string): Promise<NumberedCase[]> {
  let bytes: Buffer;
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Error('it is a folder');
    if (found.size > maxBytes) throw new Error(`it has ${found.size} bytes, more than ${maxBytes}`);
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The cases ${path} cannot be read: ${reason}. Give the path of a file of JSON Lines, one case a line.`,
    );
  }
  return parseInterpretationCases(path, bytes);
}

/** The cases of a file's content; `name` is what messages call it. Throws UsageError that names the lines at fault. */
export function parseInterpretationCases(name: string, bytes: Uint8Array): NumberedCase[] {
  const cases = new Map<string, NumberedCase>();
  const faults: string[] = [];
  for (const [index, row] of decode(name, bytes).split(/\r?\n/).entries()) {
    const line = index + 1;
    if (row.trim() === '') continue;
    const read = readRow(row);
    if (typeof read === 'string') {
      faults.push(`line ${line}: ${read}`);
      continue;
    }
    const earlier = cases.get(read.text);
    if (earlier === undefined) cases.set(read.text, { ...read, line });
    else faults.push(`line ${line}: has the text of line ${earlier.line}; keep one`);
  }
  if (faults.length > 0) throw new UsageError(describeFaults(name, faults));
  if (cases.size === 0) throw new UsageError(`The cases ${name} are empty; expected one JSON object a line.`);
  return [...cases.values()];
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // which takes a byte order mark away
  } catch {
    throw new UsageError(`The cases ${name} are not UTF-8. Save the file as plain text in UTF-8.`);
  }
}

/** The fault of the line, where it has one. */
function readRow(row: string): InterpretationCase | string {
  const { value, fault } = parseJsonLine(row);
  if (fault !== undefined) return fault.field === '' ? fault.reason : `${fault.field}: ${fault.reason}`;
  const parsed = interpretationCase.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? 'it' : z.core.toDotPath(issue.path);
    return `${place}: ${issue?.message}`;
  }
  const { text, constraints, preferences, sort, ignored } = parsed.data;
  if (text.includes('\0')) return 'text: found a null character; remove it';
  const length = [...text].length;
  if (length > maxQueryLength) {
    return `text: found ${length} characters; a question has at most ${maxQueryLength}`;
  }
  const pieces = [...constraints, ...preferences, ...(sort === null ? [] : [sort])].map(({ says }) => says);
  const foreign = [...pieces, ...ignored].find((piece) => !text.includes(piece));
  if (foreign !== undefined) {
    return `says: found ${JSON.stringify(foreign)}, which is no piece of the text ${JSON.stringify(text)}`;
  }
  return parsed.data;
}

function describeFaults(name: string, faults: readonly string[]): string {
  const more = faults.length - maxFaultsShown;
  return [
    `The cases ${name} have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:`,
    ...faults.slice(0, maxFaultsShown),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n  ');
}
