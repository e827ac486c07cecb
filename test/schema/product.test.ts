import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);
beforeAll(() => fillSmallShop(database));

const productBy = (by: object) =>
  client.ask('query ($by: ProductBy!) { product(by: $by) { handle } }', { by });
const id = (typename: string, bare: string) => encodeGlobalId(typename, bare);

describe('product', () => {
  it('has its brand, category, attributes, variants and offers', async () => {
    const { data, errors } = await client.ask(`{
      product(by: { handle: "desk-lamp" }) {
        id handle title description brand { slug name } category { slug name path { slug name } }
        attributes { name values } releasedOn rating
        variants {
          id sku options { name values } weightGrams
          offers {
            price { amount currencyCode } compareAt { amount currencyCode } priceList validFrom validTo
            stock { available status } variant { sku }
          }
        }
      }
    }`);
    const stock = { available: 40, status: 'IN_STOCK' };
    const blue = { compareAt: null, validTo: null, stock, variant: { sku: 'DL-BLUE' } };

    expect(errors).toEqual([]);
    expect(data.product).toEqual({
      id: id('Product', '1'),
      handle: 'desk-lamp',
      title: 'Desk lamp',
      description: 'A lamp for reading.',
      brand: { slug: 'lumen-works', name: 'Lumen Works' },
      category: {
        slug: 'lamps',
        name: 'Lamps',
        path: [
          { slug: 'home', name: 'Home' },
          { slug: 'lamps', name: 'Lamps' },
        ],
      },
      attributes: [{ name: 'material', values: ['steel', 'glass'] }],
      releasedOn: '2025-03-01',
      rating: 4.5,
      variants: [
        {
          id: id('Variant', '1.11'),
          sku: 'DL-RED',
          options: [{ name: 'colour', values: ['red'] }],
          weightGrams: 800,
          offers: [
            {
              price: { amount: '120.00', currencyCode: 'USD' },
              compareAt: { amount: '150.00', currencyCode: 'USD' },
              priceList: 'usd',
              validFrom: '2024-01-01T00:00:00.000000Z',
              validTo: null,
              stock: { available: 0, status: 'OUT_OF_STOCK' },
              variant: { sku: 'DL-RED' },
            },
          ],
        },
        {
          id: id('Variant', '1.12'),
          sku: 'DL-BLUE',
          options: [{ name: 'colour', values: ['blue'] }],
          weightGrams: 850.5,
          offers: [
            {
              ...blue,
              price: { amount: '170.00', currencyCode: 'EUR' },
              priceList: 'eur',
              validFrom: '2024-01-01T00:00:00.000000Z',
            },
            {
              ...blue,
              price: { amount: '180.00', currencyCode: 'USD' },
              priceList: 'usd',
              validFrom: '2024-01-01T00:00:00.123456Z',
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['id', { id: id('Product', '1') }],
    ['handle', { handle: 'desk-lamp' }],
    ['SKU of any variant', { sku: 'DL-BLUE' }],
  ])('is found by %s', async (_key, by) => {
    expect((await productBy(by)).data).toEqual({ product: { handle: 'desk-lamp' } });
  });

  it.each([
    ['an id that nobody has', { id: id('Product', '404') }],
    ['a handle that nobody has', { handle: "'; drop table product.product; --" }],
    ['a SKU that nobody has', { sku: '' }],
    ['the id of a restricted product', { id: id('Product', '5') }],
    ['the handle of a restricted product', { handle: 'secret-lamp' }],
    ['the SKU of a restricted product', { sku: 'SL-1' }],
  ])('is null for %s', async (_what, by) => {
    const { data, errors } = await productBy(by);
    expect(errors).toEqual([]);
    expect(data).toEqual({ product: null });
  });

  it('lists its offers over all variants, also those whose price has not ended, and no others', async () => {
    const { data } = await client.ask(`{
      lamp: product(by: { handle: "desk-lamp" }) { offers { variant { sku } price { amount currencyCode } } }
      old: product(by: { handle: "old-lamp" }) { offers { validTo } }
    }`);
    expect(data.lamp.offers).toEqual([
      { variant: { sku: 'DL-RED' }, price: { amount: '120.00', currencyCode: 'USD' } },
      { variant: { sku: 'DL-BLUE' }, price: { amount: '170.00', currencyCode: 'EUR' } },
      { variant: { sku: 'DL-BLUE' }, price: { amount: '180.00', currencyCode: 'USD' } },
    ]);
    expect(data.old.offers).toEqual([]);
  });

  it('shows a price and a stock level that plain SQL has just changed', async () => {
    const chair =
      '{ product(by: { handle: "oak-chair" }) { offers { price { amount } stock { available status } } } }';
    const before = await client.ask(chair);
    await database.query('update product.price set amount = 99.99 where variant_id = 31');
    await database.query(
      'insert into product.stock (product_id, variant_id, location_id, on_hand) values (3, 31, 1, 7)',
    );
    const after = await client.ask(chair);

    expect(before.data.product.offers).toEqual([
      { price: { amount: '140.00' }, stock: { available: null, status: 'UNKNOWN' } },
    ]);
    expect(after.data.product.offers).toEqual([
      { price: { amount: '99.99' }, stock: { available: 7, status: 'IN_STOCK' } },
    ]);
  });
});

describe('node', () => {
  const node = (globalId: string) =>
    client.ask('query ($id: ID!) { node(id: $id) { __typename id ... on Variant { sku } } }', {
      id: globalId,
    });

  it('finds a product and a variant by the ids of answers', async () => {
    expect((await node(id('Product', '2'))).data.node).toEqual({
      __typename: 'Product',
      id: id('Product', '2'),
    });
    expect((await node(id('Variant', '1.12'))).data.node).toEqual({
      __typename: 'Variant',
      id: id('Variant', '1.12'),
      sku: 'DL-BLUE',
    });
  });

  it.each([
    ['a product that does not exist', id('Product', '404')],
    ['a restricted product', id('Product', '5')],
    ['a variant of a restricted product', id('Variant', '5.51')],
    ['a variant of another product', id('Variant', '1.21')],
  ])('is null for %s', async (_what, globalId) => {
    const { data, errors } = await node(globalId);
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: null });
  });

  it('keeps the order of the ids, with null for what is not there, at one SQL call a type', async () => {
    const ids = [
      id('Variant', '2.21'),
      id('Product', '5'),
      id('Product', '3'),
      id('Product', '1'),
      id('Product', '3'),
    ];
    client.takeCalls();
    const { data } = await client.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });

    expect(data.nodes).toEqual([{ id: ids[0] }, null, { id: ids[2] }, { id: ids[3] }, { id: ids[4] }]);
    expect(client.takeCalls().sort()).toEqual(['load_products', 'load_variants']);
  });
});

describe('products', () => {
  it('browses what can be bought, in the order that is asked for, with the proof on the edge', async () => {
    const { data, errors } = await client.ask(`{
      products(sort: PRICE_ASC, where: { categories: ["home"], price: { currency: "USD" } }) {
        nodes { handle }
        totalCount { value exact }
        edges { node { title } evidence { rank price { money { amount } } } }
        retrieval { mode }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.products.nodes).toEqual([
      { handle: 'floor-lamp' },
      { handle: 'oak-chair' },
      { handle: 'desk-lamp' },
    ]);
    expect(data.products.totalCount).toEqual({ value: 3, exact: true });
    expect(data.products.retrieval).toEqual({ mode: 'BROWSE' });
  });
});
