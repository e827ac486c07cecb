import { describe, expect, it } from 'vitest';
import type { ProductRow } from '../../../src/retrieval/catalogue.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Keys {
  ids?: (string | null)[] | null;
  handles?: (string | null)[] | null;
  skus?: (string | null)[] | null;
  claims?: unknown;
}

async function load(
  { ids = null, handles = null, skus = null, claims = null }: Keys,
  database = shop,
): Promise<ProductRow[]> {
  const [row] = await database.query<{ answer: ProductRow[] }>(
    'select api.load_products(product_ids => $1, handles => $2, skus => $3, claims => $4) as answer',
    [ids, handles, skus, claims === null ? null : JSON.stringify(claims)],
  );
  return row!.answer;
}
const found = async (keys: Keys) => (await load(keys)).map(({ handle }) => handle);

describe('api.load_products', () => {
  it('has the whole product with its brand and the categories above its own, root first', async () => {
    expect(await load({ ids: ['2'] })).toEqual([
      {
        productId: '2',
        handle: 'racer-jacket',
        title: 'Racer leather jacket',
        description: 'A short leather jacket with a stand collar.',
        attributes: { material: 'leather' },
        releasedOn: '2024-02-01',
        rating: '4.10',
        brand: { slug: 'nordhem', name: 'Nordhem' },
        category: {
          slug: 'leather-jackets',
          name: 'Leather jackets',
          path: [
            { slug: 'apparel', name: 'Apparel' },
            { slug: 'jackets', name: 'Jackets' },
          ],
        },
      },
    ]);
  });

  it('has nulls for what is not known, and products that cannot be bought as well', async () => {
    expect(await load({ handles: ['cigarette-lighter', 'winter-parka'] })).toMatchObject([
      { handle: 'winter-parka', rating: '4.00' },
      { handle: 'cigarette-lighter', brand: null, attributes: {} },
    ]);
    expect(await load({ handles: ['suede-jacket', 'rain-jacket'] })).toMatchObject([
      { rating: null },
      { releasedOn: null },
    ]);
  });

  it.each<[string, Keys, string[]]>([
    ['ids', { ids: ['3', '1'] }, ['biker-jacket', 'featherlight-jacket']],
    ['handles', { handles: ['wool-scarf', 'rain-jacket'] }, ['rain-jacket', 'wool-scarf']],
    ['SKUs of any variant', { skus: ['BJ-BLUE-L', 'WS-GREY'] }, ['biker-jacket', 'wool-scarf']],
    [
      'all kinds of keys, each product once',
      { ids: ['1'], handles: ['biker-jacket', 'suede-jacket'], skus: ['BJ-RED-M', 'SJ-TAN-M'] },
      ['biker-jacket', 'suede-jacket'],
    ],
    ['the same key twice', { ids: ['1', '1'] }, ['biker-jacket']],
    [
      'keys that nobody has',
      { ids: ['999999', '-1', '9223372036854775807'], handles: ['', "x' or 1=1", '😀'], skus: ['nothing'] },
      [],
    ],
    ['no key', {}, []],
    ['empty lists', { ids: [], handles: [], skus: [] }, []],
    ['nulls', { ids: [null], handles: [null, 'rain-jacket'], skus: [null] }, ['rain-jacket']],
    ['a draft', { ids: ['10'], handles: ['draft-jacket'], skus: ['DR-BLACK-M'] }, []],
  ])('finds by %s, in the order of ids', async (_what, keys, expected) => {
    expect(await found(keys)).toEqual(expected);
  });

  it('leaves out what the caller may not see, by each of its keys', async () => {
    for (const keys of [
      { ids: ['9', '1'] },
      { handles: ['zibeline-jacket', 'biker-jacket'] },
      { skus: ['ZJ-BLACK-M', 'BJ-RED-M'] },
    ]) {
      expect(await found(keys)).toEqual(['biker-jacket']);
      expect(await found({ ...keys, claims: wholesale })).toEqual(['biker-jacket', 'zibeline-jacket']);
    }
  });

  it('follows a change of the text, the category and the brand', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.category set name = 'Coats & jackets' where category_id = 2`);
      await database.query(
        `update product.product set title = 'Racer', handle = 'racer', brand_id = null where product_id = 2`,
      );
      expect(await load({ handles: ['racer'] }, database)).toMatchObject([
        { title: 'Racer', brand: null, category: { path: [{}, { name: 'Coats & jackets' }] } },
      ]);
      expect(await load({ handles: ['racer-jacket'] }, database)).toEqual([]);
    });
  });

  it.each<[string, Keys, string]>([
    ['1,001 ids', { ids: Array(1001).fill('1') }, 'TSLIM'],
    ['1,001 handles', { handles: Array(1001).fill('x') }, 'TSLIM'],
    ['1,001 SKUs', { skus: Array(1001).fill('x') }, 'TSLIM'],
    ['malformed claims', { ids: ['1'], claims: { role: 7 } }, 'TSCLM'],
  ])('refuses %s', async (_what, keys, code) => {
    expect(await refusal(load(keys))).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
  });

  it('takes 1,000 keys, and writes nothing', async () => {
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      expect(
        (
          await load(
            { ids: Array.from({ length: 1000 }, (_one, index) => String(index)) },
            { ...shop, query: connection.query.bind(connection) },
          )
        ).length,
      ).toBe(18);
    });
  });
});
