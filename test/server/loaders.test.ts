import { expect, it } from 'vitest';
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
