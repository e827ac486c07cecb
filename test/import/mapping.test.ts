import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { makeMapper } from '../../src/import/apply-mapping.ts';
import { checkRecord } from '../../src/import/check-record.ts';
import { parseMapping, readMapping } from '../../src/import/mapping.ts';
import { packageRoot } from '../../src/package-root.ts';

const least = {
  version: 1,
  product: { handle: 'id', title: 'name', category: { constant: 'all' } },
  variant: { sku: 'id' },
};

const map = (mapping: object, row: object) =>
  makeMapper(parseMapping(JSON.stringify(mapping), 'mapping.json'))(row as Record<string, unknown>);
const mapProduct = (product: object, row: object) =>
  map({ ...least, product: { ...least.product, ...product } }, { id: '1', name: 'One', ...row }).record;
const mapVariant = (variant: object, row: object) =>
  (
    map({ ...least, variant: { ...least.variant, ...variant } }, { id: '1', name: 'One', ...row }).record
      .variants as object[]
  )[0];
const mapAttributes = (attributes: object, row: object) => {
  const { record, unregistered } = map({ ...least, attributes }, { id: '1', name: 'One', ...row });
  return { attributes: record.attributes, unregistered: [...unregistered].sort() };
};

it('maps the least', () => {
  expect(map(least, { id: 7, name: ' One ', other: 'x', empty: '' })).toEqual({
    record: { handle: '7', title: 'One', category: 'all', variants: [{ sku: '7' }] },
    unregistered: new Set(),
    unused: ['other'],
  });
});

it('leaves out what their row does not have, so that what is there stays', () => {
  expect(
    mapProduct({ brand: 'maker', description: 'text', rating: 'stars' }, { maker: null, text: '' }),
  ).toEqual({
    handle: '1',
    title: 'One',
    category: 'all',
    variants: [{ sku: '1' }],
  });
});

describe('a source', () => {
  it.each([
    [
      'takes the first of several fields that holds something',
      { field: ['a', 'b'] },
      { a: '', b: 'B', c: 'C' },
      'B',
    ],
    ['is a list of fields', ['a', 'b'], { b: 'B' }, 'B'],
    ['falls back to a default', { field: 'a', default: 'D' }, { a: null }, 'D'],
    ['renames values', { field: 'a', values: { x: 'Acme' } }, { a: 'x' }, 'Acme'],
    [
      'takes a value renamed to null as missing',
      { field: ['a', 'b'], values: { 'n/a': null } },
      { a: 'n/a', b: 'B' },
      'B',
    ],
    ['takes markup away', { field: 'a', stripTags: true }, { a: '<b>A</b> <br />B' }, 'A B'],
    ['writes a number as text where text is expected', 'a', { a: 500 }, '500'],
    ['is a constant', { constant: 'Own brand' }, {}, 'Own brand'],
    ['looks only at the row itself', 'constructor', {}, undefined],
  ])('%s', (_, brand, row, expected) => {
    expect(mapProduct({ brand }, row).brand).toBe(expected);
  });

  it.each([
    [9495, 100, '94.95'],
    [95, 100, '0.95'],
    ['4351995', 100, '43519.95'],
    [100, 100, '1'],
    [5, 10_000, '0.0005'],
    ['12.5', 10, '1.25'],
    [-100, 100, '-1'],
    [Number.MAX_SAFE_INTEGER, 100, '90071992547409.91'],
    ['abc', 100, 'abc'],
  ])('divides %j by %i without a rounding error', (price, divideBy, amount) => {
    const prices = [{ amount: { field: 'price', divideBy }, currency: { constant: 'USD' } }];
    expect(mapVariant({ prices }, { price })).toEqual({ sku: '1', prices: [{ amount, currency: 'USD' }] });
  });

  it.each([
    ['1.25', 1250],
    [0.0305, 30.5],
    ['12', 12_000],
  ])('multiplies %j kilograms to grams', (kilograms, grams) => {
    expect(mapVariant({ weightGrams: { field: 'kg', multiplyBy: 1000 } }, { kg: kilograms })).toEqual({
      sku: '1',
      weightGrams: grams,
    });
  });

  it('takes a number that is not above a bound as missing', () => {
    const weightGrams = { field: 'g', above: 0 };
    expect([0, -1, '0', 5].map((g) => mapVariant({ weightGrams }, { g }))).toEqual([
      { sku: '1' },
      { sku: '1' },
      { sku: '1' },
      { sku: '1', weightGrams: 5 },
    ]);
  });

  it('keeps the day of an instant', () => {
    expect(
      mapProduct({ releasedOn: { field: 'at', day: true } }, { at: '2009-12-10T00:00:00Z' }).releasedOn,
    ).toBe('2009-12-10');
  });
});

describe('a category', () => {
  it.each([
    ['is made a slug', { field: 'c', default: 'other' }, { c: 'TV & Audio' }, 'tv-audio'],
    ['goes under another', { field: 'c', under: 'shop/all', default: 'other' }, { c: 'TVs' }, 'shop/all/tvs'],
    [
      'is a path by its separator',
      { field: 'c', separator: '>', default: 'other' },
      { c: 'Home > TV > ' },
      'home/tv',
    ],
    ['falls back when empty', { field: 'c', under: 'shop', default: 'other' }, { c: '' }, 'other'],
    ['falls back when no letter is left', { field: 'c', default: 'other' }, { c: '华为' }, 'other'],
  ])('%s', (_, category, row, expected) => {
    expect(mapProduct({ category }, row).category).toBe(expected);
  });
});

describe('a variant', () => {
  it('has options, prices and stock from fields, and none where the deciding field is empty', () => {
    const variant = {
      options: { size: 'size', colour: 'colour' },
      prices: [
        { amount: 'usd', currency: { constant: 'USD' }, compareAt: 'was' },
        { amount: 'eur', currency: { constant: 'EUR' } },
      ],
      stock: [
        { location: 'warehouse', onHand: 'quantity' },
        { location: { constant: 'shop' }, onHand: 'shop_quantity' },
      ],
    };
    expect(mapVariant(variant, { size: 'M', usd: '10.50', warehouse: 'main', quantity: '7' })).toEqual({
      sku: '1',
      options: { size: 'M' },
      prices: [{ amount: '10.50', currency: 'USD' }],
      stock: [{ location: 'main', onHand: 7 }],
    });
  });
});

describe('attributes', () => {
  const groups = [
    { prefix: 't_', type: 'text', register: false, rename: { farbe: 'colour' }, skip: ['internal'] },
    { prefix: 'n_', type: 'number', register: true },
    { prefix: 'b_', type: 'boolean', register: false },
  ];

  it('come by groups of a prefix, renamed, typed, registered or not', () => {
    const row = {
      t_farbe: 'red',
      t_internal: 'x',
      t_empty: '',
      n_width: '12.5',
      n_depth: 3,
      b_new: 'true',
      b_old: false,
    };
    expect(mapAttributes({ groups }, row)).toEqual({
      attributes: { colour: 'red', width: 12.5, depth: 3, new: true, old: false },
      unregistered: ['colour', 'new', 'old'],
    });
  });

  it('are registered one by one where the mapping says so', () => {
    expect(
      mapAttributes({ register: [{ name: 'colour' }], groups }, { t_farbe: 'red', t_shape: 'round' }),
    ).toEqual({
      attributes: { colour: 'red', shape: 'round' },
      unregistered: ['shape'],
    });
  });

  it('come from fields of any name, in lists, and a field used so is in no group', () => {
    const fields = { colour: { field: ['t_colour', 't_cable_colour'], split: ',' } };
    expect(mapAttributes({ fields, groups }, { t_colour: 'Black, Silver,', t_cable_colour: 'Grey' })).toEqual(
      {
        attributes: { colour: ['Black', 'Silver'], cable_colour: 'Grey' },
        unregistered: ['cable_colour', 'colour'],
      },
    );
  });

  it('of names that are kept as one get a number', () => {
    const row = { t_size: 'big', n_size: 5, t_2d: 'yes', [`t_${'a'.repeat(70)}`]: 'long' };
    expect(mapAttributes({ groups }, row).attributes).toEqual({
      size: 'big',
      attribute_2d: 'yes',
      ['a'.repeat(60)]: 'long',
      size_2: 5,
    });
  });

  it('pollute no prototype', () => {
    const { attributes } = mapAttributes(
      { groups },
      JSON.parse('{"t___proto__": "x", "t_constructor": "y"}'),
    );
    expect(attributes).toEqual({ proto: 'x', constructor: 'y' });
  });
});

describe('names the unused fields', () => {
  it('but not those to ignore', () => {
    expect(
      map({ ...least, ignore: ['image'] }, { id: '1', name: 'One', image: 'x', url: 'y', none: null }).unused,
    ).toEqual(['url']);
  });
});

describe('refuses a mapping file (USAGE)', () => {
  it.each([
    ['that is no JSON', '{', 'is not JSON: unexpected character at position 1'],
    ['of another version', JSON.stringify({ ...least, version: 2 }), '- version: Invalid input: expected 1'],
    [
      'with an unknown key',
      JSON.stringify({ ...least, products: {} }),
      '- products: unknown key; known here are version, product, variant, attributes, ignore',
    ],
    [
      'with an unknown key in a source',
      JSON.stringify({ ...least, variant: { sku: { field: 'a', divide: 10 } } }),
      '- variant.sku.divide: unknown key; known here are field, values, above, divideBy, multiplyBy, day, stripTags, split, default',
    ],
    [
      'with a source that is none',
      JSON.stringify({ ...least, variant: { sku: 5 } }),
      '- variant.sku: expected a field\'s name, {"field": …} or {"constant": …}',
    ],
    [
      'without a title',
      JSON.stringify({ ...least, product: { handle: 'id', category: { constant: 'a' } } }),
      '- product.title: ',
    ],
    [
      'with a divisor that is no power of ten',
      JSON.stringify({ ...least, variant: { sku: { field: 'a', divideBy: 7 } } }),
      '- variant.sku.divideBy: ',
    ],
    [
      'with a key twice',
      '{"version":1,"version":1}',
      '- version occurs twice in one object; expected each key once',
    ],
  ])('%s', (_, text, message) => {
    expect(() => parseMapping(text, 'mapping.json')).toThrow(UsageError);
    expect(() => parseMapping(text, 'mapping.json')).toThrow('The mapping file mapping.json is not valid:\n');
    expect(() => parseMapping(text, 'mapping.json')).toThrow(message);
  });

  it('and names every fault of it at once', () => {
    expect(() =>
      parseMapping(JSON.stringify({ version: 1, product: { handle: 5 }, variant: {}, extra: 1 }), 'm'),
    ).toThrow(/product\.handle[\s\S]*product\.title[\s\S]*product\.category[\s\S]*variant\.sku[\s\S]*extra/);
  });

  it('that is not there', async () => {
    await expect(readMapping('no-such-mapping.json')).rejects.toThrow(UsageError);
  });
});

it('maps a row of the electronics catalogue by the mapping that comes with Trueshelf', () => {
  const path = `${packageRoot()}/mappings/icecat-electronics.json`;
  const mapper = makeMapper(parseMapping(readFileSync(path, 'utf8'), path));
  const { record, unregistered, unused } = mapper({
    id: '77',
    name: 'X-1',
    title: 'Acme X-1 cable',
    short_description: 'Cable<br />3 m',
    supplier: 'Acme',
    price: 1995,
    date_released: '2009-12-10T00:00:00Z',
    ean: ['0001'],
    image: 'ignored',
    attr_t_cable_colour: 'Black,Grey',
    attr_t_product_type: '1',
    attr_n_weight: 120,
    attr_n_cable_length: 3,
    attr_b_colour: true,
  });
  expect(unused).toEqual([]);
  expect([...unregistered].sort()).toEqual(['cable_length', 'ean', 'in_colour', 'model']);
  expect(checkRecord(record)).toEqual({
    record: {
      type: 'product',
      handle: '77',
      title: 'Acme X-1 cable',
      description: 'Cable 3 m',
      category: 'electronics',
      brand: 'Acme',
      releasedOn: '2009-12-10',
      attributes: {
        model: 'X-1',
        ean: ['0001'],
        colour: ['Black', 'Grey'],
        cable_length: 3,
        in_colour: true,
      },
      variants: [
        {
          sku: '77',
          weightGrams: 120,
          prices: [{ amount: '19.95', currency: 'USD' }],
          stock: [{ location: 'main', onHand: 10 }],
        },
      ],
    },
  });
});
