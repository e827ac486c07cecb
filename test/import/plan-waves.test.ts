import { expect, it } from 'vitest';
import { planWaves } from '../../src/import/plan-waves.ts';

const item = (handle: string, ...skus: string[]) => ({
  prepared: { type: 'product', handle, variants: skus.map((sku) => ({ sku })) },
});
const reference = { prepared: { type: 'brand', name: 'Acme' } };

it('is one wave where nothing repeats', () => {
  const batch = [item('a', '1'), reference, item('b', '2'), reference];
  expect(planWaves(batch)).toEqual([batch]);
});

it('puts a record behind every earlier one with the same handle or SKU', () => {
  const [a1, a2, b, thief, a3] = [
    item('a', '1'),
    item('a', '2'),
    item('b', '3'),
    item('c', '2'),
    item('a', '4'),
  ] as const;
  expect(planWaves([a1, a2, b, thief, a3])).toEqual([[a1, b], [a2], [thief, a3]]);
});

it('is no wave for no record', () => {
  expect(planWaves([])).toEqual([]);
});
