import { beforeAll, describe, expect, it } from 'vitest';
import { chat, offers, search, skus } from '../fixture/ask.ts';
import { meets, readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

/** Cheapest first, then what cannot be bought now: nobody counted the rain jacket, the vest is sold out. */
const everything = [
  ['CL-1', '9.99'],
  ['SO-1', '24.00'],
  ['WS-BLACK', '30.00'],
  ['FP-28', '39.90'],
  ['JN-30-34', '59.50'],
  ['DJ-BLUE-M', '79.99'],
  ['SSD-150', '89.00'],
  ['RJ-BLACK-M', '140.00'],
  ['R2-BLACK-M', '140.00'],
  ['FJ-BROWN-S', '149.00'],
  ['SJ-TAN-M', '150.00'],
  ['BJ-BLUE-L', '180.00'],
  ['RN-GREEN-M', '99.00'],
  ['LV-BLACK-M', '100.00'],
];

describe('a filter', () => {
  it.each<[string, object, string[]]>([
    [
      'a highest price, itself included',
      { price: { max: '100' } },
      ['CL-1', 'SO-1', 'WS-BLACK', 'FP-28', 'JN-30-34', 'DJ-BLUE-M', 'SSD-150', 'RN-GREEN-M', 'LV-BLACK-M'],
    ],
    [
      'a highest price, itself excluded',
      { price: { max: '100', maxExclusive: true } },
      ['CL-1', 'SO-1', 'WS-BLACK', 'FP-28', 'JN-30-34', 'DJ-BLUE-M', 'SSD-150', 'RN-GREEN-M'],
    ],
    [
      'a lowest price, itself included',
      { price: { min: '140' } },
      ['RJ-BLACK-M', 'R2-BLACK-M', 'FJ-BROWN-S', 'SJ-TAN-M', 'BJ-BLUE-L'],
    ],
    [
      'a lowest price, itself excluded',
      { price: { min: '140', minExclusive: true } },
      ['FJ-BROWN-S', 'SJ-TAN-M', 'BJ-BLUE-L'],
    ],
    ['a single price', { price: { min: '140', max: '140.00' } }, ['RJ-BLACK-M', 'R2-BLACK-M']],
    ['a price to the fourth decimal', { price: { min: '9.9899', max: '9.9901' } }, ['CL-1']],
    ['a category without children', { categories: ['pans'] }, ['FP-28']],
    ['a category with its subtree', { categories: ['kitchen'] }, ['SO-1', 'FP-28']],
    ['two categories, either of them', { categories: ['pans', 'drives'] }, ['FP-28', 'SSD-150']],
    ['a brand', { brands: ['acme'] }, ['FJ-BROWN-S', 'SJ-TAN-M', 'BJ-BLUE-L']],
    [
      'two brands, either of them',
      { brands: ['tefalon', 'harbor-co'] },
      ['FP-28', 'JN-30-34', 'DJ-BLUE-M', 'LV-BLACK-M'],
    ],
    [
      'an attribute of the product',
      { attributes: [{ name: 'material', values: ['leather'] }] },
      ['RJ-BLACK-M', 'R2-BLACK-M', 'FJ-BROWN-S', 'BJ-BLUE-L', 'LV-BLACK-M'],
    ],
    [
      'an attribute in any letter case',
      { attributes: [{ name: 'material', values: ['SUEDE'] }] },
      ['SJ-TAN-M'],
    ],
    [
      'two values, either of them',
      { attributes: [{ name: 'material', values: ['suede', 'nylon'] }] },
      ['SJ-TAN-M', 'RN-GREEN-M'],
    ],
    ['an attribute that is a number', { attributes: [{ name: 'capacity', values: ['150'] }] }, ['SSD-150']],
    ['a value that nothing has', { attributes: [{ name: 'material', values: ['asbestos'] }] }, []],
    ['an option of the variant', { attributes: [{ name: 'colour', values: ['red'] }] }, ['BJ-RED-M']],
    [
      'two attributes, both of them',
      {
        attributes: [
          { name: 'colour', values: ['blue'] },
          { name: 'size', values: ['m'] },
        ],
      },
      ['DJ-BLUE-M'],
    ],
    [
      'two attributes that no one variant has together',
      {
        attributes: [
          { name: 'colour', values: ['red'] },
          { name: 'size', values: ['L'] },
        ],
      },
      [],
    ],
    [
      'an excluded category, with its subtree',
      { categories: ['apparel'], exclude: { categories: ['jackets'] } },
      ['CL-1', 'WS-BLACK', 'JN-30-34'],
    ],
    [
      'an excluded subcategory',
      { categories: ['jackets'], exclude: { categories: ['leather-jackets'] } },
      ['DJ-BLUE-M', 'SJ-TAN-M', 'RN-GREEN-M', 'LV-BLACK-M'],
    ],
    [
      'excluded brands, what has none stays',
      { categories: ['kitchen', 'drives'], exclude: { brands: ['tefalon', 'acme'] } },
      ['SO-1', 'SSD-150'],
    ],
    [
      'an excluded value, what has none stays',
      { categories: ['accessories'], exclude: { attributes: [{ name: 'material', values: ['wool'] }] } },
      ['CL-1'],
    ],
    [
      'an excluded value takes offers, and a product when none is left',
      {
        categories: ['jackets'],
        price: { max: '130' },
        exclude: { attributes: [{ name: 'colour', values: ['Blue'] }] },
      },
      ['RN-GREEN-M', 'LV-BLACK-M', 'BJ-RED-M'],
    ],
    [
      'excluded products',
      { brands: ['nordhem'], exclude: { products: ['racer-jacket', 'wool-scarf'] } },
      ['R2-BLACK-M', 'RN-GREEN-M'],
    ],
    [
      'stock',
      { inStock: true, categories: ['jackets'] },
      ['DJ-BLUE-M', 'RJ-BLACK-M', 'R2-BLACK-M', 'FJ-BROWN-S', 'SJ-TAN-M', 'BJ-BLUE-L'],
    ],
    ['a currency', { price: { currency: 'EUR' } }, ['DG-BROWN-M', 'SSD-150']],
    ['a price in a currency', { price: { currency: 'EUR', max: '84.99' } }, ['DG-BROWN-M']],
    ['a currency that nothing is priced in', { price: { currency: 'SEK', max: '9999' } }, []],
    [
      'all keys together',
      {
        price: { min: '50', max: '149', currency: 'USD' },
        inStock: true,
        categories: ['jackets'],
        brands: ['acme', 'nordhem', 'harbor-co'],
        attributes: [
          { name: 'material', values: ['leather', 'cotton'] },
          { name: 'size', values: ['m', 's'] },
        ],
        exclude: {
          categories: ['drives'],
          brands: ['harbor-co'],
          attributes: [{ name: 'colour', values: ['brown'] }],
          products: ['racer-jacket-two'],
        },
      },
      ['RJ-BLACK-M'],
    ],
  ])('demands %s', async (_what, filter, expected) => {
    const page = await search(shop, { k: 100, filter, options: { sort: 'PRICE_ASC' } });

    expect(page.items.map(({ sku }) => sku)).toEqual(expected);
    expect(page.total).toEqual({ value: expected.length, exact: true });
    prove(page, facts);
  });

  it.each<[string, unknown]>([
    ['is empty', {}],
    ['is null', null],
    ['has only nulls', { price: null, inStock: null, categories: null, exclude: null }],
    [
      'has only empty lists',
      {
        categories: [],
        brands: [],
        attributes: [],
        exclude: { categories: [], brands: [], attributes: [], products: [] },
      },
    ],
    ['has empty objects', { price: {}, exclude: {} }],
    ['does not insist on stock', { inStock: false }],
  ])('demands nothing when it %s', async (_what, filter) => {
    expect(await offers(shop, { filter })).toEqual(everything);
  });

  it('must be met by one offer: not by a cheap variant that is sold out and a dear one in stock', async () => {
    const cheap = { categories: ['leather-jackets'], brands: ['acme'], price: { max: '150' } };

    expect(await skus(shop, { filter: { ...cheap, inStock: true } })).toEqual(['FJ-BROWN-S']);
    expect(await skus(shop, { filter: cheap })).toEqual(['BJ-RED-M', 'FJ-BROWN-S']);
    expect(await skus(shop, { filter: { ...cheap, price: { max: '180' }, inStock: true } })).toEqual([
      'BJ-BLUE-L',
      'FJ-BROWN-S',
    ]);
    expect(
      await skus(shop, {
        text: 'acme leather jacket under $150 in stock',
        k: 100,
        filter: { brands: ['acme'] },
      }),
    ).toEqual(['FJ-BROWN-S']);
    const answer = await chat(shop, { text: 'leather jacket under $150 in stock', k: 100 });
    expect(answer.rows.map(({ sku }) => sku).filter((sku) => sku.startsWith('BJ'))).toEqual([]);
  });

  it('gives every one of many random filters the answer that the facts give (seeded)', async () => {
    const random = makeRandom(20261123);
    for (let round = 0; round < 120; round += 1) {
      const filter = randomFilter(random);
      const page = await search(shop, { k: 200, filter, options: { sort: 'PRICE_ASC' } });
      const asker = { asOf: new Date(page.asOf), currency: page.currency };
      const expected = new Set(
        facts.filter((fact) => meets(fact, filter, asker)).map(({ handle }) => handle),
      );
      expect({ filter, found: page.items.map(({ handle }) => handle).sort() }).toEqual({
        filter,
        found: [...expected].sort(),
      });
      expect(page.total).toEqual({ value: expected.size, exact: true });
      prove(page, facts);
    }
  });
});
