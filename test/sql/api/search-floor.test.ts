import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { type Question, refusal, search } from '../fixture/ask.ts';

const demo = useDatabase('demo');

const at = (question: Question, minSimilarity: unknown): Question => ({
  k: 200,
  ...question,
  options: { ...(question.options as object | undefined), minSimilarity },
});

const idsOf = async (question: Question, database: Database = demo) =>
  (await search(database, { k: 200, ...question })).items.map(({ productId }) => productId);

async function modelFloor(): Promise<number> {
  const [row] = await demo.query<{ floor: number }>(
    `select round(m.similarity_floor::numeric, 4)::double precision as floor from embeddings.model m where m.state = 'active'`,
  );
  return row!.floor;
}

const jackets: Question = { text: 'leather jacket' };

describe('the floor of the model', () => {
  it('is reported, and what meaning alone proposes is above it', async () => {
    const page = await search(demo, { ...jackets, k: 200 });
    expect(page.retrieval.similarityFloor).toBe(await modelFloor());
    const byMeaning = page.items.filter(({ matchedBy }) => matchedBy.join() === 'MEANING');
    expect(byMeaning.length).toBeGreaterThan(0);
    for (const { score } of byMeaning) {
      expect(score.semantic!.similarity).toBeGreaterThan(page.retrieval.similarityFloor! - 0.0001);
    }
  });

  it('is that of the model at the moment: a higher one in the table lets less in', async () => {
    await inTransaction(demo, async (db) => {
      await db.query(`update embeddings.model set similarity_floor = 0.85 where state = 'active'`);
      const page = await search(db, { ...jackets, k: 200, options: { mode: 'SEMANTIC' } });
      expect(page.retrieval.similarityFloor).toBe(0.85);
      expect(page.items.every(({ score }) => score.semantic!.similarity > 0.8499)).toBe(true);
    });
  });

  it('is null where no vectors were compared', async () => {
    for (const question of [{}, { ...jackets, options: { mode: 'LEXICAL' } }]) {
      expect((await search(demo, question)).retrieval.similarityFloor).toBeNull();
    }
  });

  it('holds for likenesses as well', async () => {
    const [anchor] = (await search(demo, { ...jackets, k: 1 })).items;
    const page = await search(demo, { k: 200, options: { like: { handle: anchor!.handle } } });
    expect(page.retrieval.similarityFloor).toBe(await modelFloor());
    expect(
      page.items.every(({ score }) => score.semantic!.similarity > page.retrieval.similarityFloor! - 0.0001),
    ).toBe(true);
  });
});

describe('words that nobody invented yet', () => {
  it.each(['zzqxv wvkjq', 'xqvbz', 'qqqqqqqqqqq', 'vzxkqj wqpzx kjxqv', '¿¿??', '🦄🦄', 'жщъыэ'])(
    'as %j bring an empty page with the reason, not what is least far',
    async (text) => {
      const page = await search(demo, {
        text,
        k: 50,
        options: { include: ['FACETS', 'FUNNEL', 'RELAXATIONS'] },
      });
      expect([page.items, page.total, page.hasNextPage]).toEqual([[], { value: 0, exact: true }, false]);
      expect(page.retrieval.emptyReason).toMatch(/\S/);
      expect([page.funnel!.candidates, page.funnel!.remaining, page.relaxations]).toEqual([0, 0, []]);
    },
  );

  it('bring nothing beside constraints either', async () => {
    const page = await search(demo, { text: 'zzqxv wvkjq under $150 in stock', k: 50 });
    expect(page.items).toEqual([]);
    expect(page.interpretation.constraints.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['PRICE_MAX', 'IN_STOCK']),
    );
    expect(page.retrieval.emptyReason).toMatch(/\S/);
  });

  it('raise the floor where they stand beside a word that is known', async () => {
    const known = await search(demo, { ...jackets, k: 200 });
    const half = await search(demo, { text: 'leather zzqxv', k: 200 });
    const less = await search(demo, { text: 'leather zzqxv wvkjq xqvbz', k: 200 });
    expect(half.retrieval.similarityFloor!).toBeGreaterThan(known.retrieval.similarityFloor!);
    expect(less.retrieval.similarityFloor!).toBeGreaterThanOrEqual(half.retrieval.similarityFloor!);
    for (const page of [half, less]) {
      for (const { score, matchedBy } of page.items.filter(
        ({ matchedBy }) => matchedBy.join() === 'MEANING',
      )) {
        expect([matchedBy, score.semantic!.similarity > page.retrieval.similarityFloor! - 0.0001]).toEqual([
          ['MEANING'],
          true,
        ]);
      }
    }
  });

  it('do not raise a floor that the question brings itself', async () => {
    const page = await search(demo, at({ text: 'leather zzqxv' }, 0.2));
    expect(page.retrieval.similarityFloor).toBe(0.2);
  });
});

describe('minSimilarity', () => {
  it('moves the floor: a higher one only takes away, and keeps the order of what remains', async () => {
    let above = await search(demo, at(jackets, -1));
    expect(above.retrieval.similarityFloor).toBe(-1);
    for (const minSimilarity of [0, 0.3, 0.5, 0.7, 0.9, 1]) {
      const page = await search(demo, at(jackets, minSimilarity));
      expect(page.retrieval.similarityFloor).toBe(minSimilarity);
      expect(page.total.value).toBeLessThanOrEqual(above.total.value);
      above = page;
    }
  });

  it.each([0, 0.25, 0.5, 0.75])('of %d leaves by meaning exactly what is above it', async (minSimilarity) => {
    const semantic = { ...jackets, filter: { categories: ['jackets'] }, options: { mode: 'SEMANTIC' } };
    const all = await search(demo, at(semantic, -1));
    const page = await search(demo, at(semantic, minSimilarity));
    expect(all.total).toEqual({ value: all.items.length, exact: true });
    expect(page.items.map(({ productId }) => productId)).toEqual(
      all.items
        .filter(({ score }) => score.semantic!.similarity > minSimilarity)
        .map(({ productId }) => productId),
    );
  });

  it('of 1 never cuts what all words match', async () => {
    for (const text of ['leather jacket', 'wool', 'leather']) {
      const words = await search(demo, { text, k: 200, options: { mode: 'LEXICAL' } });
      const full = words.items.filter(({ score }) => score.lexical!.score >= 0.5);
      const page = await search(demo, at({ text }, 1));
      const found = new Set(page.items.map(({ productId }) => productId));
      expect(full.length).toBeGreaterThan(3);
      expect([
        text,
        full.filter(({ productId }) => !found.has(productId)).map(({ handle }) => handle),
      ]).toEqual([text, []]);
      expect(page.items.every(({ matchedBy }) => matchedBy.includes('WORDS'))).toBe(true);
    }
  });

  it('of 1 leaves an exact title', async () => {
    const [item] = (await search(demo, { ...jackets, k: 1 })).items;
    const page = await search(demo, at({ text: item!.title }, 1));
    expect(page.items[0]!.score.exact?.match).toBe('TITLE');
    const bySku = await search(demo, at({ text: item!.sku }, 1));
    expect(bySku.items[0]).toMatchObject({ handle: item!.handle, matchedBy: ['EXACT'] });
  });

  it('of 1 leaves nothing by meaning alone, and the page says why', async () => {
    const page = await search(demo, at({ ...jackets, options: { mode: 'SEMANTIC' } }, 1));
    expect([page.items, page.total.value]).toEqual([[], 0]);
    expect(page.retrieval.emptyReason).toMatch(/\S/);
  });

  it('of -1 lets in for invented words what words and meaning have, not more than there is', async () => {
    const page = await search(demo, at({ text: 'leather zzqxv', options: { mode: 'SEMANTIC' } }, -1));
    expect(page.items.length).toBeGreaterThan(
      (await idsOf({ text: 'leather zzqxv', options: { mode: 'SEMANTIC' } })).length,
    );
  });

  it('does not touch words alone', async () => {
    const question = { ...jackets, options: { mode: 'LEXICAL' } };
    const plain = await idsOf(question);
    expect(plain.length).toBeGreaterThan(10);
    for (const minSimilarity of [-1, 0.5, 1]) {
      expect(await idsOf(at(question, minSimilarity))).toEqual(plain);
      expect((await search(demo, at(question, minSimilarity))).retrieval.similarityFloor).toBeNull();
    }
  });

  it('holds for likenesses, and over pages', async () => {
    const [anchor] = (await search(demo, { ...jackets, k: 1 })).items;
    const question = at({ options: { like: { handle: anchor!.handle } } }, 0.6);
    const whole = await search(demo, question);
    expect(whole.items.every(({ score }) => score.semantic!.similarity > 0.6)).toBe(true);
    const [first, ...rest] = whole.items;
    const options = { ...(question.options as object), after: first!.cursor };
    expect(await idsOf({ options })).toEqual(rest.map(({ productId }) => productId));
  });

  it('is not there where it is null', async () => {
    expect(await idsOf(at(jackets, null))).toEqual(await idsOf(jackets));
  });

  it.each(['0.3', 1.01, -1.0001, true, [], {}, 1e300])('refuses %j (TSOPT)', async (minSimilarity) => {
    const { code, message, hint } = await refusal(search(demo, at(jackets, minSimilarity)));
    expect([code, message.includes('minSimilarity'), hint === '']).toEqual(['TSOPT', true, false]);
  });
});
