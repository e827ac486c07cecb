import { type Money, moneyAt } from './money.ts';
import { fact, type Piece, phraseAt, phrases, type Scan } from './piece.ts';

export const under = phrases(`
  under | below | less than | cheaper than | up to | at most | no more than | not more than | within |
  maximum of | no higher than | not over | inside | beneath
`);

export const over = phrases(`
  over | above | more than | at least | no less than | not less than | not under | minimum of | and up
`);

export const limits = phrases(`
  limit | budget | cap | ceiling | maximum | bound | mark | line | threshold | minimum | floor
`);

const softeners = phrases(`
  a | an | the | your | you | of | its | just | only | exactly | is | was
`);

export function readLead(scan: Scan, at: number, table: readonly (readonly string[])[]): Money | null {
  const lead = phraseAtLoose(scan, at, table);
  if (lead === 0) return null;
  let next = at + lead;
  for (let soft = 0; soft < 2; soft += 1) next += phraseAt(scan.tokens, next, softeners);
  const money = moneyAt(scan, next);
  return money && { ...money, length: next + money.length - at };
}

/** As phraseAt; "compare-at" has a hyphen between. */
function phraseAtLoose({ tokens }: Scan, at: number, table: readonly (readonly string[])[]): number {
  for (const words of table) {
    let next = at;
    const all = words.every((word) => {
      if (next > at && tokens[next]?.text === '-') next += 1;
      next += 1;
      return tokens[next - 1]?.stem === word || tokens[next - 1]?.text.toLowerCase() === word;
    });
    if (all) return next - at;
  }
  return 0;
}

/** "within your budget", "over your limit": held against the bounds of the question. */
export function readBudget(scan: Scan, at: number): Piece | null {
  const { tokens, ground } = scan;
  const inside = phraseAt(tokens, at, [
    ...under,
    ...phrases(`
  in | on | meet | match | fit | respect | keep to | keep within | fit in | fit into | fit within | inside
`),
  ]);
  const outside =
    inside > 0 ? 0 : phraseAt(tokens, at, [...over, ...phrases('exceed | beyond | outside | break')]);
  const lead = inside || outside;
  if (lead === 0) return null;
  const end = skipSoft(scan, at + lead);
  const limit = phraseAt(tokens, end, [...limits, ...phrases('price limit | price range | price cap')]);
  if (limit === 0 || end === at + lead) return null;
  const length = end + limit - at;
  if (ground.bounds.length === 0) return { kind: 'BAD', code: 'BOUND', length };
  return fact(
    length,
    'BOUND',
    ({ price, currency }) =>
      ground.bounds.every(
        (bound) =>
          bound.currency === currency && (bound.upper ? price <= bound.amount : price >= bound.amount),
      ) ===
      inside > 0,
    { asked: inside > 0, narrows: true, deniable: true },
  );
}

export function skipSoft({ tokens }: Scan, at: number): number {
  let next = at;
  for (let soft = 0; soft < 3; soft += 1) next += phraseAt(tokens, next, softeners);
  return next;
}

export function readBound(
  { tokens, ground }: Scan,
  at: number,
  { amount, currency, length }: Money,
  upper: boolean,
): Piece {
  const stated = ground.bounds.filter(
    (bound) => bound.amount === amount && bound.currency === currency && bound.upper === upper,
  );
  // "Up to $162.00 there would be 5 more": a bound that the answer offers; the number is judged with it.
  const offered = ground.offered.some(
    (bound) => bound.amount === amount && bound.currency === currency && bound.upper === upper,
  );
  if (stated.length === 0 && offered) return { kind: 'MODAL', length };
  if (stated.length === 0) return { kind: 'BAD', code: 'BOUND', length };
  const end = at + length + (tokens[at + length]?.text === '-' ? 1 : 0);
  const limit = phraseAt(tokens, end, limits);
  return fact(
    limit > 0 ? end + limit - at : length,
    'BOUND',
    (row) => row.currency === currency && (upper ? row.price <= amount : row.price >= amount),
    { asked: true, narrows: true },
  );
}
