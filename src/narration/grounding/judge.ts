import { findUnbound } from './find-unbound.ts';
import type { GroundRow } from './ground-row.ts';
import { foremost, judgeComparison, judgeSame, judgeSuperlative } from './judge-comparison.ts';
import { judgeCount } from './judge-count.ts';
import { type Placed, phraseAt, phrases, type Scan } from './piece.ts';
import { saysHere } from './scope.ts';
import { type Layout, layOut } from './subjects.ts';
import { neutralWords } from './words.ts';

export interface Reason {
  code: string;
  /** The words that it is about, as written. */
  found: string;
}

/** Holds every piece against the rows that it speaks of. Empty: all of it is so. */
export function judge(scan: Scan, pieces: readonly Placed[]): Reason[] {
  const layout = layOut(scan, pieces);
  const reasons: Reason[] = [];
  const misplaced = findUnbound(scan, pieces);
  const refuse = (code: string, index: number) => reasons.push({ code, found: textOf(scan, pieces[index]) });
  pieces.forEach((piece, index) => {
    if (piece.kind === 'BAD') refuse(piece.code, index);
    else if (piece.kind === 'FACT' && !factStands(layout, index)) refuse(piece.code, index);
    else if (
      piece.kind === 'SET' &&
      !(
        scan.cited.length > 0 &&
        layout.setOf(index).some((rows) => piece.holds(rows)) &&
        (piece.code === 'RANK' || !(layout.isOfTotal(index) || layout.isShopWide))
      )
    )
      refuse(piece.code, index);
    else if (piece.kind === 'COMPARE' && !judgeComparison(layout, index)) refuse('COMPARISON', index);
    else if (piece.kind === 'SUPERLATIVE' && !judgeSuperlative(layout, index)) refuse('SUPERLATIVE', index);
    else if (piece.kind === 'SAME' && !judgeSame(layout, index)) refuse('COMPARISON', index);
    else if (piece.kind === 'COUNT' && !judgeCount(layout, index)) refuse('COUNT', index);
    else if (piece.kind === 'SOLE' && !soleStands(layout, index)) refuse('COUNT', index);
    else if (piece.kind === 'THAN' && !layout.comparesAt(index)) refuse('COMPARISON', index);
    else if (piece.kind === 'BREAK' && !layout.breaksAt(index)) refuse('WORD', index);
    else if (piece.kind === 'MODAL' && !layout.mayBe(index)) refuse('CERTAINTY', index);
    else if (piece.kind === 'NOT' && !layout.deniesAt(index)) refuse('NEGATION', index);
  });
  if (misplaced !== null && reasons.length === 0) reasons.push(misplaced);
  // "… is $18.00 cheaper than the Clerk, and so is the Hollis": only facts are held against what is said to be so too.
  pieces.forEach(({ kind }, index) => {
    if (['COMPARE', 'SUPERLATIVE', 'SAME', 'SET', 'COUNT'].includes(kind) && layout.alsoOf(index).length > 0)
      refuse('COMPARISON', index);
  });
  const matter = findMattering(layout);
  if (matter !== null) reasons.push(matter);
  const spare = layout.spareCitation();
  if (spare !== null) reasons.push({ code: 'CITATION', found: spare });
  if (scan.ground.rows.length === 0 && !deniesAll(scan, pieces))
    reasons.push({ code: 'EMPTY_ANSWER', found: '' });
  return reasons;
}

/** "If weight matters most, look at the Dyer": it has the least of all that is shown. */
function findMattering({ scan, pieces }: Layout): Reason | null {
  const at = phraseAt(scan.tokens, 0, phrases('if price | if weight'));
  if (at === 0) return null;
  const measure = scan.tokens[1]?.stem === 'price' ? 'price' : 'weight_grams';
  const product = pieces.find(({ kind }) => kind === 'PRODUCT');
  const best = foremost(scan.ground.rows, measure, true);
  const is = product?.kind === 'PRODUCT' && product.rows.every((row) => best.includes(row));
  return is ? null : { code: 'SUPERLATIVE', found: textOf(scan, product) };
}

/** Where nothing was found, a sentence that speaks of products says so, or how many there would be otherwise. */
function deniesAll(scan: Scan, pieces: readonly Placed[]): boolean {
  if (pieces.some(({ kind }) => kind === 'NOT' || kind === 'COUNT' || kind === 'ASK')) return true;
  const { tokens } = scan;
  return (
    !pieces.some((piece) => piece.kind === 'FACT') &&
    !tokens.some(({ stem }) => scan.ground.asked.has(stem) && !neutralWords.has(stem))
  );
}

function factStands(layout: Layout, index: number): boolean {
  const { pieces, scan } = layout;
  const piece = pieces[index];
  if (piece?.kind !== 'FACT') return true;
  if (layout.isSaidOfTotal(index)) return piece.asked || (piece.excluded && layout.isDenied(index));
  if (layout.isCounted(index)) return true; // how many are so is judged with the count
  const facts = layout.narrowing(index);
  // "the first one in black" is the first of the black ones.
  const listed = scan.ground.rows.filter((row) => facts.every((each) => each.holds(row) === true));
  const holds = (row: GroundRow) =>
    piece.holds(row) === true ||
    (piece.place !== undefined && facts.length > 0 && listed.indexOf(row) === piece.place - 1);
  if (scan.ground.rows.length === 0) return piece.asked || piece.excluded;
  if (layout.isDenied(index)) {
    if (piece.excluded) return true;
    return (
      piece.deniable &&
      layout.subjectOf(index).length > 0 &&
      layout.subjectOf(index).every((row) => piece.holds(row) === false)
    );
  }
  if (scan.cited.length === 0) return piece.asked && layout.subjectOf(index).length === 0;
  const before = pieces[index - 1]?.kind;
  const rows = before === 'AGAINST' ? layout.othersOf(index) : layout.subjectOf(index);
  // Of one product something is in stock as soon as one of its offers is; everything else is said of each.
  const isEvery = pieces.some(({ kind }) => kind === 'EVERY');
  if (scan.ground.isItem && piece.code === 'STOCK' && layout.isWholeItem(rows) && !isEvery) {
    const gone = rows.every((row) => row.status === 'OUT_OF_STOCK');
    return (
      rows.length > 0 &&
      (gone ? rows.every(holds) : rows.some((row) => holds(row) && row.status !== 'OUT_OF_STOCK'))
    );
  }
  if (scan.ground.isItem && layout.isWholeItem(rows) && piece.code === 'ATTRIBUTE') return rows.some(holds);
  return rows.length > 0 && rows.every(holds) && layout.alsoOf(index).every(holds);
}

/** "the only black one": no other row is so. */
function soleStands(layout: Layout, index: number): boolean {
  const { pieces, scan } = layout;
  const next = pieces[index + 1];
  if (next?.kind === 'COUNT') return layout.isWholePage;
  const [, to] = layout.clauseOf(index);
  const named = pieces.findIndex((piece, place) => place > index && place <= to && piece.kind === 'PRODUCT');
  // "only the Juno is black" and "the Juno is the only black one" say the same.
  const all = pieces
    .slice(index, to + 1)
    .flatMap((piece, place) => (piece.kind === 'FACT' && index + place > named ? [piece] : []));
  const facts = named < 0 ? layout.narrowing(index) : all;
  const subject = layout.subjectOf(named < 0 ? index : to);
  if (facts.length === 0 || subject.length === 0 || layout.isShopWide || layout.isOfTotal(index))
    return false;
  const so = scan.ground.rows.filter((row) => facts.every((each) => each.holds(row) === true));
  const isSo = so.length === subject.length && so.every((row) => subject.includes(row));
  if (layout.isWholePage || !isSo) return isSo;
  // What all of the page are, others that were found may be too; "the only one" without "here" is said of those as well.
  const isHere = pieces.some((piece) => piece.kind === 'COUNT' && piece.definite);
  return so.length < scan.ground.rows.length && (named >= 0 || isHere || saysHere(scan));
}

export function textOf({ tokens }: Scan, piece: Placed | undefined): string {
  if (piece === undefined) return '';
  return tokens
    .slice(piece.at, piece.at + piece.length)
    .map(({ text, joined }, place) => (joined || place === 0 ? text : ` ${text}`))
    .join('')
    .slice(0, 80);
}
