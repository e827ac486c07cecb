import { beforeAll, describe, expect, it } from 'vitest';
import type { Funnel } from '../../../src/retrieval/page.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { type Question, search, wholesale } from '../fixture/ask.ts';
import { meets, readFacts, type Variant } from '../fixture/oracle.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

const include = ['FUNNEL'];
const funnel = async (question: Question): Promise<Funnel> =>
  (await search(shop, { ...question, options: { ...(question.options as object | undefined), include } }))
    .funnel!;
const steps = ({ steps }: Funnel) =>
  steps.map(({ label, turnedAway, remaining }) => [label, turnedAway, remaining]);

describe('the funnel', () => {
  it('comes only where it is asked for', async () => {
    expect((await search(shop, { text: 'jacket' })).funnel).toBeUndefined();
  });

  it('says how many each constraint turned away of what those before it left', async () => {
    const question = { filter: { inStock: true, brands: ['acme'], price: { max: '150' } } };

    expect(await funnel(question)).toEqual({
      basis: 'QUALIFYING',
      exact: true,
      candidates: 14,
      steps: [
        {
          constraintId: 'c1',
          kind: 'CURRENT_PRICE',
          label: 'at a current price',
          turnedAway: 0,
          remaining: 14,
        },
        { constraintId: 'c2', kind: 'PRICE_MAX', label: 'at most $150.00', turnedAway: 0, remaining: 14 },
        { constraintId: 'c3', kind: 'IN_STOCK', label: 'in stock', turnedAway: 3, remaining: 11 },
        { constraintId: 'c4', kind: 'BRAND', label: 'by Acme', turnedAway: 9, remaining: 2 },
      ],
      remaining: 2,
    });
  });

  it('follows one offer through: the cheap red jacket is sold out, the blue one in stock is dear', async () => {
    const filter = {
      categories: ['leather-jackets'],
      brands: ['acme'],
      price: { max: '130' },
      inStock: true,
    };

    expect(steps(await funnel({ filter }))).toEqual([
      ['at a current price', 0, 14],
      ['at most $130.00', 4, 10],
      ['in stock', 3, 7],
      ['in Leather jackets', 7, 0],
      ['by Acme', 0, 0],
    ]);
  });

  it('counts over what was proposed for a question, whatever the constraints', async () => {
    const free = await search(shop, { text: 'leather jacket', k: 1 });
    const bound = await funnel({ text: 'leather jacket in stock' });

    expect([bound.basis, bound.candidates]).toEqual(['CANDIDATES', free.total.value]);
  });

  it('asks for a current price first, also where the text says it last', async () => {
    const { steps: told } = await funnel({ text: 'jacket in stock at its current price' });

    expect(told[0]?.kind).toBe('CURRENT_PRICE');
    expect(told.map(({ kind }) => kind)).toContain('IN_STOCK');
  });

  it('turns away what is named but has no price any more', async () => {
    expect(steps(await funnel({ text: 'Winter parka' }))[0]).toEqual([
      'at a current price',
      1,
      expect.any(Number),
    ]);
  });

  it('counts what the caller may see', async () => {
    expect((await funnel({})).candidates).toBe(14);
    expect((await funnel({ claims: wholesale })).candidates).toBe(16);
  });

  it('has places in it', async () => {
    expect(steps(await funnel({ filter: { inStockAt: ['porto'] } }))).toEqual([
      ['at a current price', 0, 14],
      ['in stock at Porto', 11, 3],
    ]);
  });

  it('leaves the anchor of "similar to this" out from the start', async () => {
    const options = { like: { handle: 'racer-jacket' } };
    const page = await search(shop, { k: 100, options: { ...options, include } });

    expect(page.funnel?.remaining).toBe(page.total.value);
  });

  it('ends at the total, and adds up, for random questions (seeded)', async () => {
    const random = makeRandom(11);
    const texts = [null, 'jacket', 'leather jacket', 'black', 'racer-jacket'];
    for (let round = 0; round < 40; round += 1) {
      const question = { text: texts[round % texts.length]!, filter: randomFilter(random) };
      const page = await search(shop, { ...question, k: 1, options: { include } });
      const asker = { asOf: new Date(page.asOf), currency: page.currency };
      let left = page.funnel!.candidates;
      for (const step of page.funnel!.steps) {
        left -= step.turnedAway;
        expect({ question, step, left }).toEqual({ question, step, left: step.remaining });
      }
      expect({ question, left }).toEqual({ question, left: page.total.value });
      if (question.text === null) {
        const met = facts.filter((fact) => meets(fact, question.filter, asker)).map(({ handle }) => handle);
        expect({ question, left }).toEqual({ question, left: new Set(met).size });
      }
    }
  });
});

describe('on the demo shop, the funnel', () => {
  const demo = useDatabase('demo');

  it.each(['jacket under $100 in stock', 'waterproof boots', 'gift for a coffee lover at most $40'])(
    'ends at the total: %s',
    async (text) => {
      const page = await search(demo, { text, k: 1, options: { include } });

      expect(page.funnel?.exact).toBe(true);
      expect(page.funnel?.remaining).toBe(page.total.value);
    },
  );

  it('says that it counted up to a bound', async () => {
    const page = await search(demo, {
      text: 'leather in stock',
      k: 1,
      options: { include, minSimilarity: -1 },
    });

    expect(page.funnel?.exact).toBe(false);
    expect(page.funnel?.remaining).toBe(page.total.value);
  });
});
