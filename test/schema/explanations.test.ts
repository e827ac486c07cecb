import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);

/** A second location, where only the floor lamp is. */
beforeAll(async () => {
  await fillSmallShop(database);
  await database.query(`insert into product.location (location_id, code, name) values (2, 'annex', 'Annex')`);
  await database.query(
    'insert into product.stock (product_id, variant_id, location_id, on_hand) values (2, 21, 2, 4)',
  );
});

interface Refinement {
  where: object;
  dismiss: string[];
}

const similar = (text: string, more: object = {}) =>
  client.ask(
    `query ($to: SimilarTo!, $where: ItemFilter, $dismiss: [String!], $minSimilarity: Float, $maxPerBrand: Int, $curation: Boolean) {
      answer: similarItems(to: $to, where: $where, dismiss: $dismiss, minSimilarity: $minSimilarity, maxPerBrand: $maxPerBrand, curation: $curation) {
        totalCount { value exact }
        nodes { product { handle } stock { available locations { code name available } } matchedBy score { exact { match boost } pinned } }
        interpretation { constraints { id key label remove { where dismiss } } ignored { kind key reason span { text } } }
        facets { group name label basis exact more min max values { value label count selected parent min max apply { where dismiss } } }
        funnel { basis exact candidates remaining steps { constraintId kind label turnedAway remaining } }
        relaxations { constraintIds label more { value exact } apply { where dismiss } }
        retrieval { similarityFloor curation { pinned excluded } emptyReason }
      }
    }`,
    { to: { text }, ...more },
  );

const handles = ({ data }: Awaited<ReturnType<typeof similar>>): string[] =>
  data.answer.nodes.map(({ product }: { product: { handle: string } }) => product.handle).sort();

describe('facets', () => {
  it('carry counts that hold once a value is applied, and take it away again', async () => {
    const { data, errors } = await similar('lamp under $200');
    expect(errors).toEqual([]);
    expect(handles({ data } as never)).toEqual(['desk-lamp', 'floor-lamp']);
    const colours = data.answer.facets.find(({ name }: { name: string | null }) => name === 'colour');
    expect(colours).toMatchObject({
      group: 'ATTRIBUTE',
      label: 'Colour',
      basis: 'CANDIDATES',
      exact: true,
      more: 0,
    });
    expect(
      colours.values
        .map(({ value, count, selected }: Record<string, unknown>) => [value, count, selected])
        .sort(),
    ).toEqual([
      ['blue', 1, false],
      ['red', 1, false],
    ]);
    const blue = colours.values.find(({ value }: { value: string }) => value === 'blue');
    const narrowed = await similar('lamp under $200', blue.apply);
    expect(handles(narrowed)).toEqual(['desk-lamp']);
    expect(narrowed.data.answer.totalCount).toEqual({ value: blue.count, exact: true });
    const selected = narrowed.data.answer.facets
      .flatMap(({ values }: { values: unknown[] }) => values)
      .find(({ value }: { value: string }) => value === 'blue');
    expect(selected.selected).toBe(true);
    expect(handles(await similar('lamp under $200', selected.apply))).toEqual(['desk-lamp', 'floor-lamp']);
  });

  it('of a list count what is sold, and are sent back to the list', async () => {
    const query = `query ($where: ItemFilter, $dismiss: [String!]) {
      products(where: $where, dismiss: $dismiss) {
        totalCount { value } facets { group basis values { value count parent apply { where dismiss } } }
      }
    }`;
    const { data, errors } = await client.ask(query);
    expect(errors).toEqual([]);
    const categories = data.products.facets.find(({ group }: { group: string }) => group === 'CATEGORY');
    expect(categories.basis).toBe('QUALIFYING');
    expect(
      categories.values
        .map(({ value, count, parent }: Record<string, unknown>) => [value, count, parent])
        .sort(),
    ).toEqual([
      ['chairs', 1, 'home'],
      ['home', 3, null],
      ['lamps', 2, 'home'],
    ]);
    for (const { count, apply } of categories.values as { count: number; apply: Refinement }[]) {
      expect((await client.ask(query, apply)).data.products.totalCount.value).toBe(count);
    }
  });
});

describe('funnel and relaxations', () => {
  it('say what turned whom away, and what to give up, with the question that does', async () => {
    const { data, errors } = await similar('lamp under $100', { where: { inStock: true } });
    expect(errors).toEqual([]);
    const { funnel, interpretation, relaxations } = data.answer;
    const labels = interpretation.constraints.map(({ label }: { label: string }) => label);
    expect(labels).toHaveLength(3);
    expect(funnel).toMatchObject({ basis: 'CANDIDATES', exact: true, remaining: 1 });
    expect(funnel.steps.map(({ constraintId }: { constraintId: string }) => constraintId)).toEqual([
      'c1',
      'c2',
      'c3',
    ]);
    expect(funnel.steps.map(({ label }: { label: string }) => label)).toEqual(labels);
    const away = funnel.steps.reduce(
      (sum: number, { turnedAway }: { turnedAway: number }) => sum + turnedAway,
      0,
    );
    expect(funnel.candidates - away).toBe(1);

    const [first] = relaxations;
    expect(first.more).toEqual({ value: 1, exact: true });
    expect(handles(await similar('lamp under $100', first.apply))).toEqual(['desk-lamp', 'floor-lamp']);
  });
});

describe('dismiss', () => {
  it('lists what the text says as ignored, by the key of the constraint', async () => {
    const answer = await similar('lamp under $100', { dismiss: ['PRICE_MAX'] });
    expect(handles(answer)).toEqual(['desk-lamp', 'floor-lamp']);
    const { constraints, ignored } = answer.data.answer.interpretation;
    expect(constraints.map(({ key }: { key: string }) => key)).toEqual(['CURRENT_PRICE']);
    expect(ignored).toEqual([
      { kind: 'DISMISSED', key: 'PRICE_MAX', reason: 'left aside on request', span: { text: 'under $100' } },
    ]);
  });

  it('is what the chip of a constraint sends to be taken off', async () => {
    const text = 'lamp under $100 in stock';
    const chips = (await similar(text)).data.answer.interpretation.constraints;
    expect(chips.map(({ key, remove }: { key: string; remove: Refinement | null }) => [key, remove])).toEqual(
      [
        ['CURRENT_PRICE', null],
        ['PRICE_MAX', { where: {}, dismiss: ['PRICE_MAX'] }],
        ['IN_STOCK', { where: {}, dismiss: ['IN_STOCK'] }],
      ],
    );
    const { data } = await similar(text, chips[1].remove);
    expect(data.answer.interpretation.constraints.map(({ key }: { key: string }) => key)).toEqual([
      'CURRENT_PRICE',
      'IN_STOCK',
    ]);
  });
});

describe('where', () => {
  it('keeps to stock in a location, and shows the stock of each', async () => {
    const answer = await similar('lamp', { where: { inStockAt: ['annex'] } });
    expect(answer.errors).toEqual([]);
    expect(handles(answer)).toEqual(['floor-lamp']);
    expect(answer.data.answer.nodes[0].stock).toEqual({
      available: 6,
      locations: [
        { code: 'annex', name: 'Annex', available: 4 },
        { code: 'main', name: 'Main', available: 2 },
      ],
    });
    const { data } = await client.ask(
      '{ product(by: { handle: "oak-chair" }) { offers { stock { available locations { code } } } } }',
    );
    expect(data.product.offers).toEqual([{ stock: { available: null, locations: [] } }]);
  });
});

describe('policy', () => {
  it('puts the product first that the question names, and says by what', async () => {
    const { data } = await similar('dl-blue');
    expect(data.answer.nodes[0]).toMatchObject({
      product: { handle: 'desk-lamp' },
      matchedBy: expect.arrayContaining(['EXACT']),
      score: { exact: { match: 'SKU', boost: expect.any(Number) }, pinned: false },
    });
  });

  it('shows what a merchant did to the answer, and leaves it out on demand', async () => {
    await database.query(
      `insert into product.curation (product_id, query_text, action, position) values (1, 'a lamp', 'PIN', 1), (2, 'a lamp', 'EXCLUDE', null)`,
    );
    const curated = await similar('A lamp');
    expect(handles(curated)).toEqual(['desk-lamp']);
    expect(curated.data.answer.nodes[0].score.pinned).toBe(true);
    expect(curated.data.answer.retrieval.curation).toEqual({ pinned: 1, excluded: 1 });
    const plain = await similar('A lamp', { curation: false });
    expect(handles(plain)).toEqual(['desk-lamp', 'floor-lamp']);
    expect(plain.data.answer.retrieval.curation).toBeNull();
  });

  it('keeps to the maximum of one brand', async () => {
    expect(handles(await similar('lamp', { maxPerBrand: 1 }))).toHaveLength(1);
  });
});

describe('explainMatch', () => {
  const explain = (product: object, to: object, more: object = {}) =>
    client.ask(
      `query ($product: ProductKey!, $to: SimilarTo!, $where: ItemFilter, $maxPerBrand: Int) {
        explainMatch(product: $product, to: $to, where: $where, maxPerBrand: $maxPerBrand) {
          product { handle } verdict reason rank matchedBy score { fused } currencyCode
          interpretation { constraints { id } } retrieval { mode similarityFloor }
          offers {
            variant { id sku weightGrams options { values } } price { money { amount } } stock { available }
            checks { constraintId satisfied }
          }
        }
      }`,
      { product, to, ...more },
    );
  const lamp = { handle: 'desk-lamp' };

  it('holds every offer of the product against every constraint', async () => {
    const { data, errors } = await explain(lamp, { text: 'lamp under $150 in stock' });
    expect(errors).toEqual([]);
    expect(data.explainMatch).toMatchObject({
      product: lamp,
      verdict: 'FAILS_CONSTRAINTS',
      rank: null,
      currencyCode: 'USD',
    });
    expect(data.explainMatch.offers).toEqual([
      {
        variant: {
          id: encodeGlobalId('Variant', '1.12'),
          sku: 'DL-BLUE',
          weightGrams: 850.5,
          options: [{ values: ['blue'] }],
        },
        price: { money: { amount: '180.00' } },
        stock: { available: 40 },
        checks: [
          { constraintId: 'c1', satisfied: true },
          { constraintId: 'c2', satisfied: false },
          { constraintId: 'c3', satisfied: true },
        ],
      },
      {
        variant: {
          id: encodeGlobalId('Variant', '1.11'),
          sku: 'DL-RED',
          weightGrams: 800,
          options: [{ values: ['red'] }],
        },
        price: { money: { amount: '120.00' } },
        stock: { available: 0 },
        checks: [
          { constraintId: 'c1', satisfied: true },
          { constraintId: 'c2', satisfied: true },
          { constraintId: 'c3', satisfied: false },
        ],
      },
    ]);
  });

  it.each([
    ['IN_ANSWER', lamp, { text: 'desk lamp' }, {}],
    ['IN_ANSWER', { id: encodeGlobalId('Product', '1') }, { handle: 'floor-lamp' }, {}],
    ['IS_ANCHOR', lamp, lamp, {}],
    ['NOT_FOR_SALE', { handle: 'old-lamp' }, { text: 'lamp' }, {}],
    ['NOT_RELEVANT', lamp, { text: 'oak' }, {}],
    ['CURATED_OUT', { handle: 'floor-lamp' }, { text: 'a lamp' }, {}],
    ['OVER_BRAND_LIMIT', { handle: 'floor-lamp' }, { text: 'desk lamp' }, { maxPerBrand: 1 }],
  ])('says %s for %j beside %j', async (verdict, product, to, more) => {
    const { data, errors } = await explain(product, to, more);
    expect(errors).toEqual([]);
    expect(data.explainMatch.verdict).toBe(verdict);
    expect(data.explainMatch.rank).toBe(verdict === 'IN_ANSWER' ? 1 : null);
  });

  it.each([
    ['does not exist', { handle: 'no-such-lamp' }],
    ['the caller may not see', { handle: 'secret-lamp' }],
  ])('refuses a product that %s (NOT_FOUND)', async (_what, product) => {
    const { errors } = await explain(product, { text: 'lamp' });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });
});
