import { expect, it } from 'vitest';
import { measureGrowth, measureSpread } from './growth.ts';
import type { Cell } from './measure-cell.ts';

/** A cell of which only the times of meaning and text are looked at. */
function cell(share: number, p50Ms: number, p95Ms: number): Cell {
  const measured = { p50Ms, p95Ms, recall: 1, worstRecall: 1, rows: 10, strategies: {} };
  const other = { ...measured, p50Ms: 2 * p50Ms, p95Ms: 2 * p95Ms };
  return {
    share,
    ceiling: null,
    products: 1,
    actualShare: share,
    meaning: measured,
    text: other,
    exactText: measured,
    exactScan: measured,
    plainHnsw: measured,
    plainHnswUsed: 1,
  };
}

it('growth is p50 by p50, share by share, from each shop to the next larger one', () => {
  const growth = measureGrowth([
    { products: 200_000, cells: [cell(1, 6, 9), cell(0.1, 8, 9)] },
    { products: 20_000, cells: [cell(1, 4, 9), cell(0.1, 4, 9), cell(0, 1, 1)] },
  ]);
  const ratios = [
    { share: 1, ratio: 1.5 },
    { share: 0.1, ratio: 2 },
  ];
  expect(growth).toEqual([
    { way: 'meaning', from: 20_000, to: 200_000, ratios },
    { way: 'text', from: 20_000, to: 200_000, ratios },
  ]);
});

it('one shop alone has no growth', () => {
  expect(measureGrowth([{ products: 2000, cells: [cell(1, 4, 9)] }])).toEqual([]);
});

it('the spread is the highest p95 by the p50 without a filter', () => {
  const shop = { products: 2000, cells: [cell(1, 4, 5), cell(0.1, 5, 12), cell(0, 1, 2)] };
  expect(measureSpread(shop)).toEqual([
    { way: 'meaning', products: 2000, worstShare: 0.1, ratio: 3 },
    { way: 'text', products: 2000, worstShare: 0.1, ratio: 3 },
  ]);
});
