import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../harness/in-transaction.ts';
import { handles, refusal, search, similarItems } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const text = 'leather jacket';
const like = { handle: 'biker-jacket' };

describe('options.mode', () => {
  it('finds by both when absent, and when HYBRID', async () => {
    const page = await search(shop, { text });
    expect(page.retrieval).toMatchObject({ mode: 'HYBRID', strategy: 'EXACT', degraded: null });
    expect(await search(shop, { text, options: { mode: 'HYBRID', asOf: page.asOf } })).toMatchObject({
      items: page.items.map(({ handle, score }) => ({ handle, score })),
    });
  });

  it('finds by words alone when LEXICAL, and calls that no fault', async () => {
    const page = await search(shop, { text, options: { mode: 'LEXICAL' } });
    expect(page.retrieval).toMatchObject({ mode: 'LEXICAL', strategy: 'NONE', degraded: null });
    expect(page.items.length).toBeGreaterThan(0);
    for (const item of page.items) {
      expect(item.matchedBy).toEqual(['WORDS']);
      expect(item.score.semantic).toBeNull();
    }
  });

  it.each<[string, object, number]>([
    ['each that qualifies', { text, filter: { brands: ['nordhem'] } }, 4],
    ['what words proposed', { text: 'leather jacket', options: { mode: 'LEXICAL' } }, 8],
    ['nothing, where words propose nothing', { text: 'qwertzuiop', options: { mode: 'LEXICAL' } }, 0],
    ['nothing, where nothing qualifies', { text, filter: { price: { max: '1' } } }, 0],
    ['what is listed, without a question', { filter: { brands: ['nordhem'] } }, 4],
  ])('counts as scanned what was compared: %s', async (_what, question, scanned) => {
    expect((await search(shop, question)).retrieval.candidatesScanned).toBe(scanned);
  });

  it('finds by meaning alone when SEMANTIC', async () => {
    const page = await search(shop, { text, options: { mode: 'SEMANTIC' } });
    expect(page.retrieval).toMatchObject({ mode: 'SEMANTIC', strategy: 'EXACT', degraded: null });
    expect(page.items.length).toBeGreaterThan(0);
    for (const item of page.items) {
      expect(item.matchedBy).toEqual(['MEANING']);
      expect(item.score.lexical).toBeNull();
    }
  });

  it('never falls back on words when SEMANTIC, and says why nothing came', async () => {
    const page = await search(shop, { text: 'xqzvbnm', options: { mode: 'SEMANTIC' } });
    expect(page.items).toEqual([]);
    expect(page.retrieval).toMatchObject({
      mode: 'SEMANTIC',
      degraded: 'no word of the question is known to the model; compared with nothing',
    });
    expect(page.retrieval.emptyReason).not.toBeNull();
  });

  it('never browses in place of a question that it cannot compare when SEMANTIC', async () => {
    for (const ask of [
      { text: 'xqzvbnm under $150' },
      { text: 'xqzvbnm', filter: { inStock: true } },
      { text: 'xqzvbnm', options: { unavailable: 'HIDE' } },
    ]) {
      const page = await search(shop, { ...ask, options: { ...ask.options, mode: 'SEMANTIC' } });
      expect(page.items).toEqual([]);
      expect(page.retrieval).toMatchObject({
        mode: 'SEMANTIC',
        degraded: 'no word of the question is known to the model; compared with nothing',
      });
    }
  });

  it('browses in every mode where only stop words stand beside a demand', async () => {
    for (const mode of ['HYBRID', 'SEMANTIC', 'LEXICAL']) {
      const page = await search(shop, { text: 'is it under $150', options: { mode } });
      expect(page.retrieval).toMatchObject({ mode: 'BROWSE', degraded: null });
    }
  });

  it('honours the constraints of the text in every mode', async () => {
    for (const mode of ['HYBRID', 'SEMANTIC', 'LEXICAL']) {
      const page = await search(shop, { text: 'leather jacket under $150, in stock', options: { mode } });
      expect(page.items.length).toBeGreaterThan(0);
      for (const { price, stock } of page.items) {
        expect(Number(price.amount)).toBeLessThan(150);
        expect(stock.available).toBeGreaterThan(0);
      }
    }
  });

  it('compares with a product by the words of its title when LEXICAL', async () => {
    const page = await search(shop, { options: { like, mode: 'LEXICAL' } });
    expect(page.retrieval).toMatchObject({ mode: 'LEXICAL', strategy: 'NONE', degraded: null });
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.items.map(({ handle }) => handle)).not.toContain('biker-jacket');
  });

  it('compares a product that has no vector with nothing when SEMANTIC, by its title otherwise', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `delete from embeddings.product_embedding e using product.product p
         where p.product_id = e.product_id and p.handle = 'biker-jacket'`,
      );
      const semantic = await search(database, { options: { like, mode: 'SEMANTIC' } });
      expect(semantic.items).toEqual([]);
      expect(semantic.retrieval).toMatchObject({
        mode: 'SEMANTIC',
        degraded: 'the anchor product has no vector yet; compared with nothing',
        emptyReason: 'there is nothing to compare this product by',
      });
      const either = await search(database, { options: { like } });
      expect(either.items.length).toBeGreaterThan(0);
      expect(either.retrieval).toMatchObject({
        mode: 'LEXICAL',
        degraded: 'the anchor product has no vector yet; compared by the words of its title',
        emptyReason: null,
      });
    });
  });

  it('is another question for a cursor', async () => {
    const page = await search(shop, { text, k: 1 });
    const options = { after: page.items[0]!.cursor, mode: 'LEXICAL' };
    expect((await refusal(search(shop, { text, k: 1, options }))).code).toBe('TSCUR');
    const again = { after: page.items[0]!.cursor, mode: 'HYBRID' };
    expect(await handles(shop, { text, k: 1, options: again })).toHaveLength(1);
  });

  it('is refused with words alone beside a vector (TSOPT)', async () => {
    const [model] = await shop.query<{ dimensions: number }>(
      `select m.dimensions from embeddings.model m where m.state = 'active'`,
    );
    const vector = JSON.stringify(Array.from({ length: model!.dimensions }, () => 1));
    expect(await refusal(search(shop, { vector, options: { mode: 'LEXICAL' } }))).toMatchObject({
      code: 'TSOPT',
    });
  });
});

describe('options.unavailable', () => {
  const inStock = async (options: object) =>
    (await search(shop, { text: 'jacket', k: 100, options })).items.map(
      ({ stock }) => (stock.available ?? 0) > 0,
    );

  it('puts what is not in stock last when absent, and when LAST', async () => {
    const flags = await inStock({});
    expect(flags).toContain(false);
    expect(flags).toEqual([...flags].sort((a, b) => Number(b) - Number(a)));
    expect(await inStock({ unavailable: 'LAST' })).toEqual(flags);
  });

  it('leaves it out when HIDE, as a demand that is shown', async () => {
    const page = await search(shop, { text: 'jacket', k: 100, options: { unavailable: 'HIDE' } });
    expect(page.items.length).toBe((await inStock({})).filter(Boolean).length);
    expect(page.interpretation.constraints).toMatchObject([
      { kind: 'CURRENT_PRICE', source: 'DEFAULT' },
      { kind: 'IN_STOCK', source: 'ARGUMENT' },
    ]);
    for (const { checks } of page.items) expect(checks.map(({ kind }) => kind)).toContain('IN_STOCK');
  });

  it('orders by the match alone when SHOW', async () => {
    const page = await search(shop, { text: 'jacket', k: 100, options: { unavailable: 'SHOW' } });
    const fused = page.items.map(({ score }) => score.fused);
    expect(fused).toEqual([...fused].sort((a, b) => b - a));
    expect((await inStock({ unavailable: 'SHOW' })).indexOf(false)).toBeLessThan(
      (await inStock({})).indexOf(false),
    );
  });

  it('shows what is not in stock beside a product when asked to, which hides it otherwise', async () => {
    const hidden = await handles(shop, { k: 100, options: { like } });
    const shown = await handles(shop, { k: 100, options: { like, unavailable: 'LAST' } });
    expect(shown.length).toBeGreaterThan(hidden.length);
    expect(shown.slice(0, hidden.length)).toEqual(hidden);
  });

  it('walks pages without a hole when SHOW', async () => {
    const options = { unavailable: 'SHOW' };
    const whole = await handles(shop, { text: 'jacket', k: 100, options });
    const walked: string[] = [];
    let after: string | undefined;
    do {
      const page = await search(shop, {
        text: 'jacket',
        k: 2,
        options: { ...options, ...(after === undefined ? {} : { after }) },
      });
      walked.push(...page.items.map(({ handle }) => handle));
      after = page.hasNextPage ? page.items.at(-1)?.cursor : undefined;
    } while (after !== undefined);
    expect(walked).toEqual(whole);
  });
});

it.each([
  ['an unknown mode', { mode: 'VECTOR' }, 'VECTOR'],
  ['a mode in small letters', { mode: 'hybrid' }, 'hybrid'],
  ['a mode that is a list', { mode: ['LEXICAL'] }, 'LEXICAL'],
  ['an unknown wish for what is unavailable', { unavailable: 'FIRST' }, 'FIRST'],
  ['a wish that is no text', { unavailable: true }, 'true'],
])('refuses %s (TSOPT)', async (_, options, found) => {
  const { code, message } = await refusal(search(shop, { text, options }));
  expect(code).toBe('TSOPT');
  expect(message).toContain(found);
  expect((await refusal(similarItems(shop, { text, options }))).code).toBe('TSOPT');
});
