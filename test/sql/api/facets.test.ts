import { beforeAll, describe, expect, it } from 'vitest';
import type { Facet, ItemFilter } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { apply, counts, facets, holdFacets, nameOf } from '../fixture/apply.ts';
import { type Question, search, wholesale } from '../fixture/ask.ts';
import { type Asker, meets, readFacts, type Variant } from '../fixture/oracle.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

const facet = async (question: Question, name: string): Promise<Facet> =>
  (await facets(shop, question)).find((one) => nameOf(one) === name)!;
const value = async (question: Question, name: string, wanted: string) =>
  (await facet(question, name)).values.find((one) => one.value === wanted)!;

describe('facets', () => {
  it('come only where they are asked for', async () => {
    expect((await search(shop, { text: 'jacket' })).facets).toBeUndefined();
    expect((await search(shop, { text: 'jacket', options: { include: ['FUNNEL'] } })).facets).toBeUndefined();
  });

  it('come in a fixed order: category, brand, price, availability, then attributes', async () => {
    expect((await facets(shop, {})).map(nameOf)).toEqual([
      'CATEGORY',
      'BRAND',
      'PRICE',
      'AVAILABILITY',
      'ATTRIBUTE:material',
      'ATTRIBUTE:colour',
      'ATTRIBUTE:size',
    ]);
  });

  it('say what they count over: all that is sold, or what was proposed for the question', async () => {
    expect(new Set((await facets(shop, {})).map(({ basis }) => basis))).toEqual(new Set(['QUALIFYING']));
    expect(new Set((await facets(shop, { text: 'jacket' })).map(({ basis }) => basis))).toEqual(
      new Set(['CANDIDATES']),
    );
  });

  it('count categories with their subtrees, each behind the one above, which it names', async () => {
    const tree = await facet({}, 'CATEGORY');

    expect(tree.values.map(({ value, label, count, parent }) => [value, label, count, parent])).toEqual([
      ['apparel', 'Apparel', 11, null],
      ['jackets', 'Jackets', 8, 'apparel'],
      ['leather-jackets', 'Leather jackets', 4, 'jackets'],
      ['accessories', 'Accessories', 2, 'apparel'],
      ['lighters', 'Lighters', 1, 'accessories'],
      ['trousers', 'Trousers', 1, 'apparel'],
      ['kitchen', 'Kitchen', 2, null],
      ['organisers', 'Organisers', 1, 'kitchen'],
      ['pans', 'Pans', 1, 'kitchen'],
      ['electronics', 'Electronics', 1, null],
      ['drives', 'Drives', 1, 'electronics'],
    ]);
  });

  it('count a product once for a value, by any of its offers', async () => {
    expect(counts(await facet({ filter: { categories: ['jackets'] } }, 'ATTRIBUTE:colour'))).toEqual([
      ['black', 3],
      ['blue', 2],
      ['brown', 1],
      ['green', 1],
      ['red', 1],
      ['tan', 1],
    ]);
  });

  it('count by the offer that meets everything else: the red jacket is sold out', async () => {
    const filter = { categories: ['jackets'], inStock: true };

    expect(counts(await facet({ filter }, 'ATTRIBUTE:colour'))).toEqual([
      ['black', 2],
      ['blue', 2],
      ['brown', 1],
      ['tan', 1],
    ]);
  });

  it('leave the choice within a facet out of its own counts, and keep it in those of the others', async () => {
    const filter = { brands: ['acme'], categories: ['jackets'] };

    expect(counts(await facet({ filter }, 'BRAND'))).toEqual([
      ['acme*', 3],
      ['nordhem', 3],
      ['harbor-co', 2],
    ]);
    expect(counts(await facet({ filter }, 'ATTRIBUTE:material'))).toEqual([
      ['leather', 2],
      ['suede', 1],
    ]);
  });

  it('list a chosen value also where nothing has it', async () => {
    const filter = { attributes: [{ name: 'material', values: ['asbestos'] }] };
    const [chosen] = (await facet({ filter }, 'ATTRIBUTE:material')).values.filter(
      ({ selected }) => selected,
    );

    expect(chosen).toEqual({
      value: 'asbestos',
      label: 'Asbestos',
      count: 0,
      selected: true,
      parent: null,
      min: null,
      max: null,
      apply: { where: {}, dismiss: [] },
    });
    expect(counts(await facet({ filter: { brands: ['tefalon'], categories: ['drives'] } }, 'BRAND'))).toEqual(
      [['tefalon*', 0]],
    );
  });

  it('show values as the shop writes them, with a first capital where it writes none', () =>
    inTransaction(shop, async (connection) => {
      await connection.query(
        `update product.product set attributes = '{"material": "pull-on_knit"}' where product_id = 13`,
      );
      await connection.query(
        `update product.product set attributes = '{"material": ["eBay blend", "USB-C"]}' where product_id = 16`,
      );
      await connection.query(
        `update product.variant set options = '{"colour": "blue", "size": "XXL"}' where variant_id = 121`,
      );
      await connection.query(
        `update product.variant set options = '{"colour": "black", "size": "xs"}' where variant_id = 181`,
      );
      const labels = async (name: string, filter: object = {}) =>
        Object.fromEntries(
          (await facets(connection, { filter }))
            .find((one) => nameOf(one) === name)!
            .values.map(({ value, label }) => [value, label]),
        );

      expect(await labels('ATTRIBUTE:material')).toMatchObject({
        'pull-on_knit': 'Pull-on knit',
        'ebay blend': 'eBay blend',
        'usb-c': 'USB-C',
        leather: 'Leather',
      });
      expect(await labels('ATTRIBUTE:size')).toMatchObject({ xxl: 'XXL', xs: 'XS', m: 'M' });
      const nothing = { attributes: [{ name: 'size', values: ['4XL', 'xs'] }], brands: ['tefalon'] };
      expect(await labels('ATTRIBUTE:size', nothing)).toEqual({ '4xl': '4XL', xs: 'XS' });
    }));

  it('order the values of a number by number', async () => {
    const page = await facet(
      { filter: { attributes: [{ name: 'capacity', values: ['150', '9', '20'] }] } },
      'ATTRIBUTE:capacity',
    );

    expect(page.values.map(({ value, label }) => [value, label])).toEqual([
      ['9', '9 GB'],
      ['20', '20 GB'],
      ['150', '150 GB'],
    ]);
  });

  it('cut prices at round amounts, the upper end excluded', async () => {
    const prices = await facet({}, 'PRICE');

    expect([prices.min, prices.max]).toEqual(['9.99', '180.00']);
    expect(prices.values.map(({ value, label, count, min, max }) => [value, label, count, min, max])).toEqual(
      [
        ['..30', 'under $30.00', 2, null, '30.00'],
        ['30..80', '$30.00 to $80.00', 4, '30.00', '80.00'],
        ['80..100', '$80.00 to $100.00', 3, '80.00', '100.00'],
        ['100..150', '$100.00 to $150.00', 5, '100.00', '150.00'],
        ['150..', '$150.00 and more', 2, '150.00', null],
      ],
    );
    expect(prices.values[2]?.apply).toEqual({
      where: { price: { min: '80', max: '100', maxExclusive: true, currency: 'USD' } },
      dismiss: [],
    });
  });

  it('list the demanded price where it is none of the ranges, and take it away again', async () => {
    const [own, ...ranges] = (await facet({ text: 'jacket under $130' }, 'PRICE')).values;

    expect(own).toMatchObject({
      value: '..130',
      label: 'under $130.00',
      count: 4,
      selected: true,
      max: '130.00',
    });
    expect(own?.apply).toEqual({ where: {}, dismiss: ['PRICE_MAX', 'PRICE_MIN'] });
    expect(ranges.filter(({ selected }) => selected)).toEqual([]);
  });

  it('know a range again that was applied', async () => {
    const [first] = (await facet({}, 'PRICE')).values;
    const again = await facet({ filter: first!.apply.where }, 'PRICE');

    expect(again.values.filter(({ selected }) => selected).map(({ count }) => count)).toEqual([2]);
  });

  it('have no availability where unavailable items are hidden anyway', async () => {
    expect(await facet({ options: { unavailable: 'HIDE' } }, 'AVAILABILITY')).toBeUndefined();
    expect(counts(await facet({ filter: { inStock: true } }, 'AVAILABILITY'))).toEqual([['in-stock*', 12]]);
  });

  it('count what the caller may see: the zibeline jacket is for wholesale', async () => {
    const question = { filter: { attributes: [{ name: 'material', values: ['zibeline'] }] } };
    const zibeline = async (claims: unknown) =>
      (await facets(shop, { ...question, claims }))
        .find((one) => nameOf(one) === 'ATTRIBUTE:material')!
        .values.filter(({ value }) => value === 'zibeline')
        .map(({ count }) => count);

    expect(await zibeline(null)).toEqual([0]);
    expect(await zibeline(wholesale)).toEqual([1]);
  });

  it('count no more of a brand than the answer lets in', async () => {
    const question = { filter: { categories: ['jackets'] }, options: { maxPerBrand: 2 } };

    expect(counts(await facet(question, 'BRAND'))).toEqual([
      ['acme', 2],
      ['harbor-co', 2],
      ['nordhem', 2],
    ]);
    expect(await holdFacets(shop, question)).toBeGreaterThan(20);
  });
});

describe('a refinement', () => {
  it('adds a value to those chosen by argument', async () => {
    const { apply: refinement } = await value(
      { filter: { inStock: true, brands: ['Acme'] } },
      'BRAND',
      'nordhem',
    );

    expect(refinement).toEqual({ where: { inStock: true, brands: ['acme', 'nordhem'] }, dismiss: [] });
  });

  it('adds a value to those read from the text', async () => {
    const question = { text: 'jacket by acme' };
    const { apply: refinement } = await value(question, 'BRAND', 'nordhem');

    expect(refinement).toEqual({ where: { brands: ['acme', 'nordhem'] }, dismiss: [] });
    expect((await apply(shop, question, refinement)).total.value).toBe(6);
  });

  it('takes the last value away and dismisses what the text says', async () => {
    const question = { text: 'jacket by acme', options: { dismiss: ['IN_STOCK'] } };
    const { apply: refinement } = await value(question, 'BRAND', 'acme');

    expect(refinement).toEqual({ where: {}, dismiss: ['IN_STOCK', 'BRAND'] });
    const { interpretation } = await apply(shop, question, refinement);
    expect(interpretation.constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
  });

  it('dismisses the text also where an argument stood before it', async () => {
    const question = { text: 'jacket by acme', filter: { brands: ['nordhem'] } };
    const { apply: refinement } = await value(question, 'BRAND', 'nordhem');

    expect(refinement).toEqual({ where: {}, dismiss: ['BRAND'] });
  });

  it('keeps the other attributes of the filter', async () => {
    const filter = {
      attributes: [
        { name: 'colour', values: ['black'] },
        { name: 'material', values: ['Leather'] },
      ],
    };

    expect((await value({ filter }, 'ATTRIBUTE:material', 'leather')).apply.where).toEqual({
      attributes: [{ name: 'colour', values: ['black'] }],
    });
    expect((await value({ filter }, 'ATTRIBUTE:colour', 'blue')).apply.where).toEqual({
      attributes: [
        { name: 'material', values: ['Leather'] },
        { name: 'colour', values: ['black', 'blue'] },
      ],
    });
  });

  it('goes down the tree of categories and up again', async () => {
    const filter = { categories: ['jackets', 'kitchen'] };
    const refined = async (slug: string) =>
      (await value({ filter }, 'CATEGORY', slug)).apply.where.categories;

    expect(await refined('leather-jackets')).toEqual(['kitchen', 'leather-jackets']);
    expect(await refined('apparel')).toEqual(['apparel', 'kitchen']);
    expect(await refined('jackets')).toEqual(['kitchen']);
    expect(await refined('drives')).toEqual(['drives', 'jackets', 'kitchen']);
  });

  it('leaves everything, where nothing but the value was asked for', async () => {
    const question = { text: 'do you have it in red' };
    const { apply: refinement } = await value(question, 'ATTRIBUTE:colour', 'red');

    expect(refinement).toEqual({ where: {}, dismiss: ['ATTRIBUTE:colour'] });
    expect((await apply(shop, question, refinement)).total.value).toBe(14);
  });

  it('keeps the currency that a dismissed price had decided', async () => {
    const question = { text: 'something under 90 €' };
    const [own] = (await facet(question, 'PRICE')).values;

    expect(own?.apply.where).toEqual({ price: { currency: 'EUR' } });
    expect(own?.count).toBe(2);
    expect((await apply(shop, question, own!.apply)).currency).toBe('EUR');
  });
});

describe('every value of every facet', () => {
  it.each<[string, Question]>([
    ['of the whole shop', {}],
    ['of a question', { text: 'jacket' }],
    ['of a question with constraints', { text: 'acme leather jacket under $150 in stock' }],
    [
      'of a filter with exclusions',
      { filter: { inStock: true, exclude: { brands: ['acme'], products: ['racer-jacket'] } } },
    ],
    ['of a group with its own prices', { text: 'jacket', claims: wholesale }],
    ['of stock at a place', { filter: { inStockAt: ['porto'] } }],
    ['of what is like a product', { options: { like: { handle: 'racer-jacket' } } }],
    ['of a question by words alone', { text: 'leather jacket', options: { mode: 'LEXICAL' } }],
    ['of an exact title', { text: 'Racer leather jacket' }],
    ['of another currency', { options: { currency: 'EUR' } }],
    ['of one that means nothing', { text: 'qwertzuiop' }],
  ])('brings the total that it promises: %s', async (_what, question) => {
    const held = await holdFacets(shop, question);
    expect(held > 0).toBe(question.text !== 'qwertzuiop');
  });

  it('counts what the facts say, under random filters (seeded)', async () => {
    const random = makeRandom(5);
    for (let round = 0; round < 30; round += 1) {
      const filter = randomFilter(random);
      const page = await search(shop, { k: 1, filter, options: { include: ['FACETS', 'FUNNEL'] } });
      const asker: Asker = { asOf: new Date(page.asOf), currency: page.currency };
      const told = (wanted: ItemFilter) =>
        new Set(facts.filter((fact) => meets(fact, wanted, asker)).map(({ handle }) => handle)).size;

      expect({ filter, remaining: page.funnel?.remaining }).toEqual({ filter, remaining: told(filter) });
      for (const one of page.facets!) {
        const name = nameOf(one);
        for (const { value, count } of one.values) {
          const alone: ItemFilter | undefined =
            name === 'BRAND'
              ? { ...filter, brands: [value] }
              : name === 'CATEGORY'
                ? { ...filter, categories: [value] }
                : name === 'AVAILABILITY'
                  ? { ...filter, inStock: true }
                  : one.name !== null
                    ? {
                        ...filter,
                        attributes: [
                          ...(filter.attributes ?? []).filter((other) => other.name !== one.name),
                          { name: one.name, values: [value] },
                        ],
                      }
                    : undefined;
          if (alone)
            expect({ filter, name, value, count }).toEqual({ filter, name, value, count: told(alone) });
        }
      }
    }
  });
});

describe('on the demo shop', () => {
  const demo = useDatabase('demo');

  it.each<Question>([
    { text: 'jacket' },
    { text: 'waterproof jacket under $150 in stock' },
    { text: 'coffee', filter: { inStock: true } },
    { filter: { categories: ['kitchen'] } },
  ])('every value brings the total that it promises: %j', async (question) => {
    expect(await holdFacets(demo, question, (_, index) => index % 8 === 0)).toBeGreaterThan(10);
  });

  it('counts are at least so many where a bound was hit, and say so', async () => {
    const found = await facets(demo, { text: 'a', options: { minSimilarity: -1 } });
    expect(found.map(({ exact }) => exact)).toEqual(found.map(() => true));
    const wide = { text: 'leather', options: { minSimilarity: -1 } };
    const bounded = await facets(demo, wide);
    expect(new Set(bounded.map(({ exact }) => exact))).toEqual(new Set([false]));
    expect(await holdFacets(demo, wide, (_, index) => index < 2)).toBeGreaterThan(8);
  });
});
