import type { GroundRow } from './ground-row.ts';
import { isName, type Measure } from './piece.ts';
import type { Layout } from './subjects.ts';

/** "lighter than the Arcade", "$14.00 less than the others", or against what the question compared with. */
export function judgeComparison(layout: Layout, index: number): boolean {
  const { pieces, scan } = layout;
  const piece = pieces[index];
  if (piece?.kind !== 'COMPARE' || piece.measure === null) return false;
  const { measure, less, by } = piece;
  const subject = layout.subjectOf(index);
  if (subject.length === 0 || scan.cited.length === 0) return false;
  if (layout.isSaidOfTotal(index)) return false;
  const denied = layout.isDenied(index);
  const named = layout.comparandOf(index);
  // "the Dyer is lighter than the Juno, but costs $46 more": more than the other one that is named.
  const others = layout.everyNamed.filter((row) => !subject.includes(row));
  if (named === null && others.length > 0 && !denied) {
    return differs(subject, others, measure, less, by);
  }
  if (named === null) {
    const [, to] = layout.clauseOf(index);
    if (by !== null || pieces.slice(index, to + 1).some(({ kind }) => kind === 'THAN')) return false;
    return subject.every(({ compared }) =>
      compared.some((each) => each.measure === measure && each.less === less && each.satisfied !== denied),
    );
  }
  const comparand = named === 'REST' ? scan.ground.rows.filter((row) => !subject.includes(row)) : named;
  if (comparand.length === 0 || comparand.some((row) => subject.includes(row))) return false;
  if (named === 'REST' && (layout.isWide(index) || layout.isOfTotal(index)) && !layout.isWholePage)
    return false;
  if (!denied) return differs(subject, comparand, measure, less, by);
  const isKnown = [...subject, ...comparand].every((row) => !Number.isNaN(measureOf(row, measure)));
  return (
    by === null &&
    isKnown &&
    subject.every((row) => comparand.every((other) => !differs([row], [other], measure, less, null)))
  );
}

/** Whether each of the rows has less (or more) than each of the others, by so much where that is said. */
function differs(
  rows: readonly GroundRow[],
  others: readonly GroundRow[],
  measure: Measure,
  less: boolean,
  by: number | null,
): boolean {
  return rows.every((row) =>
    others.every((other) => {
      const difference = (measureOf(other, measure) - measureOf(row, measure)) * (less ? 1 : -1);
      const comparable = measure !== 'price' || row.currency === other.currency;
      return comparable && difference > 0 && (by === null || Math.abs(difference - by) < 1e-6);
    }),
  );
}

/** "the cheapest", "the second lightest of the six", "the lightest black jacket". */
export function judgeSuperlative(layout: Layout, index: number): boolean {
  const { pieces, scan } = layout;
  const piece = pieces[index];
  if (piece?.kind !== 'SUPERLATIVE') return false;
  const subject = layout.subjectOf(index);
  if (layout.isCounted(index)) return true; // judged with the count
  if (subject.length === 0 || scan.cited.length === 0 || layout.isShopWide) return false;
  if (layout.isOfTotal(index)) return isFirstSorted(layout, index, subject);
  const count = pieces.find((each) => each.kind === 'COUNT' && each.definite);
  const sets = [scan.ground.rows, scan.cited, layout.named];
  const within =
    (count?.kind === 'COUNT' ? sets.find(({ length }) => length === count.value) : undefined) ??
    scan.ground.rows;
  const facts = layout.narrowing(index);
  const rows = within.filter((row) => facts.every((each) => each.holds(row) === true));
  const is = subject.every((row) => placeOf(row, rows, piece.measure, piece.less, subject) === piece.place);
  const ranked =
    piece.measure === 'rating' &&
    !piece.less &&
    scan.ground.sort === 'RATING' &&
    subject.length === 1 &&
    subject[0]?.rank === piece.place &&
    rows.every(({ rating }) => rating === null);
  return layout.isDenied(index)
    ? !is && rows.every((row) => !Number.isNaN(measureOf(row, piece.measure)))
    : is || ranked;
}

/** Of more than what is shown the order of the answer proves what comes first. */
function isFirstSorted({ scan, pieces }: Layout, index: number, subject: readonly GroundRow[]): boolean {
  const piece = pieces[index];
  if (piece?.kind !== 'SUPERLATIVE' || subject.length !== 1 || subject[0]?.rank !== piece.place) return false;
  const by = { PRICE_ASC: ['price', true], PRICE_DESC: ['price', false], RATING: ['rating', false] }[
    scan.ground.sort ?? ''
  ];
  return by !== undefined && by[0] === piece.measure && by[1] === piece.less;
}

/** All that have the least (or the most) among the rows. */
export function foremost(rows: readonly GroundRow[], measure: Measure, less: boolean): readonly GroundRow[] {
  const best = Math[less ? 'min' : 'max'](
    ...rows.map((row) => measureOf(row, measure)).filter((value) => !Number.isNaN(value)),
  );
  return rows.filter((row) => measureOf(row, measure) === best);
}

/** From 1; NaN where another row has the same, so that none is the first. */
function placeOf(
  row: GroundRow,
  rows: readonly GroundRow[],
  measure: Measure,
  less: boolean,
  subject: readonly GroundRow[],
): number {
  const own = measureOf(row, measure);
  if (Number.isNaN(own) || !rows.includes(row)) return Number.NaN;
  const others = rows.filter((other) => other !== row && !Number.isNaN(measureOf(other, measure)));
  if (others.some((other) => measureOf(other, measure) === own && !subject.includes(other)))
    return Number.NaN;
  return (
    1 +
    others.filter((other) => (less ? measureOf(other, measure) < own : measureOf(other, measure) > own))
      .length
  );
}

function measureOf(row: GroundRow, measure: Measure): number {
  return (
    (measure === 'price' ? row.price : measure === 'rating' ? row.rating : row.weightGrams) ?? Number.NaN
  );
}

const properties: Record<string, (row: GroundRow) => unknown> = {
  price: ({ price, currency }) => `${currency}${price}`,
  weight: ({ weightGrams }) => weightGrams,
  rating: ({ rating }) => rating,
  brand: ({ brand }) => brand.join(' '),
  maker: ({ brand }) => brand.join(' '),
  category: ({ category }) => category.join(' '),
};

/** "the same price as the Arcade", "all weigh the same". */
export function judgeSame(layout: Layout, index: number): boolean {
  const { pieces, scan } = layout;
  const at = pieces[index]?.at ?? 0;
  const near = [
    ...scan.tokens.slice(at, at + 4),
    ...scan.tokens.slice(Math.max(0, at - 6), at).reverse(),
  ].map(({ stem }) => stem);
  const word = near.find(
    (stem) =>
      stem in properties ||
      ['cost', 'priced', 'weigh', 'rated', 'light', 'heavy', 'cheap', 'expensive'].includes(stem) ||
      isName(scan, stem),
  );
  if (word === undefined || scan.cited.length === 0 || layout.isSaidOfTotal(index)) return false;
  const name =
    {
      cost: 'price',
      priced: 'price',
      weigh: 'weight',
      rated: 'rating',
      light: 'weight',
      heavy: 'weight',
      cheap: 'price',
      expensive: 'price',
    }[word] ?? word;
  const read =
    properties[name] ??
    ((row: GroundRow) => row.values.find((value) => value.name === name)?.words.join(' '));
  const [from, to] = layout.clauseOf(index);
  const behind = pieces.slice(from, to + 1).flatMap((piece) => (piece.kind === 'PRODUCT' ? piece.rows : []));
  const rows = [...new Set([...layout.subjectOf(index), ...behind])];
  const [first, ...others] = rows.map(read);
  return (
    others.length > 0 &&
    first !== undefined &&
    first !== null &&
    first !== '' &&
    others.every((other) => other === first)
  );
}
