import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import type { MatchExplanation, SearchPage } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { apply, holdFacets } from '../fixture/apply.ts';
import {
  handles,
  merchant,
  offers,
  type Question,
  refusal,
  search,
  skus,
  wholesale,
} from '../fixture/ask.ts';
import { readFacts } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const changed = (statements: string[], work: (database: Database) => Promise<void>) =>
  inTransaction(shop, async (db) => {
    for (const statement of statements) await db.query(statement);
    await work(db);
  });

const attribute = (name: string, ...values: string[]) => [{ name, values }];
const everything = { include: ['FACETS', 'FUNNEL', 'RELAXATIONS'] };

async function explain(database: Queryable, handle: string, question: Question): Promise<MatchExplanation> {
  const [row] = await database.query<{ answer: MatchExplanation }>(
    'select api.explain_match(product => $1, query_text => $2, filter => $3, claims => $4) as answer',
    [
      JSON.stringify({ handle }),
      question.text ?? null,
      JSON.stringify(question.filter ?? {}),
      question.claims === undefined ? null : JSON.stringify(question.claims),
    ],
  );
  return row!.answer;
}

describe('one offer meets everything', () => {
  it('not the cheap red one that is sold out together with the blue one that is in stock and too dear', async () => {
    for (const question of [
      { filter: { price: { max: '150' }, inStock: true } },
      { text: 'leather jacket under $150, in stock' },
      { text: 'biker leather jacket', filter: { price: { max: '150' }, inStock: true } },
      { text: 'biker leather jacket under $150', options: { unavailable: 'HIDE' } },
    ]) {
      expect(await handles(shop, { ...question, k: 100 })).not.toContain('biker-jacket');
    }
    expect(await handles(shop, { k: 100, filter: { price: { max: '180' }, inStock: true } })).toContain(
      'biker-jacket',
    );
    const { verdict, offers: judged } = await explain(shop, 'biker-jacket', {
      text: 'leather jacket under $150, in stock',
    });
    expect(verdict).toBe('FAILS_CONSTRAINTS');
    expect(judged.map(({ checks }) => checks.filter(({ satisfied }) => !satisfied).length)).toEqual([1, 1]);
  });

  it('not the colour of one variant with the size of another', async () => {
    const filter = { attributes: [...attribute('colour', 'red'), ...attribute('size', 'L')] };
    expect(await handles(shop, { k: 100, filter })).toEqual([]);
  });

  it('not the price of the cheapest variant where its colour is excluded', async () => {
    const exclude = { attributes: attribute('colour', 'red') };
    const filter = { categories: ['leather-jackets'], brands: ['acme'], exclude };
    expect(await offers(shop, { filter })).toEqual([
      ['FJ-BROWN-S', '149.00'],
      ['BJ-BLUE-L', '180.00'],
    ]);
    expect(await skus(shop, { filter: { ...filter, price: { max: '148.99' } } })).toEqual([]);
  });

  it('not the stock of one variant in the shop that asks with the colour of another', async () => {
    const black = attribute('colour', 'black');
    expect(await skus(shop, { filter: { categories: ['accessories'], inStockAt: ['lyon-store'] } })).toEqual([
      'WS-GREY',
    ]);
    expect(
      await skus(shop, {
        filter: { attributes: black, categories: ['accessories'], inStockAt: ['lyon-store'] },
      }),
    ).toEqual([]);
  });

  it('not for the sort: cheapest first goes by the offer that is shown', async () => {
    const filter = { attributes: attribute('colour', 'blue'), categories: ['jackets'], inStock: true };
    expect(await offers(shop, { filter })).toEqual([
      ['DJ-BLUE-M', '79.99'],
      ['BJ-BLUE-L', '180.00'],
    ]);
  });
});

describe('the price', () => {
  it('that a group pays is its own, even where the public one is lower and would meet the filter', () =>
    changed(
      [
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (2, 21, 3, 170, '[2021-01-01Z,)')`,
      ],
      async (db) => {
        const filter = { price: { max: '150' }, brands: ['nordhem'], categories: ['leather-jackets'] };
        expect(await skus(db, { filter })).toEqual(['R2-BLACK-M', 'RJ-BLACK-M']);
        expect(await skus(db, { filter, claims: wholesale })).toEqual(['R2-BLACK-M']);
        expect(await skus(db, { filter: { ...filter, price: { min: '160' } }, claims: wholesale })).toEqual([
          'RJ-BLACK-M',
        ]);
      },
    ));

  it('of a variant that the list of the group leaves out is the public one', async () => {
    const scarf = { categories: ['accessories'], brands: ['nordhem'] };
    expect(await skus(shop, { filter: { ...scarf, price: { max: '25' } }, claims: wholesale })).toEqual([
      'WS-BLACK',
    ]);
    const grey = { ...scarf, attributes: attribute('colour', 'grey') };
    expect(await offers(shop, { filter: grey, claims: wholesale })).toEqual([['WS-GREY', '32.00']]);
    expect(await skus(shop, { filter: { ...grey, price: { max: '25' } }, claims: wholesale })).toEqual([]);
  });

  it("of a group is nobody else's, nor the trace of one", async () => {
    for (const claims of [null, { group: 'retail' }]) {
      const page = await search(shop, { text: 'wool scarf', claims });
      expect([page.items[0]!.price.amount, page.items[0]!.price.priceList]).toEqual(['30.00', 'usd']);
      expect(await handles(shop, { text: 'coat hangers', claims })).not.toContain('coat-hangers');
    }
  });

  it('at its bound is in, and out where the bound is exclusive', async () => {
    const racers = { brands: ['nordhem'], categories: ['leather-jackets'] };
    const found = async (price: object) => (await skus(shop, { filter: { ...racers, price } })).length;
    expect([
      await found({ max: '140' }),
      await found({ max: '140.00', maxExclusive: true }),
      await found({ min: '140.000' }),
      await found({ min: '140', minExclusive: true }),
      await found({ min: '140', max: '140' }),
      await found({ max: '139.99' }),
      await found({ min: '140.01' }),
    ]).toEqual([2, 0, 2, 0, 2, 0, 0]);
    const read = async (text: string) => (await handles(shop, { text, k: 100 })).includes('racer-jacket');
    expect([
      await read('leather jacket under $140'),
      await read('leather jacket at most $140'),
      await read('leather jacket over $140'),
      await read('leather jacket at least $140'),
    ]).toEqual([false, true, false, true]);
  });

  it('is compared as a number and not letter by letter', async () => {
    expect(await skus(shop, { filter: { price: { min: '100', max: '120' } } })).toEqual([
      'BJ-RED-M',
      'LV-BLACK-M',
    ]);
    expect(await skus(shop, { filter: { price: { max: '9.990' } } })).toEqual(['CL-1']);
    expect(await skus(shop, { filter: { price: { max: '9.9899' } } })).toEqual([]);
  });

  it('ends at an instant, at which the next one holds, and never both or none', async () => {
    const filter = {
      categories: ['jackets'],
      brands: ['acme'],
      exclude: { categories: ['leather-jackets'] },
    };
    for (const [asOf, expected] of [
      ['2019-12-31T23:59:59.999999Z', []],
      ['2020-01-01T00:00:00Z', [['SJ-TAN-M', '200.00']]],
      ['2024-12-31T23:59:59.999999Z', [['SJ-TAN-M', '200.00']]],
      ['2025-01-01T00:00:00Z', [['SJ-TAN-M', '150.00']]],
      ['2025-01-01T01:00:00+01:00', [['SJ-TAN-M', '150.00']]],
    ] as const) {
      expect([asOf, await offers(shop, { filter, options: { asOf } })]).toEqual([asOf, expected]);
    }
    const cheap = { ...filter, price: { max: '150' } };
    expect(await skus(shop, { filter: cheap, options: { asOf: '2024-12-31T23:59:59Z' } })).toEqual([]);
  });

  it('that has ended, or has not begun, sells nothing', async () => {
    expect(await handles(shop, { text: 'Winter parka', k: 100 })).not.toContain('winter-parka');
    expect(await handles(shop, { text: 'Spring coat', k: 100 })).not.toContain('spring-coat');
    const end = { options: { asOf: '2024-01-01T00:00:00Z' }, text: 'Winter parka', k: 100 };
    expect(await handles(shop, end)).not.toContain('winter-parka');
    const future = { text: 'Spring coat', options: { asOf: '2098-01-01T00:00:00Z' } };
    expect((await refusal(search(shop, future))).code).toBe('TSFOR');
    expect((await handles(shop, { ...future, claims: merchant }))[0]).toBe('spring-coat');
  });

  it('is of the currency of the filter, without conversion, whatever the text says', async () => {
    const drives = { categories: ['drives'] };
    expect(await offers(shop, { filter: { ...drives, price: { max: '87', currency: 'EUR' } } })).toEqual([
      ['SSD-150', '85.00'],
    ]);
    expect(await skus(shop, { filter: { ...drives, price: { max: '87' } } })).toEqual([]);
    expect(await skus(shop, { filter: { ...drives, price: { max: '87', currency: 'GBP' } } })).toEqual([]);
    const inText = await search(shop, { text: 'portable ssd under 87 euros' });
    expect([inText.items[0]!.sku, inText.items[0]!.price.currency]).toEqual(['SSD-150', 'EUR']);
    expect(await skus(shop, { text: 'portable ssd under $87' })).not.toContain('SSD-150');
    const both = await search(shop, {
      text: 'portable ssd under $87',
      filter: { price: { max: '86', currency: 'EUR' } },
    });
    expect([both.items[0]?.sku, both.currency]).toEqual(['SSD-150', 'EUR']);
  });

  it('in euros alone is no price in dollars', async () => {
    expect(await handles(shop, { text: 'driving gloves', k: 100 })).not.toContain('driving-gloves');
    expect((await handles(shop, { text: 'driving gloves', options: { currency: 'EUR' } }))[0]).toBe(
      'driving-gloves',
    );
  });

  it('is the one that was just written, not a copy', () =>
    changed([`update product.price set amount = 20 where variant_id = 31`], async (db) => {
      expect((await offers(db, { text: 'leather jacket under $30' }))[0]).toEqual(['FJ-BROWN-S', '20.00']);
    }));
});

describe('the stock', () => {
  it('of another location is none here, and none here is no fault of the rest', async () => {
    const jackets = { categories: ['jackets'] };
    expect(await skus(shop, { filter: { ...jackets, inStockAt: ['lyon-store'] } })).toEqual(['DJ-BLUE-M']);
    expect(await skus(shop, { filter: { ...jackets, inStockAt: ['porto'] } })).toEqual([
      'BJ-BLUE-L',
      'RJ-BLACK-M',
    ]);
    expect(await skus(shop, { filter: { ...jackets, inStockAt: ['attic'] } })).toEqual([]);
  });

  it('that is all reserved is sold out', async () => {
    const large = { categories: ['jackets'], brands: ['harbor-co'], attributes: attribute('size', 'L') };
    expect(await skus(shop, { filter: large })).toEqual(['DJ-BLUE-L']);
    expect(await skus(shop, { filter: { ...large, inStock: true } })).toEqual([]);
    expect(await skus(shop, { filter: { ...large, inStockAt: ['berlin'] } })).toEqual([]);
  });

  it('of one location is not eaten up by what is reserved too often in another', () =>
    changed(
      [
        'update product.stock set on_hand = 5, reserved = 20 where variant_id = 31 and location_id = 1',
        'update product.stock set on_hand = 3, reserved = 1 where variant_id = 31 and location_id = 3',
      ],
      async (db) => {
        const page = await search(db, { text: 'featherlight jacket', filter: { inStock: true } });
        expect([page.items[0]!.sku, page.items[0]!.stock.available]).toEqual(['FJ-BROWN-S', 2]);
        expect(
          await skus(db, { filter: { categories: ['leather-jackets'], inStockAt: ['berlin'] } }),
        ).toEqual(['R2-BLACK-M', 'RJ-BLACK-M']);
      },
    ));

  it('that nobody counted is neither in stock nor sold out', async () => {
    expect(await handles(shop, { text: 'rain jacket', filter: { inStock: true }, k: 100 })).not.toContain(
      'rain-jacket',
    );
    const [item] = (await search(shop, { text: 'rain jacket' })).items;
    expect([item!.handle, item!.stock]).toEqual([
      'rain-jacket',
      { available: null, status: 'UNKNOWN', locations: [] },
    ]);
  });

  it('is now, also where prices are of another day', async () => {
    const question: Question = {
      text: 'suede jacket',
      filter: { inStock: true },
      options: { asOf: '2024-06-01T00:00:00Z' },
      k: 100,
    };
    expect(await handles(shop, question)).toContain('suede-jacket');
    await changed(['update product.stock set on_hand = 0 where variant_id = 61'], async (db) => {
      expect(await handles(db, question)).not.toContain('suede-jacket');
    });
  });
});

describe('categories, brands and attributes', () => {
  it('take a subtree along, but not a sibling whose slug begins alike', () =>
    changed(
      [
        `insert into product.category (category_id, parent_id, slug, name) values (60, 1, 'jackets-care', 'Jacket care')`,
        'update product.product set category_id = 60 where product_id = 6',
      ],
      async (db) => {
        const found = await handles(db, { k: 100, filter: { categories: ['jackets'] } });
        expect(found).toEqual(expect.arrayContaining(['racer-jacket', 'denim-jacket']));
        expect(found).not.toContain('suede-jacket');
        expect(await handles(db, { k: 100, filter: { categories: ['apparel'] } })).toContain('suede-jacket');
        expect(await handles(db, { k: 100, filter: { exclude: { categories: ['jackets'] } } })).toContain(
          'suede-jacket',
        );
      },
    ));

  it('follow a category that moves in the tree', () =>
    changed([`update product.category set parent_id = 5 where slug = 'leather-jackets'`], async (db) => {
      expect(await handles(db, { k: 100, filter: { categories: ['apparel'] } })).not.toContain(
        'racer-jacket',
      );
      expect(await handles(db, { k: 100, filter: { categories: ['kitchen'] } })).toContain('racer-jacket');
    }));

  it('exclude a brand without excluding what has none', async () => {
    const exclude = { brands: ['acme', 'nordhem', 'harbor-co', 'tefalon'] };
    expect(await skus(shop, { filter: { exclude } })).toEqual(['CL-1', 'SO-1', 'SSD-150']);
  });

  it('exclude a value without excluding what has no such attribute', async () => {
    const found = await skus(shop, {
      filter: { exclude: { attributes: attribute('material', 'leather', 'cotton', 'suede', 'nylon') } },
    });
    expect(found).toEqual(['CL-1', 'FP-28', 'JN-30-34', 'SO-1', 'SSD-150', 'WS-BLACK']);
    const text = await handles(shop, { text: 'lighter not leather', k: 100 });
    expect(text).not.toContain('racer-jacket');
  });

  it('go by the option of the variant where the product says otherwise', () =>
    changed(
      [`update product.variant set options = options || '{"material": "leather"}' where sku = 'DJ-BLUE-L'`],
      async (db) => {
        const denim = {
          categories: ['jackets'],
          brands: ['harbor-co'],
          exclude: { products: ['leather-vest'] },
        };
        const of = (material: string) =>
          skus(db, { filter: { ...denim, attributes: attribute('material', material) } });
        expect([await of('cotton'), await of('leather')]).toEqual([['DJ-BLUE-M'], ['DJ-BLUE-L']]);
        const without = { ...denim.exclude, attributes: attribute('material', 'cotton') };
        expect(await skus(db, { filter: { ...denim, exclude: without } })).toEqual(['DJ-BLUE-L']);
        expect(
          await skus(db, {
            filter: { ...denim, attributes: attribute('material', 'leather'), inStock: true },
          }),
        ).toEqual([]);
      },
    ));

  it('take values as they stand, whatever signs of a query language are in them', async () => {
    for (const value of [
      '") || (true',
      '%',
      '_',
      '.*',
      "' or 1=1 --",
      '$',
      '\\',
      '"',
      'leather" || "x" == "x',
    ]) {
      expect(await handles(shop, { k: 100, filter: { attributes: attribute('material', value) } })).toEqual(
        [],
      );
      expect(
        await handles(shop, { k: 100, filter: { exclude: { attributes: attribute('material', value) } } }),
      ).toHaveLength(14);
    }
    expect(await skus(shop, { filter: { attributes: attribute('material', 'SUEDE') } })).toEqual([
      'SJ-TAN-M',
    ]);
    expect(await skus(shop, { filter: { attributes: attribute('capacity', '150') } })).toEqual(['SSD-150']);
  });

  it('that are empty lists demand nothing', async () => {
    const filter = {
      categories: [],
      brands: [],
      attributes: [],
      inStockAt: [],
      exclude: { products: [], categories: [] },
    };
    expect(await handles(shop, { k: 100, filter })).toEqual(await handles(shop, { k: 100 }));
  });
});

describe('what nobody may see', () => {
  it.each(['draft', 'archived'])('as a %s product is in no answer and no anchor', (status) =>
    changed([`update product.product set status = '${status}' where product_id = 2`], async (db) => {
      for (const text of ['racer leather jacket', 'racer-jacket', 'RJ-BLACK-M']) {
        expect(await handles(db, { text, k: 100, claims: merchant })).not.toContain('racer-jacket');
      }
      expect(await handles(db, { k: 100 })).not.toContain('racer-jacket');
      expect((await search(db, { k: 1 })).total.value).toBe(13);
      expect((await refusal(search(db, { options: { like: { handle: 'racer-jacket' } } }))).code).toBe(
        'TSNFD',
      );
    }),
  );

  /** Everything that a page tells but its cursors. */
  const told = ({ items, ...page }: SearchPage) => ({
    ...page,
    items: items.map(({ cursor: _, ...item }) => item),
  });

  it.each<[string, Question]>([
    ['a list', {}],
    ['a text', { text: 'zibeline leather jacket' }],
    ['a text under constraints', { text: 'leather jacket under $115 in stock' }],
    ['its SKU', { text: 'ZJ-BLACK-M' }],
    ['its material', { text: 'jacket', filter: { brands: ['acme'], price: { min: '500' } } }],
    ['a likeness', { options: { like: { handle: 'racer-jacket' } } }],
    ['a limit of brands', { text: 'leather jacket', options: { maxPerBrand: 1 } }],
    ['meaning alone', { text: 'leather jacket', options: { mode: 'SEMANTIC', minSimilarity: -1 } }],
  ])('changes no item, count, facet, funnel, relaxation or reason of %s', async (_what, question) => {
    const options = {
      ...(question.options as object | undefined),
      ...everything,
      asOf: '2025-06-01T00:00:00Z',
    };
    const asked = { ...question, k: 100, options };
    const withIt = told(await search(shop, asked));
    await changed(['delete from product.product where product_id = 9'], async (db) => {
      expect(withIt).toEqual(told(await search(db, asked)));
    });
    expect(JSON.stringify(withIt.facets)).not.toMatch(/zibeline/i);
  });

  it('is not suggested, not explained, not distinguished from what does not exist', async () => {
    const suggest = async (prefix: string, claims: object | null = null) => {
      const [row] = await shop.query<{ answer: { handle: string | null }[] }>(
        'select api.suggest(prefix => $1, claims => $2) as answer',
        [prefix, claims === null ? null : JSON.stringify(claims)],
      );
      return row!.answer.map(({ handle }) => handle);
    };
    for (const prefix of ['zibel', 'zibeline', 'draft', 'winter p', 'coat h', '%', '_']) {
      expect([prefix, await suggest(prefix)]).toEqual([prefix, []]);
    }
    const [hidden, absent] = await Promise.all(
      ['zibeline-jacket', 'nothing-jacket'].map((handle) =>
        refusal(explain(shop, handle, { text: 'jacket' })),
      ),
    );
    expect([
      hidden!.code,
      hidden!.message.replace('zibeline-jacket', 'nothing-jacket'),
      hidden!.hint,
    ]).toEqual([absent!.code, absent!.message, absent!.hint]);
    expect(hidden!.code).toBe('TSNFD');
    const outcome = (handle: string) =>
      search(shop, { k: 100, filter: { exclude: { products: [handle] } } }).then(
        ({ total }) => String(total.value),
        (error: Error) => error.message.replace(handle, '…'),
      );
    expect(await outcome('zibeline-jacket')).toBe(await outcome('nothing-jacket'));
    const like = (handle: string) =>
      refusal(search(shop, { options: { like: { handle } } })).then(({ message }) =>
        message.replace(handle, '…'),
      );
    expect(await like('zibeline-jacket')).toBe(await like('nothing-jacket'));
  });

  it('is there in full for the group that it is for', async () => {
    const page = await search(shop, { text: 'leather jacket', k: 100, claims: wholesale });
    expect(page.items.map(({ handle }) => handle)).toContain('zibeline-jacket');
    prove(page, await readFacts(shop), 'wholesale');
  });
});

describe('the numbers beside an answer', () => {
  const questions: [string, Question][] = [
    ['a list', {}],
    ['a list in stock', { filter: { inStock: true } }],
    ['a text', { text: 'leather jacket' }],
    ['a text under constraints', { text: 'leather jacket under $150, in stock' }],
    ['a text with an exclusion', { text: 'jacket not leather' }],
    ['a text for the trade', { text: 'leather jacket under $120', claims: wholesale }],
    ['two colours', { filter: { attributes: attribute('colour', 'blue', 'black'), price: { max: '140' } } }],
    ['an impossible demand', { text: 'leather jacket', filter: { price: { max: '1' } } }],
    ['a likeness', { options: { like: { handle: 'biker-jacket' } }, filter: { price: { max: '145' } } }],
    ['a shop', { text: 'jacket', filter: { inStockAt: ['lyon-store'] } }],
  ];

  it.each(questions)('are kept: every facet of %s brings what it counted', async (_what, question) => {
    expect(await holdFacets(shop, question)).toBeGreaterThan(0);
  });

  it.each(questions)(
    'agree: the funnel of %s ends at the total, and loses what it says at every step',
    async (_what, question) => {
      const page = await search(shop, {
        ...question,
        k: 100,
        options: { ...(question.options as object | undefined), ...everything },
      });
      const { candidates, steps, remaining } = page.funnel!;
      expect([remaining, page.items.length]).toEqual([page.total.value, page.total.value]);
      expect(steps.map(({ constraintId }) => constraintId)).toEqual(
        page.interpretation.constraints.map(({ id }) => id),
      );
      let left = candidates;
      for (const step of steps) {
        expect(step.remaining).toBe(left - step.turnedAway);
        left = step.remaining;
      }
      expect(left).toBe(remaining);
    },
  );

  it.each(questions)(
    'are promises: each relaxation of %s adds as many as it says, and takes none away',
    async (_what, question) => {
      const options = { ...(question.options as object | undefined), ...everything };
      const page = await search(shop, { ...question, k: 100, options });
      for (const { apply: refinement, more, label } of page.relaxations!) {
        const after = await apply(shop, { ...question, k: 100, options }, refinement);
        expect([label, after.total.value]).toEqual([label, page.total.value + more]);
        const found = after.items.map(({ handle }) => handle);
        expect(page.items.map(({ handle }) => handle).filter((handle) => !found.includes(handle))).toEqual(
          [],
        );
      }
    },
  );

  it('count products and not variants, in the total, in facets and in the funnel', async () => {
    const page = await search(shop, { filter: { categories: ['trousers'] }, options: everything });
    expect([page.total.value, page.items.length, page.funnel!.remaining]).toEqual([1, 1, 1]);
    const sizes = page.facets!.find(({ name }) => name === 'size')!;
    expect(sizes.values.map(({ value, count }) => [value, count]).toSorted()).toEqual([
      ['30/34', 1],
      ['32/34', 1],
    ]);

    // Blue are one biker jacket, two denim jackets and two pairs of jeans.
    const apparel = await search(shop, { filter: { categories: ['apparel'] }, options: everything });
    const colours = apparel.facets!.find(({ name }) => name === 'colour')!;
    expect(colours.values.find(({ value }) => value === 'blue')!.count).toBe(3);
  });

  it('do not count a category for what stands only below an excluded one', async () => {
    const page = await search(shop, {
      k: 100,
      filter: { exclude: { categories: ['leather-jackets'] } },
      options: everything,
    });
    const categories = page.facets!.find(({ group }) => group === 'CATEGORY')!;
    expect(categories.values.find(({ value }) => value === 'leather-jackets')?.count ?? 0).toBe(0);
    expect(categories.values.find(({ value }) => value === 'jackets')!.count).toBe(
      (
        await search(shop, {
          filter: { categories: ['jackets'], exclude: { categories: ['leather-jackets'] } },
        })
      ).total.value,
    );
  });

  it('leave out of facets what a merchant left out, and count what was pinned', () =>
    changed(
      [
        `insert into product.curation (product_id, query_text, action, position) values (2, 'leather jacket', 'EXCLUDE', null), (13, 'leather jacket', 'PIN', 1)`,
      ],
      async (db) => {
        const page = await search(db, { text: 'leather jacket', k: 100, options: everything });
        expect(page.funnel!.remaining).toBe(page.total.value);
        const brands = page.facets!.find(({ group }) => group === 'BRAND')!;
        expect(brands.values.find(({ value }) => value === 'tefalon')?.count).toBe(1);
        expect(await holdFacets(db, { text: 'leather jacket' })).toBeGreaterThan(5);
      },
    ));
});

describe('a likeness', () => {
  it('is never of the product itself, though another has the very same vector', async () => {
    for (const [anchor, twin] of [
      ['racer-jacket', 'racer-jacket-two'],
      ['racer-jacket-two', 'racer-jacket'],
    ] as const) {
      const found = await handles(shop, { k: 100, options: { like: { handle: anchor } } });
      expect(found[0]).toBe(twin);
      expect(found).not.toContain(anchor);
    }
  });

  it('needs no price or stock of the anchor', async () => {
    for (const handle of ['winter-parka', 'leather-vest', 'driving-gloves']) {
      const found = await handles(shop, { k: 100, options: { like: { handle }, minSimilarity: -1 } });
      expect([handle, found.length > 3, found.includes(handle)]).toEqual([handle, true, false]);
    }
  });
});
