import { beforeAll, expect, it } from 'vitest';
import type { ConstraintCheck, ItemFilter } from '../../../src/retrieval/page.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('empty');

beforeAll(async () => {
  await database.query(
    `insert into product.attribute (name, label, type, unit) values ('depth', 'Depth', 'number', 'cm')`,
  );
});

const facts = {
  amount: '140',
  currency: 'USD',
  available: 3,
  locations: [
    { code: 'berlin', name: 'Berlin store', available: 3 },
    { code: 'lyon', name: 'Lyon', available: 0 },
    { code: 'porto', name: 'Porto', available: 1 },
  ],
  attributes: { colour: ['black'], material: ['leather'], depth: ['12', 'about 30', '20.5'] },
  weightGrams: '1200',
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
  [
    'ATTRIBUTE',
    { attributes: [{ name: 'depth', min: '20', max: '21' }] },
    {},
    { attributes: { depth: ['12', '30'] } },
  ],
  ['ATTRIBUTE', { attributes: [{ name: 'depth', max: '12' }] }, {}, { attributes: { depth: ['12.01'] } }],
  [
    'ATTRIBUTE',
    { attributes: [{ name: 'depth', max: '20.5', maxExclusive: true, min: '12', minExclusive: true }] },
    { attributes: { depth: ['12', '15'] } },
    {},
  ],
  [
    'ATTRIBUTE',
    { attributes: [{ name: 'depth', min: '0' }] },
    {},
    { attributes: { depth: ['nan', 'infinity', 'deep'] } },
  ],
  ['ATTRIBUTE', { attributes: [{ name: 'depth', min: '0' }] }, {}, { attributes: {} }],
  ['ATTRIBUTE', { attributes: [{ name: 'weight_grams', max: '1200' }] }, {}, { weightGrams: '1200.5' }],
  [
    'ATTRIBUTE',
    { attributes: [{ name: 'weight_grams', max: '1200', maxExclusive: true }] },
    { weightGrams: '1199.9' },
    {},
  ],
  ['ATTRIBUTE', { attributes: [{ name: 'weight_grams', min: '1' }] }, {}, { weightGrams: null }],
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

it.each<[string, object, string]>([
  ['depth', {}, '12 cm or about 30 or 20.5 cm'],
  ['depth', { attributes: { depth: ['0.25'] } }, '0.25 cm'],
  ['depth', { attributes: {} }, 'not stated'],
  ['weight_grams', {}, '1.2 kg'],
  ['weight_grams', { weightGrams: '840' }, '840 g'],
  ['weight_grams', { weightGrams: null }, 'not stated'],
])('a range of %s says what is held, in its unit: %j', async (name, changed, actual) => {
  expect(await check('ATTRIBUTE', { attributes: [{ name, min: '1' }] }, changed)).toMatchObject({ actual });
});
