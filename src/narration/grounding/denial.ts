import { findFigure } from './judge-count.ts';
import type { Placed, Scan } from './piece.ts';
import type { Fact } from './subjects.ts';

export function inList(pieces: readonly Placed[], index: number): boolean {
  const piece = pieces[index];
  return piece?.kind === 'BREAK' && piece.listing && pieces[index - 1]?.kind === 'FACT';
}

export function deniesAt(
  scan: Scan,
  pieces: readonly Placed[],
  index: number,
  [from, to]: readonly [number, number],
  isDenied: (index: number) => boolean,
): boolean {
  const target = pieces.findIndex(
    (piece, place) =>
      place > index &&
      place <= to &&
      ['FACT', 'COMPARE', 'SUPERLATIVE', 'SAME'].includes(piece.kind) &&
      isDenied(place),
  );
  if (target >= 0) return true;
  // "I could not filter by capacity" denies nothing of a product; with nothing found there is nothing to deny.
  return (
    tokensOf(scan, pieces, from) === 'I' ||
    scan.ground.rows.length === 0 ||
    pieces.some((piece) => piece.kind === 'COUNT' && findFigure(scan, pieces, piece.value) !== undefined)
  );
}

/** Facts that "or" joins: one of them is enough. */
export function alternativesOf({ tokens }: Scan, pieces: readonly Placed[], index: number): Fact[] {
  const isOr = (place: number) => tokens[pieces[place]?.at ?? -1]?.stem === 'or';
  const chain: Fact[] = [];
  let from = index;
  while (isOr(from - 1) && pieces[from - 2]?.kind === 'FACT') from -= 2;
  for (let place = from; place < pieces.length; place += 2) {
    const piece = pieces[place];
    if (piece?.kind !== 'FACT') break;
    chain.push(piece);
    if (!isOr(place + 1)) break;
  }
  return chain;
}

export function tokensOf({ tokens }: Scan, pieces: readonly Placed[], index: number): string | undefined {
  return tokens[pieces[index]?.at ?? 0]?.text;
}
