import { expect, it } from 'vitest';
import type { SimilarKey } from '../../schema/context.ts';
import type { Queryable } from '../../src/db/database.ts';
import { makeLoaders } from '../../src/server/loaders.ts';

it('asks for at most 1000 products in one SQL call, and for their variants alike (TSLIM)', async () => {
  const batches: [string | undefined, number][] = [];
  const database: Queryable = {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      batches.push([/api\.(\w+)/.exec(text)?.[1], (values[0] as string[]).length]);
      return [{ products: [], variants: [] }] as unknown as Row[];
    },
  };
  const load = makeLoaders(database, null);
  const ids = Array.from({ length: 1_001 }, (_, index) => String(index + 1));
  await Promise.all(ids.map(load.product));
  await Promise.all(ids.map(load.variants));
  expect(batches).toEqual([
    ['load_products', 1_000],
    ['load_products', 1],
    ['load_variants', 1_000],
    ['load_variants', 1],
  ]);
});

const key = (productId: number, more: Partial<SimilarKey> = {}): SimilarKey => ({
  productId: String(productId),
  relation: 'SIMILAR',
  first: 5,
  filter: {},
  scope: { asOf: '2026-01-01T00:00:00Z', currency: 'USD' },
  ...more,
});

it('asks once for all products of one relation, size, filter and scope, and for no product twice', async () => {
  const calls: unknown[][] = [];
  const load = makeLoaders(
    {
      query: async <Row extends object>(_text: string, values: readonly unknown[] = []) => {
        calls.push([...values]);
        return [{ answers: {} }] as unknown as Row[];
      },
    },
    null,
  );
  const keys = [
    ...[1, 2, 1].map((id) => key(id)),
    key(1, { relation: 'COMPLEMENT' }),
    key(1, { first: 6 }),
    key(1, { filter: { inStock: true } }),
    key(1, { scope: {} }),
  ];
  expect(await Promise.all(keys.map(load.similar))).toEqual(Array(7).fill(null));
  const usd = '{"asOf":"2026-01-01T00:00:00Z","currency":"USD"}';
  expect(calls).toEqual([
    [['1', '2'], 5, '{}', usd, null],
    [['1'], 5, '{}', `${usd.slice(0, -1)},"relation":"COMPLEMENT"}`, null],
    [['1'], 6, '{}', usd, null],
    [['1'], 5, '{"inStock":true}', usd, null],
    [['1'], 5, '{}', '{}', null],
  ]);
});

it('answers what is like a product 100 times in one request, the same product counted again (LIMIT_OUT_OF_RANGE)', async () => {
  let calls = 0;
  const load = makeLoaders(
    {
      query: async <Row extends object>() => {
        calls += 1;
        return [{ answers: {} }] as unknown as Row[];
      },
    },
    null,
  );
  await Promise.all(Array.from({ length: 99 }, (_, index) => load.similar(key(index + 1))));
  await load.similar(key(1));
  await expect(load.similar(key(1))).rejects.toThrow('more than 100 products');
  expect(calls).toBe(1);
});
