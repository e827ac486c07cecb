import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import type { SearchPage, SimilarTo } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { holdFacets } from '../fixture/apply.ts';
import { handles, merchant, type Question, refusal, search, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const withOptions = (question: Question, options: object): Question => ({
  ...question,
  options: { ...(question.options as object | undefined), ...options },
});

/** Handles over pages of k. */
async function walk(database: Queryable, question: Question, k: number): Promise<string[]> {
  const walked: string[] = [];
  let page = await search(database, { ...question, k });
  walked.push(...page.items.map(({ handle }) => handle));
  while (page.hasNextPage && walked.length < 100) {
    page = await search(database, {
      ...withOptions(question, { after: page.items.at(-1)!.cursor }),
      k,
    });
    walked.push(...page.items.map(({ handle }) => handle));
  }
  return walked;
}

/** The first so many of each brand, what has none untouched. */
function limited({ items }: SearchPage, most: number): string[] {
  const seen = new Map<string, number>();
  return items
    .filter(({ brand }) => {
      if (brand === null) return true;
      seen.set(brand, (seen.get(brand) ?? 0) + 1);
      return seen.get(brand)! <= most;
    })
    .map(({ handle }) => handle);
}

describe('maxPerBrand', () => {
  it.each<[string, Question]>([
    ['a list', {}],
    ['a list by price', { options: { sort: 'PRICE_ASC' } }],
    ['a list by rating', { options: { sort: 'RATING' } }],
    ['a list in stock', { filter: { inStock: true } }],
    ['a text', { text: 'leather jacket' }],
    ['a text by price', { text: 'leather jacket', options: { sort: 'PRICE_DESC' } }],
    ['a text with sold-out items in place', { text: 'leather jacket', options: { unavailable: 'SHOW' } }],
    ['a text for the trade', { text: 'leather jacket', claims: wholesale }],
    ['a likeness', { options: { like: { handle: 'denim-jacket' } } }],
  ])('keeps the first few of each brand and all that have none, in %s', async (_what, question) => {
    const all = await search(shop, { ...question, k: 200 });
    for (const maxPerBrand of [1, 2, 3, 200]) {
      const expected = limited(all, maxPerBrand);
      const asked = withOptions(question, { maxPerBrand });
      const page = await search(shop, { ...asked, k: 200 });
      expect(page.items.map(({ handle }) => handle)).toEqual(expected);
      expect(page.total).toEqual({ value: expected.length, exact: true });
      expect(page.items.map(({ rank }) => rank)).toEqual(expected.map((_handle, index) => index + 1));
    }
    const asked = withOptions(question, { maxPerBrand: 1 });
    expect(await walk(shop, asked, 1)).toEqual(limited(all, 1));
    expect(await walk(shop, asked, 3)).toEqual(limited(all, 1));
  });

  it('shows another of the brand once the best of it is restricted away by a constraint', async () => {
    const options = { maxPerBrand: 1, sort: 'PRICE_ASC' };
    const filter = { categories: ['leather-jackets'] };
    expect(await handles(shop, { k: 100, filter, options })).toEqual(['racer-jacket', 'featherlight-jacket']);
    const without = { ...filter, exclude: { products: ['featherlight-jacket'] } };
    expect(await handles(shop, { k: 100, filter: without, options })).toEqual([
      'racer-jacket',
      'biker-jacket',
    ]);
  });

  it.each([0, 201, 1.5, '2', true, -1])(
    'is a whole number from 1 to 200, not %j (TSOPT)',
    async (maxPerBrand) => {
      expect(await refusal(search(shop, { text: 'jacket', options: { maxPerBrand } }))).toMatchObject({
        code: 'TSOPT',
        message: expect.stringContaining('maxPerBrand'),
      });
    },
  );
});

interface Row {
  id: number;
  action?: 'PIN' | 'EXCLUDE';
  position?: number;
  query?: string;
  valid?: string;
}

async function curate(database: Database, ...rows: Row[]): Promise<void> {
  for (const { id, action = 'PIN', position, query = 'leather jacket', valid = '(,)' } of rows) {
    await database.query(
      'insert into product.curation (product_id, query_text, action, position, valid) values ($1, $2, $3, $4, $5)',
      [id, query, action, action === 'PIN' ? (position ?? 1) : null, valid],
    );
  }
}

const curated = (rows: Row[], work: (database: Database) => Promise<void>) =>
  inTransaction(shop, async (db) => {
    await curate(db, ...rows);
    await work(db);
  });

const leather: Question = { text: 'leather jacket', k: 100 };

describe('curation', () => {
  it('puts pins first in the order of positions, then ids, whatever their relevance', () =>
    curated(
      [
        { id: 13, position: 2 },
        { id: 12, position: 1 },
        { id: 1, position: 2 },
      ],
      async (db) => {
        const plain = await handles(db, withOptions(leather, { curation: false }));
        const page = await search(db, leather);
        const pins = ['straight-jeans', 'biker-jacket', 'frying-pan'];
        expect(page.items.map(({ handle }) => handle)).toEqual([
          ...pins,
          ...plain.filter((handle) => !pins.includes(handle)),
        ]);
        expect(page.items.map(({ score }) => score.pinned)).toEqual(
          page.items.map((_item, index) => index < 3),
        );
        expect(page.items.map(({ matchedBy }) => matchedBy.includes('CURATION'))).toEqual(
          page.items.map((_item, index) => index < 3),
        );
        expect(page.retrieval.curation).toEqual({ pinned: 3, excluded: 0 });
        expect(page.total).toEqual({ value: page.items.length, exact: true });
        expect(page.items.map(({ rank }) => rank)).toEqual(page.items.map((_item, index) => index + 1));
      },
    ));

  it('leaves exclusions out of items, total, facets and relaxations, and says how many', () =>
    curated(
      [
        { id: 2, action: 'EXCLUDE' },
        { id: 1, action: 'EXCLUDE' },
      ],
      async (db) => {
        const plain = await search(db, withOptions(leather, { curation: false }));
        const page = await search(db, leather);
        expect(page.items.map(({ handle }) => handle)).toEqual(
          plain.items
            .map(({ handle }) => handle)
            .filter((handle) => handle !== 'racer-jacket' && handle !== 'biker-jacket'),
        );
        expect(page.total.value).toBe(plain.total.value - 2);
        expect(page.retrieval.curation).toEqual({ pinned: 0, excluded: 2 });
        expect(plain.retrieval.curation).toBeNull();
        expect(await holdFacets(db, leather)).toBeGreaterThan(5);
      },
    ));

  it('pins one and leaves out another at once, and pins of a question leave out nothing of another', () =>
    curated([{ id: 18 }, { id: 3, action: 'EXCLUDE' }], async (db) => {
      const page = await search(db, leather);
      expect(page.items[0]!.handle).toBe('wool-scarf');
      expect(page.items.map(({ handle }) => handle)).not.toContain('featherlight-jacket');
      expect(page.retrieval.curation).toEqual({ pinned: 1, excluded: 1 });
      for (const text of ['leather jackets', 'leather', 'leather jacket red', 'jacket leather']) {
        const other = await search(db, { text, k: 100 });
        expect([text, other.retrieval.curation]).toEqual([text, null]);
      }
    }));

  it.each([
    '  LEATHER   Jacket ',
    'leather\tjacket',
    'Leather\n jacket',
    'leather jacket under $500',
    'show me leather jacket in stock',
  ])('hears the question in %j', (text) =>
    curated([{ id: 13 }], async (db) => {
      const page = await search(db, { text, k: 100 });
      expect([page.items[0]!.handle, page.retrieval.curation]).toEqual([
        'frying-pan',
        { pinned: 1, excluded: 0 },
      ]);
    }),
  );

  it('hears a whole text that holds a constraint', () =>
    curated([{ id: 13, query: 'leather jacket under $150' }], async (db) => {
      expect((await handles(db, { text: 'Leather jacket  under $150' }))[0]).toBe('frying-pan');
      expect(await handles(db, leather)).not.toContain('frying-pan');
    }));

  it('holds from its beginning on and no more at its end', () =>
    curated([{ id: 13, valid: '[2024-01-01Z,2024-06-01Z)' }], async (db) => {
      for (const [asOf, isHeld] of [
        ['2023-12-31T23:59:59.999Z', false],
        ['2024-01-01T00:00:00Z', true],
        ['2024-05-31T23:59:59.999Z', true],
        ['2024-06-01T00:00:00Z', false],
      ] as const) {
        const page = await search(db, withOptions(leather, { asOf }));
        expect([asOf, page.items[0]!.handle === 'frying-pan', page.retrieval.curation !== null]).toEqual([
          asOf,
          isHeld,
          isHeld,
        ]);
      }
    }));

  it('pins nothing that fails a constraint of the arguments or of the text', () =>
    curated([{ id: 1 }, { id: 13, position: 2 }], async (db) => {
      for (const question of [
        { text: 'leather jacket', filter: { price: { max: '150' }, inStock: true, categories: ['apparel'] } },
        { text: 'leather jacket under $150 in stock', filter: { exclude: { products: ['frying-pan'] } } },
      ]) {
        const page = await search(db, { ...question, k: 100 });
        const found = page.items.map(({ handle }) => handle);
        expect(found).not.toContain('biker-jacket');
        expect(found).not.toContain('frying-pan');
        expect(page.retrieval.curation?.pinned ?? 0).toBe(0);
      }
      const blue = { attributes: [{ name: 'colour', values: ['blue'] }] };
      const page = await search(db, { ...leather, filter: blue });
      expect(page.items.map(({ sku }) => sku)[0]).toBe('BJ-BLUE-L');
      expect(page.retrieval.curation).toEqual({ pinned: 1, excluded: 0 });
    }));

  it('never pins a draft, what has no current price, or what is priced for others', () =>
    curated([{ id: 10 }, { id: 7 }, { id: 8 }, { id: 17 }, { id: 19 }], async (db) => {
      const page = await search(db, leather);
      expect(page.items.filter(({ score }) => score.pinned)).toEqual([]);
      expect(page.retrieval.curation?.pinned ?? 0).toBe(0);
      const trade = await search(db, { ...leather, claims: wholesale });
      expect(trade.items[0]!.handle).toBe('coat-hangers');
      expect(trade.retrieval.curation).toEqual({ pinned: 1, excluded: 0 });
    }));

  it.each(['PIN', 'EXCLUDE'] as const)(
    'shows the %s of a restricted product to its group alone, and no trace of it to others',
    async (action) => {
      const before = await search(shop, leather);
      await curated([{ id: 9, action }], async (db) => {
        const page = await search(db, leather);
        expect(page.items.map(({ handle }) => handle)).toEqual(before.items.map(({ handle }) => handle));
        expect(page.retrieval).toEqual(before.retrieval);
        for (const claims of [wholesale, merchant]) {
          const own = await search(db, { ...leather, claims });
          expect(own.items[0]!.handle === 'zibeline-jacket').toBe(action === 'PIN');
          expect(own.items.some(({ handle }) => handle === 'zibeline-jacket')).toBe(action === 'PIN');
          expect(own.retrieval.curation).toEqual(
            action === 'PIN' ? { pinned: 1, excluded: 0 } : { pinned: 0, excluded: 1 },
          );
        }
      });
    },
  );

  it('pins what is sold out before what is in stock under LAST and SHOW, and hides it under HIDE', () =>
    curated([{ id: 20 }], async (db) => {
      for (const unavailable of ['LAST', 'SHOW']) {
        expect((await handles(db, withOptions(leather, { unavailable })))[0]).toBe('leather-vest');
      }
      const page = await search(db, withOptions(leather, { unavailable: 'HIDE' }));
      expect(page.items.map(({ handle }) => handle)).not.toContain('leather-vest');
      expect(page.retrieval.curation?.pinned ?? 0).toBe(0);
    }));

  it('pins before what the question names exactly, and leaves out even that', () =>
    curated(
      [
        { id: 13, query: 'denim jacket' },
        { id: 6, query: 'suede jacket', action: 'EXCLUDE' },
      ],
      async (db) => {
        expect((await handles(db, { text: 'denim jacket' })).slice(0, 2)).toEqual([
          'frying-pan',
          'denim-jacket',
        ]);
        expect(await handles(db, { text: 'Suede jacket', k: 100 })).not.toContain('suede-jacket');
      },
    ));

  it('leads no other order, while exclusions hold there too', () =>
    curated([{ id: 1 }, { id: 3, action: 'EXCLUDE' }], async (db) => {
      const filter = { categories: ['leather-jackets'], inStock: true };
      expect(await handles(db, { ...leather, filter, options: { sort: 'PRICE_ASC' } })).toEqual([
        'racer-jacket',
        'racer-jacket-two',
        'biker-jacket',
      ]);
    }));

  it('has no part in lists and likenesses, nor where it is not wanted', () =>
    curated([{ id: 13 }, { id: 2, action: 'EXCLUDE' }], async (db) => {
      for (const question of [
        {},
        { options: { like: { handle: 'biker-jacket' } } },
        withOptions(leather, { curation: false }),
      ]) {
        const page = await search(db, { ...question, k: 100 });
        expect(page.retrieval.curation).toBeNull();
        expect(page.items.map(({ handle }) => handle)).toContain('racer-jacket');
        expect(page.items.every(({ score }) => !score.pinned)).toBe(true);
      }
    }));

  it('holds over pages of any size, with a limit of brands as well', () =>
    curated(
      [
        { id: 18, position: 1 },
        { id: 20, position: 2 },
        { id: 2, action: 'EXCLUDE' },
      ],
      async (db) => {
        const whole = await handles(db, leather);
        expect(whole.slice(0, 2)).toEqual(['wool-scarf', 'leather-vest']);
        for (const k of [1, 2, 3]) expect(await walk(db, { text: 'leather jacket' }, k)).toEqual(whole);

        const one = { text: 'leather jacket', options: { maxPerBrand: 1 } };
        const all = await search(db, leather);
        const expected = limited(all, 1);
        expect(await handles(db, { ...one, k: 100 })).toEqual(expected);
        expect(await walk(db, one, 1)).toEqual(expected);
        expect((await search(db, one)).total.value).toBe(expected.length);
      },
    ));

  it('answers with the pins alone where nothing else matches', () =>
    curated([{ id: 13, query: 'zzqxv wvkjq' }], async (db) => {
      const page = await search(db, { text: 'zzqxv wvkjq' });
      expect(page.items[0]).toMatchObject({ handle: 'frying-pan', matchedBy: ['CURATION'] });
      expect(page.items[0]!.score.lexical).toBeNull();
      expect(page.retrieval.emptyReason).toBeNull();
    }));

  it.each([1, 'true', []])('is true or false, not %j (TSOPT)', async (curation) => {
    expect(await refusal(search(shop, withOptions(leather, { curation })))).toMatchObject({ code: 'TSOPT' });
  });
});

type Rule = [category: number, complement: number, weight?: number];

const ruled = (rules: Rule[], work: (database: Database) => Promise<void>) =>
  inTransaction(shop, async (db) => {
    for (const [category, complement, weight = 1] of rules) {
      await db.query(
        'insert into product.complement (category_id, complement_id, weight) values ($1, $2, $3)',
        [category, complement, weight],
      );
    }
    await work(db);
  });

const goesWith = (handle: string, more: Question = {}): Question => ({
  k: 100,
  ...withOptions(more, { goesWith: { handle } }),
});

/** Handles with their scores, to three digits. */
const scored = ({ items }: SearchPage) =>
  items.map(({ handle, score }): [string, number] => [handle, Math.round(score.fused * 1000) / 1000]);

describe('what goes with a product', () => {
  it('comes from the rules of its category and of those above it, over subtrees, by weight and place', () =>
    ruled(
      [
        [3, 4, 1],
        [2, 10, 0.8],
        [1, 6, 0.3],
      ],
      async (db) => {
        const page = await search(db, goesWith('racer-jacket'));
        const accessories = page.items
          .map(({ handle }) => handle)
          .filter((handle) => handle === 'wool-scarf' || handle === 'cigarette-lighter');
        expect(accessories).toHaveLength(2);
        expect(scored(page)).toEqual([
          ['straight-jeans', 1],
          [accessories[0], 0.8],
          [accessories[1], 0.4],
          ['frying-pan', 0.3],
        ]);
        expect(page.total).toEqual({ value: 4, exact: true });
        expect(page.retrieval.emptyReason).toBeNull();
      },
    ));

  it('does not come from rules of categories below or beside it', () =>
    ruled(
      [
        [3, 10],
        [4, 6],
        [11, 6],
      ],
      async (db) => {
        expect(await handles(db, goesWith('denim-jacket'))).toEqual([]);
        expect(await handles(db, goesWith('wool-scarf'))).toEqual([]);
        expect(await handles(db, goesWith('straight-jeans'))).toEqual(['frying-pan']);
      },
    ));

  it('is not there without a rule, and the page says why', async () => {
    const page = await search(shop, goesWith('racer-jacket'));
    expect(page.items).toEqual([]);
    expect(page.total).toEqual({ value: 0, exact: true });
    expect(page.retrieval.emptyReason).toMatch(/\S/);
  });

  it('is never the product itself, nor what is sold out or was never counted', () =>
    ruled([[3, 2]], async (db) => {
      const found = await handles(db, goesWith('racer-jacket'));
      expect(found.toSorted()).toEqual([
        'biker-jacket',
        'denim-jacket',
        'featherlight-jacket',
        'racer-jacket-two',
        'suede-jacket',
      ]);
    }));

  it('lists a product once that two rules name, at the better of their weights', () =>
    ruled(
      [
        [3, 10, 0.5],
        [1, 11, 1],
      ],
      async (db) => {
        const page = await search(db, goesWith('racer-jacket'));
        expect(page.items.map(({ handle }) => handle)).toEqual(['cigarette-lighter', 'wool-scarf']);
        expect(page.items[0]!.score.fused).toBe(1);
      },
    ));

  it('is narrowed by the filter, offer by offer', () =>
    ruled(
      [
        [3, 4],
        [3, 10],
      ],
      async (db) => {
        const filter = { attributes: [{ name: 'colour', values: ['grey'] }] };
        const page = await search(db, goesWith('racer-jacket', { filter }));
        expect(page.items.map(({ sku }) => sku)).toEqual(['WS-GREY']);
        expect(await handles(db, goesWith('racer-jacket', { filter: { price: { max: '9.99' } } }))).toEqual([
          'cigarette-lighter',
        ]);
        expect(await handles(db, goesWith('racer-jacket', { filter: { categories: ['kitchen'] } }))).toEqual(
          [],
        );
        expect(await handles(db, goesWith('racer-jacket', { filter: { inStockAt: ['porto'] } }))).toEqual([
          'cigarette-lighter',
        ]);
      },
    ));

  it('holds over pages and counts its facets', () =>
    ruled(
      [
        [3, 4, 0.9],
        [3, 10, 0.7],
        [3, 5, 0.2],
      ],
      async (db) => {
        const question = goesWith('racer-jacket');
        const whole = await handles(db, question);
        expect(whole).toHaveLength(5);
        expect(await walk(db, question, 1)).toEqual(whole);
        expect(await walk(db, question, 2)).toEqual(whole);
        expect(await holdFacets(db, question)).toBeGreaterThan(3);
      },
    ));

  it('shows what is restricted, or priced for a group, to the group alone', () =>
    ruled(
      [
        [4, 3],
        [4, 10],
      ],
      async (db) => {
        const anyone = await handles(db, goesWith('straight-jeans'));
        expect(anyone).not.toContain('zibeline-jacket');
        expect(anyone).not.toContain('coat-hangers');
        const own = await handles(db, goesWith('straight-jeans', { claims: wholesale }));
        expect(own).toEqual(expect.arrayContaining(['zibeline-jacket', 'coat-hangers']));
      },
    ));

  it('of a product that is unknown or restricted is refused alike (TSNFD)', async () => {
    for (const handle of ['no-such-jacket', 'zibeline-jacket']) {
      expect((await refusal(search(shop, goesWith(handle)))).code).toBe('TSNFD');
    }
    expect(await handles(shop, goesWith('zibeline-jacket', { claims: wholesale }))).toEqual([]);
  });
});

async function similarTo(
  database: Queryable,
  ids: (number | null)[],
  more: { k?: number; filter?: object; options?: object; claims?: object } = {},
): Promise<Record<string, SimilarTo>> {
  const [row] = await database.query<{ answer: Record<string, SimilarTo> }>(
    'select api.similar_to(product_ids => $1::bigint[], k => $2, filter => $3, options => $4, claims => $5) as answer',
    [
      ids,
      more.k ?? 5,
      JSON.stringify(more.filter ?? {}),
      JSON.stringify(more.options ?? {}),
      more.claims === undefined ? null : JSON.stringify(more.claims),
    ],
  );
  return row!.answer;
}

const handlesOf = (answer: SimilarTo | undefined) => answer?.items.map(({ handle }) => handle);

describe('api.similar_to', () => {
  it('gives each product what a search like it gives, in the same order', async () => {
    const ids = [1, 2, 4, 12, 13, 16, 20];
    const answer = await similarTo(shop, ids, { k: 4 });
    expect(Object.keys(answer).sort()).toEqual(ids.map(String).sort());
    for (const id of ids) {
      const page = await search(shop, { k: 4, options: { like: { productId: String(id) } } });
      expect([id, handlesOf(answer[String(id)])]).toEqual([id, page.items.map(({ handle }) => handle)]);
      expect(answer[String(id)]!.items.every(({ productId }) => productId !== String(id))).toBe(true);
      expect(answer[String(id)]!.items.every(({ stock }) => stock.available! > 0)).toBe(true);
    }
  });

  it('has no member for what is unknown, restricted or a draft', async () => {
    expect(Object.keys(await similarTo(shop, [2, 9, 10, 999999])).sort()).toEqual(['2']);
    expect(Object.keys(await similarTo(shop, [2, 9], { claims: wholesale })).sort()).toEqual(['2', '9']);
    expect(await similarTo(shop, [])).toEqual({});
  });

  it('takes a product named twice once', async () => {
    const twice = await similarTo(shop, [2, 2, 1]);
    expect(Object.keys(twice).sort()).toEqual(['1', '2']);
    expect(handlesOf(twice['2'])).toEqual(handlesOf((await similarTo(shop, [2]))['2']));
  });

  it('holds the filter for the offer of every item, and restricted items for their group', async () => {
    const filter = { price: { max: '150' }, categories: ['jackets'], exclude: { brands: ['nordhem'] } };
    const answer = await similarTo(shop, [2, 4], { k: 20, filter });
    for (const id of ['2', '4']) {
      const page = await search(shop, { k: 20, filter, options: { like: { productId: id } } });
      expect(handlesOf(answer[id])).toEqual(page.items.map(({ handle }) => handle));
      expect(answer[id]!.items.flatMap(({ checks }) => checks).every(({ satisfied }) => satisfied)).toBe(
        true,
      );
    }
    // The biker jacket's red one is cheap enough and sold out, its blue one in stock and too dear.
    expect(handlesOf(answer['2'])!.toSorted()).toEqual(['featherlight-jacket', 'suede-jacket']);
    expect(handlesOf(answer['4'])).not.toContain('biker-jacket');
    expect(handlesOf((await similarTo(shop, [2], { k: 100 }))['2'])).not.toContain('zibeline-jacket');
    expect(handlesOf((await similarTo(shop, [2], { k: 100, claims: wholesale }))['2'])).toContain(
      'zibeline-jacket',
    );
  });

  it('answers at the instant and in the currency asked for', async () => {
    const old = await similarTo(shop, [2], { k: 100, options: { asOf: '2023-06-01T00:00:00Z' } });
    const suede = old['2']!.items.find(({ handle }) => handle === 'suede-jacket');
    expect([Date.parse(old['2']!.asOf), suede!.price.amount]).toEqual([Date.UTC(2023, 5, 1), '200.00']);
    const euros = await similarTo(shop, [2], { k: 100, options: { currency: 'EUR' } });
    expect(euros['2']!.currency).toBe('EUR');
    expect(new Set(euros['2']!.items.map(({ price }) => price.currency))).not.toContain('USD');
  });

  it('keeps to k, of 1 to 200, and to 100 products (TSLIM)', async () => {
    expect((await similarTo(shop, [2], { k: 1 }))['2']!.items).toHaveLength(1);
    for (const k of [0, -1, 201]) expect((await refusal(similarTo(shop, [2], { k }))).code).toBe('TSLIM');
    const ids = Array.from({ length: 101 }, (_, index) => index + 1);
    expect((await refusal(similarTo(shop, ids))).code).toBe('TSLIM');
    expect(Object.keys(await similarTo(shop, ids.slice(0, 100), { k: 1 }))).toHaveLength(18);
  });

  it('with COMPLEMENT gives each what goes with it', () =>
    ruled(
      [
        [3, 4, 0.9],
        [3, 10, 0.7],
        [1, 6, 0.2],
      ],
      async (db) => {
        const answer = await similarTo(db, [2, 12, 13], { k: 20, options: { relation: 'COMPLEMENT' } });
        for (const [id, handle] of [
          [2, 'racer-jacket'],
          [12, 'straight-jeans'],
          [13, 'frying-pan'],
        ] as const) {
          expect([handle, handlesOf(answer[String(id)])]).toEqual([
            handle,
            await handles(db, goesWith(handle)),
          ]);
        }
        expect(handlesOf(answer['2'])).toHaveLength(4);
        expect(handlesOf(answer['13'])).toEqual([]);
      },
    ));

  it.each([[{ relation: 'NEAR' }], [{ sort: 'PRICE_ASC' }], [{ relation: 1 }]])(
    'refuses the options %j (TSOPT)',
    async (options) => {
      expect((await refusal(similarTo(shop, [2], { options }))).code).toBe('TSOPT');
    },
  );
});
