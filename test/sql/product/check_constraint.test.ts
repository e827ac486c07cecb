import { expect, it } from 'vitest';
import type { ConstraintCheck, ItemFilter } from '../../../src/retrieval/page.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('empty');

const facts = {
  amount: '140',
  currency: 'USD',
  available: 3,
  locations: [
    { code: 'berlin', name: 'Berlin store', available: 3 },
    { code: 'lyon', name: 'Lyon', available: 0 },
    { code: 'porto', name: 'Porto', available: 1 },
  ],
  attributes: { colour: ['black'], material: ['leather'] },
  brand: 'Nordhem',
  brandSlug: 'nordhem',
  handle: 'racer-jacket',
  category: 'Leather jackets',
  categoryPath: ['leather-jackets', 'jackets', 'apparel'],
  validFrom: '2021-01-01T00:00:00Z',
  validTo: '2026-01-01T00:00:00Z',
  asOf: '2025-06-01T00:00:00Z',
};

async function check(kind: string, filter: ItemFilter | null, changed: object): Promise<ConstraintCheck> {
  const [row] = await database.query<{ answer: ConstraintCheck }>(
    'select product.check_constraint($1, $2) as answer',
    [
      JSON.stringify({ id: 'c1', kind, label: 'as demanded', filter }),
      JSON.stringify({ ...facts, ...changed }),
    ],
  );
  return row!.answer;
}

// An answer holds only what meets every constraint, so that a check which could not fail would go unnoticed there.
it.each<[string, ItemFilter | null, object, object]>([
  ['CURRENT_PRICE', null, {}, { asOf: '2026-01-01T00:00:00Z' }],
  ['CURRENT_PRICE', null, { asOf: '2021-01-01T00:00:00Z' }, { asOf: '2020-12-31T23:59:59.999999Z' }],
  ['PRICE_MAX', { price: { max: '140' } }, {}, { amount: '140.01' }],
  ['PRICE_MAX', { price: { max: '140', maxExclusive: true } }, { amount: '139.99' }, {}],
  ['PRICE_MIN', { price: { min: '140' } }, {}, { amount: '139.99' }],
  ['PRICE_MIN', { price: { min: '140', minExclusive: true } }, { amount: '140.01' }, {}],
  ['IN_STOCK', { inStock: true }, {}, { available: 0 }],
  ['IN_STOCK', { inStock: true }, { available: 1 }, { available: null }],
  [
    'IN_STOCK_AT',
    { inStockAt: ['berlin', 'attic'] },
    {},
    { locations: [{ code: 'porto', name: 'Porto', available: 9 }] },
  ],
  ['IN_STOCK_AT', { inStockAt: ['lyon', 'porto'] }, {}, { locations: [] }],
  ['CATEGORY', { categories: ['jackets'] }, {}, { categoryPath: ['pans', 'kitchen'] }],
  ['BRAND', { brands: ['nordhem', 'acme'] }, {}, { brand: 'Zorro', brandSlug: 'zorro' }],
  ['BRAND', { brands: ['nordhem'] }, {}, { brand: null, brandSlug: null }],
  [
    'ATTRIBUTE',
    { attributes: [{ name: 'colour', values: ['BLACK', 'red'] }] },
    {},
    { attributes: { colour: ['blue'] } },
  ],
  ['ATTRIBUTE', { attributes: [{ name: 'colour', values: ['black'] }] }, {}, { attributes: {} }],
  ['EXCLUDE_CATEGORY', { exclude: { categories: ['pans'] } }, {}, { categoryPath: ['pans', 'kitchen'] }],
  [
    'EXCLUDE_BRAND',
    { exclude: { brands: ['acme'] } },
    { brand: null, brandSlug: null },
    { brand: 'Acme', brandSlug: 'acme' },
  ],
  [
    'EXCLUDE_ATTRIBUTE',
    { exclude: { attributes: [{ name: 'material', values: ['wool', 'suede'] }] } },
    {},
    { attributes: { material: ['suede'] } },
  ],
  ['EXCLUDE_PRODUCT', { exclude: { products: ['biker-jacket'] } }, {}, { handle: 'biker-jacket' }],
])('%s %j is satisfied by %j and not by %j', async (kind, filter, meeting, failing) => {
  const met = await check(kind, filter, meeting);
  const failed = await check(kind, filter, failing);

  expect([met.satisfied, failed.satisfied]).toEqual([true, false]);
  expect(met).toMatchObject({
    constraintId: 'c1',
    kind,
    required: 'as demanded',
    actual: expect.stringMatching(/\w/),
  });
});

it.each([
  [['berlin'], '3 available at Berlin store', true],
  [['attic', 'berlin', 'lyon', 'porto'], '3 available at Berlin store and 1 available at Porto', true],
  [['lyon'], 'none there', false],
  [['attic', 'lyon'], 'none there', false],
  [['attic'], 'no stock recorded there', false],
])('IN_STOCK_AT %j says what is left there: %s', async (inStockAt, actual, satisfied) => {
  expect(await check('IN_STOCK_AT', { inStockAt }, {})).toMatchObject({ actual, satisfied });
});
