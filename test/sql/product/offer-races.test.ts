import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { onServer } from '../../harness/engine.ts';
import { useShop } from '../fixture/use-shop.ts';

const price = `update product.price set amount = amount + 1 where variant_id = 131`;
const stock = `update product.stock set on_hand = on_hand + 1 where variant_id = 131`;
const newPrice = `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (13, 131, 2, 40, '[2021-01-01 00:00+00,)')`;
const newStock = `insert into product.stock (product_id, variant_id, location_id, on_hand) values (13, 131, 2, 7)`;
const restriction = `insert into product.audience (product_id, customer_group) values (13, 'vip')`;
const draft = `update product.product set status = 'draft' where product_id = 13`;

// The embedded engine has one connection, and so no two writers at once.
describe.runIf(onServer())('product.offer under two writers at once', () => {
  const shop = useShop();

  it.each<[string, string, string]>([
    ['a price and a stock', price, stock],
    ['a stock and a price', stock, price],
    ['a new price and a new stock', newPrice, newStock],
    ['a stock in one place and in another', stock, newStock],
    ['a restriction and a new price', restriction, newPrice],
    ['a new price and a restriction', newPrice, restriction],
    ['a restriction and a new stock', restriction, newStock],
    ['two restrictions', restriction, restriction.replace('vip', 'trade')],
    ['a draft and a new price', draft, newPrice],
    ['a new price and a draft', newPrice, draft],
  ])('does not drift: %s', async (_what, first, second) => {
    await shop.session(async (one) => {
      await shop.session(async (two) => {
        await one.query('begin');
        await one.query(first);
        const other = runWhole(two, second);
        await sleep(150); // the second either waits for the first by now, or is done
        await one.query('commit');
        await other;
      });
    });
    const drift = await shop.query('select * from product.offer_drift()');
    const open = await shop.query(`
      select from product.product where product_id = 13
        and audience is distinct from (select array_agg(customer_group order by customer_group) from product.audience where product_id = 13)
      union all select from product.price where product_id = 13 and audience is distinct from (select audience from product.product where product_id = 13)
      union all select from product.stock where product_id = 13 and audience is distinct from (select audience from product.product where product_id = 13)
      union all select from product.offer where product_id = 13 and audience is distinct from (select audience from product.product where product_id = 13)`);
    await restore();

    expect([drift, open]).toEqual([[], []]);
  });

  async function runWhole(connection: Queryable, statement: string): Promise<void> {
    await connection.query('begin');
    await connection.query(statement);
    await connection.query('commit');
  }

  async function restore(): Promise<void> {
    for (const statement of [
      `delete from product.audience where product_id = 13`,
      `delete from product.price where variant_id = 131 and price_list_id = 2`,
      `delete from product.stock where variant_id = 131 and location_id = 2`,
      `update product.product set status = 'active' where product_id = 13`,
      `select product.refresh_offers(13, null)`,
    ]) {
      await shop.query(statement);
    }
  }
});
