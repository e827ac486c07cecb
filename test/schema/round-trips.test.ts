import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';

const database = useDatabase('empty');
const client = makeClient(database);

/** 60 products of three variants, each with a price in two currencies and some stock. */
beforeAll(async () => {
  await database.query(`insert into product.price_list (price_list_id, code, name, currency, is_default)
    values (1, 'usd', 'US dollars', 'USD', true), (2, 'eur', 'Euros', 'EUR', false)`);
  await database.query(`insert into product.location (location_id, code, name) values (1, 'main', 'Main')`);
  await database.query(`insert into product.category (category_id, slug, name) values (1, 'lamps', 'Lamps')`);
  await database.query(`insert into product.brand (brand_id, slug, name) values (1, 'lumen', 'Lumen')`);
  await database.query(`insert into product.product (product_id, handle, title, category_id, brand_id)
    select n, 'lamp-' || n, 'Lamp ' || n, 1, 1 from generate_series(1, 60) n`);
  await database.query(`insert into product.variant (product_id, variant_id, sku)
    select n, n * 10 + v, format('L-%s-%s', n, v) from generate_series(1, 60) n, generate_series(1, 3) v`);
  await database.query(`insert into product.price (product_id, variant_id, price_list_id, amount, valid)
    select n, n * 10 + v, l, n + v, '[2024-01-01T00:00:00Z,)' from generate_series(1, 60) n, generate_series(1, 3) v, generate_series(1, 2) l`);
  await database.query(`insert into product.stock (product_id, variant_id, location_id, on_hand)
    select n, n * 10 + v, 1, 20 from generate_series(1, 60) n, generate_series(1, 3) v`);
});

const productFields = `
  title brand { name } category { name path { name } }
  variants { sku offers { price { amount currencyCode } stock { available } } }
  offers { price { amount } variant { sku } }`;

describe.each([5, 50])('a page of %i', (first) => {
  it('of similarItems costs one SQL call, and one for each level below it', async () => {
    client.takeCalls();
    const { data, errors } = await client.ask(
      `query ($first: Int) { similarItems(to: { text: "lamp" }, first: $first) { nodes { rank price { money { amount } } product { ${productFields} } } } }`,
      { first },
    );
    expect(errors).toEqual([]);
    expect(client.takeCalls()).toEqual(['search', 'load_products', 'load_variants', 'load_offers']);
    expect(data.similarItems.nodes).toHaveLength(first);
    const { variants, offers } = data.similarItems.nodes[first - 1].product;
    expect(variants).toHaveLength(3);
    // The answer is in one currency, so each variant has one offer although it is sold in two.
    expect(offers).toHaveLength(3);
    expect(offers.map(({ variant }: { variant: { sku: string } }) => variant.sku)).toEqual(
      variants.map(({ sku }: { sku: string }) => sku),
    );
  });

  it('of products costs the same', async () => {
    client.takeCalls();
    const { data, errors } = await client.ask(
      `query ($first: Int) { products(first: $first) { nodes { ${productFields} } edges { node { handle } } } }`,
      { first },
    );
    expect(errors).toEqual([]);
    expect(data.products.nodes).toHaveLength(first);
    expect(client.takeCalls()).toEqual(['search', 'load_products', 'load_variants', 'load_offers']);
  });

  it('costs one SQL call where nothing below it is asked for', async () => {
    client.takeCalls();
    await client.ask(
      'query ($first: Int) { similarItems(to: { text: "lamp" }, first: $first) { nodes { rank variant { sku } checks { actual } } interpretation { residue } } }',
      { first },
    );
    expect(client.takeCalls()).toEqual(['search']);
  });

  it.each(['similarItems(to: { text: "lamp" }, first: $first)', 'products(first: $first)'])(
    'costs one SQL call with everything that is computed on demand: %s',
    async (field) => {
      client.takeCalls();
      const { errors } = await client.ask(
        `query ($first: Int) { ${field} {
          facets { group values { label count apply { where dismiss } } }
          funnel { candidates steps { label turnedAway } remaining }
          relaxations { label more { value exact } apply { where dismiss } }
          totalCount { value } edges { cursor }
        } }`,
        { first },
      );
      expect(errors).toEqual([]);
      expect(client.takeCalls()).toEqual(['search']);
    },
  );
});

describe('what is like each product of a page', () => {
  it.each(['products', 'similarItems(to: { text: "lamp" })'])(
    'costs one SQL call for all of %s',
    async (field) => {
      client.takeCalls();
      const product = 'handle similar(first: 5) { rank product { handle } }';
      const { data, errors } = await client.ask(
        `{ page: ${field} { nodes { ${field === 'products' ? product : `product { ${product} }`} } } }`,
      );
      expect(errors).toEqual([]);
      const products = data.page.nodes.map((node: { product?: object }) => node.product ?? node);
      expect(products).toHaveLength(10);
      for (const { handle, similar } of products) {
        expect(similar.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3, 4, 5]);
        expect(similar.map((item: { product: { handle: string } }) => item.product.handle)).not.toContain(
          handle,
        );
      }
      // What is like them is on the page too, and so is not loaded again.
      expect(client.takeCalls()).toEqual(['search', 'load_products', 'similar_to']);
    },
  );

  it('costs one SQL call for each relation, size and filter', async () => {
    client.takeCalls();
    const { errors } = await client.ask(`{
      products(first: 20) { nodes {
        similar { rank } again: similar(first: 5) { rank } goesWith { rank }
        brand: similar(where: { brands: ["lumen"] }) { rank } three: similar(first: 3) { rank }
      } }
    }`);
    expect(errors).toEqual([]);
    expect(client.takeCalls()).toEqual(['search', 'load_products', ...Array(4).fill('similar_to')]);
  });
});

it('explains a match in one SQL call, and in one more with the product', async () => {
  const explain = (selection: string) =>
    client.ask(`{ explainMatch(product: { handle: "lamp-1" }, to: { text: "lamp" }) { ${selection} } }`);
  client.takeCalls();
  const { errors } = await explain(
    'verdict reason rank score { fused } offers { variant { sku } checks { actual } }',
  );
  expect(errors).toEqual([]);
  expect(client.takeCalls()).toEqual(['explain_match']);
  await explain('product { title }');
  expect(client.takeCalls()).toEqual(['explain_match', 'load_products']);
});

it('reads the offers of two answers at their own instants', async () => {
  await database.query(
    `update product.price set valid = '[2024-01-01T00:00:00Z,2025-01-01T00:00:00Z)' where variant_id = 11`,
  );
  await database.query(
    `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (1, 11, 1, 999, '[2025-01-01T00:00:00Z,)')`,
  );
  client.takeCalls();
  const { data } = await client.ask(`{
    then: similarItems(to: { text: "lamp 1" }, asOf: "2024-06-01T00:00:00Z", first: 60) { ...offers }
    now: similarItems(to: { text: "lamp 1" }, first: 60) { ...offers }
  }
  fragment offers on SimilarItemConnection { nodes { product { handle variants { sku offers { price { amount } } } } } }`);

  const amounts = ({
    nodes,
  }: {
    nodes: { product: { handle: string; variants: { offers: unknown }[] } }[];
  }) => nodes.find(({ product }) => product.handle === 'lamp-1')?.product.variants[0]?.offers;
  expect(amounts(data.then)).toEqual([{ price: { amount: '2.00' } }]);
  expect(amounts(data.now)).toEqual([{ price: { amount: '999.00' } }]);
  expect(client.takeCalls().sort()).toEqual([
    'load_offers',
    'load_offers',
    'load_products',
    'load_variants',
    'search',
    'search',
  ]);
});
