import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);
beforeAll(() => fillSmallShop(database));

const suggest = (variables: object) =>
  client.ask(
    `query ($prefix: String!, $first: Int) {
      suggest(prefix: $prefix, first: $first) {
        kind text path where
        category { slug name path { slug } } brand { slug name } product { id handle }
      }
    }`,
    variables,
  );

describe('suggest', () => {
  it('completes to categories, brands and products, in one SQL call and one for the products', async () => {
    client.takeCalls();
    const { data, errors } = await suggest({ prefix: 'L' });
    expect(errors).toEqual([]);
    expect(data.suggest).toEqual([
      {
        kind: 'CATEGORY',
        text: 'Lamps',
        path: 'Home',
        where: { categories: ['lamps'] },
        category: { slug: 'lamps', name: 'Lamps', path: [{ slug: 'home' }, { slug: 'lamps' }] },
        brand: null,
        product: null,
      },
      {
        kind: 'BRAND',
        text: 'Lumen Works',
        path: null,
        where: { brands: ['lumen-works'] },
        category: null,
        brand: { slug: 'lumen-works', name: 'Lumen Works' },
        product: null,
      },
    ]);
    expect(client.takeCalls()).toEqual(['suggest']);

    const lamps = await suggest({ prefix: 'lamp' });
    const product = (id: string, handle: string, text: string) => ({
      kind: 'PRODUCT',
      text,
      path: null,
      where: null,
      category: null,
      brand: null,
      product: { id: encodeGlobalId('Product', id), handle },
    });
    expect(lamps.data.suggest.slice(1)).toEqual([
      product('1', 'desk-lamp', 'Desk lamp'),
      product('2', 'floor-lamp', 'Floor lamp'),
    ]);
    expect(client.takeCalls()).toEqual(['suggest', 'load_products']);
  });

  it('gives at most `first`, and a filter that can be sent as it is', async () => {
    const { data } = await suggest({ prefix: 'lamp', first: 1 });
    expect(data.suggest.map(({ text }: { text: string }) => text)).toEqual(['Lamps']);
    const [{ where }] = data.suggest;
    const list = await client.ask(
      'query ($where: ItemFilter) { products(where: $where) { nodes { handle } } }',
      { where },
    );
    expect(list.errors).toEqual([]);
    expect(list.data.products.nodes).toEqual([{ handle: 'desk-lamp' }, { handle: 'floor-lamp' }]);
  });

  it.each<[string, number, string]>([
    ['', 10, 'BAD_TEXT'],
    [' \n', 10, 'BAD_TEXT'],
    ['\u200b', 10, 'BAD_TEXT'],
    ['x'.repeat(1001), 10, 'BAD_TEXT'],
    ['lamp', 0, 'LIMIT_OUT_OF_RANGE'],
    ['lamp', 51, 'LIMIT_OUT_OF_RANGE'],
  ])('refuses a blank or endless prefix, and a first out of range: %#', async (prefix, first, code) => {
    const { errors } = await suggest({ prefix, first });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});
