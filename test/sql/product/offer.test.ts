import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, refusal, search, wholesale } from '../fixture/ask.ts';
import { meets, readFacts } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { makeRandom } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const drift = (database: Queryable) => database.query('select * from product.offer_drift()');

const offersOf = async (database: Queryable, productId: number) =>
  (
    await database.query<{ offer: string }>(
      `select concat_ws(' ', o.variant_id, l.code, o.amount, o.currency, coalesce(o.available::text, '-'), to_char(o.valid_from at time zone 'utc', 'YYYY'),
         case when o.valid_to < 'infinity' then to_char(o.valid_to at time zone 'utc', 'YYYY') else '…' end, o.audience) as offer
       from product.offer o join product.price_list l using (price_list_id)
       where o.product_id = $1 order by o.variant_id, o.price_list_id, o.valid_from`,
      [productId],
    )
  ).map(({ offer }) => offer);

describe('product.offer', () => {
  it('has a row per variant, price list and price period of an active product, the past and the future too', async () => {
    expect(await offersOf(shop, 6)).toEqual([
      '61 usd 200 USD 15 2020 2025',
      '61 usd 150 USD 15 2025 2098',
      '61 usd 90 USD 15 2098 …',
    ]);
    expect(await offersOf(shop, 18)).toEqual([
      '181 usd 30 USD 25 2021 …',
      '181 usd-wholesale 20 USD 25 2021 …',
      '182 usd 32 USD 25 2021 …',
    ]);
    expect(await offersOf(shop, 4)).toEqual(['41 usd 79.99 USD 30 2021 …', '42 usd 84.99 USD 0 2021 …']);
    expect(await offersOf(shop, 5)).toEqual(['51 usd 99 USD - 2021 …']);
    expect(await offersOf(shop, 9)).toEqual(['91 usd 110 USD 10 2021 … {wholesale}']);
    expect(await offersOf(shop, 10)).toEqual([]);
  });

  it.each<[string, string, number, string[]]>([
    [
      'a stock that is counted for the first time',
      `insert into product.stock (product_id, variant_id, location_id, on_hand) values (5, 51, 2, 4)`,
      5,
      ['51 usd 99 USD 4 2021 …'],
    ],
    [
      'a stock in a second place',
      `insert into product.stock (product_id, variant_id, location_id, on_hand, reserved) values (6, 61, 2, 4, 9)`,
      6,
      ['61 usd 200 USD 15 2020 2025', '61 usd 150 USD 15 2025 2098', '61 usd 90 USD 15 2098 …'],
    ],
    [
      'a reservation',
      `update product.stock set reserved = 14 where variant_id = 151`,
      15,
      ['151 usd 89 USD 6 2021 …', '151 eur 85 EUR 6 2021 …'],
    ],
    [
      'the last stock row being deleted',
      `delete from product.stock where variant_id = 131`,
      13,
      ['131 usd 39.9 USD - 2021 …'],
    ],
    [
      'a stock that is moved to another variant',
      `update product.stock set variant_id = 182 where variant_id = 181 and false`,
      18,
      ['181 usd 30 USD 25 2021 …', '181 usd-wholesale 20 USD 25 2021 …', '182 usd 32 USD 25 2021 …'],
    ],
    [
      'a price that is inserted',
      `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (13, 131, 2, 35, '[2025-01-01 00:00+00,2026-01-01 00:00+00)')`,
      13,
      ['131 usd 39.9 USD 50 2021 …', '131 eur 35 EUR 50 2025 2026'],
    ],
    [
      'a price whose period is shortened',
      `update product.price set valid = '[2021-01-01 00:00+00,2024-01-01 00:00+00)' where variant_id = 131`,
      13,
      ['131 usd 39.9 USD 50 2021 2024'],
    ],
    [
      'a price whose beginning is moved',
      `update product.price set valid = '[2022-01-01 00:00+00,)' where variant_id = 131`,
      13,
      ['131 usd 39.9 USD 50 2022 …'],
    ],
    [
      'a price that is moved to another variant',
      `update product.price set variant_id = 182 where variant_id = 181 and price_list_id = 3`,
      18,
      ['181 usd 30 USD 25 2021 …', '182 usd 32 USD 25 2021 …', '182 usd-wholesale 20 USD 25 2021 …'],
    ],
    [
      'a price that is moved to another list',
      `update product.price set price_list_id = 2 where variant_id = 131`,
      13,
      ['131 eur 39.9 EUR 50 2021 …'],
    ],
    [
      'a price that has always run',
      `update product.price set valid = '[-infinity,2024-01-01 00:00+00)' where variant_id = 131`,
      13,
      ['131 usd 39.9 USD 50 2024'], // to_char writes nothing for -infinity
    ],
    ['a price that is deleted', `delete from product.price where variant_id = 131`, 13, []],
    [
      'a variant that is deleted',
      `delete from product.variant where variant_id = 181`,
      18,
      ['182 usd 32 USD 25 2021 …'],
    ],
    [
      'a product that becomes a draft',
      `update product.product set status = 'draft' where product_id = 13`,
      13,
      [],
    ],
    [
      'a draft that becomes a product',
      `update product.product set status = 'active' where product_id = 10`,
      10,
      ['101 usd 50 USD 10 2021 …'],
    ],
    [
      'a restriction',
      `insert into product.audience (product_id, customer_group) values (13, 'vip'), (13, 'trade')`,
      13,
      ['131 usd 39.9 USD 50 2021 … {trade,vip}'],
    ],
    [
      'a restriction that is lifted',
      `delete from product.audience where product_id = 9`,
      9,
      ['91 usd 110 USD 10 2021 …'],
    ],
    ['a product that is deleted', `delete from product.product where product_id = 13`, 13, []],
  ])('follows, in the same transaction, %s', async (_what, statement, productId, expected) => {
    await inTransaction(shop, async (database) => {
      await database.query(statement);
      expect(await offersOf(database, productId)).toEqual(expected);
      expect(await drift(database)).toEqual([]);
    });
  });

  it('does not drift in a thousand random edits, and answers as the facts do (seeded)', async () => {
    await inTransaction(shop, async (database) => {
      const random = makeRandom(7);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
      let refused = 0;
      for (let round = 0; round < 1000; round += 1) {
        await database
          .transaction((connection) => connection.query(pick(edits)(random, pick)))
          .catch(() => {
            refused += 1;
          });
        if (round % 100 === 99) expect(await drift(database)).toEqual([]);
      }
      expect(refused).toBeLessThan(400);

      const facts = await readFacts(database);
      for (const claims of [null, wholesale, { group: 'vip' }]) {
        const group = claims?.group;
        for (const currency of ['USD', 'EUR']) {
          const page = await search(database, { k: 200, claims, options: { currency } });
          const asker = { asOf: new Date(page.asOf), currency, ...(group === undefined ? {} : { group }) };
          const expected = new Set(
            facts.filter((fact) => meets(fact, {}, asker)).map(({ handle }) => handle),
          );
          expect(page.items.map(({ handle }) => handle).sort()).toEqual([...expected].sort());
          prove(page, facts, group);
        }
      }
      expect((await search(database, { k: 200, claims: merchant })).items.length).toBeGreaterThan(5);
    });
  });

  it('can be proved wrong: product.offer_drift shows an amount, a stock, a period, a restriction and a row that are not the facts', async () => {
    for (const tamper of [
      `update product.offer set amount = 1 where variant_id = 131`,
      `update product.offer set available = 9999 where variant_id = 131`,
      `update product.offer set available = null where variant_id = 131`,
      `update product.offer set valid_to = '2099-01-01' where variant_id = 131`,
      `update product.offer set audience = '{vip}' where variant_id = 131`,
      `update product.offer set audience = null where variant_id = 91`,
      `delete from product.offer where variant_id = 131`,
      `insert into product.offer select 10, 101, o.price_list_id, o.valid_from, o.valid_to, o.amount, o.compare_at, o.currency, o.available, o.audience from product.offer o where o.variant_id = 131`,
    ]) {
      await inTransaction(shop, async (database) => {
        await database.query(tamper);
        expect([tamper, await drift(database)]).toEqual([
          tamper,
          [expect.objectContaining({ fault: expect.stringMatching(/\w/) })],
        ]);
      });
    }
  });

  it('can be mended as the comment of product.offer_drift says', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.offer set amount = 1 where product_id = 13`);
      await database.query('select product.refresh_offers(13, null)');
      expect(await drift(database)).toEqual([]);
      expect(await offersOf(database, 13)).toEqual(['131 usd 39.9 USD 50 2021 …']);
    });
  });

  it.each(['price', 'stock', 'audience', 'variant', 'product'])(
    'is not left behind by truncate of product.%s, which is refused',
    async (table) => {
      expect(await refusal(shop.query(`truncate product.${table} cascade`))).toMatchObject({
        code: '23001',
        hint: expect.stringMatching(/\w/),
      });
    },
  );

  it('cannot be made to lie by a change of the currency of a list', async () => {
    await inTransaction(shop, async (database) => {
      await database
        .transaction((connection) =>
          connection.query(`update product.price_list set currency = 'GBP' where code = 'eur'`),
        )
        .catch(() => undefined);
      expect(await drift(database)).toEqual([]);
    });
  });
});

type Pick = <T>(list: readonly T[]) => T;

const variants = [
  [1, 11],
  [1, 12],
  [2, 21],
  [4, 41],
  [4, 42],
  [6, 61],
  [9, 91],
  [10, 101],
  [18, 181],
  [18, 182],
] as const;
const years = ['2021', '2023', '2025', '2026', '2027', '2090'] as const;

/** Statements that a shop might run, most of which succeed; a period that overlaps another is refused. */
const edits: ((random: () => number, pick: Pick) => string)[] = [
  (random, pick) => {
    const [product, variant] = pick(variants);
    const from = pick(years);
    const to = pick(years);
    return `insert into product.price (product_id, variant_id, price_list_id, amount, valid)
      values (${product}, ${variant}, ${pick([1, 2, 3])}, ${(1 + random() * 200).toFixed(2)}, '[${from < to ? from : to}-01-01 00:00+00,${from < to ? to : '2099'}-06-01 00:00+00)')`;
  },
  (random, pick) =>
    `update product.price set amount = ${(1 + random() * 200).toFixed(2)}, compare_at = null where variant_id = ${pick(variants)[1]}`,
  (_random, pick) =>
    `delete from product.price where variant_id = ${pick(variants)[1]} and price_list_id = ${pick([1, 2, 3])} and upper(valid) < '2030-01-01'`,
  (_random, pick) =>
    `update product.price set valid = tstzrange(lower(valid), '${pick(years)}-03-01 00:00+00') where variant_id = ${pick(variants)[1]} and upper_inf(valid) and price_list_id <> 1`,
  (random, pick) => {
    const [product, variant] = pick(variants);
    return `insert into product.stock (product_id, variant_id, location_id, on_hand) values (${product}, ${variant}, ${pick([1, 2])}, ${Math.floor(random() * 9)})
      on conflict (product_id, variant_id, location_id) do update set on_hand = excluded.on_hand`;
  },
  (random, pick) =>
    `update product.stock set reserved = ${Math.floor(random() * 9)} where product_id = ${pick(variants)[0]}`,
  (_random, pick) =>
    `delete from product.stock where variant_id = ${pick(variants)[1]} and location_id = ${pick([1, 2])}`,
  (_random, pick) =>
    `update product.product set status = '${pick(['active', 'active', 'draft', 'archived'])}' where product_id = ${pick(variants)[0]}`,
  (_random, pick) =>
    `insert into product.audience (product_id, customer_group) values (${pick(variants)[0]}, '${pick(['vip', 'wholesale', 'trade'])}')`,
  (_random, pick) => `delete from product.audience where product_id = ${pick(variants)[0]}`,
  (_random, pick) =>
    `update product.audience set customer_group = '${pick(['vip', 'staff'])}' where product_id = ${pick(variants)[0]} and customer_group = 'trade'`,
  (_random, pick) =>
    `update product.variant set options = options || '{"size": "${pick(['S', 'M', 'L'])}"}' where variant_id = ${pick(variants)[1]}`,
  (_random, pick) =>
    `update product.product set category_id = ${pick([2, 3, 6])}, brand_id = ${pick([1, 2, 3])} where product_id = ${pick(variants)[0]}`,
  (_random, pick) =>
    `update product.stock set location_id = ${pick([1, 2])} where variant_id = ${pick(variants)[1]}`,
];
