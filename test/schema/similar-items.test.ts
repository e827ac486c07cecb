import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);
beforeAll(() => fillSmallShop(database));

const similar = (to: object, more: object = {}) =>
  client.ask(
    `query ($to: SimilarTo!, $where: ItemFilter, $sort: ItemSort, $first: Int, $after: String, $asOf: DateTime, $currency: CurrencyCode) {
      similarItems(to: $to, where: $where, sort: $sort, first: $first, after: $after, asOf: $asOf, currency: $currency) {
        asOf currencyCode totalCount { value exact } retrieval { mode emptyReason }
        interpretation { residue constraints { id kind source label span { start end text } filter } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { rank } }
        nodes {
          rank product { id handle } variant { id sku weightGrams }
          price { money { amount currencyCode } compareAt { amount } validFrom validTo priceList }
          stock { available status } matchedBy
          checks { constraintId kind required actual satisfied }
        }
      }
    }`,
    { to, ...more },
  );

const found = ({ data }: Awaited<ReturnType<typeof similar>>): [string, string, string][] =>
  data.similarItems.nodes.map(
    // biome-ignore lint/suspicious/noExplicitAny: the answer is whatever the test asked for
    ({ product, variant, price }: any) => [product.handle, variant.sku, price.money.amount],
  );

describe('similarItems by text', () => {
  it('reads the constraints out of the text and shows the one offer that meets them all', async () => {
    const answer = await similar({ text: 'lamp under $150 in stock' });

    expect(answer.errors).toEqual([]);
    expect(found(answer)).toEqual([['floor-lamp', 'FL-1', '90.50']]);
    const { interpretation, totalCount, nodes } = answer.data.similarItems;
    expect(totalCount).toEqual({ value: 1, exact: true });
    expect(interpretation.residue).toBe('lamp');
    expect(interpretation.constraints).toEqual([
      {
        id: 'c1',
        kind: 'CURRENT_PRICE',
        source: 'DEFAULT',
        label: 'at a current price',
        span: null,
        filter: null,
      },
      {
        id: 'c2',
        kind: 'PRICE_MAX',
        source: 'RULE',
        label: 'under $150.00',
        span: { start: 5, end: 15, text: 'under $150' },
        filter: { price: { max: '150', maxExclusive: true, currency: 'USD' } },
      },
      {
        id: 'c3',
        kind: 'IN_STOCK',
        source: 'RULE',
        label: 'in stock',
        span: { start: 16, end: 24, text: 'in stock' },
        filter: { inStock: true },
      },
    ]);
    expect(nodes[0]).toMatchObject({
      rank: 1,
      price: {
        validFrom: '2025-06-01T00:00:00.000000Z',
        validTo: '2099-01-01T00:00:00.000000Z',
        priceList: 'usd',
      },
      stock: { available: 2, status: 'LOW' },
      matchedBy: ['WORDS'],
    });
    expect(
      nodes[0].checks.map((check: Record<string, unknown>) => [check.constraintId, check.satisfied]),
    ).toEqual([
      ['c1', true],
      ['c2', true],
      ['c3', true],
    ]);
  });

  it('lets arguments win over the text', async () => {
    const answer = await similar(
      { text: 'lamp under $150 in stock' },
      { where: { price: { max: '200', currency: 'USD' } } },
    );
    expect(
      found(answer)
        .map(([handle]) => handle)
        .sort(),
    ).toEqual(['desk-lamp', 'floor-lamp']);
  });

  it('gives an honest empty answer with the reason', async () => {
    const answer = await similar({ text: 'zeppelin' });
    expect(answer.errors).toEqual([]);
    expect(answer.data.similarItems.nodes).toEqual([]);
    expect(answer.data.similarItems.totalCount).toEqual({ value: 0, exact: true });
    expect(answer.data.similarItems.retrieval.emptyReason).toEqual(expect.stringMatching(/\w/));
    expect(answer.data.similarItems.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('counts spans in code points', async () => {
    const { data } = await similar({ text: '🔦🔦 lamp under $150' });
    expect(data.similarItems.interpretation.constraints[1].span).toEqual({
      start: 8,
      end: 18,
      text: 'under $150',
    });
  });
});

describe('similarItems by product', () => {
  it.each([
    ['handle', { handle: 'desk-lamp' }],
    ['global id', { productId: encodeGlobalId('Product', '1') }],
  ])('answers by %s, without the product itself and without what is sold out', async (_by, to) => {
    expect(found(await similar(to))).toEqual([['floor-lamp', 'FL-1', '90.50']]);
  });

  it.each([
    ['handle that does not exist', { handle: 'no-such-lamp' }],
    ['handle of a product that the caller may not see', { handle: 'secret-lamp' }],
    ['id of a product that the caller may not see', { productId: encodeGlobalId('Product', '5') }],
  ])('refuses a %s alike (NOT_FOUND)', async (_what, to) => {
    const { errors } = await similar(to);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });
});

describe('as of an instant', () => {
  it.each([
    ['2025-05-31T23:59:59.999999Z', '60.00'],
    ['2025-06-01T02:00:00+02:00', '90.50'],
  ])('judges prices at %s, to the microsecond', async (asOf, amount) => {
    const answer = await similar({ text: 'floor lamp' }, { asOf, first: 1 });
    expect(found(answer)).toEqual([['floor-lamp', 'FL-1', amount]]);
    expect(Date.parse(answer.data.similarItems.asOf)).toBe(Date.parse(asOf));
  });

  it('refuses the future to a shopper (FORBIDDEN)', async () => {
    const { errors } = await similar({ text: 'lamp' }, { asOf: '2098-01-01T00:00:00Z' });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('pages', () => {
  it('go on behind the last cursor, at the instant of the first page', async () => {
    const first = (await similar({ text: 'lamp' }, { first: 1 })).data.similarItems;
    const after = first.pageInfo.endCursor;
    const second = (await similar({ text: 'lamp' }, { first: 1, after })).data.similarItems;

    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: after,
      endCursor: after,
    });
    expect(first.edges).toEqual([{ cursor: after, node: { rank: 1 } }]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(second.edges.map(({ node }: { node: { rank: number } }) => node.rank)).toEqual([2]);
    expect(new Set([...first.nodes, ...second.nodes].map(({ product }) => product.handle))).toEqual(
      new Set(['desk-lamp', 'floor-lamp']),
    );
    expect(second.asOf).toBe(first.asOf);
  });

  it('refuse the cursor of another question (BAD_CURSOR)', async () => {
    const { data } = await similar({ text: 'lamp' }, { first: 1 });
    const { errors } = await similar({ text: 'chair' }, { after: data.similarItems.pageInfo.endCursor });
    expect(errors[0]?.extensions.code).toBe('BAD_CURSOR');
  });
});

it('prices the answer in the currency that is asked for', async () => {
  const answer = await similar({ text: 'desk lamp' }, { currency: 'EUR' });
  expect(answer.data.similarItems.currencyCode).toBe('EUR');
  expect(found(answer)).toEqual([['desk-lamp', 'DL-BLUE', '170.00']]);
});
