import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);

beforeAll(() => fillSmallShop(database));

const codes = (errors: { extensions: Record<string, unknown> }[]) =>
  errors.map(({ extensions }) => extensions.code);

describe('Product.similar', () => {
  it('is what is like the product, without itself and without what is sold out, with its proof', async () => {
    const { data, errors } = await client.ask(`{
      product(by: { handle: "desk-lamp" }) {
        similar { rank product { handle } variant { sku } price { money { amount } } checks { kind satisfied } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.product.similar).toEqual([
      {
        rank: 1,
        product: { handle: 'floor-lamp' },
        variant: { sku: 'FL-1' },
        price: { money: { amount: '90.50' } },
        checks: [
          { kind: 'CURRENT_PRICE', satisfied: true },
          { kind: 'IN_STOCK', satisfied: true },
        ],
      },
    ]);
  });

  it('keeps to the filter, field by field', async () => {
    const { data, errors } = await client.ask(`{
      product(by: { handle: "floor-lamp" }) {
        cheap: similar(where: { price: { max: "150", currency: "USD" } }) { product { handle } }
        any: similar { product { handle } variant { sku } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.product).toEqual({
      cheap: [],
      any: [{ product: { handle: 'desk-lamp' }, variant: { sku: 'DL-BLUE' } }],
    });
  });

  it('is priced as the answer around it: at its instant and in its currency', async () => {
    const { data, errors } = await client.ask(`{
      then: similarItems(to: { text: "desk lamp" }, asOf: "2025-05-01T00:00:00Z", first: 1) { ...similar }
      euros: similarItems(to: { text: "desk lamp" }, currency: "EUR", first: 1) { ...similar }
    }
    fragment similar on SimilarItemConnection {
      nodes { product { handle similar { price { money { amount } } product { offers { price { amount } } } } } }
    }`);
    expect(errors).toEqual([]);
    const [then] = data.then.nodes;
    expect(then.product).toEqual({
      handle: 'desk-lamp',
      similar: [
        { price: { money: { amount: '60.00' } }, product: { offers: [{ price: { amount: '60.00' } }] } },
      ],
    });
    // The other lamp is not sold in euros.
    expect(data.euros.nodes).toEqual([{ product: { handle: 'desk-lamp', similar: [] } }]);
  });

  it.each([0, 21])('refuses first: %i (LIMIT_OUT_OF_RANGE)', async (first) => {
    const { errors } = await client.ask(
      'query ($first: Int) { product(by: { handle: "desk-lamp" }) { similar(first: $first) { rank } } }',
      { first },
    );
    expect(codes(errors)).toEqual(['LIMIT_OUT_OF_RANGE']);
  });

  it('refuses a filter that makes no sense (BAD_FILTER)', async () => {
    const { errors } = await client.ask(
      '{ product(by: { handle: "desk-lamp" }) { similar(where: { brands: ["nobody"] }) { rank } } }',
    );
    expect(codes(errors)).toEqual(['BAD_FILTER']);
  });
});

describe('Product.goesWith', () => {
  const demo = useDatabase('demo');

  it('is what the shop put beside its category, in the order of SQL', async () => {
    const { data, errors } = await makeClient(demo).ask(`{
      product(by: { handle: "halden-leather-biker-jacket" }) {
        goesWith(first: 3) { product { handle } }
        similar(first: 3) { product { handle } }
      }
    }`);
    expect(errors).toEqual([]);
    const ask = async (relation: string) => {
      const [row] = await demo.query<{ page: { items: { handle: string }[] } }>(
        `select api.search(query_text => null, k => 3, options => $1) as page`,
        [JSON.stringify({ [relation]: { handle: 'halden-leather-biker-jacket' } })],
      );
      return row?.page.items.map(({ handle }) => ({ product: { handle } }));
    };
    expect(data.product.goesWith).toHaveLength(3);
    expect(data.product).toEqual({ goesWith: await ask('goesWith'), similar: await ask('like') });
    expect(data.product.goesWith).not.toEqual(data.product.similar);
  });
});

describe('asking what is like what is like what', () => {
  const nested = (first: number, below: string) =>
    `{ products(first: ${first}, where: { categories: ["lamps"] }) { nodes { similar(first: 20) { product { ${below} } } } } }`;

  it('is answered', async () => {
    const { data, errors } = await client.ask(nested(1, 'handle similar { product { handle } }'));
    expect(errors).toEqual([]);
    expect(data.products.nodes).toEqual([
      { similar: [{ product: { handle: 'floor-lamp', similar: [{ product: { handle: 'desk-lamp' } }] } }] },
    ]);
  });

  it('is refused from the 101st product on (LIMIT_OUT_OF_RANGE)', async () => {
    const lamp = (alias: number) =>
      `a${alias}: product(by: { handle: "desk-lamp" }) { ${'similar { rank product { similar { rank product { similar { rank product { similar { rank } } } } } } }'} }`;
    const ask = (count: number) =>
      client.ask(`{ ${Array.from({ length: count }, (_, index) => lamp(index)).join(' ')} }`);
    expect((await ask(25)).errors).toEqual([]); // four deep, one each: 100
    expect(codes((await ask(26)).errors)).toContain('LIMIT_OUT_OF_RANGE');
    expect(client.log).toEqual([]);
  });
});
