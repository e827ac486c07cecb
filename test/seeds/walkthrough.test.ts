import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { steps } from '../../seeds/walkthrough/steps.ts';
import { writeInstants } from '../../seeds/walkthrough/write-instants.ts';
import { packageRoot } from '../../src/package-root.ts';
import { readMilestones } from '../../src/preparation/milestone.ts';
import { runStatements, writeWalkthrough } from '../../tools/walkthrough-document.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';

const database = useDatabase('demo');
const client = makeClient(database);
let seededAt: Date;

beforeAll(async () => {
  seededAt = (await readMilestones(database)).get('seed_begun')!;
});

async function run(operation: string) {
  const { graphql } = steps.find((step) => step.operation === operation)!;
  const { data, errors } = await client.ask(writeInstants(graphql!, seededAt));
  expect(errors).toEqual([]);
  return data;
}

const runSql = (operation: string) =>
  runStatements(database, steps.find((step) => step.operation === operation)!, seededAt);

interface Item {
  product: { title: string; attributes?: { name: string; values: string[] }[] };
  variant: { sku: string; weightGrams: number; options: { name: string; values: string[] }[] };
  price: { money: { amount: string; currencyCode: string } };
  stock: { available: number | null; status: string };
  checks: { required: string; satisfied: boolean }[];
}

/** What the walkthrough says about each step. */
const claims: Record<string, () => Promise<void>> = {
  async LighterThanLeather() {
    const { similarItems } = await run('LighterThanLeather');
    expect(similarItems.interpretation).toMatchObject({
      residue: 'leather jacket',
      constraints: [
        { label: 'at a current price' },
        { label: 'under $150.00', span: { text: 'under $150' } },
        { label: 'in stock', span: { text: 'available right now' } },
      ],
      preferences: [{ measure: 'WEIGHT_GRAMS', direction: 'LESS' }],
    });
    expect(similarItems.nodes).toHaveLength(3);
    for (const { price, stock, checks, variant } of similarItems.nodes as Item[]) {
      expect(Number(price.money.amount)).toBeLessThan(150);
      expect(stock.available).toBeGreaterThan(0);
      expect(variant.weightGrams).toBeLessThan(1300);
      expect(checks.map(({ required, satisfied }) => [required, satisfied])).toEqual([
        ['at a current price', true],
        ['under $150.00', true],
        ['in stock', true],
      ]);
    }
    const [rows] = await runSql('LighterThanLeather');
    expect(rows!.map(({ title }) => title)).not.toContain('Thirl Faux Leather Biker Jacket');
  },
  async WhyNotThirl() {
    const { product } = await run('WhyNotThirl');
    const offers = product.variants.flatMap((variant: { offers: object[] }) => variant.offers);
    expect(offers).toMatchObject([
      { price: { amount: '120.00' }, stock: { available: 0, status: 'OUT_OF_STOCK' } },
      { price: { amount: '180.00' }, stock: { available: 7, status: 'IN_STOCK' } },
    ]);
    expect(await runSql('WhyNotThirl')).toEqual([
      [
        { sku: 'COR-THIRL-RED-M', amount: '120.00', available: 0 },
        { sku: 'COR-THIRL-BLUE-L', amount: '180.00', available: 7 },
      ],
    ]);
  },
  async OnlyCurrentPrices() {
    const { chat } = await run('OnlyCurrentPrices');
    const cited = chat.narration.sentences.flatMap(({ cites }: { cites: string[] }) => cites);
    const evidence = chat.evidence.map(({ product }: { product: { id: string } }) => product.id);
    expect(evidence).toHaveLength(3);
    expect(new Set(cited)).toEqual(new Set(evidence));
    for (const { price, stock } of chat.evidence as Item[]) {
      expect(Number(price.money.amount)).toBeLessThan(150);
      expect(['IN_STOCK', 'LOW']).toContain(stock.status);
    }
    expect(chat.interpretation.constraints).toEqual([
      { label: 'under $150.00', source: 'RULE' },
      { label: 'at a current price', source: 'RULE' },
    ]);
    expect(chat.decisionId).toEqual(expect.any(String));
  },
  async SaleThatEnded() {
    const { twoHoursBefore, now } = await run('SaleThatEnded');
    expect(twoHoursBefore.nodes).toEqual([
      {
        product: { title: 'Vesper Leather Bomber Jacket' },
        price: { money: { amount: '139.00' }, compareAt: { amount: '219.00' } },
      },
    ]);
    expect(now.nodes[0].product.title).not.toContain('Vesper');
    expect(Number(now.nodes[0].price.money.amount)).toBeLessThan(150);
  },
  async SoldOutInTheSale() {
    const { inItsPlace, hidden } = await run('SoldOutInTheSale');
    expect(inItsPlace.nodes).toEqual([
      {
        product: { title: 'Odell Faux Leather Racer Jacket' },
        price: { money: { amount: '99.00' }, compareAt: { amount: '149.00' } },
        stock: { available: 0, status: 'OUT_OF_STOCK' },
      },
    ]);
    expect(hidden.nodes[0].stock.available).toBeGreaterThan(0);
  },
  async LighterIsDearer() {
    const { under150, anyPrice } = await run('LighterIsDearer');
    const title = 'Ardley Two-Weight Biker Jacket';
    expect(under150.nodes).toMatchObject([
      { product: { title }, variant: { weightGrams: 1240 }, price: { money: { amount: '138.00' } } },
    ]);
    expect(anyPrice.nodes).toMatchObject([
      { product: { title }, variant: { weightGrams: 690 }, price: { money: { amount: '196.00' } } },
    ]);
  },
  async TheOtherCurrency() {
    const { euros, dollars } = await run('TheOtherCurrency');
    expect(euros.nodes[0]).toMatchObject({
      product: { title: 'Savoy Leather Trucker Jacket' },
      price: { money: { amount: '140.00', currencyCode: 'EUR' } },
    });
    expect(dollars.nodes[0].product.title).not.toContain('Savoy');
    expect(dollars.currencyCode).toBe('USD');
  },
  async LikeThisOne() {
    const { similarItems } = await run('LikeThisOne');
    expect(similarItems.nodes).toHaveLength(4);
    expect(similarItems.pageInfo.hasNextPage).toBe(true);
    for (const { product, price, stock } of similarItems.nodes as Item[]) {
      expect(product.title).not.toBe('Halden Leather Biker Jacket');
      expect(Number(price.money.amount)).toBeLessThanOrEqual(150);
      expect(stock.available).toBeGreaterThan(0);
    }
  },
  async NotLeather() {
    const { similarItems } = await run('NotLeather');
    expect(similarItems.interpretation.constraints).toContainEqual({
      label: 'material not leather',
      kind: 'EXCLUDE_ATTRIBUTE',
      span: { text: 'not leather' },
    });
    const titles = (similarItems.nodes as Item[]).map(({ product }) => product.title);
    expect(titles[0]).toMatch(/Duffel/);
    for (const { product } of similarItems.nodes as Item[]) {
      expect(product.attributes!.find(({ name }) => name === 'material')?.values).not.toContain('leather');
    }
  },
  async WrongLetters() {
    const { similarItems } = await run('WrongLetters');
    expect(similarItems.interpretation.repairs).toEqual(
      expect.arrayContaining([
        { from: 'jaket', to: 'jacket' },
        { from: 'lether', to: 'leather' },
      ]),
    );
    for (const { product, variant } of similarItems.nodes as Item[]) {
      expect(product.title).toMatch(/Jacket|Coat|Blouson/);
      expect(variant.options).toContainEqual({ name: 'colour', values: ['black'] });
    }
  },
  async BrowseKnives() {
    const { products } = await run('BrowseKnives');
    expect(products.totalCount.exact).toBe(true);
    expect(products.totalCount.value).toBeGreaterThan(4);
    const amounts = products.edges.map(({ evidence }: { evidence: Item }) =>
      Number(evidence.price.money.amount),
    );
    expect(amounts).toEqual([...amounts].sort((a: number, b: number) => a - b));
    expect(amounts[0]).toBeGreaterThanOrEqual(40);
    expect(amounts.at(-1)).toBeLessThanOrEqual(80);
  },
  async NothingIsThatCheap() {
    const { similarItems } = await run('NothingIsThatCheap');
    expect(similarItems.nodes).toEqual([]);
    expect(similarItems.retrieval.emptyReason).toContain('under $2.00');
  },
  async ForTheTrade() {
    const [rows] = await runSql('ForTheTrade');
    expect(rows!.map(({ who, title, price }) => [who, title, Number(price)])).toEqual([
      ['everybody', 'Tarn Suede Field Jacket', 158],
      ['wholesale', 'Tarn Suede Field Jacket', 96],
      ['everybody', expect.not.stringContaining('Sample'), expect.any(Number)],
      ['wholesale', 'Cass Leather Sample Jacket', 70],
    ]);
  },
  async TheNextAnswerKnows() {
    const before = await database.query('select sum(s.on_hand) as stock from product.stock s');
    const [[first], [next]] = (await runSql('TheNextAnswerKnows')) as [[object], [object]];
    expect(next).not.toMatchObject({ title: (first as { title: string }).title });
    expect(await database.query('select sum(s.on_hand) as stock from product.stock s')).toEqual(before);
  },
  async WhatWasDecided() {
    await runSql('OnlyCurrentPrices');
    expect(await runSql('WhatWasDecided')).toEqual([
      [
        { demanded: 'under $150.00', source: 'RULE' },
        { demanded: 'at a current price', source: 'RULE' },
      ],
    ]);
  },
};

describe('the walkthrough', () => {
  it.each(steps.map(({ operation, title }) => [operation, title]))('%s: %s', (operation) =>
    claims[operation]!(),
  );

  it('has claims for each step, and for no other', () => {
    expect(Object.keys(claims)).toEqual(steps.map(({ operation }) => operation));
    expect(steps.filter(({ graphql }) => graphql !== undefined).length).toBeGreaterThanOrEqual(10);
    for (const { operation, graphql } of steps) {
      if (graphql !== undefined) expect(graphql).toMatch(new RegExp(`^(query|mutation) ${operation} \\{`));
    }
  });

  it.each([
    'Show me something like a leather jacket but lighter, under $150, and available right now.',
    'Show me something like a leather jacket but lighter, under $150, and only current prices.',
  ])('asks word for word, in GraphQL and in SQL: %s', (question) => {
    expect(steps.filter(({ graphql }) => graphql?.includes(question))).toHaveLength(1);
    expect(steps.filter(({ sql }) => sql.includes(question))).toHaveLength(1);
  });

  it('is in docs/ with the answers that come out', async () => {
    const { markdown, sql } = await writeWalkthrough(database, seededAt);
    const kept = (name: string) => readFileSync(join(packageRoot(), 'docs', name), 'utf8');
    expect(markdown, 'run "npm run walkthrough" and read what changed').toBe(kept('walkthrough.md'));
    expect(sql).toBe(kept('walkthrough.sql'));
  });
});

it('is asked of a shop of which every product is embedded', async () => {
  const { data } = await client.ask(
    '{ embeddingStatus { active { state products embedded backlog parked } } }',
  );
  const { active } = data.embeddingStatus;
  expect(active).toMatchObject({ state: 'ACTIVE', embedded: active.products, backlog: 0, parked: 0 });
  expect((await client.fetch('/health/ready')).status).toBe(200);
});
