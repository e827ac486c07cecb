import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { MatchExplanation } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, refusal, search, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Asked {
  text?: string;
  filter?: unknown;
  options?: unknown;
  claims?: unknown;
}

async function explain(
  product: unknown,
  { text, filter = {}, options = {}, claims = null }: Asked = {},
  database: Queryable = shop,
): Promise<MatchExplanation> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const [row] = await database.query<{ answer: MatchExplanation }>(
    `select api.explain_match(
       product => $1::jsonb, query_text => $2, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) as answer`,
    [json(product), text ?? null, json(filter), json(options), json(claims)],
  );
  return row!.answer;
}
const verdict = async (handle: string, asked: Asked) => {
  const { verdict, reason } = await explain({ handle }, asked);
  return [verdict, reason];
};

describe('api.explain_match', () => {
  it('gives each product of an answer its place, score and sources in it', async () => {
    const question = { text: 'leather jacket', filter: { inStock: true } };
    const page = await search(shop, { ...question, k: 100 });

    expect(page.items.length).toBeGreaterThan(3);
    for (const item of page.items) {
      const found = await explain({ productId: item.productId }, question);
      expect([found.verdict, found.rank, found.score, found.matchedBy]).toEqual([
        'IN_ANSWER',
        item.rank,
        item.score,
        item.matchedBy,
      ]);
      expect(found.offers[0]).toEqual({
        variantId: item.variantId,
        sku: item.sku,
        options: item.options,
        weightGrams: item.weightGrams,
        price: item.price,
        stock: item.stock,
        checks: item.checks,
      });
      expect([found.interpretation, found.currency]).toEqual([page.interpretation, page.currency]);
    }
  });

  it('names the constraints that the nearest offer fails, and holds every offer against all', async () => {
    const found = await explain({ handle: 'biker-jacket' }, { text: 'leather jacket under $150 in stock' });

    expect([found.verdict, found.reason, found.rank]).toEqual([
      'FAILS_CONSTRAINTS',
      'No offer meets every constraint; the nearest, BJ-BLUE-L, fails under $150.00 ($180.00).',
      null,
    ]);
    expect(found.offers.map(({ sku, checks }) => [sku, checks.map(({ satisfied }) => satisfied)])).toEqual([
      ['BJ-BLUE-L', [true, false, true]],
      ['BJ-RED-M', [true, true, false]],
    ]);
  });

  it('names all of several failed constraints', async () => {
    expect(await verdict('wool-scarf', { filter: { brands: ['acme'], price: { min: '50' } } })).toEqual([
      'FAILS_CONSTRAINTS',
      'No offer meets every constraint; the nearest, WS-BLACK, fails at least $50.00 ($30.00) and by Acme (Nordhem).',
    ]);
  });

  it.each<[string, string, Asked, string, RegExp]>([
    [
      'is what is compared with',
      'racer-jacket',
      { options: { like: { handle: 'racer-jacket' } } },
      'IS_ANCHOR',
      /^It is the product that the question compares with/,
    ],
    [
      'has no price any more',
      'winter-parka',
      { text: 'jacket' },
      'NOT_FOR_SALE',
      /^It has no price in USD at 20/,
    ],
    [
      'has a price in another currency alone',
      'driving-gloves',
      { text: 'gloves' },
      'NOT_FOR_SALE',
      /^It has no price in USD/,
    ],
    [
      'has nothing to do with the question',
      'frying-pan',
      { text: 'leather jacket' },
      'NOT_RELEVANT',
      /^It meets every constraint, but has none of its words, and its similarity to the question is -?0\.\d+, not above the floor of 0\.\d+\.$/,
    ],
    [
      'has none of the words',
      'frying-pan',
      { text: 'leather jacket', options: { mode: 'LEXICAL' } },
      'NOT_RELEVANT',
      /none of the words of the question\.$/,
    ],
    [
      'is asked for by a word that nobody knows',
      'frying-pan',
      { text: 'qwertzuiop' },
      'NOT_RELEVANT',
      /^It meets every constraint, but has none of the words of the question\.$/,
    ],
    [
      'is in everything that there is',
      'frying-pan',
      {},
      'IN_ANSWER',
      /^It is number \d+ of the answer, which is everything that meets the filter\.$/,
    ],
    [
      'is named',
      'frying-pan',
      { text: 'FP-28' },
      'IN_ANSWER',
      /^It is number 1 of the answer, found by its SKU/,
    ],
  ])('tells of a product that %s', async (_what, handle, asked, expected, reason) => {
    const found = await explain({ handle }, asked);

    expect(found.verdict).toBe(expected);
    expect(found.reason).toMatch(reason);
  });

  it('gives a product outside the answer its similarity, the place that it would have, and no more', async () => {
    const { score, matchedBy, retrieval } = await explain(
      { handle: 'frying-pan' },
      { text: 'leather jacket' },
    );

    expect(score).toEqual({
      fused: 0,
      semantic: { similarity: expect.any(Number), rank: expect.any(Number) },
      lexical: null,
      exact: null,
      preference: 0,
      pinned: false,
    });
    expect(score!.semantic!.similarity).toBeLessThan(retrieval.similarityFloor!);
    expect(matchedBy).toEqual([]);
    expect(retrieval.mode).toBe('HYBRID');
  });

  it('tells of a product that others of its brand keep out', async () => {
    const options = { maxPerBrand: 1, sort: 'PRICE_ASC' };

    expect(await verdict('suede-jacket', { filter: { categories: ['jackets'] }, options })).toEqual([
      'OVER_BRAND_LIMIT',
      'It meets the question, but the answer shows at most 1 of a brand, and others of its brand come first.',
    ]);
  });

  it('tells of a product that a merchant left out', async () => {
    await inTransaction(shop, async (connection) => {
      await connection.query(
        `insert into product.curation (product_id, query_text, action) values (2, 'leather jacket', 'EXCLUDE')`,
      );
      const asked = { text: 'leather jacket' };

      expect((await explain({ handle: 'racer-jacket' }, asked, connection)).verdict).toBe('CURATED_OUT');
      expect(
        (await explain({ handle: 'racer-jacket' }, { ...asked, options: { curation: false } }, connection))
          .verdict,
      ).toBe('IN_ANSWER');
    });
  });

  it('does not tell what does not exist from what may not be seen (TSNFD)', async () => {
    const asked = { text: 'jacket' };
    const refused = async (product: object, claims: unknown = null) => {
      const { code, message, hint } = await refusal(explain(product, { ...asked, claims }));
      return [code, message.replace(/".*"/, '"…"'), hint];
    };
    const unknown = [
      'TSNFD',
      'there is no product "…"',
      'Give the handle or the id of a product of this catalogue.',
    ];

    expect(await refused({ handle: 'nothing' })).toEqual(unknown);
    expect(await refused({ handle: 'zibeline-jacket' })).toEqual(unknown);
    expect(await refused({ productId: '9' })).toEqual(unknown);
    expect(await refused({ handle: 'draft-jacket' }, merchant)).toEqual(unknown);
    expect((await explain({ handle: 'zibeline-jacket' }, { ...asked, claims: wholesale })).verdict).toBe(
      'IN_ANSWER',
    );
  });

  it.each<[string, unknown]>([
    ['neither handle nor id', {}],
    ['both', { handle: 'a', productId: '1' }],
    ['an id that is none', { productId: '1 or 2' }],
    ['another key', { sku: 'a' }],
    ['no object', 'racer-jacket'],
    ['null', null],
  ])('refuses a product of %s (TSOPT)', async (_what, product) => {
    expect((await refusal(explain(product))).code).toBe('TSOPT');
  });

  it.each<[string, Asked, string]>([
    ['a text', { text: ' ' }, 'TSTXT'],
    ['a filter', { filter: { brand: 'acme' } }, 'TSFLT'],
    ['options', { options: 'none' }, 'TSOPT'],
    ['claims', { claims: { role: 'king' } }, 'TSCLM'],
  ])('refuses %s as api.search does', async (_what, asked, code) => {
    expect((await refusal(explain({ handle: 'racer-jacket' }, asked))).code).toBe(code);
  });

  it('leaves a cursor aside, since it speaks of the whole answer', async () => {
    const [first] = (await search(shop, { text: 'leather jacket', k: 1 })).items;
    const found = await explain(
      { handle: first!.handle },
      { text: 'leather jacket', options: { after: first!.cursor } },
    );

    expect(found.rank).toBe(1);
  });
});
