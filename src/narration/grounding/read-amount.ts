import { type Money, moneyAt } from './money.ts';
import { fact, type Piece, phraseAt, phrases, type Reader, type Scan } from './piece.ts';
import { limits, over, readBound, readBudget, readLead, skipSoft, under } from './read-bound.ts';

export const between = phrases(`
  from | between | starting at | start at | start from | starting from | begin at | range from |
  anywhere from
`);

const former = phrases(`
  was | were | down from | reduced from | cut from | marked down from | instead of | rather than | usual |
  usually | regular price of | regularly | normally | previous price of | previously | compare at |
  compare at price of | list price of | original price of | originally | comparison price of |
  reference price of | former price of | formerly | earlier price of | old price of | compare at price is |
  dropped from | lowered from | earlier | before price of | compare price of
`);

/** An amount with its currency, or what says what an amount is: "under $150", "was $119.00", "from $98.00 to $144.00", "$14.00 less". */
export const readAmount: Reader = (scan, at) => {
  const { tokens } = scan;
  const plain = moneyAt(scan, at);
  if (plain) return readPlain(scan, at, plain);
  const lead = readLead(scan, at, between);
  if (
    lead &&
    tokens[at]?.stem === 'from' &&
    tokens
      .slice(0, at)
      .some(({ stem }) =>
        ['down', 'reduced', 'cut', 'dropped', 'marked', 'lowered', 'discounted', 'fell', 'fallen'].includes(
          stem,
        ),
      )
  ) {
    return readFormer(scan, lead);
  }
  if (lead) {
    const joint = tokens[at + lead.length]?.text.toLowerCase() ?? '';
    const upper = ['to', 'and', 'up', '–', '-', '—'].includes(joint)
      ? moneyAt(scan, at + lead.length + (joint === 'up' ? 2 : 1))
      : null;
    if (upper) return readRange(lead, upper, lead.length + upper.length + (joint === 'up' ? 2 : 1));
    return {
      kind: 'SET',
      code: 'AMOUNT',
      length: lead.length,
      holds: (rows) =>
        rows.length > 0 &&
        rows.every(({ currency }) => currency === lead.currency) &&
        Math.min(...rows.map(({ price }) => price)) === lead.amount,
    };
  }
  const bound = readLead(scan, at, under) ?? readLead(scan, at, over);
  if (bound) {
    const upper = readLead(scan, at, under) !== null;
    return readBound(scan, at, bound, upper);
  }
  const budget = readBudget(scan, at);
  if (budget) return budget;
  const saved = readLead(
    scan,
    at,
    phrases(`
  save | saving | saved | a saving of | discount of | reduction of | reduced by | marked down by
`),
  );
  if (saved)
    return fact(
      saved.length,
      'DISCOUNT',
      (row) =>
        row.currency === saved.currency &&
        row.compareAt !== null &&
        row.compareAt - row.price === saved.amount,
    );
  const was = readLead(scan, at, former);
  if (was) {
    return readFormer(scan, was);
  }
  return null;
};

/** What it cost before: the price it is compared with, or what an earlier turn showed. */
function readFormer({ ground }: Scan, { amount, currency, length }: Money): Piece {
  return fact(
    length,
    'FORMER_PRICE',
    (row) =>
      row.currency === currency &&
      row.price !== amount &&
      ((row.compareAt !== null && row.compareAt > row.price && row.compareAt === amount) ||
        ground.former.has(amount)),
  );
}

function readPlain(scan: Scan, at: number, { amount, currency, length }: Money): Piece {
  const { tokens, ground } = scan;
  const behind = at + length + (tokens[at + length]?.text === '-' ? 1 : 0);
  const limit = phraseAt(tokens, behind, limits);
  if (limit > 0 && ground.bounds.some((bound) => bound.amount === amount && bound.currency === currency)) {
    return { kind: 'WORD', length: behind + limit - at };
  }
  const reduction = phraseAt(
    tokens,
    at + length,
    phrases(`
  off | saving | discount | reduction | saved | below the former price | below its former price |
  below its usual price | below the compare | less than before | lower than before | cheaper than before
`),
  );
  if (reduction > 0) {
    return fact(
      length + reduction,
      'DISCOUNT',
      (row) => row.currency === currency && row.compareAt !== null && row.compareAt - row.price === amount,
    );
  }
  const joint = tokens[at + length]?.text ?? '';
  const upper = ['to', '–', '-', '—'].includes(joint) ? moneyAt(scan, at + length + 1) : null;
  if (upper) return readRange({ amount, currency, length }, upper, length + 1 + upper.length);
  const spare = phraseAt(tokens, at + length, [...under, ...phrases('to spare under | to spare below')]);
  if (spare > 0 && phraseAt(tokens, at + length + spare - 1, phrases('than')) === 0) {
    const end = skipSoft(scan, at + length + spare);
    const bound = moneyAt(scan, end);
    const named = phraseAt(tokens, end, limits);
    const last = bound ? bound.length + phraseAt(tokens, end + bound.length, limits) : named;
    if (last > 0) {
      const uppers = ground.bounds.filter(
        (each) => each.upper && each.currency === currency && (!bound || bound.amount === each.amount),
      );
      return fact(
        end + last - at,
        'AMOUNT',
        (row) => row.currency === currency && uppers.some((each) => each.amount - row.price === amount),
      );
    }
  }
  if (['per', 'each', '/'].includes(joint)) {
    return joint === 'each'
      ? fact(length + 1, 'AMOUNT', (row) => row.price === amount && row.currency === currency)
      : { kind: 'BAD', code: 'AMOUNT', length };
  }
  return fact(length, 'AMOUNT', (row) => row.price === amount && row.currency === currency);
}

function readRange(lower: Money, upper: Money, length: number): Piece {
  return {
    kind: 'SET',
    code: 'AMOUNT',
    length,
    holds: (rows) => {
      const prices = rows.map(({ price }) => price);
      return (
        rows.length > 0 &&
        rows.every(({ currency }) => currency === lower.currency && currency === upper.currency) &&
        Math.min(...prices) === lower.amount &&
        Math.max(...prices) === upper.amount
      );
    },
  };
}
