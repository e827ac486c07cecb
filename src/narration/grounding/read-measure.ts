import type { GroundRow } from './ground-row.ts';
import { fact, type Piece, phraseAt, phrases, type Reader, type Scan } from './piece.ts';
import { readNumber } from './read-number.ts';
import { readPlaceInOrder } from './read-rank.ts';
import { readRating } from './read-rating.ts';
import { readStockCount } from './read-stock-count.ts';

const grams: Record<string, number> = {
  g: 1,
  gram: 1,
  gramme: 1,
  kg: 1000,
  kilo: 1000,
  kilogram: 1000,
  kilogramme: 1000,
};

const lessThan = phrases(`
  under | below | less than | up to | at most | no more than | not more than | within
`);

const moreThan = phrases('over | above | more than | at least | no less than');

/** Weights, units in stock, ratings, percentages and places in the answer. */
export const readMeasure: Reader = (scan, at) =>
  readWeight(scan, at) ??
  readStockCount(scan, at) ??
  readRating(scan, at) ??
  readPercentage(scan, at) ??
  readPlaceInOrder(scan, at);

/** "850 g", "1.08 kg", "1,080 grams". Pounds are not exact, so they are none. */
export function weightAt({ tokens }: Scan, at: number): { grams: number; length: number } | null {
  const article =
    tokens[at]?.text === 'a' && ['kilo', 'kilogram', 'kilogramme'].includes(tokens[at + 1]?.text ?? '');
  const number = article ? { value: 1, length: 1 } : readNumber(tokens, at);
  if (number === null) return null;
  const behind = at + number.length + (tokens[at + number.length]?.text === '-' ? 1 : 0);
  const factor = grams[tokens[behind]?.stem ?? ''];
  return factor === undefined
    ? null
    : { grams: Math.round(number.value * factor * 1000) / 1000, length: behind + 1 - at };
}

function readWeight(scan: Scan, at: number): Piece | null {
  const { tokens, ground } = scan;
  const isUnder = phraseAt(tokens, at, lessThan);
  const isOver = phraseAt(tokens, at, moreThan);
  const lead = isUnder || isOver;
  const start = at + lead + (lead > 0 && ['your', 'the'].includes(tokens[at + lead]?.stem ?? '') ? 1 : 0);
  const ranged = lead === 0 ? phraseAt(tokens, at, phrases('from | between')) : 0;
  const weight = weightAt(scan, start + ranged);
  if (weight === null) return null;
  const end = start + ranged + weight.length;
  const upper =
    ['to', 'and', '–', '-'].includes(tokens[end]?.text ?? '') && (ranged > 0 || tokens[end]?.text !== 'and')
      ? weightAt(scan, end + 1)
      : null;
  if (upper) {
    return {
      kind: 'SET',
      code: 'WEIGHT',
      length: end + 1 + upper.length - at,
      holds: (rows) => {
        const weights = rows.map(({ weightGrams }) => weightGrams ?? Number.NaN);
        return Math.min(...weights) === weight.grams && Math.max(...weights) === upper.grams;
      },
    };
  }
  const limit = phraseAt(tokens, end, phrases('limit | cap | ceiling | maximum'));
  const asked = ground.constraints.some(({ filter }) =>
    filter?.attributes?.some(
      ({ name, max, min }) => name === 'weight_grams' && Number(isUnder ? max : min) === weight.grams,
    ),
  );
  if (
    limit > 0 &&
    !asked &&
    !ground.constraints.some(({ filter }) =>
      filter?.attributes?.some(({ max }) => Number(max) === weight.grams),
    )
  )
    return { kind: 'BAD', code: 'WEIGHT', length: end - at };
  if (limit > 0 && lead === 0) return { kind: 'WORD', length: end + limit - at };
  const holds = ({ weightGrams }: GroundRow): boolean | null => {
    if (weightGrams === null) return null;
    return isUnder
      ? weightGrams < weight.grams
      : isOver
        ? weightGrams >= weight.grams
        : weightGrams === weight.grams;
  };
  return fact(end + limit - at, 'WEIGHT', holds, { asked: asked && lead > 0, narrows: lead > 0 });
}

/** A reduction, exact: 25 % is a quarter of the price before, not about that. */
function readPercentage({ tokens }: Scan, at: number): Piece | null {
  const number = readNumber(tokens, at);
  if (number === null) return null;
  const sign = phraseAt(tokens, at + number.length, phrases('% | percent | per cent'));
  if (sign === 0) return null;
  const off = phraseAt(
    tokens,
    at + number.length + sign,
    phrases(`
  off | discount | reduction | saving | less than before | below its former price | below the former price
`),
  );
  const length = number.length + sign + off;
  if (off === 0) return { kind: 'BAD', code: 'PERCENTAGE', length };
  return fact(
    length,
    'DISCOUNT',
    ({ price, compareAt }) => compareAt !== null && (compareAt - price) * 100 === number.value * compareAt,
  );
}
