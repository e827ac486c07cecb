import type { Piece, Placed, Reader, Scan } from './piece.ts';
import { readAmount } from './read-amount.ts';
import { readAsked } from './read-asked.ts';
import { readComparison } from './read-comparison.ts';
import { readCount } from './read-count.ts';
import { readDate } from './read-date.ts';
import { readDemand, readReason } from './read-label.ts';
import { readMeasure } from './read-measure.ts';
import { readOffer, readProduct } from './read-product.ts';
import { readStock } from './read-stock.ts';
import { readValue } from './read-value.ts';
import { readWord } from './read-word.ts';

/** What is more particular goes first: a name before its words, a date before its number. */
const readers: readonly Reader[] = [
  ...[readReason, readProduct, readOffer, readComparison, readDate, readStock],
  ...[readAmount, readMeasure, readDemand, readValue, readCount, readWord],
];

/** The sentence as pieces, none of its tokens left out. */
export function split(scan: Scan): Placed[] {
  const pieces: Placed[] = [];
  // Within "you asked for …" and "33 matches for …" words of the question stand for themselves.
  let asking = false;
  for (let at = 0; at < scan.tokens.length; ) {
    const piece: Piece = (asking ? readWithin(scan, at) : null) ?? read(scan, at);
    asking = piece.kind === 'ASK' ? mayAsk(scan, at) : asking && goesOn(scan, at, piece);
    pieces.push({ ...piece, at });
    at += piece.length;
  }
  return pieces;
}

export function read(scan: Scan, at: number): Piece {
  for (const reader of readers) {
    const piece = reader(scan, at);
    if (piece) return piece;
  }
  return { kind: 'BAD', code: 'WORD', length: 1 };
}

function readWithin(scan: Scan, at: number): Piece | null {
  const product = readProduct(scan, at);
  if (product) return product;
  const piece = readDemand(scan, at) ?? readAsked(scan, at) ?? read(scan, at);
  // Without a citation nothing is said of a product.
  return scan.cited.length === 0 && isDemanded(piece)
    ? { kind: 'WORD', length: piece.length, said: true }
    : piece;
}

function isDemanded(piece: Piece): boolean {
  return piece.kind === 'FACT' && piece.asked && piece.code !== 'NOUN';
}

/** Beside a citation words of the question would pass as what the product is, unless the stretch begins "You asked" or goes with a number. */
function mayAsk({ tokens, cited }: Scan, at: number): boolean {
  return (
    cited.length === 0 ||
    at === 0 ||
    ['match', 'product', 'result', 'nothing', 'whether'].includes(tokens[at]?.stem ?? '')
  );
}

/** "something like the Halden, but lighter": what the question compares with is part of what was asked; another product ends it. */
function goesOn({ tokens, ground }: Scan, at: number, piece: Piece): boolean {
  if (piece.kind === 'PRODUCT') return piece.rows[0] === ground.anchor;
  if (piece.kind !== 'WORD') return isDemanded(piece);
  return (
    readAsked({ tokens, ground, cited: [] }, at) !== null || tokens[at]?.text === '“' || piece.length > 1
  );
}
