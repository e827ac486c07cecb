import { fact, type Piece, phraseAt, phrases, type Scan } from './piece.ts';
import { readNumber, readOrdinal } from './read-number.ts';

const superlativeWords = [
  'cheap',
  'light',
  'heavy',
  'low',
  'high',
  'least',
  'most',
  'cheapest',
  'lightest',
  'heaviest',
  'priciest',
  'dearest',
  'lowest',
  'highest',
  'best',
];

/** "the second", "in third place", "number two", "ranked first", "the closest". */
export function readPlaceInOrder({ tokens, ground }: Scan, at: number): Piece | null {
  if (
    tokens[at]?.stem !== 'number' &&
    (readNumber(tokens, at + 1)?.value ?? 0) > 1 &&
    readOrdinal(tokens, at + 1) === null
  )
    return null; // "the first six"
  const top = phraseAt(tokens, at, phrases('at the top | on top'));
  if (top > 0)
    return fact(top, 'RANK', ({ rank }) => rank === Math.min(...ground.rows.map((row) => row.rank)));
  const span = readRanks(tokens, at);
  if (span)
    return {
      kind: 'SET',
      code: 'RANK',
      length: span.length,
      holds: (rows) =>
        Math.min(...rows.map(({ rank }) => rank)) === span.from &&
        Math.max(...rows.map(({ rank }) => rank)) === span.to,
    };
  const closest = phraseAt(
    tokens,
    at,
    phrases(`
  closest match | best match | nearest match | top match | top result | closest | nearest |
  top of the list | best fit | closest fit | top hit
`),
  );
  if (closest > 0) return fact(closest, 'RANK', ({ rank }) => ground.isItem || rank === 1);
  const second = phraseAt(tokens, at, phrases('runner - up | runner up'));
  if (second > 0) return fact(second, 'RANK', ({ rank }) => !ground.isItem && rank === 2, { place: 2 });
  const number = phraseAt(
    tokens,
    at,
    phrases(`
  number | rank | ranked | ranks | no . | # | place | position | ranked number | rank number
`),
  );
  const place =
    number > 0
      ? (readNumber(tokens, at + number) ?? readOrdinal(tokens, at + number))
      : readOrdinal(tokens, at);
  if (place === null) return null;
  const end = at + number + place.length;
  if (superlativeWords.includes(tokens[end + (tokens[end]?.text === '-' ? 1 : 0)]?.stem ?? '')) return null;
  return fact(end - at, 'RANK', ({ rank }) => !ground.isItem && rank === place.value, { place: place.value });
}

/** "numbers 7 to 12" */
function readRanks(tokens: Scan['tokens'], at: number): { from: number; to: number; length: number } | null {
  if (tokens[at]?.stem !== 'number') return null;
  const from = readNumber(tokens, at + 1);
  const to =
    from && ['to', '–', '-', 'and'].includes(tokens[at + 1 + from.length]?.text ?? '')
      ? readNumber(tokens, at + 2 + from.length)
      : null;
  return from && to && { from: from.value, to: to.value, length: 2 + from.length + to.length };
}
