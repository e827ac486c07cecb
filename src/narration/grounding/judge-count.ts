import type { Ground } from './ground.ts';
import type { GroundRow } from './ground-row.ts';
import { foremost } from './judge-comparison.ts';
import type { Placed, Scan } from './piece.ts';
import { readNumber } from './read-number.ts';
import { saysHere } from './scope.ts';
import type { Layout } from './subjects.ts';

const relaxing = new Set(
  'without any drop dropping relax relaxing loosen loosening widen widening allow allowing lift lifting raise raising remove removing if other turned ruled excluded left out away set aside more opening changing'.split(
    ' ',
  ),
);

/** A number of products: of the rows that are so, of all that is found, or what a constraint turned away. */
export function judgeCount(layout: Layout, index: number): boolean {
  const { pieces, scan } = layout;
  const { ground, cited } = scan;
  const piece = pieces[index];
  if (piece?.kind !== 'COUNT') return false;
  const { value, definite, least, rest } = piece;
  const { total } = ground;
  const isTotal = value === total.value && (total.exact ? !least : least);
  const choice = countsChoices(layout, piece);
  if (choice !== null) return choice;
  const restFacts = factsAround(layout, index);
  if (
    rest &&
    restFacts.every((each) => each.asked && !layout.isDenied(pieces.indexOf(each))) &&
    value === total.value - ground.rows.length &&
    total.exact &&
    ground.total.value > ground.rows.length &&
    !ground.isItem
  )
    return true;
  const figure = findFigure(scan, pieces, value);
  if (figure) return !figure.away || awayFacts(layout, index);
  const sizes = [ground.rows.length, cited.length, layout.named.length];
  if (definite && scan.tokens[piece.at - 1]?.stem === 'other') {
    const others = (cited.length > layout.named.length ? cited : ground.rows).length - layout.named.length;
    return !least && layout.named.length > 0 && value === others;
  }
  if (definite) return !least && (sizes.includes(value) || isTotal) && value > 0;
  const [from, to] = layout.clauseOf(index);
  const facts = pieces
    .slice(from, to + 1)
    .flatMap((each, place) => (each.kind === 'FACT' && layout.isCounted(from + place) ? [each] : []));
  const superlative = pieces.slice(from, to + 1).find(({ kind }) => kind === 'SUPERLATIVE');
  if (least && !isTotal) return false;
  if (ground.rows.length === 0) return value === 0 || isTotal;
  const ofAll =
    facts.every((each) => (layout.isDenied(pieces.indexOf(each, from)) ? each.excluded : each.asked)) &&
    isTotal;
  if (superlative?.kind === 'SUPERLATIVE') {
    if (layout.isOfTotal(index) || layout.isShopWide) return false;
    const best = foremost(ground.rows, superlative.measure, superlative.less);
    return (
      superlative.place === 1 &&
      best.length === value &&
      best.every((row) => cited.includes(row)) &&
      facts.every(({ holds }) => best.every((row) => holds(row) === true))
    );
  }
  if (facts.length === 0) {
    // "I found six" of forty is short of thirty-four.
    const found = pieces.some(({ kind }) => kind === 'FOUND');
    return (
      !rest &&
      (isTotal ||
        (value === ground.rows.length && !found) ||
        (value === ground.rows.length && total.value === value))
    );
  }
  const so = ground.rows.filter((row) =>
    facts.every((each) => isSo(layout, pieces.indexOf(each, from), row)),
  );
  // "4 of the 85 are in stock", "there are 4 under $200": the rows are only the first of them.
  const exists = pieces.slice(from, index).some((each) => tellsAll(scan, each));
  if (!ofAll && !layout.isWholePage && (layout.isOfTotal(index) || (exists && !saysHere(scan)))) return false;
  const isShown =
    so.length === value &&
    (cited.length === 0 ? facts.every(({ asked }) => asked) : so.every((row) => cited.includes(row)));
  return ofAll || isShown;
}

/** "there are", "I found", "only": of all, not of what is shown. */
function tellsAll({ tokens }: Scan, { at }: Placed): boolean {
  return ['there', 'found', 'only', 'just'].includes(tokens[at]?.text.toLowerCase() ?? '');
}

function factsAround(layout: Layout, index: number) {
  const [from, to] = layout.clauseOf(index);
  return layout.pieces.slice(from, to + 1).flatMap((each) => (each.kind === 'FACT' ? [each] : []));
}

/** "4 sizes": how many there are among the offers of one product; of other rows nobody knows. Null: it counts something else. */
function countsChoices({ scan }: Layout, { at, length }: Placed): boolean | null {
  const { tokens, ground } = scan;
  const noun = tokens[at + length]?.stem ?? '';
  const number = tokens[at + length - 1];
  const values = ground.rows.flatMap(({ options }) =>
    options.filter(({ name }) => name === noun).map(({ words }) => words.join(' ')),
  );
  const isNoun =
    values.length > 0 ||
    ['size', 'colour', 'option', 'variant', 'version', 'material', 'brand', 'offer'].includes(noun);
  if (!isNoun || (tokens[at + length]?.text === noun && number?.value !== 1)) return null;
  const counted = tokens[at]?.kind === 'NUMBER' ? tokens[at]?.value : readNumber(tokens, at)?.value;
  if (!ground.isItem) return null;
  return (
    counted ===
    (noun === 'variant' || noun === 'offer' || noun === 'version' ? ground.rows.length : new Set(values).size)
  );
}

/** Whether a row is what the clause counts: "two are not black" counts those that are known to be something else. */
export function isSo(layout: Layout, index: number, row: GroundRow): boolean {
  const piece = layout.pieces[index];
  if (layout.isDenied(index)) return piece?.kind === 'FACT' && piece.deniable && piece.holds(row) === false;
  return layout.alternatives(index).some((one) => one.holds(row) === true);
}

/** "19 were not in stock": what was turned away is not so of any row that was not. */
function awayFacts(layout: Layout, index: number): boolean {
  const [from, to] = layout.clauseOf(index);
  const places = Array.from({ length: to + 1 - from }, (_, place) => from + place);
  return places
    .filter((place) => layout.pieces[place]?.kind === 'FACT')
    .every((place) => layout.scan.ground.rows.every((row) => !isSo(layout, place, row)));
}

/** What relaxations would find and the funnel turned away, with the words of its label. */
export function findFigure(
  scan: Scan,
  pieces: readonly Placed[],
  value: number,
): Ground['figures'][number] | undefined {
  const said = new Set(scan.tokens.map(({ stem }) => stem));
  const texts = scan.tokens.map(({ text }) => text.toLowerCase());
  const facts = pieces.filter(({ kind }) => kind === 'FACT').length;
  if (facts > 2 || !texts.some((text) => relaxing.has(text))) return undefined;
  return scan.ground.figures.find(
    (figure) =>
      figure.value === value && figure.words.size > 0 && [...figure.words].every((word) => said.has(word)),
  );
}
