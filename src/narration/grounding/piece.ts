import type { Ground } from './ground.ts';
import type { GroundRow } from './ground-row.ts';
import type { Token } from './token.ts';

/** Whether a row is so; null where nothing is recorded, which proves neither it nor its opposite. */
export type Holds = (row: GroundRow) => boolean | null;

export type Measure = 'price' | 'weight_grams' | 'rating';

/** A stretch of the sentence that was understood. */
export type Piece = {
  length: number;
} /** `said`: words of the question or of the answer, that stand for themselves. */ & (
  | { kind: 'WORD'; said?: boolean }
  /** "will", "may", "was": what is said of another time or not for certain. */
  | { kind: 'MODAL' }
  | { kind: 'BREAK'; strong: boolean; listing: boolean }
  | { kind: 'OPEN' | 'CLOSE' }
  /** `option`: of a turn about one product, the name of the option that tells these offers apart. */
  | { kind: 'PRODUCT'; rows: readonly GroundRow[]; option: string | null }
  | {
      kind: 'FACT';
      code: string;
      holds: Holds;
      /** Whether the question demanded it, so that every row of the whole answer is so. */
      asked: boolean;
      /** May narrow a noun: "the cheapest black jacket", "two black jackets". */
      narrows: boolean;
      /** May stand behind "not". */
      deniable: boolean;
      /** Whether the question excluded it, so that no row of the whole answer is so. */
      excluded: boolean;
      /** RANK: which place. */
      place?: number;
    }
  | { kind: 'SET'; code: string; holds: (rows: readonly GroundRow[]) => boolean }
  | { kind: 'COMPARE'; measure: Measure | null; less: boolean; by: number | null }
  /** `wide`: "any other", which is more than the others that are shown. */
  | { kind: 'REST'; wide: boolean }
  | { kind: 'SUPERLATIVE'; measure: Measure; less: boolean; place: number }
  | {
      kind: 'THAN' | 'AGAINST' | 'SAME' | 'NOT' | 'PLURAL' | 'EVERY' | 'WHICH' | 'SOLE' | 'ASK' | 'FOUND';
    }
  /** `definite`: "the six", "these two". `least`: "at least 40". `rest`: "34 more". */
  | { kind: 'COUNT'; value: number; definite: boolean; least: boolean; rest: boolean }
  | { kind: 'BAD'; code: string }
);

export type Placed = Piece & { at: number };

export interface Scan {
  tokens: readonly Token[];
  ground: Ground;
  cited: readonly GroundRow[];
}

/**
 * Whether a word is of a name under which values stand. That of an attribute is for sentences about products that all have it: who
 * makes up a name puts no word into what is said of others.
 */
export function isName({ ground, cited }: Scan, stem: string): boolean {
  const rows = cited.length > 0 ? cited : ground.rows;
  return ground.names.has(stem) || (rows.length > 0 && rows.every(({ names }) => names.has(stem)));
}

/** Understands what begins at a token, or does not (null). */
export type Reader = (scan: Scan, at: number) => Piece | null;

export function fact(
  length: number,
  code: string,
  holds: Holds,
  more: { asked?: boolean; narrows?: boolean; deniable?: boolean; excluded?: boolean; place?: number } = {},
): Piece {
  return {
    kind: 'FACT',
    length,
    code,
    holds,
    asked: false,
    narrows: false,
    deniable: false,
    excluded: false,
    ...more,
  };
}

/** Length of the first of the phrases (words parted by spaces, longest first) that stands at the token; 0: none. */
export function phraseAt(
  tokens: readonly Token[],
  at: number,
  phrases: readonly (readonly string[])[],
): number {
  for (const words of phrases) {
    const length = standsAt(tokens, at, words);
    if (length > 0) return length;
  }
  return 0;
}

/** How many tokens these stems take there, one after the other, with what stands between the words of a name left out of account; 0: they do not. */
export function standsAt(tokens: readonly Token[], at: number, words: readonly string[]): number {
  let next = at;
  for (const word of words) {
    while (next > at && tokens[next]?.stem !== word && seams.has(tokens[next]?.text ?? '')) next += 1;
    if (tokens[next]?.stem !== word) return 0;
    next += 1;
  }
  return next - at;
}

const seams = new Set(['-', '‑', '&', '×', '/', '.', '+']);

/** A table of phrases, with "|" between them, the longest first. Made once a text: give it no data. */
export function phrases(text: string): string[][] {
  const known = tables.get(text);
  if (known) return known;
  const table = text
    .split('|')
    .map((phrase) => phrase.trim().split(' '))
    .sort((one, other) => other.length - one.length);
  tables.set(text, table);
  return table;
}

const tables = new Map<string, string[][]>();
