import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, refusal, search } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Change {
  product_id: string;
  actor: string;
  cause: string | null;
  relation: string;
  key: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** What `statement` leaves in the log, in order. */
async function changes(
  statement: string,
  before: (database: Queryable) => Promise<unknown> = async () => undefined,
): Promise<Change[]> {
  return inTransaction(shop, async (database) => {
    await before(database);
    const [last] = await database.query<{ id: string }>(
      'select coalesce(max(change_id), 0) as id from audit.change',
    );
    await database.query(statement);
    return database.query<Change>(
      'select product_id, actor, cause, relation, key, before, after from audit.change where change_id > $1 order by change_id',
      [last!.id],
    );
  });
}

describe('audit.change', () => {
  it.each<[string, string, Partial<Change>[]]>([
    [
      'a price that is changed',
      `update product.price set amount = 35 where variant_id = 131`,
      [
        {
          product_id: '13',
          relation: 'product.price',
          key: expect.objectContaining({ variant_id: 131, price_list_id: 1 }),
          before: expect.objectContaining({ amount: 39.9 }),
          after: expect.objectContaining({ amount: 35 }),
        },
      ],
    ],
    [
      'a price that begins',
      `insert into product.price (product_id, variant_id, price_list_id, amount) values (13, 131, 2, 33)`,
      [
        {
          product_id: '13',
          relation: 'product.price',
          before: null,
          after: expect.objectContaining({ amount: 33 }),
        },
      ],
    ],
    [
      'a price that is ended',
      `update product.price set valid = '[2021-01-01 00:00+00,2026-01-01 00:00+00)' where variant_id = 131`,
      [
        {
          relation: 'product.price',
          before: expect.objectContaining({ valid: expect.any(String) }),
          after: expect.objectContaining({ valid: expect.stringContaining('2026') }),
        },
      ],
    ],
    [
      'a price that is removed',
      `delete from product.price where variant_id = 131`,
      [
        {
          product_id: '13',
          relation: 'product.price',
          before: expect.objectContaining({ amount: 39.9 }),
          after: null,
        },
      ],
    ],
    [
      'a stock that is changed',
      `update product.stock set on_hand = 49, reserved = 2 where variant_id = 131`,
      [
        {
          product_id: '13',
          relation: 'product.stock',
          key: expect.objectContaining({ variant_id: 131, location_id: 1 }),
          before: expect.objectContaining({ on_hand: 50, reserved: 0 }),
          after: expect.objectContaining({ on_hand: 49, reserved: 2 }),
        },
      ],
    ],
    [
      'a text that is changed',
      `update product.product set title = 'Frying pan, 28 cm' where product_id = 13`,
      [
        {
          product_id: '13',
          relation: 'product.product',
          before: expect.objectContaining({ title: 'Non-stick frying pan' }),
          after: expect.objectContaining({ title: 'Frying pan, 28 cm' }),
        },
      ],
    ],
    [
      'a restriction',
      `insert into product.audience (product_id, customer_group) values (13, 'vip')`,
      [
        {
          product_id: '13',
          relation: 'product.audience',
          key: expect.objectContaining({ customer_group: 'vip' }),
          before: null,
          after: expect.anything(),
        },
      ],
    ],
    [
      'a restriction that is lifted',
      `delete from product.audience where product_id = 9`,
      [
        {
          product_id: '9',
          relation: 'product.audience',
          key: expect.objectContaining({ customer_group: 'wholesale' }),
          before: expect.anything(),
          after: null,
        },
      ],
    ],
  ])('has, once, %s', async (_what, statement, expected) => {
    expect((await changes(statement)).map(({ actor: _actor, cause: _cause, ...change }) => change)).toEqual(
      expected.map((one) => expect.objectContaining(one)),
    );
  });

  it.each([
    ['a price', `update product.price set amount = amount`],
    ['a stock', `update product.stock set on_hand = on_hand`],
    ['a text', `update product.product set title = title, updated_at = now()`],
  ])('has nothing of an update that changes nothing: %s', async (_what, statement) => {
    expect(await changes(statement)).toEqual([]);
  });

  it('has a row per price of a statement that changes many', async () => {
    const rows = await changes(`update product.price set amount = amount + 1 where price_list_id = 1`);
    expect(rows.length).toBe((await shop.query(`select from product.price where price_list_id = 1`)).length);
  });

  it('names the login as the actor, or whom trueshelf.actor names, and the cause', async () => {
    const statement = `update product.stock set on_hand = 49 where variant_id = 131`;
    const [login] = await shop.query<{ name: string }>('select session_user::text as name');
    expect(await changes(statement)).toMatchObject([{ actor: login!.name, cause: null }]);
    expect(
      await changes(statement, async (database) => {
        await database.query(
          `select set_config('trueshelf.actor', 'erp', true), set_config('trueshelf.cause', 'order 17', true)`,
        );
      }),
    ).toMatchObject([{ actor: 'erp', cause: 'order 17' }]);
  });

  it('outlives the product', async () => {
    const rows = await changes('delete from product.product where product_id = 13');
    expect(rows.map(({ relation, before, after }) => [relation, before === null, after]).sort()).toEqual([
      ['product.price', false, null],
      ['product.product', false, null],
      ['product.stock', false, null],
    ]);
    expect(new Set(rows.map(({ product_id }) => product_id))).toEqual(new Set(['13']));
  });

  it.each([
    ['an update', `update audit.change set actor = 'nobody'`],
    ['a deletion', `delete from audit.change`],
    ['a truncation', `truncate audit.change`],
  ])('is append-only: %s is refused to its owner too', async (_what, statement) => {
    expect(await refusal(shop.query(statement))).toMatchObject({ code: '23001' });
  });

  it.each(['audit.change', 'audit.decision', 'audit.feedback'])(
    'is append-only where other triggers are off as well, as are decisions and feedback: %s',
    async (table) => {
      for (const statement of [`delete from ${table}`, `truncate ${table} cascade`]) {
        await inTransaction(shop, async (database) => {
          const { decision_id: id } = await chat(database, { text: 'frying pan' });
          await database.query(
            `insert into audit.feedback (decision_id, kind, principal) values ($1, 'HELPFUL', 'anonymous')`,
            [id],
          );
          await database.query('set local session_replication_role = replica');
          expect(await refusal(database.query(statement))).toMatchObject({ code: '23001' });
        });
      }
    },
  );

  it('is not written by reading', async () => {
    const count = async () =>
      (await shop.query<{ count: string }>('select count(*) from audit.change'))[0]!.count;
    const before = await count();
    await search(shop, { text: 'leather jacket under $150' });
    expect(await count()).toBe(before);
  });
});
