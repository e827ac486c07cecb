import type { Cell } from './measure-cell.ts';

export type Way = 'meaning' | 'text';

/** How the cost of one way of asking grows from one shop to a larger one, share by share. */
export interface Growth {
  way: Way;
  from: number;
  to: number;
  /** p50 in the larger shop by p50 in the smaller one. */
  ratios: { share: number; ratio: number }[];
}

/** How far the dearest filter of a shop is from no filter at all. */
export interface Spread {
  way: Way;
  products: number;
  /** The share whose p95 is the highest. */
  worstShare: number;
  /** That p95 by the p50 of share 1, which has no filter. */
  ratio: number;
}

interface Shop {
  products: number;
  cells: readonly Cell[];
}

const ways: readonly Way[] = ['meaning', 'text'];

/** From each shop to the next larger one. */
export function measureGrowth(shops: readonly Shop[]): Growth[] {
  const bySize = [...shops].sort((one, other) => one.products - other.products);
  return bySize.slice(1).flatMap((larger, index) => {
    const smaller = bySize[index] as Shop;
    return ways.map((way) => ({
      way,
      from: smaller.products,
      to: larger.products,
      ratios: larger.cells.flatMap((cell) => {
        const before = smaller.cells.find(({ share }) => share === cell.share);
        return before === undefined
          ? []
          : [{ share: cell.share, ratio: cell[way].p50Ms / before[way].p50Ms }];
      }),
    }));
  });
}

export function measureSpread({ products, cells }: Shop): Spread[] {
  const unfiltered = cells.find(({ share }) => share === 1);
  if (unfiltered === undefined) return [];
  return ways.map((way) => {
    const worst = cells.reduce((one, other) => (other[way].p95Ms > one[way].p95Ms ? other : one));
    return { way, products, worstShare: worst.share, ratio: worst[way].p95Ms / unfiltered[way].p50Ms };
  });
}
