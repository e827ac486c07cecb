import type { Piece, Scan } from './piece.ts';
import { readProduct } from './read-product.ts';

const quoters = new Set(
  'but for like read as left asked question about word said matching called searched of with from or wrote and took aside without forgot forgotten'.split(
    ' ',
  ),
);

/** A quotation is of the question, and stands where one would quote it. */
export function readQuote(scan: Scan, at: number): Piece {
  const { tokens, ground } = scan;
  const open = tokens[at]?.text ?? '';
  const close = open === '“' ? '”' : open === '‘' ? '’' : '"';
  const end = tokens.findIndex(({ text }, place) => place > at && text === close);
  if (end < 0) return { kind: 'BAD', code: 'QUOTATION', length: 1 };
  const product = readProduct(scan, at + 1);
  if (product?.kind === 'PRODUCT' && at + 1 + product.length === end) return { kind: 'WORD', length: 1 };
  const said = normalise(
    tokens
      .slice(at + 1, end)
      .map(({ text, joined }) => (joined ? text : ` ${text}`))
      .join(''),
  );
  const before = tokens[at - 1]?.stem ?? '';
  const quotes = said !== '' && ground.quotable.some((text) => ` ${text} `.includes(` ${said} `));
  return quotes && quoters.has(before)
    ? { kind: 'WORD', length: end + 1 - at }
    : { kind: 'BAD', code: 'QUOTATION', length: end + 1 - at };
}

/** Lower case, words and numbers with one space between. */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}$€£]+/gu, ' ')
    .trim();
}
