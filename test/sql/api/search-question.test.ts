import { beforeAll, describe, expect, it } from 'vitest';
import { handles, search } from '../fixture/ask.ts';
import { readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

describe('a question without an answer', () => {
  it.each(['xylophone zyzzyva', 'qqqq', '🧥👟', 'جلد', '革'])(
    'gets an empty page with the reason: %s',
    async (text) => {
      const page = await search(shop, { text });
      expect(page.items).toEqual([]);
      expect(page.total).toEqual({ value: 0, exact: true });
      expect(page.hasNextPage).toBe(false);
      expect(page.retrieval.emptyReason).toMatch(/\w/);
    },
  );

  it('gets the reason too when the constraints leave nothing', async () => {
    const page = await search(shop, { text: 'leather jacket', filter: { price: { max: '1' } } });
    expect(page.items).toEqual([]);
    expect(page.retrieval.emptyReason).toMatch(/\w/);
  });
});

describe('the score of words', () => {
  const scores = async (text: string) => {
    const page = await search(shop, { text, k: 100, options: { mode: 'LEXICAL', unavailable: 'SHOW' } });
    return new Map(page.items.map(({ handle, score }) => [handle, score.lexical!.score]));
  };

  it('is 0.5 and more where every word matches, and less than that otherwise', async () => {
    const found = await scores('goat jacket');
    expect(found.get('suede-jacket')).toBe(1);
    const others = [...found].filter(([handle]) => handle !== 'suede-jacket').map(([, score]) => score);
    expect(others.length).toBeGreaterThan(3);
    expect(Math.max(...others)).toBeLessThan(0.5);
  });

  it('is less the fewer words of the question a product has', async () => {
    const found = await scores('goat shawl jacket umbrella');
    expect(found.get('suede-jacket')).toBeCloseTo(0.5 * 0.75, 5);
    const others = [...found].filter(([handle]) => handle !== 'suede-jacket').map(([, score]) => score);
    expect(others.length).toBeGreaterThan(3);
    expect(Math.max(...others)).toBeLessThanOrEqual(0.5 * 0.25);
  });
});

describe('a misspelt word', () => {
  it.each([
    ['lether jacket', 'lether', 'leather'],
    ['leather jaket', 'jaket', 'jacket'],
    ['frying pna', 'pna', null],
    ['orgnaiser', 'orgnaiser', 'organiser'],
  ])('of "%s" is repaired and the repair is shown: %s → %s', async (text, from, to) => {
    const page = await search(shop, { text, k: 1 });
    expect(page.interpretation.repairs).toEqual(to === null ? [] : [{ from, to }]);
    if (to !== null) expect(page.items).toHaveLength(1);
  });

  it('is repaired neither in numbers nor in model codes nor when the catalogue has it', async () => {
    for (const text of ['502 jeans', 'ssd150 drive', 'vest', 'twill jacket']) {
      expect([text, (await search(shop, { text })).interpretation.repairs]).toEqual([text, []]);
    }
  });

  it('is not repaired when it is a synonym, which finds what it means', async () => {
    const page = await search(shop, { text: 'slacks', k: 1 });
    expect(page.interpretation.repairs).toEqual([]);
    expect(page.items.map(({ handle }) => handle)).toEqual(['straight-jeans']);
  });
});

describe('a question with a filter', () => {
  it('keeps to the filter where the text says otherwise, and lists the conflict as ignored', async () => {
    const page = await search(shop, {
      text: 'leather jacket under $100',
      filter: { price: { max: '145' } },
      k: 100,
    });

    expect(page.interpretation.constraints.map(({ kind, source }) => [kind, source])).toEqual([
      ['CURRENT_PRICE', 'DEFAULT'],
      ['PRICE_MAX', 'ARGUMENT'],
    ]);
    expect(page.interpretation.ignored.map(({ span }) => span)).toEqual([
      { start: 15, end: 25, text: 'under $100' },
    ]);
    expect(page.items.map(({ handle }) => handle)).toContain('racer-jacket');
    prove(page, facts);
  });

  it('joins what does not conflict', async () => {
    const page = await search(shop, {
      text: 'leather jacket under $145',
      filter: { inStock: true, price: { min: '100' } },
      k: 100,
    });
    expect(page.interpretation.constraints.map(({ kind, source }) => [kind, source]).sort()).toEqual([
      ['CURRENT_PRICE', 'DEFAULT'],
      ['IN_STOCK', 'ARGUMENT'],
      ['PRICE_MAX', 'RULE'],
      ['PRICE_MIN', 'ARGUMENT'],
    ]);
    expect(page.interpretation.ignored).toEqual([]);
    expect(page.items.map(({ handle }) => handle).sort()).toEqual(['racer-jacket', 'racer-jacket-two']);
    prove(page, facts);
  });

  it('reads nothing out of the text with interpret off', async () => {
    const page = await search(shop, { text: 'leather vest in stock', options: { interpret: false }, k: 100 });
    expect(page.interpretation.constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
    expect(page.interpretation.residue).toBe('leather vest in stock');
    expect(page.items.map(({ handle }) => handle)).toContain('leather-vest');
  });

  it('keeps the stricter of two bounds of the same amount', async () => {
    for (const text of ['jacket under $150 at most $150', 'jacket at most $150 under $150']) {
      const page = await search(shop, { text, k: 100 });
      expect(page.items.map(({ handle }) => handle)).not.toContain('suede-jacket');
      expect(page.items.map(({ handle }) => handle)).toContain('featherlight-jacket');
      prove(page, facts);
    }
  });

  it('finds under a filter what stands far behind in meaning: the filter holds before the limit, not after', async () => {
    expect(
      await handles(shop, {
        text: 'leather jacket',
        k: 1,
        filter: { categories: ['jackets'], attributes: [{ name: 'colour', values: ['brown'] }] },
      }),
    ).toEqual(['featherlight-jacket']);
  });
});
