import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { handles, refusal, search } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** What `statement` leaves in the log, in order. */
async function log(database: Queryable, statement: string): Promise<unknown[]> {
  const [last] = await database.query<{ id: string }>('select max(change_id) as id from audit.change');
  await database.query(statement);
  return (
    await database.query<Record<string, unknown>>(
      'select product_id, key, before, after from audit.change where change_id > $1 order by change_id',
      [last!.id],
    )
  ).map(({ product_id, key, before, after }) => [product_id, key, before, after]);
}

describe('audit.change', () => {
  it('shows a price that moves to another variant as removed here and created there', async () => {
    await inTransaction(shop, async (database) => {
      const price = { amount: 20, compare_at: null, valid: '["2021-01-01 00:00:00+00",)' };
      expect(
        await log(
          database,
          'update product.price set variant_id = 182 where variant_id = 181 and price_list_id = 3',
        ),
      ).toEqual([
        ['18', { variant_id: 181, price_list_id: 3 }, price, null],
        ['18', { variant_id: 182, price_list_id: 3 }, null, price],
      ]);
    });
  });

  it('shows a stock that moves to another place, and a restriction that moves to another product', async () => {
    await inTransaction(shop, async (database) => {
      expect(await log(database, 'update product.stock set location_id = 2 where variant_id = 131')).toEqual([
        ['13', { variant_id: 131, location_id: 1 }, { on_hand: 50, reserved: 0 }, null],
        ['13', { variant_id: 131, location_id: 2 }, null, { on_hand: 50, reserved: 0 }],
      ]);
      const restriction = { customer_group: 'wholesale' };
      expect(await log(database, 'update product.audience set product_id = 13 where product_id = 9')).toEqual(
        [
          ['9', restriction, restriction, null],
          ['13', restriction, null, restriction],
        ],
      );
    });
  });

  it('writes a period alike, however the session that changes it writes dates', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`set local datestyle = 'German'`);
      await database.query(`set local timezone = 'Asia/Tokyo'`);
      expect(
        await log(
          database,
          `update product.price set valid = '[2021-01-01T00:00:00Z,2026-01-01T00:00:00Z)' where variant_id = 131`,
        ),
      ).toEqual([
        [
          '13',
          { variant_id: 131, price_list_id: 1 },
          expect.objectContaining({ valid: '["2021-01-01 00:00:00+00",)' }),
          expect.objectContaining({ valid: '["2021-01-01 00:00:00+00","2026-01-01 00:00:00+00")' }),
        ],
      ]);
    });
  });
});

describe('a fact that is written by plain SQL', () => {
  it('frees the product that a restriction leaves, and binds the one it comes to', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('update product.audience set product_id = 13 where product_id = 9');
      expect(await handles(database, { text: 'zibeline leather jacket', k: 1 })).toEqual(['zibeline-jacket']);
      expect(await handles(database, { text: 'frying pan', k: 200 })).not.toContain('frying-pan');
      expect(await database.query('select * from product.offer_drift()')).toEqual([]);
    });
  });

  it('renames an attribute for filters at once', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.attribute (name, label) values ('warranty', 'Warranty')`);
      await database.query(`update product.attribute set name = 'guarantee' where name = 'warranty'`);
      await database.query(
        `update product.product set attributes = attributes || '{"guarantee": "3 years"}' where product_id = 13`,
      );
      const held = await database.query<{ attributes: object }>(
        `select attributes from product.variant where variant_id in (131, 151) order by 1`,
      );
      expect(held.map(({ attributes }) => attributes)).toEqual(
        expect.arrayContaining([{ guarantee: ['3 years'], material: ['aluminium'] }, { capacity: ['150'] }]),
      );
    });
  });

  it('of more stock than a number holds does not stop prices, and counts as that number', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        'insert into product.stock (product_id, variant_id, location_id, on_hand) values (13, 131, 2, 2147483647)',
      );
      await database.query('update product.price set amount = 38 where variant_id = 131');
      const [item] = (await search(database, { text: 'frying pan', k: 1 })).items;
      expect([item!.price.amount, item!.stock.available]).toEqual(['38.00', 2147483647]);
    });
  });

  it('of years that RFC 3339 cannot write runs, as one without a bound', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.price set valid = '[4713-01-01 BC,294276-01-01)' where variant_id = 131`,
      );
      const [item] = (await search(database, { text: 'frying pan', k: 1 })).items;
      expect([item!.handle, item!.price.validFrom, item!.price.validTo]).toEqual(['frying-pan', null, null]);
      expect(item!.checks.map(({ satisfied, actual }) => [satisfied, actual])).toEqual([
        [true, 'valid since ever, no end set'],
      ]);
    });
  });

  it('of a draft does not betray its brand (TSFLT)', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `insert into product.brand (brand_id, slug, name) values (50, 'aardvark', 'Aardvark')`,
      );
      await database.query('update product.product set brand_id = 50 where product_id = 10');
      const filter = { brands: ['Aardvark'] };
      const { code, hint } = await refusal(
        database.transaction((connection) => search(connection, { filter })),
      );
      expect([code, hint.includes('Aardvark')]).toEqual(['TSFLT', false]);
    });
  });
});
