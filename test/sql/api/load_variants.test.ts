import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { VariantRow } from '../../../src/retrieval/catalogue.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function load(
  ids: (string | null)[] | null,
  claims: unknown = null,
  database: Queryable = shop,
): Promise<VariantRow[]> {
  const [row] = await database.query<{ answer: VariantRow[] }>(
    'select api.load_variants(product_ids => $1, claims => $2) as answer',
    [ids, claims === null ? null : JSON.stringify(claims)],
  );
  return row!.answer;
}
const skus = async (ids: (string | null)[] | null, claims: unknown = null) =>
  (await load(ids, claims)).map(({ sku }) => sku);

describe('api.load_variants', () => {
  it('has every variant, sold out and unpriced ones too, by product and variant id', async () => {
    expect(await load(['4', '1', '14'])).toEqual([
      {
        variantId: '11',
        productId: '1',
        sku: 'BJ-RED-M',
        options: { colour: 'red', size: 'M' },
        weightGrams: '1400',
      },
      {
        variantId: '12',
        productId: '1',
        sku: 'BJ-BLUE-L',
        options: { colour: 'blue', size: 'L' },
        weightGrams: '1500',
      },
      {
        variantId: '41',
        productId: '4',
        sku: 'DJ-BLUE-M',
        options: { colour: 'blue', size: 'M' },
        weightGrams: '900',
      },
      {
        variantId: '42',
        productId: '4',
        sku: 'DJ-BLUE-L',
        options: { colour: 'blue', size: 'L' },
        weightGrams: '950.5',
      },
      { variantId: '141', productId: '14', sku: 'SO-1', options: {}, weightGrams: null },
    ]);
    expect(await skus(['7', '19', '20'])).toEqual(['WP-GREY-M', 'CH-100', 'LV-BLACK-M']);
  });

  it.each<[string, (string | null)[] | null]>([
    ['no product', []],
    ['null', null],
    ['a product that nobody has', ['987654321', '-1', null]],
    ['a draft', ['10']],
    ['a product that the caller may not see', ['9']],
  ])('has none of %s', async (_what, ids) => {
    expect(await load(ids)).toEqual([]);
  });

  it('has each once of a product that is named twice', async () => {
    expect(await skus(['1', '1'])).toEqual(['BJ-RED-M', 'BJ-BLUE-L']);
  });

  it('shows a restricted product to its group', async () => {
    expect(await skus(['9', '6'], wholesale)).toEqual(['SJ-TAN-M', 'ZJ-BLACK-M']);
  });

  it('has none of a product from the moment that it is restricted', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.audience (product_id, customer_group) values (1, 'vip')`);
      expect(await load(['1'], null, database)).toEqual([]);
      expect(await load(['1'], wholesale, database)).toEqual([]);
      expect((await load(['1'], { group: 'vip' }, database)).length).toBe(2);
    });
  });

  it('refuses 1,001 products (TSLIM) and malformed claims (TSCLM)', async () => {
    expect(await refusal(load(Array(1001).fill('1')))).toMatchObject({
      code: 'TSLIM',
      hint: expect.stringMatching(/\w/),
    });
    expect(await refusal(load(['1'], 'me'))).toMatchObject({
      code: 'TSCLM',
      hint: expect.stringMatching(/\w/),
    });
  });

  it('writes nothing', async () => {
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      expect(await load(['2'], null, connection)).toMatchObject([{ sku: 'RJ-BLACK-M' }]);
    });
  });
});
