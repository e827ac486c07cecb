import { findMisplaced, readUnits, type Unit } from './grammar.ts';
import type { Placed, Scan } from './piece.ts';

/** The first words of a sentence that its grammar has no place for; null: every word has its place. */
export function findUnbound(scan: Scan, pieces: readonly Placed[]): { code: string; found: string } | null {
  const { units, fault } = readUnits(scan, pieces);
  if (fault !== null) return { code: 'GRAMMAR', found: scan.tokens[pieces[fault]?.at ?? 0]?.text ?? '' };
  const misplaced = units[findMisplaced(units)];
  return misplaced ? { code: 'GRAMMAR', found: wordsOf(scan, misplaced) } : null;
}

function wordsOf({ tokens }: Scan, { at, length }: Unit): string {
  return tokens
    .slice(at, at + length)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 80);
}
