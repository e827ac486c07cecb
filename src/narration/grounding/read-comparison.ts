import {
  anyRest,
  comparatives,
  costing,
  rest,
  superlatives,
  typical,
  typicalBehind,
  wearing,
} from './comparison-words.ts';
import type { GroundRow } from './ground-row.ts';
import { moneyAt } from './money.ts';
import { fact, type Measure, type Piece, phraseAt, phrases, type Reader, type Scan } from './piece.ts';
import { weightAt } from './read-measure.ts';
import { readOrdinal } from './read-number.ts';
import { readProduct } from './read-product.ts';

/** Which of two is more or less: "lighter than", "$14.00 less than", "the second cheapest". */
export const readComparison: Reader = (scan, at) => {
  const { tokens } = scan;
  if (tokens[at]?.stem === 'than') return { kind: 'THAN', length: 1 };
  const equal = phraseAt(
    tokens,
    at,
    phrases(`
  as much as | as light as | as heavy as | as cheap as | as expensive as | as highly rated as
`),
  );
  if (equal > 0) return { kind: 'SAME', length: equal };
  const against = phraseAt(tokens, at, phrases('against | versus | compared with | compared to'));
  if (against > 0) return { kind: 'AGAINST', length: against };
  const others = phraseAt(tokens, at, rest);
  const wide = others > 0 ? 0 : phraseAt(tokens, at, anyRest);
  if (others + wide > 0 && tokens.slice(Math.max(0, at - 3), at).some(({ stem }) => stem === 'than'))
    return { kind: 'REST', wide: wide > 0, length: others + wide };
  const saved = readSaved(scan, at);
  if (saved) return saved;
  const superlative = readSuperlative(scan, at);
  if (superlative) return superlative;
  const by = readDifference(scan, at);
  // What it cost before is no other product.
  if (by && phraseAt(tokens, at + by.length + 1, phrases('than before')) > 0) return null;
  const start = at + (by?.length ?? 0);
  const found = comparativeAt(scan, start, by?.measure ?? null);
  if (found === null) return null;
  const behind = start + found.length;
  const later = by === null && tokens[behind]?.stem === 'by' ? readDifference(scan, behind + 1) : null;
  const measure = found.measure ?? by?.measure ?? later?.measure ?? null;
  const length = behind - at + (later ? 1 + later.length : 0);
  const difference = by ?? later;
  if (difference && difference.measure !== measure) return { kind: 'BAD', code: 'COMPARISON', length };
  const figure = readFigure(scan, at + length, measure, found.less, difference?.value ?? null);
  if (figure) return { ...figure, length: length + figure.length };
  return { kind: 'COMPARE', measure, less: found.less, by: difference?.value ?? null, length };
};

/** "saves you $14.00 compared with the Juno" */
function readSaved(scan: Scan, at: number): Piece | null {
  const { tokens } = scan;
  const lead = phraseAt(tokens, at, phrases('save you | saving you | save'));
  const money = lead > 0 ? moneyAt(scan, at + lead) : null;
  if (money === null || money.currency !== scan.ground.rows[0]?.currency) return null;
  const length = lead + money.length;
  const against = phraseAt(tokens, at + length, phrases('compared with | compared to | against | versus'));
  return against > 0 ? { kind: 'COMPARE', measure: 'price', less: true, by: money.amount, length } : null;
}

function readSuperlative({ tokens }: Scan, at: number): Piece | null {
  const place = readOrdinal(tokens, at);
  const start = place === null ? at : at + place.length + (tokens[at + place.length]?.text === '-' ? 1 : 0);
  for (const [table, measure, less] of superlatives) {
    const length = phraseAt(tokens, start, table);
    if (length > 0)
      return { kind: 'SUPERLATIVE', measure, less, place: place?.value ?? 1, length: start + length - at };
  }
  // "rated 4.7, the best here"
  if (
    tokens[at]?.stem === 'best' &&
    tokens[at - 1]?.stem === 'the' &&
    phraseAt(tokens, at + 1, phrases('here | of these | of the | of all | of them | .')) > 0
  ) {
    const rated = tokens
      .slice(Math.max(0, at - 8), at)
      .some(({ stem }) => stem === 'rated' || stem === 'rating');
    if (rated) return { kind: 'SUPERLATIVE', measure: 'rating', less: false, place: 1, length: 1 };
  }
  return null;
}

function comparativeAt(scan: Scan, at: number, difference: Measure | null) {
  const { tokens } = scan;
  for (const [table, measure, less] of comparatives) {
    const length = phraseAt(tokens, at, table);
    if (length > 0) return { measure, less, length };
  }
  const bare = tokens[at]?.stem;
  if (bare !== 'less' && bare !== 'more') return null;
  // "less than $150", "less than a kilo" are bounds, unless the figure is of a product: "less than the $98.00 Juno".
  const figureAt = at + 2 + phraseAt(tokens, at + 2, phrases('the | your'));
  const figure = weightAt(scan, figureAt) ?? moneyAt(scan, figureAt);
  if (
    tokens[at + 1]?.stem === 'than' &&
    figure &&
    readProduct(scan, figureAt + figure.length)?.kind !== 'PRODUCT'
  )
    return null;
  const behind = tokens[at + 1]?.stem;
  if (difference === null && behind !== 'than' && behind !== undefined && behind !== '.' && behind !== ',')
    return null;
  const verb = tokens.slice(0, at).findLast(({ stem }) => wearing.has(stem) || costing.has(stem));
  const measure =
    difference ?? (verb === undefined ? null : wearing.has(verb.stem) ? 'weight_grams' : 'price');
  return measure === null ? null : { measure, less: bare === 'less', length: 1 };
}

/** "230 g", "$14.00", before or behind a comparative. */
function readDifference(scan: Scan, at: number): { measure: Measure; value: number; length: number } | null {
  const money = moneyAt(scan, at);
  if (money)
    return money.currency === scan.ground.rows[0]?.currency
      ? { measure: 'price', value: money.amount, length: money.length }
      : null;
  const weight = weightAt(scan, at);
  return weight && { measure: 'weight_grams', value: weight.grams, length: weight.length };
}

/** "than 1.5 kg", "than the typical 1.78 kg": not where the figure is of a product that is named behind it. */
function readFigure(
  scan: Scan,
  at: number,
  measure: Measure | null,
  less: boolean,
  by: number | null,
): Piece | null {
  const { tokens } = scan;
  if (tokens[at]?.stem !== 'than') return null;
  let next = at + 1 + phraseAt(tokens, at + 1, phrases('the | a | your'));
  const middle = phraseAt(tokens, next, typical);
  next += middle;
  const money = measure === 'price' ? moneyAt(scan, next) : null;
  const weight = measure === 'weight_grams' ? weightAt(scan, next) : null;
  const length = (money ?? weight)?.length ?? 0;
  const behind = length === 0 ? 0 : phraseAt(tokens, next + length, typicalBehind);
  if (middle === 0 && length === 0) return null;
  if (by !== null && (middle + behind === 0 || length === 0)) return null;
  // "than a typical leather jacket": typical of what was asked for.
  const noun = middle > 0 && length === 0 ? countAsked(scan, next) : 0;
  const end = next + length;
  const named = end + phraseAt(tokens, end, phrases('of the | for the | of'));
  if (middle === 0 && readProduct(scan, named)?.kind === 'PRODUCT') return null;
  const value = money?.amount ?? weight?.grams;
  const isSo = (row: GroundRow): boolean | null => {
    const compared = row.compared.find((each) => each.measure === measure && each.less === less);
    if (compared === undefined) return null;
    const said = tokens
      .slice(next, end)
      .map(({ stem }) => stem)
      .join(' ');
    const held = compared.typical.toLowerCase().replaceAll(',', '');
    const own = measure === 'price' ? row.price : row.weightGrams;
    const differs =
      by === null || Math.abs(Math.abs((value ?? Number.NaN) - (own ?? Number.NaN)) - by) < 1e-6;
    return compared.satisfied && differs && (length === 0 || sameFigure(held, said, value, scan));
  };
  if (middle + behind > 0) return fact(end + behind + noun - at, 'COMPARISON', isSo, { deniable: true });
  const stated = scan.ground.bounds.some((bound) => bound.amount === value && bound.upper === less);
  if (money)
    return stated
      ? fact(
          end - at,
          'BOUND',
          ({ price, currency }) =>
            currency === money.currency && (less ? price < money.amount : price > money.amount),
          { asked: true },
        )
      : { kind: 'BAD', code: 'BOUND', length: end - at };
  return fact(
    end - at,
    'WEIGHT',
    ({ weightGrams }) =>
      weightGrams === null || value === undefined ? null : less ? weightGrams < value : weightGrams > value,
    {
      asked: scan.ground.constraints.some(({ filter }) =>
        filter?.attributes?.some(({ name, max }) => name === 'weight_grams' && less && Number(max) === value),
      ),
      narrows: true,
    },
  );
}

/** How many words from there on are of the question. */
function countAsked({ tokens, ground }: Scan, at: number): number {
  let end = at;
  const said = new Set(ground.question.filter(({ kind }) => kind === 'WORD').map(({ stem }) => stem));
  while (
    tokens[end]?.kind === 'WORD' &&
    said.has(tokens[end]?.stem ?? '') &&
    !stops.has(tokens[end]?.stem ?? '')
  )
    end += 1;
  return end - at;
}

const stops = new Set([
  'in',
  'at',
  'under',
  'over',
  'but',
  'and',
  'or',
  'with',
  'by',
  'for',
  'of',
  'the',
  'is',
  'not',
]);

function sameFigure(held: string, said: string, value: number | undefined, { ground }: Scan): boolean {
  const [amount, unit] = held.split(' ');
  if (unit === 'g' || unit === 'kg')
    return Math.round(Number(amount) * (unit === 'kg' ? 1000 : 1) * 1000) / 1000 === value;
  void ground;
  return (
    held.replace(/^[^\d]*/, '') === said || Math.round(Number(held.replace(/^[^\d]*/, '')) * 1000) === value
  );
}
