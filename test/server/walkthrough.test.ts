import { describe, expect, it } from 'vitest';
import { walkthrough } from '../../src/server/walkthrough.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from './client.ts';

const client = makeClient(useDatabase('demo'));

async function run(name: string) {
  const { data, errors } = await client.ask(walkthrough.find((query) => query.includes(name))!);
  expect(errors).toEqual([]);
  return data;
}

interface Item {
  rank: number;
  product: { id: string; handle: string };
  price: { money: { amount: string; currencyCode: string } };
  stock: { status: string };
  checks: { kind: string; satisfied: boolean }[];
}

function expectUnder150InStock(nodes: Item[]) {
  expect(nodes.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  for (const { price, stock, checks } of nodes) {
    expect(price.money.currencyCode).toBe('USD');
    expect(Number(price.money.amount)).toBeLessThanOrEqual(150);
    expect(['IN_STOCK', 'LOW']).toContain(stock.status);
    expect(checks.map(({ kind }) => kind).sort()).toEqual(['CURRENT_PRICE', 'IN_STOCK', 'PRICE_MAX']);
    expect(checks.every(({ satisfied }) => satisfied)).toBe(true);
  }
}

describe('the walkthrough on the demo shop', () => {
  it('finds items like a text, under $150 and in stock', async () => {
    const { similarItems } = await run('query SimilarToText');
    expectUnder150InStock(similarItems.nodes);
    expect(similarItems.interpretation.residue).toBe('leather jacket');
    expect(similarItems.interpretation.preferences).toEqual([{ measure: 'WEIGHT_GRAMS', direction: 'LESS' }]);
    expect(similarItems.retrieval).toMatchObject({ mode: 'HYBRID', emptyReason: null });
  });

  it('finds items like a product, itself not among them', async () => {
    const { similarItems } = await run('query SimilarToProduct');
    expectUnder150InStock(similarItems.nodes);
    expect(similarItems.nodes.map(({ product }: Item) => product.handle)).not.toContain(
      'halden-leather-biker-jacket',
    );
    expect(similarItems.pageInfo.hasNextPage).toBe(true);
  });

  it('shows one product with its offers', async () => {
    const { product } = await run('query OneProduct');
    expect(product.title).toBe('Halden Leather Biker Jacket');
    expect(product.category.path.length).toBeGreaterThan(1);
    expect(product.variants.length).toBeGreaterThan(1);
    for (const { offers } of product.variants) {
      for (const { price } of offers) expect(price.amount).toMatch(/^\d+\.\d\d$/);
    }
  });

  it('answers a chat question with evidence, and prose that cites it alone', async () => {
    const { chat } = await run('mutation Ask');
    const evidence = chat.evidence.map(({ product }: Item) => product.id);
    const cites = chat.narration.sentences.flatMap((sentence: { cites: string[] }) => sentence.cites);
    expect(evidence).toHaveLength(5);
    expect(cites.length).toBeGreaterThan(0);
    expect(evidence).toEqual(expect.arrayContaining([...new Set(cites)]));
    expect(chat.decisionId).toEqual(expect.any(String));
  });
});

it('is ready, with every product embedded', async () => {
  const { data } = await client.ask(
    '{ embeddingStatus { active { state products embedded backlog parked } } }',
  );
  const { active } = data.embeddingStatus;
  expect(active).toEqual({
    state: 'ACTIVE',
    products: active.embedded,
    embedded: active.products,
    backlog: 0,
    parked: 0,
  });
  expect(active.products).toBeGreaterThanOrEqual(200);
  expect((await client.fetch('/health/ready')).status).toBe(200);
});
