import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, type Question, refusal, search, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** Forty lamps that tie in everything but the id, in pairs of a price: no order among them but by id is total. */
beforeAll(async () => {
  await shop.query(`insert into product.category (category_id, slug, name) values (90, 'lamps', 'Lamps')`);
  await shop.query(`
    insert into product.product (product_id, handle, title, category_id, released_on, rating)
    select 1000 + n, 'lamp-' || n, 'Brass lamp', 90, '2025-01-01', 4.00 from generate_series(1, 40) n`);
  await shop.query(`
    insert into product.variant (product_id, variant_id, sku) select 1000 + n, 2000 + n, 'LAMP-' || n from generate_series(1, 40) n`);
  await shop.query(`
    insert into product.price (product_id, variant_id, price_list_id, amount, valid)
    select 1000 + n, 2000 + n, 1, 10 + n / 20, '[2021-01-01 00:00+00,)' from generate_series(1, 40) n`);
  await shop.query(`
    insert into product.stock (product_id, variant_id, location_id, on_hand)
    select 1000 + n, 2000 + n, 1, n % 5 from generate_series(1, 40) n`);
  await shop.query('select api.embed_products()');
});

const withAfter = (question: Question, after: string): Question => ({
  ...question,
  options: { ...(question.options as object | undefined), after },
});

/** Every page of the question, by its cursors. */
async function walk(question: Question): Promise<SearchPage[]> {
  const pages = [await search(shop, question)];
  while (pages.at(-1)!.hasNextPage) {
    if (pages.length > 60) throw new Error('the pages do not end');
    pages.push(await search(shop, withAfter(question, pages.at(-1)!.items.at(-1)!.cursor)));
  }
  return pages;
}

const lamps = { categories: ['lamps'] };
const questions: [string, Question][] = [
  ['browsing', { filter: lamps }],
  ['browsing by price', { filter: lamps, options: { sort: 'PRICE_ASC' } }],
  ['browsing by price, dearest first', { filter: lamps, options: { sort: 'PRICE_DESC' } }],
  ['browsing by release', { options: { sort: 'NEWEST' } }],
  ['browsing by rating', { options: { sort: 'RATING' } }],
  ['a question', { text: 'brass lamp' }],
  ['a question with constraints', { text: 'brass lamp under $12 in stock' }],
  ['a question by price', { text: 'brass lamp', options: { sort: 'PRICE_DESC' } }],
  ['a question with a preference', { text: 'brass lamp but cheaper' }],
  ['a product', { options: { like: { handle: 'lamp-1' } } }],
];

describe('walking the pages of', () => {
  it.each(questions)('%s meets every product once, in the order of one big page', async (_what, question) => {
    const whole = await search(shop, { ...question, k: 200 });
    for (const k of [1, 7, 20]) {
      const pages = await walk({ ...question, k });
      const items = pages.flatMap((page) => page.items);

      expect(items.map(({ handle }) => handle)).toEqual(whole.items.map(({ handle }) => handle));
      expect(items.map(({ rank }) => rank)).toEqual(whole.items.map((_item, index) => index + 1));
      expect(pages.slice(0, -1).every(({ items }) => items.length === k)).toBe(true);
      expect(new Set(pages.map(({ asOf }) => asOf)).size).toBe(1);
      expect(pages.map(({ total }) => total.value)).toEqual(pages.map(() => whole.total.value));
      expect(items.map(({ score }) => score.fused)).toEqual(whole.items.map(({ score }) => score.fused));
    }
    expect(whole.items.length).toBeGreaterThan(14);
    expect(whole.hasNextPage).toBe(false);
  });

  it('a question ends with an empty page behind the last item', async () => {
    const whole = await search(shop, { filter: lamps, k: 200 });
    const behind = await search(shop, withAfter({ filter: lamps, k: 10 }, whole.items.at(-1)!.cursor));
    expect([behind.items, behind.hasNextPage]).toEqual([[], false]);
    expect(behind.total.value).toBe(40);
  });
});

describe('a cursor', () => {
  const question: Question = { text: 'brass lamp', k: 3, filter: { price: { max: '12' } } };

  it.each<[string, Question]>([
    ['another text', { ...question, text: 'brass lamps' }],
    ['no text', { k: 3, filter: question.filter }],
    ['another filter', { ...question, filter: { price: { max: '11' } } }],
    ['no filter', { text: 'brass lamp', k: 3 }],
    ['another order', { ...question, options: { sort: 'NEWEST' } }],
    ['another currency', { ...question, options: { currency: 'EUR' } }],
    ['another reading', { ...question, options: { interpret: false } }],
    ['an anchor', { k: 3, filter: question.filter, options: { like: { handle: 'lamp-1' } } }],
    ['another customer group', { ...question, claims: wholesale }],
    ['another role', { ...question, claims: merchant }],
    ['another instant', { ...question, options: { asOf: '2025-06-01T00:00:00Z' } }],
  ])('is refused with %s (TSCUR)', async (_what, other) => {
    const page = await search(shop, question);
    expect(await refusal(search(shop, withAfter(other, page.items[0]!.cursor)))).toMatchObject({
      code: 'TSCUR',
    });
  });

  it('serves another page size', async () => {
    const page = await search(shop, question);
    const next = await search(shop, withAfter({ ...question, k: 5 }, page.items.at(-1)!.cursor));
    expect(next.items.map(({ rank }) => rank)).toEqual([4, 5, 6, 7, 8]);
  });

  it('does not mind the order of keys, nor an option said that is the default', async () => {
    const page = await search(shop, {
      text: 'brass lamp',
      k: 3,
      filter: { inStock: true, price: { max: '12', min: '1' } },
    });
    const next = await search(shop, {
      text: 'brass lamp',
      k: 3,
      filter: { price: { min: '1', max: '12' }, inStock: true },
      options: { after: page.items.at(-1)!.cursor, sort: 'RELEVANCE' },
    });
    expect(next.items.map(({ rank }) => rank)).toEqual([4, 5, 6]);
  });

  it('with one letter changed is refused or goes on somewhere else, but is never an internal error', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const page = await search(shop, question);
    const { cursor } = page.items[0]!;
    const outcomes = new Set<string>();
    for (let at = 0; at < cursor.length; at += 1) {
      const letter = alphabet[(alphabet.indexOf(cursor[at]!) + 1 + (at % 5)) % 64]!;
      const forged = `${cursor.slice(0, at)}${letter}${cursor.slice(at + 1)}`;
      outcomes.add(
        await search(shop, withAfter(question, forged)).then(
          ({ items }) =>
            `answered with ${items.every(({ price }) => Number(price.amount) <= 12) ? 'lamps of the filter' : 'others'}`,
          ({ code, message }: { code: string; message: string }) => (code.startsWith('TS') ? code : message),
        ),
      );
    }
    expect(
      [...outcomes].filter(
        (outcome) => !['TSCUR', 'TSFOR', 'answered with lamps of the filter'].includes(outcome),
      ),
    ).toEqual([]);
    expect(outcomes).toContain('TSCUR');
  });

  it.each<[string, (content: Record<string, unknown>) => Record<string, unknown>, string]>([
    ['an instant to come', (content) => ({ ...content, asOf: '2098-06-01T00:00:00Z' }), 'TSFOR|TSCUR'],
    ['an instant that is none', (content) => ({ ...content, asOf: 'infinity' }), 'TSCUR'],
    ['an id beyond bigint', (content) => ({ ...content, id: 1e300 }), 'TSCUR'],
    ['a place that is a list', (content) => ({ ...content, id: [], sort: {} }), 'TSCUR'],
    ['keys left out', () => ({}), 'TSCUR'],
    ['only nulls', (content) => Object.fromEntries(Object.keys(content).map((key) => [key, null])), 'TSCUR'],
  ])('that was forged with %s is refused', async (_what, forge, codes) => {
    const { items } = await search(shop, question);
    const content = JSON.parse(Buffer.from(items[0]!.cursor, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const forged = Buffer.from(JSON.stringify(forge(content))).toString('base64url');
    expect((await refusal(search(shop, withAfter(question, forged)))).code).toMatch(
      new RegExp(`^(${codes})$`),
    );
  });

  it('does not name what the caller may not see', async () => {
    const { items } = await search(shop, { text: 'leather jacket', k: 200 });
    const read = items.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString());
    expect(read.filter((content) => /leather|jacket|zibeline/.test(content))).toEqual([]);
  });

  it('keeps its place when what was before it sells out', async () => {
    await inTransaction(shop, async (database) => {
      const asked: Question = { text: 'brass lamp', k: 5 };
      const first = await search(database, asked);
      const following = (await search(database, { ...asked, k: 10 })).items
        .slice(5)
        .map(({ handle }) => handle);
      await database.query(`update product.stock set on_hand = 0 where variant_id = $1`, [
        first.items[0]!.variantId,
      ]);
      const second = await search(database, withAfter(asked, first.items.at(-1)!.cursor));

      expect(second.items.map(({ handle }) => handle)).toEqual(following);
    });
  });
});
