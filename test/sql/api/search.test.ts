import { beforeAll, describe, expect, it } from 'vitest';
import { handles, refusal, search, skus } from '../fixture/ask.ts';
import { readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

describe('options.like', () => {
  it('answers by product without the product itself, nearest first, what is sold out hidden', async () => {
    const page = await search(shop, { k: 100, options: { like: { handle: 'racer-jacket' } } });

    expect(page.items[0]?.handle).toBe('racer-jacket-two');
    const found = page.items.map(({ handle }) => handle);
    expect(found).not.toContain('racer-jacket');
    expect(found).not.toContain('leather-vest');
    expect(found).not.toContain('winter-parka');
    prove(page, facts);
  });

  it('takes a product id as well', async () => {
    const byHandle = await handles(shop, { k: 100, options: { like: { handle: 'racer-jacket' } } });
    expect(await handles(shop, { k: 100, options: { like: { productId: '2' } } })).toEqual(byHandle);
  });

  it('honours the filter', async () => {
    const page = await search(shop, {
      k: 100,
      filter: { categories: ['leather-jackets'], price: { max: '145' } },
      options: { like: { handle: 'featherlight-jacket' } },
    });
    expect(page.items.map(({ handle }) => handle).sort()).toEqual(['racer-jacket', 'racer-jacket-two']);
    prove(page, facts);
  });

  it('compares with an anchor that cannot be bought itself', async () => {
    expect(
      (
        await handles(shop, {
          k: 1,
          filter: { categories: ['leather-jackets'] },
          options: { like: { handle: 'leather-vest' } },
        })
      ).length,
    ).toBe(1);
  });

  it.each<[string, object]>([
    ['a handle that nobody has', { handle: 'nobody' }],
    ['an id that nobody has', { productId: '987654321' }],
    ['a draft', { handle: 'draft-jacket' }],
  ])('refuses %s (TSNFD)', async (_what, like) => {
    expect(await refusal(search(shop, { options: { like } }))).toMatchObject({ code: 'TSNFD' });
  });
});

describe('without a question', () => {
  it('browses, and says so', async () => {
    const page = await search(shop, { k: 3 });
    expect(page.retrieval).toMatchObject({
      mode: 'BROWSE',
      strategy: 'NONE',
      embeddingModel: null,
      degraded: null,
      emptyReason: null,
    });
    expect(page.interpretation).toMatchObject({
      text: '',
      residue: '',
      preferences: [],
      ignored: [],
      repairs: [],
    });
    expect(page.items.map(({ matchedBy, score }) => [matchedBy, score.semantic, score.lexical])).toEqual([
      [[], null, null],
      [[], null, null],
      [[], null, null],
    ]);
    expect(page.total).toEqual({ value: 14, exact: true });
    expect(page.hasNextPage).toBe(true);
  });

  it('carries the whole row of evidence', async () => {
    const page = await search(shop, {
      filter: { exclude: { products: ['racer-jacket-two'] }, price: { min: '140', max: '140' } },
    });
    expect(page.items).toEqual([
      {
        rank: 1,
        cursor: expect.any(String),
        productId: '2',
        handle: 'racer-jacket',
        title: 'Racer leather jacket',
        brand: 'Nordhem',
        category: 'Leather jackets',
        variantId: '21',
        sku: 'RJ-BLACK-M',
        options: { colour: 'black', size: 'M' },
        weightGrams: '1100',
        price: {
          amount: '140.00',
          currency: 'USD',
          compareAt: '160.00',
          priceList: 'usd',
          validFrom: '2021-01-01T00:00:00.000000Z',
          validTo: null,
        },
        stock: {
          available: 12,
          status: 'IN_STOCK',
          locations: [
            { code: 'berlin', name: 'Berlin', available: 3 },
            { code: 'porto', name: 'Porto', available: 9 },
          ],
        },
        score: {
          fused: expect.any(Number),
          semantic: null,
          lexical: null,
          exact: null,
          preference: 0,
          pinned: false,
        },
        matchedBy: [],
        preferences: [],
        checks: [
          {
            constraintId: 'c1',
            kind: 'CURRENT_PRICE',
            required: expect.any(String),
            actual: expect.stringContaining('2021-01-01'),
            satisfied: true,
          },
          {
            constraintId: 'c2',
            kind: 'PRICE_MIN',
            required: expect.stringContaining('$140.00'),
            actual: expect.stringContaining('$140.00'),
            satisfied: true,
          },
          {
            constraintId: 'c3',
            kind: 'PRICE_MAX',
            required: expect.stringContaining('$140.00'),
            actual: expect.stringContaining('$140.00'),
            satisfied: true,
          },
          {
            constraintId: 'c4',
            kind: 'EXCLUDE_PRODUCT',
            required: expect.any(String),
            actual: expect.any(String),
            satisfied: true,
          },
        ],
        embedding: {
          model: 'builtin-1',
          embeddedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          fresh: true,
        },
      },
    ]);
    expect(
      page.interpretation.constraints.map(({ source, span, filter }) => ({ source, span, filter })),
    ).toEqual([
      { source: 'DEFAULT', span: null, filter: null },
      { source: 'ARGUMENT', span: null, filter: { price: { min: '140', minExclusive: false } } },
      { source: 'ARGUMENT', span: null, filter: { price: { max: '140', maxExclusive: false } } },
      { source: 'ARGUMENT', span: null, filter: { exclude: { products: ['racer-jacket-two'] } } },
    ]);
  });

  it.each([
    ['SJ-TAN-M', 15, 'IN_STOCK'],
    ['FJ-BROWN-S', 2, 'LOW'],
    ['LV-BLACK-M', 0, 'OUT_OF_STOCK'],
    ['RN-GREEN-M', null, 'UNKNOWN'],
  ])('says of %s that %s are available: %s', async (sku, available, status) => {
    const page = await search(shop, { k: 100 });
    expect(page.items.find((item) => item.sku === sku)?.stock).toMatchObject({ available, status });
  });

  it('counts what is reserved as gone', async () => {
    const filter = {
      attributes: [{ name: 'size', values: ['L'] }],
      categories: ['jackets'],
      brands: ['harbor-co'],
    };
    expect((await search(shop, { filter })).items.map(({ sku, stock }) => [sku, stock])).toEqual([
      [
        'DJ-BLUE-L',
        {
          available: 0,
          status: 'OUT_OF_STOCK',
          locations: [{ code: 'berlin', name: 'Berlin', available: 0 }],
        },
      ],
    ]);
    expect(await skus(shop, { filter: { ...filter, inStock: true } })).toEqual([]);
  });
});

describe('query_vector', () => {
  it('ranks by the vector that is given', async () => {
    const [row] = await shop.query<{ vector: string }>(
      `select embedding::text as vector from embeddings.product_embedding where product_id = 13`,
    );
    const page = await search(shop, { vector: row!.vector, k: 1 });
    expect(page.items.map(({ handle }) => handle)).toEqual(['frying-pan']);
    expect(page.items[0]?.score.semantic).toEqual({ similarity: expect.closeTo(1, 4), rank: 1 });
    expect(page.retrieval.mode).toBe('SEMANTIC');
  });
});

it('writes nothing: a page of any kind is answered in a read-only transaction', async () => {
  const questions = [
    {},
    { text: 'lether jacket under $150 in stock' },
    { options: { like: { handle: 'racer-jacket' } } },
  ];
  const outside = await Promise.all(questions.map((question) => handles(shop, question)));
  const inside: string[][] = [];
  await shop.transaction(async (connection) => {
    await connection.query('set transaction read only');
    for (const question of questions) inside.push(await handles(connection, question));
  });

  expect(outside.map((found) => found[0])).toEqual(['portable-ssd', expect.any(String), 'racer-jacket-two']);
  expect(inside).toEqual(outside);
});
