import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import {
  chat,
  handles,
  interpret,
  merchant,
  type Question,
  refusal,
  search,
  similarItems,
  skus,
  wholesale,
} from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** Every one of these would show the zibeline jacket if it could. */
const questions: Question[] = [
  { k: 200 },
  { k: 200, options: { sort: 'RATING' } },
  { text: 'zibeline', k: 200 },
  { text: 'zibeline leather jacket', k: 200 },
  { text: 'leather jacket', k: 200 },
  { text: 'ZJ-BLACK-M', k: 200 },
  { text: 'Zibeline leather jacket under $150 in stock by Acme in black', k: 200 },
  { text: 'zibelin jacket', k: 200 },
  { k: 200, filter: { attributes: [{ name: 'material', values: ['zibeline'] }] } },
  { k: 200, filter: { price: { min: '110', max: '110' } } },
  { k: 200, filter: { exclude: { attributes: [{ name: 'material', values: ['cotton'] }] } } },
  { k: 200, options: { like: { handle: 'biker-jacket' } } },
  { k: 200, options: { asOf: '2024-01-01T00:00:00Z' } },
];

/** A page without what differs from call to call. */
const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const stable = (page: object): unknown =>
  JSON.parse(
    JSON.stringify(page, (key, value) =>
      ['asOf', 'as_of', 'cursor', 'latency'].includes(key) || (typeof value === 'string' && isUuid(value))
        ? undefined
        : value,
    ),
  );

describe('a restricted product', () => {
  it('is in no answer of anybody but its group and the merchants', async () => {
    for (const question of questions) {
      for (const claims of [null, {}, { sub: 's-1' }, { group: 'vip' }]) {
        const asked = { ...question, claims };
        const seen = JSON.stringify([
          (await search(shop, asked)).items,
          await similarItems(shop, { text: null, ...asked }),
        ]);
        expect([question, seen.match(/ZJ-BLACK-M|zibeline-jacket|"product_?[iI]d":"9"/)]).toEqual([
          question,
          null,
        ]);
        if (question.text !== undefined) {
          const answer = await chat(shop, asked);
          expect(
            JSON.stringify([answer.rows, answer.sentences]).match(
              /ZJ-BLACK-M|zibeline-jacket|"product_?[iI]d":"9"/,
            ),
          ).toBeNull();
        }
      }
    }
  });

  it('is found by its group and by merchants, by words, by meaning, by filter and by browsing', async () => {
    for (const claims of [wholesale, merchant]) {
      for (const question of [
        { text: 'zibeline leather jacket', k: 1 },
        { k: 1, options: { sort: 'RATING' } },
        { k: 1, filter: { attributes: [{ name: 'material', values: ['zibeline'] }] } },
        { k: 1, filter: { price: { min: '110', max: '110' } } },
      ]) {
        expect([question, await handles(shop, { ...question, claims })]).toEqual([
          question,
          ['zibeline-jacket'],
        ]);
      }
      const like = await search(shop, { k: 200, claims, options: { like: { handle: 'biker-jacket' } } });
      expect(like.items.find(({ handle }) => handle === 'zibeline-jacket')?.score.semantic).toMatchObject({
        similarity: expect.any(Number),
      });
    }
  });

  it('leaves no trace: every answer to others is, to the last digit, what it would be without it', async () => {
    const answers = async (database: Queryable) => {
      const all: unknown[] = [];
      for (const question of questions) {
        all.push(stable(await search(database, question)));
        if (question.text !== undefined)
          all.push(stable(await chat(database, question)), await interpret(database, question.text!));
      }
      return all;
    };
    const withIt = await answers(shop);
    const without = await inTransaction(shop, async (database) => {
      await database.query('delete from product.product where product_id = 9');
      return answers(database);
    });
    expect(withIt).toEqual(without);
  });

  it('cannot be told from one that is not there, by any key', async () => {
    const probe = async (handle: string, productId: string, database: Database = shop) => [
      await refusal(search(database, { options: { like: { handle } } })).then(({ code, message }) => [
        code,
        message.replace(handle, '…'),
      ]),
      await refusal(search(database, { options: { like: { productId } } })).then(({ code, message }) => [
        code,
        message.replace(productId, '…'),
      ]),
      await search(database, { k: 200, filter: { exclude: { products: [handle] } } }).then(
        (page) => [
          page.total,
          page.interpretation.constraints.map(({ kind, label }) => [kind, label.replace(handle, '…')]),
        ],
        ({ code, message }: { code: string; message: string }) => [code, message.replace(handle, '…')],
      ),
    ];
    expect(await probe('zibeline-jacket', '9')).toEqual(await probe('no-such-jacket', '987654321'));
  });

  it('is not betrayed by the cursor of one who may see it', async () => {
    const question = { text: 'leather jacket', k: 1 };
    const page = await search(shop, { ...question, claims: wholesale });
    expect(
      await refusal(search(shop, { ...question, options: { after: page.items[0]!.cursor } })),
    ).toMatchObject({ code: 'TSCUR' });
  });

  it('stays hidden after a call of one who may see it, in the same transaction', async () => {
    await inTransaction(shop, async (database) => {
      for (const claims of [wholesale, merchant]) {
        expect(await handles(database, { text: 'zibeline', k: 1, claims })).toEqual(['zibeline-jacket']);
        expect(await handles(database, { text: 'zibeline', k: 1 })).toEqual([]);
        expect(await handles(database, { text: 'zibeline', k: 1, claims: {} })).toEqual([]);
        expect((await interpret(database, 'zibeline')).constraints).toHaveLength(1);
      }
    });
  });

  it('cannot be reached by settings that a caller makes up', async () => {
    const settings = await shop.query<{ setting: string }>(`
      select distinct (regexp_matches(coalesce(pg_get_expr(p.polqual, p.polrelid), ''), 'current_setting\\(''([^'']+)''', 'g'))[1] as setting from pg_policy p`);
    expect(settings.length).toBeGreaterThan(0);
    await inTransaction(shop, async (database) => {
      for (const { setting } of settings) {
        await database.query('select set_config($1, $2, true)', [
          setting,
          '{"role":"merchant","group":"wholesale"}',
        ]);
      }
      expect(await handles(database, { text: 'zibeline', k: 1 })).toEqual([]);
      for (const value of ['merchant', 'wholesale', 'true', 'on']) {
        for (const { setting } of settings)
          await database.query('select set_config($1, $2, true)', [setting, value]);
        expect(await skus(database, { filter: { price: { min: '110', max: '110' } } })).toEqual([]);
      }
    });
  });

  it('disappears with the row that restricts it, and comes back when it is lifted, in the very next answer', async () => {
    const black = { text: 'racer leather jacket', k: 1 };
    await shop.query(`insert into product.audience (product_id, customer_group) values (2, 'vip')`);
    const restricted = [
      await handles(shop, black),
      await handles(shop, { ...black, claims: { group: 'vip' } }),
      await handles(shop, { ...black, claims: wholesale }),
    ];
    await shop.query(`update product.audience set customer_group = 'wholesale' where product_id = 2`);
    const moved = [
      await handles(shop, { ...black, claims: { group: 'vip' } }),
      await handles(shop, { ...black, claims: wholesale }),
    ];
    await shop.query(`delete from product.audience where product_id = 2`);

    expect(restricted).toEqual([['racer-jacket-two'], ['racer-jacket'], ['racer-jacket-two']]);
    expect(moved).toEqual([['racer-jacket-two'], ['racer-jacket']]);
    expect(await handles(shop, black)).toEqual(['racer-jacket']);
  });

  it('may be for several groups', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.audience (product_id, customer_group) values (9, 'vip')`);
      const seen = await Promise.all(
        [wholesale, { group: 'vip' }, { group: 'trade' }].map((claims) =>
          handles(database, { text: 'zibeline', k: 1, claims }),
        ),
      );
      expect(seen).toEqual([['zibeline-jacket'], ['zibeline-jacket'], []]);
    });
  });

  it('carries its restriction on every table that could propose it, from whichever side it is written', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.audience (product_id, customer_group) values (13, 'vip')`);
      await database.query(
        `insert into product.variant (product_id, variant_id, sku) values (13, 132, 'FP-32')`,
      );
      await database.query(
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (13, 132, 1, 45, '[2021-01-01 00:00+00,)')`,
      );
      await database.query(
        `insert into product.stock (product_id, variant_id, location_id, on_hand) values (13, 132, 1, 5)`,
      );
      await database.query(
        `insert into product.curation (product_id, query_text, action, position) values (13, 'pan', 'PIN', 1)`,
      );
      await database.query(`update product.product set title = 'Frying pan' where product_id = 13`);
      await database.query('select api.embed_products()');
      const tables = await database.query<{ name: string }>(`
        select a.attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'audience' and c.relkind = 'r' and a.attnum > 0 order by 1`);
      for (const { name } of tables) {
        const rows = await database.query<{ audience: string[] | null }>(
          `select audience from ${name} where product_id = 13`,
        );
        expect([name, rows.length > 0, rows.filter(({ audience }) => audience?.join() !== 'vip')]).toEqual([
          name,
          true,
          [],
        ]);
      }
      expect(tables.map(({ name }) => name)).toEqual([
        'embeddings.product_embedding',
        'product.curation',
        'product.offer',
        'product.price',
        'product.product',
        'product.stock',
        'product.variant',
      ]);
    });
  });

  it.each([
    'product.product',
    'product.variant',
    'product.stock',
    'product.price',
    'embeddings.product_embedding',
    'product.offer',
  ])('cannot be opened by writing the copied restriction itself: %s', async (table) => {
    await inTransaction(shop, async (database) => {
      await database
        .transaction((connection) =>
          connection.query(`update ${table} set audience = null where product_id = 9`),
        )
        .catch(() => undefined);
      expect(await handles(database, { text: 'zibeline leather jacket', k: 200 })).not.toContain(
        'zibeline-jacket',
      );
      expect(await skus(database, {})).not.toContain('ZJ-BLACK-M');
    });
  });

  it('does not betray a brand that has nothing else', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.brand (brand_id, slug, name) values (77, 'zib', 'Zib')`);
      await database.query('update product.product set brand_id = 77 where product_id = 9');
      const filter = { brands: ['zib'] };
      const { code, message, hint } = await refusal(
        database.transaction((connection) => search(connection, { filter })),
      );
      const { message: unknown } = await refusal(
        database.transaction((connection) => search(connection, { filter: { brands: ['nob'] } })),
      );
      expect([code, message, hint]).toEqual([
        'TSFLT',
        unknown.replace('nob', 'zib'),
        expect.not.stringContaining('Zib'),
      ]);
      expect(await handles(database, { filter, claims: wholesale })).toEqual(['zibeline-jacket']);
      expect((await interpret(database, 'jacket by Zib')).constraints.map(({ kind }) => kind)).toEqual([
        'CURRENT_PRICE',
      ]);
    });
  });

  it('teaches no word: neither repair nor reading nor the model knows it', async () => {
    const [row] = await shop.query<{ known: number }>(
      `select count(*)::int as known from embeddings.token where token = 'zibeline'`,
    );
    expect(row!.known).toBe(0);
    for (const claims of [null, wholesale])
      expect((await interpret(shop, 'zibelin', claims)).repairs).toEqual([]);
  });
});

describe("the gateway's role", () => {
  it('has the same answers, through the entry points alone', async () => {
    await inTransaction(shop, async (database) => {
      const asOwner = stable(
        await search(database, { text: 'leather jacket', k: 5, options: { asOf: '2026-01-01T00:00:00Z' } }),
      );
      await database.query('set local role trueshelf_gateway');
      expect(
        stable(
          await search(database, { text: 'leather jacket', k: 5, options: { asOf: '2026-01-01T00:00:00Z' } }),
        ),
      ).toEqual(asOwner);
      expect(await handles(database, { text: 'zibeline', k: 1, claims: wholesale })).toEqual([
        'zibeline-jacket',
      ]);
      expect((await chat(database, { text: 'suede jacket' })).decision_id).toEqual(expect.any(String));
      for (const statement of [
        'select * from product.product',
        'select * from product.offer',
        'select * from embeddings.product_embedding',
        'select * from audit.decision',
        'select * from memory.turn',
        'select api.embed_products()',
        `select product.set_claims('{"role":"merchant"}')`,
        `update product.price set amount = 1`,
      ]) {
        expect([
          statement,
          await refusal(database.transaction((connection) => connection.query(statement))),
        ]).toEqual([statement, expect.objectContaining({ code: '42501' })]);
      }
    });
  });
});
