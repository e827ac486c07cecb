import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const productOf = async (database: Database, handle: string) =>
  (
    await database.query<{ product_id: string }>(
      'select product_id from product.product_handle where handle = $1',
      [handle],
    )
  ).map(({ product_id }) => product_id);
const variantOf = async (database: Database, sku: string) =>
  (
    await database.query<{ product_id: string; variant_id: string }>(
      'select product_id, variant_id from product.sku where sku = $1',
      [sku],
    )
  ).map(({ product_id, variant_id }) => `${product_id}.${variant_id}`);

describe('product.product_handle', () => {
  it('has every handle with its product', async () => {
    const wrong = await shop.query(`
      select p.handle, k.handle from product.product p full join product.product_handle k on k.product_id = p.product_id and k.handle = p.handle
      where p.handle is null or k.handle is null`);
    expect(wrong).toEqual([]);
  });

  it('follows a new handle and frees the old one', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.product set handle = 'racer' where product_id = 2`);
      expect([await productOf(database, 'racer'), await productOf(database, 'racer-jacket')]).toEqual([
        ['2'],
        [],
      ]);
      await database.query(`update product.product set handle = 'racer-jacket' where product_id = 11`);
      expect(await productOf(database, 'racer-jacket')).toEqual(['11']);
      await database.query(`delete from product.product where product_id = 11`);
      expect(await productOf(database, 'racer-jacket')).toEqual([]);
    });
  });

  it.each([
    [
      'a new product',
      `insert into product.product (handle, title, category_id) values ('racer-jacket', 'Copy', 2)`,
    ],
    ['a product that is renamed', `update product.product set handle = 'racer-jacket' where product_id = 11`],
    [
      'two new products of one statement',
      `insert into product.product (handle, title, category_id) values ('twin', 'A', 2), ('twin', 'B', 2)`,
    ],
  ])('refuses a handle that is taken, to %s (23505)', async (_what, statement) => {
    expect(await refusal(shop.query(statement))).toMatchObject({ code: '23505' });
  });

  it('lets a statement rename many', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.product set handle = 'x-' || handle`);
      expect([
        await productOf(database, 'x-racer-jacket'),
        await productOf(database, 'racer-jacket'),
      ]).toEqual([['2'], []]);
    });
  });
});

describe('product.sku', () => {
  it('has every SKU with its variant', async () => {
    const wrong = await shop.query(`
      select v.sku, k.sku from product.variant v full join product.sku k on (k.product_id, k.variant_id, k.sku) = (v.product_id, v.variant_id, v.sku)
      where v.sku is null or k.sku is null`);
    expect(wrong).toEqual([]);
  });

  it('follows a new SKU and frees the old one', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.variant set sku = 'RACER' where variant_id = 21`);
      expect([await variantOf(database, 'RACER'), await variantOf(database, 'RJ-BLACK-M')]).toEqual([
        ['2.21'],
        [],
      ]);
      await database.query(`update product.variant set sku = 'RJ-BLACK-M' where variant_id = 111`);
      expect(await variantOf(database, 'RJ-BLACK-M')).toEqual(['11.111']);
      await database.query(`delete from product.product where product_id = 11`);
      expect(await variantOf(database, 'RJ-BLACK-M')).toEqual([]);
    });
  });

  it.each([
    ['a new variant of another product', `insert into product.variant (product_id, sku) values (2, 'FP-28')`],
    [
      'a new variant of the same product',
      `insert into product.variant (product_id, sku) values (13, 'FP-28')`,
    ],
    ['a variant that is renamed', `update product.variant set sku = 'FP-28' where variant_id = 21`],
  ])('refuses a SKU that is taken, to %s (23505)', async (_what, statement) => {
    expect(await refusal(shop.query(statement))).toMatchObject({ code: '23505' });
  });
});
