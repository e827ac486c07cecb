import { beforeAll, describe, expect, it } from 'vitest';
import { handles, offers, search } from '../fixture/ask.ts';
import { readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

describe('the order of an answer', () => {
  it.each<[string, string[]]>([
    [
      'NEWEST',
      [
        'portable-ssd',
        'featherlight-jacket',
        'racer-jacket',
        'racer-jacket-two',
        'biker-jacket',
        'wool-scarf',
        'denim-jacket',
        'sink-organiser',
        'frying-pan',
        'cigarette-lighter',
        'straight-jeans',
        'suede-jacket',
        'rain-jacket',
        'leather-vest',
      ],
    ],
    [
      'RELEVANCE',
      [
        'portable-ssd',
        'featherlight-jacket',
        'racer-jacket',
        'racer-jacket-two',
        'biker-jacket',
        'wool-scarf',
        'denim-jacket',
        'sink-organiser',
        'frying-pan',
        'cigarette-lighter',
        'straight-jeans',
        'suede-jacket',
        'rain-jacket',
        'leather-vest',
      ],
    ],
    [
      'RATING',
      [
        'featherlight-jacket',
        'wool-scarf',
        'straight-jeans',
        'biker-jacket',
        'portable-ssd',
        'suede-jacket',
        'frying-pan',
        'racer-jacket',
        'racer-jacket-two',
        'denim-jacket',
        'sink-organiser',
        'cigarette-lighter',
        'rain-jacket',
        'leather-vest',
      ],
    ],
    [
      'PRICE_ASC',
      [
        'cigarette-lighter',
        'sink-organiser',
        'wool-scarf',
        'frying-pan',
        'straight-jeans',
        'denim-jacket',
        'portable-ssd',
        'racer-jacket',
        'racer-jacket-two',
        'featherlight-jacket',
        'suede-jacket',
        'biker-jacket',
        'rain-jacket',
        'leather-vest',
      ],
    ],
    [
      'PRICE_DESC',
      [
        'biker-jacket',
        'suede-jacket',
        'featherlight-jacket',
        'racer-jacket',
        'racer-jacket-two',
        'portable-ssd',
        'denim-jacket',
        'straight-jeans',
        'frying-pan',
        'wool-scarf',
        'sink-organiser',
        'cigarette-lighter',
        'rain-jacket',
        'leather-vest',
      ],
    ],
  ])('is total under %s without a question: what can be bought first, ties by id', async (sort, expected) => {
    expect(await handles(shop, { k: 100, options: { sort } })).toEqual(expected);
  });

  it('is by price under PRICE_ASC with a question, and only what answers the question is in it', async () => {
    const filter = { categories: ['leather-jackets'], inStock: true };

    expect(await offers(shop, { text: 'leather jacket', filter })).toEqual([
      ['RJ-BLACK-M', '140.00'],
      ['R2-BLACK-M', '140.00'],
      ['FJ-BROWN-S', '149.00'],
      ['BJ-BLUE-L', '180.00'],
    ]);
  });

  it('is by fused score under RELEVANCE, sold out and uncounted last, ties by id', async () => {
    const page = await search(shop, { text: 'leather jacket', k: 100 });
    const sellable = page.items.filter(({ stock }) => (stock.available ?? 0) > 0);

    const racer = sellable.findIndex(({ handle }) => handle === 'racer-jacket');
    expect(sellable[racer + 1]).toMatchObject({
      handle: 'racer-jacket-two',
      score: { fused: sellable[racer]!.score.fused },
    });
    expect(page.items.slice(0, sellable.length)).toEqual(sellable);
    expect(
      page.items
        .slice(sellable.length)
        .map(({ handle }) => handle)
        .sort(),
    ).toEqual(['leather-vest', 'rain-jacket']);
    const scores = sellable.map(({ score }) => score.fused);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(page.items.map(({ rank }) => rank)).toEqual(page.items.map((_item, index) => index + 1));
    prove(page, facts);
  });
});

describe('the scores of an answer', () => {
  it('are typed parts: half words, half meaning, each of the best, plus preference', async () => {
    const page = await search(shop, { text: 'leather jacket but lighter', k: 100 });
    const bestMeaning = Math.max(...page.items.map(({ score }) => score.semantic?.similarity ?? -1));

    expect(page.retrieval).toMatchObject({
      mode: 'HYBRID',
      strategy: 'EXACT',
      exhausted: true,
      embeddingModel: 'builtin-1',
      degraded: null,
      emptyReason: null,
    });
    for (const { score, matchedBy } of page.items) {
      const meaning = score.semantic === null ? 0 : Math.max(0, score.semantic.similarity) / bestMeaning;
      expect(score.fused).toBeCloseTo(
        0.5 * (score.lexical?.score ?? 0) + 0.5 * meaning + score.preference,
        4,
      );
      expect(score.preference).toBeGreaterThanOrEqual(0);
      expect(score.preference).toBeLessThanOrEqual(0.3);
      expect(matchedBy.includes('WORDS')).toBe(score.lexical !== null);
    }
  });

  it('prefer the lighter of two that are alike, for "but lighter"', async () => {
    await shop.query(`update product.variant set weight_grams = 900 where sku = 'R2-BLACK-M'`);
    const plain = await handles(shop, { text: 'racer leather jacket', k: 2 });
    const lighter = await search(shop, { text: 'racer leather jacket but lighter', k: 2 });
    await shop.query(`update product.variant set weight_grams = 1100 where sku = 'R2-BLACK-M'`);

    expect(plain).toEqual(['racer-jacket', 'racer-jacket-two']);
    expect(lighter.items.map(({ handle }) => handle)).toEqual(['racer-jacket-two', 'racer-jacket']);
    expect(lighter.items[0]!.score.preference).toBeGreaterThan(lighter.items[1]!.score.preference);
  });

  it('put an exact title first', async () => {
    for (const [text, handle] of [
      ['Suede jacket', 'suede-jacket'],
      ['Rain jacket', 'rain-jacket'],
      ['non-stick frying pan', 'frying-pan'],
      ['501 straight jeans', 'straight-jeans'],
      ['under the sink organiser', 'sink-organiser'],
      ['Cigarette lighter', 'cigarette-lighter'],
    ] as const) {
      const page = await search(shop, {
        text,
        k: 1,
        ...(handle === 'rain-jacket' && { filter: { brands: ['nordhem'], price: { max: '100' } } }),
      });
      expect([text, page.items[0]?.handle]).toEqual([text, handle]);
    }
  });

  it('put the product of an exact SKU first, with the offer of that SKU', async () => {
    const page = await search(shop, { text: 'bj-blue-l', k: 100 });
    expect(page.items[0]).toMatchObject({
      handle: 'biker-jacket',
      sku: 'BJ-BLUE-L',
      price: { amount: '180.00' },
      score: { exact: { match: 'SKU' } },
    });
    expect(page.items[0]!.matchedBy).toContain('EXACT');
    prove(page, facts);
  });
});
