import { findForeignValue, findLooseDate, findUnasked } from './bindings.ts';
import { findMisplaced, readUnits, type Unit } from './grammar.ts';
import type { Placed, Scan } from './piece.ts';

/** The first words of a sentence that have no place in it, or are bound to what they are not of; null: there are none. */
export function findUnbound(scan: Scan, pieces: readonly Placed[]): { code: string; found: string } | null {
  const { units, fault } = readUnits(scan, pieces);
  if (fault !== null) return { code: 'GRAMMAR', found: scan.tokens[pieces[fault]?.at ?? 0]?.text ?? '' };
  for (const [code, find] of checks) {
    const unit = units[find(scan, units)];
    if (unit) return { code, found: wordsOf(scan, unit) };
  }
  return null;
}

const checks: readonly (readonly [code: string, find: (scan: Scan, units: readonly Unit[]) => number])[] = [
  ['GRAMMAR', (_, units) => findMisplaced(units)],
  ['QUESTION', findUnasked],
  ['DATE', findLooseDate],
  ['ATTRIBUTE', findForeignValue],
];

function wordsOf({ tokens }: Scan, { at, length }: Unit): string {
  return tokens
    .slice(at, at + length)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 80);
}
