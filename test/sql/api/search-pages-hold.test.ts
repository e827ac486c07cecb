import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceItem, SearchPage } from '../../../src/retrieval/page.ts';
import { merchant, type Question, refusal, search, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/**
 * Twenty-four lamps of three titles that tie in each of them: vectors, prices and ratings are the same. Every fourth is sold
 * out, the seventh of each seven was never counted. 1, 7, 13 and 19 have a second, dearer variant, which is in stock, and of
 * brass: under RELEVANCE that one is shown to who asks for brass.
 */
beforeAll(async () => {
  await shop.query(`insert into product.category (category_id, slug, name) values (90, 'lamps', 'Lamps')`);
  await shop.query(`
    insert into product.product (product_id, handle, title, category_id, released_on, rating)
    select 1000 + n, 'lamp-' || n, (array['Brass lamp', 'Lamp of brass and oak', 'Oak lamp'])[1 + n % 3], 90, '2025-01-01', 4.00
    from generate_series(1, 24) n`);
  await shop.query(`
    insert into product.variant (product_id, variant_id, sku, weight_grams)
    select 1000 + n, 2000 + n, 'LAMP-' || n, 100 * (1 + n % 5) from generate_series(1, 24) n`);
  await shop.query(`
    insert into product.variant (product_id, variant_id, sku, weight_grams, options)
    select 1000 + n, 3000 + n, 'LAMP-' || n || '-XL', 900, '{"material": "brass"}' from generate_series(1, 24, 6) n`);
  await shop.query(`
    insert into product.price (product_id, variant_id, price_list_id, amount, valid)
    select v.product_id, v.variant_id, 1, case when v.variant_id < 3000 then 10 + v.product_id % 3 else 100 end, '[2021-01-01Z,)'
    from product.variant v where v.product_id > 1000`);
  await fillStock();
  await shop.query('select api.embed_products()');
});

async function fillStock(): Promise<void> {
  await shop.query('delete from product.stock s where s.product_id > 1000');
  await shop.query(`
    insert into product.stock (product_id, variant_id, location_id, on_hand)
    select v.product_id, v.variant_id, 1, case when v.variant_id < 3000 and v.product_id % 4 = 0 then 0 else 5 end
    from product.variant v where v.product_id > 1000 and (v.variant_id > 3000 or v.product_id % 7 <> 6)`);
}

const withOptions = (question: Question, options: object): Question => ({
  ...question,
  options: { ...(question.options as object | undefined), ...options },
});

type Between = (shown: EvidenceItem[], coming: EvidenceItem[]) => Promise<void>;

/** Every page of the question by its cursors; `between` comes after each but the last, with what was shown and what is to come. */
async function walk(
  question: Question,
  k: number | ((page: number) => number),
  between?: Between,
): Promise<SearchPage[]> {
  const size = typeof k === 'number' ? () => k : k;
  const whole = between === undefined ? [] : (await search(shop, { ...question, k: 200 })).items;
  const pages = [await search(shop, { ...question, k: size(0) })];
  while (pages.at(-1)!.hasNextPage) {
    if (pages.length > 80) throw new Error('the pages do not end');
    const shown = pages.flatMap(({ items }) => items);
    const ids = new Set(shown.map(({ productId }) => productId));
    await between?.(
      shown,
      whole.filter(({ productId }) => !ids.has(productId)),
    );
    const after = shown.at(-1)!.cursor;
    pages.push(await search(shop, { ...withOptions(question, { after }), k: size(pages.length) }));
  }
  return pages;
}

/** Those that differ most in how their pages are made: what happens between pages is asked of them alone. */
const key = new Set([
  'a list by RELEVANCE',
  'a list by PRICE_ASC',
  'a text by RELEVANCE',
  'a text by PRICE_ASC',
  'a text by RATING',
  'a list by price with sold-out items SHOW',
  'a text with sold-out items SHOW',
  'a text with sold-out items HIDE',
  'a likeness with sold-out items LAST',
  'a text that prefers cheaper ones',
  'a text that asks for the lightest',
  'a likeness with a text that prefers cheaper ones',
  'a text that names a title',
  'a list in stock by price',
]);

const handlesOf = (pages: SearchPage[]) => pages.flatMap(({ items }) => items.map(({ handle }) => handle));
const ranksOf = (pages: SearchPage[]) => pages.flatMap(({ items }) => items.map(({ rank }) => rank));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const lamps = { categories: ['lamps'] };
const sorts = ['RELEVANCE', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'RATING', 'WEIGHT_ASC', 'WEIGHT_DESC'];
const questions: [string, Question][] = [
  ...sorts.flatMap((sort): [string, Question][] => [
    [`a list by ${sort}`, { filter: lamps, options: { sort } }],
    [`a text by ${sort}`, { text: 'brass lamp', filter: lamps, options: { sort } }],
  ]),
  ...['LAST', 'SHOW', 'HIDE'].flatMap((unavailable): [string, Question][] => [
    [`a list with sold-out items ${unavailable}`, { filter: lamps, options: { unavailable } }],
    [
      `a list by price with sold-out items ${unavailable}`,
      { filter: lamps, options: { unavailable, sort: 'PRICE_ASC' } },
    ],
    [
      `a text with sold-out items ${unavailable}`,
      { text: 'brass lamp', filter: lamps, options: { unavailable } },
    ],
    [
      `a likeness with sold-out items ${unavailable}`,
      { filter: lamps, options: { unavailable, like: { handle: 'lamp-5' } } },
    ],
  ]),
  ['a text by meaning alone', { text: 'brass lamp', filter: lamps, options: { mode: 'SEMANTIC' } }],
  ['a text by words alone', { text: 'brass lamp', filter: lamps, options: { mode: 'LEXICAL' } }],
  ['a text that prefers lighter ones', { text: 'brass lamp but lighter', filter: lamps }],
  ['a text that prefers cheaper ones', { text: 'brass lamp but cheaper', filter: lamps }],
  ['a text that asks for the cheapest', { text: 'cheapest brass lamp', filter: lamps }],
  ['a text that asks for the lightest', { text: 'lightest brass lamp', filter: lamps }],
  ['a text that asks for the newest of all', { text: 'newest', filter: lamps }],
  [
    'a likeness with a text that prefers cheaper ones',
    { text: 'but cheaper', filter: lamps, options: { like: { handle: 'lamp-5' }, unavailable: 'LAST' } },
  ],
  ['a text that names a title', { text: 'oak lamp' }],
  ['a text in stock', { text: 'brass lamp in stock' }],
  ['a list in stock by price', { filter: { ...lamps, inStock: true }, options: { sort: 'PRICE_DESC' } }],
];

const keyQuestions = questions.filter(([what]) => key.has(what));

describe('pages of 1 to 5 under ties', () => {
  it.each(questions)('have no hole and no duplicate in %s', async (what, question) => {
    const whole = await search(shop, { ...question, k: 200 });
    expect(whole.items.length).toBeGreaterThan(11);
    // Pages of 1 for the key questions alone: twenty-four searches each, and pages of 1 are among those of 1 to 5.
    for (const k of [...(key.has(what) ? [1] : []), (page: number) => 1 + (page % 5)]) {
      const pages = await walk(question, k);
      expect(handlesOf(pages)).toEqual(whole.items.map(({ handle }) => handle));
      expect(ranksOf(pages)).toEqual(upTo(whole.items.length));
      expect(pages.map(({ total }) => total)).toEqual(pages.map(() => whole.total));
      expect(pages.flatMap(({ items }) => items.map(({ score }) => score.fused))).toEqual(
        whole.items.map(({ score }) => score.fused),
      );
    }
  });
});

const setStock = (item: EvidenceItem | undefined, onHand: number) =>
  shop.query('update product.stock set on_hand = $2 where variant_id = $1', [item?.variantId ?? '0', onHand]);

const hasStock = ({ stock }: EvidenceItem) => (stock.available ?? 0) > 0;

/** What happens once, between the first page and the second. */
const events: [string, Between][] = [
  ['a shown item sells out', (shown) => setStock(shown.find(hasStock), 0).then(() => undefined)],
  ['the item of the cursor sells out', (shown) => setStock(shown.at(-1), 0).then(() => undefined)],
  [
    'the item that comes next sells out',
    (_shown, coming) => setStock(coming.find(hasStock), 0).then(() => undefined),
  ],
  [
    'the last item in stock sells out',
    (_shown, coming) => setStock(coming.findLast(hasStock), 0).then(() => undefined),
  ],
  [
    'a sold-out item is restocked',
    (_shown, coming) =>
      setStock(
        coming.find((item) => item.stock.available === 0),
        9,
      ).then(() => undefined),
  ],
  [
    'an item is counted for the first time',
    async (_shown, coming) => {
      const unknown = coming.find(({ stock }) => stock.available === null);
      if (unknown === undefined) return;
      await shop.query(
        'insert into product.stock (product_id, variant_id, location_id, on_hand) values ($1, $2, 1, 4)',
        [unknown.productId, unknown.variantId],
      );
    },
  ],
  [
    'the count of an item is deleted',
    async (_shown, coming) => {
      const counted = coming.find(hasStock);
      if (counted === undefined) return;
      await shop.query('delete from product.stock where variant_id = $1', [counted.variantId]);
    },
  ],
  [
    'cheap variants sell out, so that dearer ones are shown',
    async () => {
      await shop.query('update product.stock set on_hand = 0 where variant_id in (2001, 2007, 2013, 2019)');
    },
  ],
  [
    'dear variants sell out',
    async () => {
      await shop.query('update product.stock set on_hand = 0 where variant_id > 3000');
    },
  ],
  [
    'everything shown sells out and everything sold out is restocked',
    async (shown) => {
      await shop.query('update product.stock set on_hand = 7 where product_id > 1000 and on_hand = 0');
      for (const item of shown) await setStock(item, 0);
    },
  ],
];

describe('between the first page and the second', () => {
  afterEach(fillStock);

  for (const [what, event] of events) {
    it.each(keyQuestions)(
      `${what}: no product comes twice and none is missed in %s`,
      async (_what, question) => {
        const before = await search(shop, { ...question, k: 200 });
        for (const k of [4]) {
          await fillStock();
          let happened = false;
          const pages = await walk(question, k, async (shown, coming) => {
            if (happened) return;
            happened = true;
            await event(shown, coming);
          });
          const met = handlesOf(pages);
          const still = await search(shop, { ...question, k: 200 });
          const stillThere = new Set(still.items.map(({ handle }) => handle));
          const missed = before.items
            .map(({ handle }) => handle)
            .filter((handle) => stillThere.has(handle) && !met.includes(handle));
          const twice = met.filter((handle, index) => met.indexOf(handle) !== index);
          expect({ k, missed, twice, ranks: ranksOf(pages) }).toEqual({
            k,
            missed: [],
            twice: [],
            ranks: upTo(met.length),
          });
        }
      },
    );
  }
});

describe('between all pages', () => {
  afterEach(fillStock);

  /** Sells out the newest shown and the next to come, and fills up what was sold out the page before. */
  const churn = (): Between => {
    let empty: EvidenceItem[] = [];
    return async (shown, coming) => {
      for (const item of empty) await setStock(item, 3);
      empty = [shown.at(-1)!, coming.find(hasStock), coming.findLast(hasStock)].filter(
        (item) => item !== undefined,
      );
      for (const item of empty) await setStock(item, 0);
    };
  };

  it.each(keyQuestions.filter(([what]) => !/in stock|HIDE|likeness/.test(what)))(
    'items sell out and come back: each comes once in %s',
    async (_what, question) => {
      const before = await search(shop, { ...question, k: 200 });
      for (const k of [3]) {
        await fillStock();
        const pages = await walk(question, k, churn());
        expect(handlesOf(pages).toSorted()).toEqual(before.items.map(({ handle }) => handle).toSorted());
        expect(ranksOf(pages)).toEqual(upTo(before.items.length));
      }
    },
  );

  it.each(keyQuestions.filter(([what]) => /in stock|HIDE/.test(what)))(
    'only what sold out may vanish in %s, where sold-out items are hidden',
    async (_what, question) => {
      const before = await search(shop, { ...question, k: 200 });
      const sold = new Set<string>();
      const pages = await walk(question, 2, async (shown, coming) => {
        await setStock(shown.at(-1), 0);
        const next = coming.filter(({ handle }) => !sold.has(handle)).at(1);
        if (next === undefined) return;
        sold.add(next.handle);
        await shop.query('update product.stock set on_hand = 0 where product_id = $1', [next.productId]);
      });
      expect(sold.size).toBeGreaterThan(1);
      const met = handlesOf(pages);
      expect(new Set(met).size).toBe(met.length);
      expect(
        before.items
          .map(({ handle }) => handle)
          .filter((handle) => !met.includes(handle) && !sold.has(handle)),
      ).toEqual([]);
      expect(ranksOf(pages)).toEqual(upTo(met.length));
    },
  );

  it.each([
    ['brass lamp but lighter', { inStock: true }],
    ['brass lamp but lighter', {}],
    ['brass lamp but heavier', { inStock: true }],
    ['brass lamp but cheaper', { inStock: true }],
  ])('%j keeps the order of the others when an end of the scale sells out (%j)', async (text, filter) => {
    const question = { text, filter: { ...lamps, ...filter } };
    const before = (await search(shop, { ...question, k: 200 })).items;
    const first = before[0]!;
    const last = before.findLast(hasStock)!;
    let done = false;
    const pages = await walk(question, 3, async () => {
      if (done) return;
      done = true;
      // All of the best's kind: the best by words and meaning, and the lightest, are gone.
      for (const { productId } of [first, last]) {
        await shop.query('update product.stock set on_hand = 0 where product_id = $1', [productId]);
      }
    });
    const others = (items: EvidenceItem[]) =>
      items
        .filter(hasStock)
        .map(({ handle }) => handle)
        .filter((handle) => handle !== last.handle);
    expect(others(pages.flatMap(({ items }) => items))).toEqual(others(before));
  });

  it('keeps the order of a text when its best matches, the measure of all scores, sell out', async () => {
    const question = { text: 'lamp of brass', filter: { ...lamps, inStock: true } };
    const before = (await search(shop, { ...question, k: 200 })).items.map(({ handle }) => handle);
    const shown: string[] = [];
    const pages = await walk(question, 3, async (items) => {
      for (const item of items) {
        shown.push(item.handle);
        await shop.query('update product.stock set on_hand = 0 where product_id = $1', [item.productId]);
      }
    });
    expect(handlesOf(pages)).toEqual(before);
    expect(new Set(shown).size).toBeGreaterThan(10);
  });

  it('goes on behind an item that was withdrawn altogether', async () => {
    for (const [, question] of keyQuestions) {
      const before = (await search(shop, { ...question, k: 200 })).items.map(({ handle }) => handle);
      const page = await search(shop, { ...question, k: 4 });
      const gone = page.items.at(-1)!;
      await shop.query(`update product.product set status = 'archived' where product_id = $1`, [
        gone.productId,
      ]);
      const rest = await search(shop, { ...withOptions(question, { after: gone.cursor }), k: 200 });
      await shop.query(`update product.product set status = 'active' where product_id = $1`, [
        gone.productId,
      ]);
      await shop.query('select api.embed_products()');
      expect(rest.items.map(({ handle }) => handle)).toEqual(before.slice(4));
      expect(rest.items[0]!.rank).toBe(5);
    }
  });
});

describe('the instant of a cursor', () => {
  afterEach(async () => {
    await shop.query('delete from product.price where product_id = 1010');
    await shop.query(`
      insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (1010, 2010, 1, 11, '[2021-01-01Z,)')`);
  });

  it.each([
    ['a list by price', { filter: lamps, options: { sort: 'PRICE_ASC' } }],
    ['a text', { text: 'brass lamp', filter: lamps }],
    ['a text by price', { text: 'brass lamp', filter: lamps, options: { sort: 'PRICE_DESC' } }],
  ] as [string, Question][])(
    'outlives the clock in %s: prices end and begin meanwhile and nothing moves',
    async (_what, question) => {
      await shop.query('delete from product.price where product_id = 1010');
      await shop.query(`
      with turn as (select clock_timestamp() + interval '1500 milliseconds' as at)
      insert into product.price (product_id, variant_id, price_list_id, amount, valid)
      select 1010, 2010, 1, 11, tstzrange('2021-01-01Z', turn.at) from turn
      union all select 1010, 2010, 1, 900, tstzrange(turn.at, null) from turn`);
      const whole = await search(shop, { ...question, k: 200 });
      const first = await search(shop, { ...question, k: 2 });
      const isOf = ({ handle }: EvidenceItem) => handle === 'lamp-10';
      expect(whole.items.find(isOf)!.price.amount).toBe('11.00');

      await sleep(1700);

      const now = await search(shop, { ...question, k: 200 });
      const rest = await search(shop, {
        ...withOptions(question, { after: first.items[1]!.cursor }),
        k: 200,
      });
      expect(now.items.find(isOf)!.price.amount).toBe('900.00');
      expect(rest.asOf).toBe(first.asOf);
      expect([...first.items, ...rest.items].map(({ handle, price }) => [handle, price.amount])).toEqual(
        whole.items.map(({ handle, price }) => [handle, price.amount]),
      );
    },
  );

  it('is that of the option where one is given, on every page', async () => {
    const asOf = '2024-06-01T00:00:00.000Z';
    const pages = await walk({ text: 'brass lamp', filter: lamps, options: { asOf } }, 7);
    expect(new Set(pages.map((page) => Date.parse(page.asOf)))).toEqual(new Set([Date.parse(asOf)]));
    const after = pages[0]!.items[0]!.cursor;
    const other = { after, asOf: '2024-06-02T00:00:00.000Z' };
    expect(await refusal(search(shop, { text: 'brass lamp', filter: lamps, options: other }))).toMatchObject({
      code: 'TSCUR',
    });
  });
});

describe('a cursor', () => {
  const question: Question = { text: 'brass lamp', filter: lamps, options: { unavailable: 'LAST' } };
  const cursor = async () => (await search(shop, { ...question, k: 3 })).items[2]!.cursor;

  it.each<[string, Question]>([
    ['text', { text: 'oak lamp' }],
    ['filter', { filter: { ...lamps, inStock: true } }],
    ['filter, to none', { filter: {} }],
    ['order', withOptions(question, { sort: 'PRICE_ASC' })],
    ['mode', withOptions(question, { mode: 'LEXICAL' })],
    ['place of sold-out items', { options: { unavailable: 'SHOW' } }],
    ['floor', withOptions(question, { minSimilarity: -1 })],
    ['limit of brands', withOptions(question, { maxPerBrand: 2 })],
    ['curation', withOptions(question, { curation: false })],
    ['reading of the text', withOptions(question, { interpret: false })],
    ['dismissals', withOptions(question, { dismiss: ['PRICE_MAX'] })],
    ['currency', withOptions(question, { currency: 'EUR' })],
    ['question to a likeness', { text: null, options: { unavailable: 'LAST', like: { handle: 'lamp-1' } } }],
    ['claims to a group', { claims: wholesale }],
    ['claims to a merchant', { claims: merchant }],
  ])('is refused with another %s (TSCUR)', async (_what, change) => {
    const other = { ...question, ...change };
    const { code, hint } = await refusal(search(shop, withOptions(other, { after: await cursor() })));
    expect([code, hint === '']).toEqual(['TSCUR', false]);
  });

  it('is taken with other parts of the page and with another size', async () => {
    const after = await cursor();
    const plain = await search(shop, { ...withOptions(question, { after }), k: 5 });
    for (const include of [[], ['FACETS'], ['FACETS', 'FUNNEL', 'RELAXATIONS']]) {
      const page = await search(shop, { ...withOptions(question, { after, include }), k: 5 });
      expect(page.items).toEqual(plain.items);
    }
    const page = await search(shop, { ...withOptions(question, { after }), k: 1 });
    expect(page.items).toEqual(plain.items.slice(0, 1));
  });

  it('brings facets and total of the whole answer on every page', async () => {
    const asked = withOptions(question, { include: ['FACETS', 'FUNNEL'] });
    const first = await search(shop, { ...asked, k: 3 });
    const second = await search(shop, { ...withOptions(asked, { after: first.items[2]!.cursor }), k: 3 });
    expect([second.facets, second.funnel, second.total]).toEqual([first.facets, first.funnel, first.total]);
  });

  it('of the last item opens an empty page and not the answer again', async () => {
    for (const [, asked] of keyQuestions) {
      const whole = await search(shop, { ...asked, k: 200 });
      const page = await search(shop, withOptions(asked, { after: whole.items.at(-1)!.cursor }));
      expect([page.items, page.hasNextPage, page.total]).toEqual([[], false, whole.total]);
    }
  });
});
