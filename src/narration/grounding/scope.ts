import type { Placed, Scan } from './piece.ts';

/** Of how much a sentence speaks: of the rows, of all that was found, or of the shop. */
export interface Scope {
  /** Whether it speaks of more than the rows: "in our shop". */
  isShopWide: boolean;
  /** Whether the page is all that was found. */
  isWholePage: boolean;
  /** Whether "the 85" that were found, of which the rows are a few, stand beside a piece. */
  isOfTotal: (index: number) => boolean;
  /** Whether "the 85" are what a piece is said of. */
  isSaidOfTotal: (index: number) => boolean;
  /** Whether a comparison is with "any other". */
  isWide: (index: number) => boolean;
}

const shopWide = new Set([
  'we',
  'our',
  'shop',
  'store',
  'catalogue',
  'anywhere',
  'overall',
  'ever',
  'market',
  'stocked',
]);

interface Spoken {
  scan: Scan;
  pieces: readonly Placed[];
  /** Between strong breaks, the end left out. */
  stretchOf: (index: number) => readonly [from: number, end: number];
  clauseOf: (index: number) => readonly [from: number, to: number];
  isCounted: (index: number) => boolean;
}

export function readScope({ scan, pieces, stretchOf, clauseOf, isCounted }: Spoken): Scope {
  const { ground, tokens } = scan;
  const isWholePage = !ground.isItem && ground.total.exact && ground.total.value === ground.rows.length;
  const isShopWide = tokens.some(({ stem }) => shopWide.has(stem));
  const isHere = ground.isItem || saysHere(scan);
  const hasEvery = (stretch: readonly Placed[]) =>
    !isHere && stretch.some((_, place) => isEveryNoun(scan, stretch, place));
  return {
    isShopWide,
    isWholePage,
    isOfTotal: (index) => {
      if (isWholePage) return false;
      const stretch = pieces.slice(...stretchOf(index));
      const isTotal = (piece: Placed) =>
        piece.kind === 'COUNT' && piece.value === ground.total.value && piece !== pieces[index];
      return hasEvery(stretch) || stretch.some(isTotal);
    },
    isSaidOfTotal: (index) => {
      if (isWholePage) return false;
      const [from] = stretchOf(index);
      const before = pieces.slice(from, index);
      if (hasEvery(before)) return true;
      const last = before.findLast(
        (piece, place) => (piece.kind === 'COUNT' && !isCounted(from + place)) || piece.kind === 'PRODUCT',
      );
      return last?.kind === 'COUNT' && last.definite && last.value === ground.total.value;
    },
    isWide: (index) => {
      const [, to] = clauseOf(index);
      return isShopWide || pieces.slice(index, to + 1).some((piece) => piece.kind === 'REST' && piece.wide);
    },
  };
}

const here = /\b(?:here|of these|of those|these|among these|shown)\b/i;

/** Whether it says that it speaks of what is shown. */
export function saysHere({ tokens }: Scan): boolean {
  return here.test(tokens.map(({ text }) => text).join(' '));
}

/** "every match", "all jackets", "the cheapest match": of all that was found, as nothing says how many. */
function isEveryNoun({ tokens }: Scan, pieces: readonly Placed[], index: number): boolean {
  const piece = pieces[index];
  const next = pieces[index + 1];
  if (next === undefined || (piece?.kind !== 'EVERY' && piece?.kind !== 'SUPERLATIVE')) return false;
  const isFound = ['match', 'result', 'hit'].includes(tokens[next.at]?.stem ?? '');
  const isNoun = next.kind === 'FACT' && (next.code === 'NOUN' || next.code === 'CATEGORY');
  return isFound || (piece.kind === 'EVERY' && isNoun);
}
