import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import {
  chat,
  handles,
  merchant,
  offers,
  type Question,
  refusal,
  search,
  skus,
  wholesale,
} from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
const suede: Question = { filter: { attributes: [{ name: 'material', values: ['suede'] }] } };

const priceNow = async (database: Queryable, sku: string, question: Question = {}) => {
  const page = await search(database, { k: 200, ...question });
  return page.items.find((item) => item.sku === sku)?.price.amount;
};

describe('an instant in the past', () => {
  it.each([
    ['2019-12-31T23:59:59.999999Z', []],
    [
      '2020-01-01T00:00:00Z',
      [
        ['WP-GREY-M', '60.00'],
        ['SJ-TAN-M', '200.00'],
      ],
    ],
    [
      '2020-12-31T23:59:59.999999Z',
      [
        ['WP-GREY-M', '60.00'],
        ['SJ-TAN-M', '200.00'],
      ],
    ],
  ])('has the prices of %s and no others', async (asOf, expected) => {
    expect(await offers(shop, { options: { asOf } })).toEqual(expected);
  });

  it.each([
    ['2024-12-31T23:59:59.999999Z', '200.00'],
    ['2025-01-01T00:00:00Z', '150.00'],
    ['2025-01-01T01:00:00+02:00', '200.00'],
    ['2025-01-01T02:00:00+02:00', '150.00'],
  ])('ends a price at its end, not after: at %s the suede jacket costs %s', async (asOf, expected) => {
    const page = await search(shop, { ...suede, options: { asOf } });
    expect(page.items.map(({ price }) => price.amount)).toEqual([expected]);
    expect(new Date(page.asOf).getTime()).toBe(new Date(asOf).getTime());
    expect(page.items[0]!.checks[0]).toMatchObject({ kind: 'CURRENT_PRICE', satisfied: true });
  });

  it.each([
    ['2023-12-31T23:59:59.999999Z', ['WP-GREY-M']],
    ['2024-01-01T00:00:00Z', []],
  ])('at the very end of a price has it no more: %s', async (asOf, expected) => {
    expect(
      await skus(shop, {
        text: 'winter parka',
        filter: { price: { max: '60' }, categories: ['jackets'] },
        options: { asOf },
      }),
    ).toEqual(expected);
  });

  it('judges the bounds of the filter by the prices of then', async () => {
    const under160 = { filter: { categories: ['jackets'], price: { min: '145', max: '160' } } };
    expect(await skus(shop, under160)).toEqual(['FJ-BROWN-S', 'SJ-TAN-M']);
    expect(await skus(shop, { ...under160, options: { asOf: '2024-06-01T00:00:00Z' } })).toEqual([
      'FJ-BROWN-S',
    ]);
  });

  it('has the stock of now all the same', async () => {
    const page = await search(shop, { ...suede, options: { asOf: '2020-06-01T00:00:00Z' } });
    expect(page.items[0]!.stock).toMatchObject({ available: 15, status: 'IN_STOCK' });
  });
});

describe('an instant to come', () => {
  const asOf = '2098-06-01T00:00:00Z';

  it.each([
    ['nobody', null],
    ['a shopper', { sub: 's-1', role: 'shopper' }],
    ['a wholesale customer', wholesale],
  ])('is refused to %s (TSFOR)', async (_who, claims) => {
    for (const call of [
      search(shop, { options: { asOf }, claims }),
      chat(shop, { text: 'jacket', options: { asOf }, claims }),
    ]) {
      const { code, hint } = await refusal(call);
      expect([code, hint]).toEqual(['TSFOR', expect.stringMatching(/\w/)]);
    }
  });

  it('is refused a second ahead as well (TSFOR)', async () => {
    const soon = new Date(Date.now() + 5000).toISOString();
    expect(await refusal(search(shop, { options: { asOf: soon } }))).toMatchObject({ code: 'TSFOR' });
  });

  it('shows a merchant the scheduled prices', async () => {
    const page = await search(shop, { k: 200, options: { asOf, sort: 'PRICE_ASC' }, claims: merchant });
    const scheduled = page.items.filter(({ sku }) => ['SJ-TAN-M', 'SC-TAN-M', 'RJ-BLACK-M'].includes(sku));
    expect(scheduled.map(({ sku, price }) => [sku, price.amount])).toEqual([
      ['SC-TAN-M', '70.00'],
      ['SJ-TAN-M', '90.00'],
      ['RJ-BLACK-M', '140.00'],
    ]);
  });

  it('is not shown in the present by any word of it', async () => {
    expect(JSON.stringify(await search(shop, { text: 'spring coat suede jacket', k: 200 }))).not.toMatch(
      /SC-TAN-M|spring-coat/,
    );
    expect(await priceNow(shop, 'SJ-TAN-M')).toBe('150.00');
  });
});

describe('a price that is written', () => {
  it('shows in the very next answer, committed', async () => {
    await shop.query(`update product.price set amount = 99.99 where variant_id = 31`);
    const cheaper = [
      await priceNow(shop, 'FJ-BROWN-S'),
      await handles(shop, { text: 'featherlight leather jacket under $100', k: 1 }),
    ];
    await shop.query(`update product.price set amount = 149 where variant_id = 31`);

    expect(cheaper).toEqual(['99.99', ['featherlight-jacket']]);
    expect(await priceNow(shop, 'FJ-BROWN-S')).toBe('149.00');
  });

  it('shows when it is inserted, moved in time, moved to another list or deleted', async () => {
    await inTransaction(shop, async (database) => {
      expect(await priceNow(database, 'SC-TAN-M')).toBeUndefined();
      await database.query(
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (8, 81, 1, 65, '[2025-01-01 00:00+00,2098-01-01 00:00+00)')`,
      );
      expect(await priceNow(database, 'SC-TAN-M')).toBe('65.00');
      await database.query(
        `update product.price set valid = '[2025-01-01 00:00+00,2025-02-01 00:00+00)' where variant_id = 81 and amount = 65`,
      );
      expect(await priceNow(database, 'SC-TAN-M')).toBeUndefined();
      await database.query(`update product.price set price_list_id = 2 where variant_id = 131`);
      expect(await priceNow(database, 'FP-28')).toBeUndefined();
      expect(await priceNow(database, 'FP-28', { options: { currency: 'EUR' } })).toBe('39.90');
      await database.query(`delete from product.price where variant_id = 161`);
      expect(await priceNow(database, 'CL-1')).toBeUndefined();
    });
  });

  it('shows when it is written through merge', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`
        merge into product.price p using (values (13, 131, 35.00)) n (product_id, variant_id, amount)
        on p.product_id = n.product_id and p.variant_id = n.variant_id when matched then update set amount = n.amount`);
      expect(await priceNow(database, 'FP-28')).toBe('35.00');
    });
  });

  it('goes with its variant, and a product that is archived, drafted or deleted is gone', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`delete from product.variant where variant_id = 181`);
      expect(await priceNow(database, 'WS-GREY')).toBe('32.00');
      await database.query(`update product.product set status = 'archived' where product_id = 13`);
      await database.query(`update product.product set status = 'draft' where product_id = 14`);
      await database.query(`delete from product.product where product_id = 16`);
      await database.query(`update product.product set status = 'active' where product_id = 10`);
      const found = await skus(database, {});
      expect(found.filter((sku) => ['FP-28', 'SO-1', 'CL-1', 'DR-BLACK-M'].includes(sku))).toEqual([
        'DR-BLACK-M',
      ]);
    });
  });

  it('cannot overlap another of the same variant and list, nor be zero, negative, NaN or infinite', async () => {
    const insert = (amount: string, valid: string) =>
      refusal(
        shop.query(
          `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (8, 81, 1, ${amount}, ${valid})`,
        ),
      );
    expect((await insert('10', `'[2097-01-01,2099-01-01)'`)).code).toBe('23P01');
    for (const amount of ['0', '-1', `'NaN'`, `'Infinity'`, '1.00001', '1e9']) {
      expect([amount, (await insert(amount, `'[2026-01-01,2026-02-01)'`)).code]).toEqual([amount, '23514']);
    }
    expect((await insert('10', `'[2026-01-01,2026-02-01]'`)).code).toBe('23514');
  });
});

describe('a price that begins or ends by the clock alone', () => {
  it('shows at its instant, with no write in between', async () => {
    await shop.query(
      `update product.price set valid = tstzrange('2025-01-01Z', clock_timestamp() + interval '1.5 s') where variant_id = 131`,
    );
    await shop.query(`
      insert into product.price (product_id, variant_id, price_list_id, amount, valid)
      select 13, 131, 1, 12.50, tstzrange(upper(p.valid), upper(p.valid) + interval '1.5 s') from product.price p where p.variant_id = 131`);
    const seen: (string | undefined)[] = [];
    for (let waited = 0; waited < 60; waited += 1) {
      const price = await priceNow(shop, 'FP-28');
      if (seen.length === 0 || seen.at(-1) !== price) seen.push(price);
      if (price === undefined) break;
      await sleep(100);
    }
    await shop.query(`delete from product.price where variant_id = 131`);
    await shop.query(
      `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (13, 131, 1, 39.9, '[2021-01-01 00:00+00,)')`,
    );

    expect(seen).toEqual(['39.90', '12.50', undefined]);
  });

  it('is judged at the statement, not at the start of the transaction', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.price set valid = tstzrange('2025-01-01Z', clock_timestamp() + interval '0.4 s') where variant_id = 131`,
      );
      expect(await priceNow(database, 'FP-28')).toBe('39.90');
      await sleep(600);
      expect(await priceNow(database, 'FP-28')).toBeUndefined();
    });
  });
});

describe('money', () => {
  it('is never converted: each currency has its own list', async () => {
    expect(await offers(shop, { options: { currency: 'EUR', sort: 'PRICE_ASC' } })).toEqual([
      ['DG-BROWN-M', '45.00'],
      ['SSD-150', '85.00'],
    ]);
    expect(await priceNow(shop, 'SSD-150')).toBe('89.00');
    expect(await priceNow(shop, 'DG-BROWN-M')).toBeUndefined();
  });

  it('of a currency that no list has is an honest nothing', async () => {
    const page = await search(shop, { options: { currency: 'JPY' } });
    expect([page.items, page.currency]).toEqual([[], 'JPY']);
    expect(page.retrieval.emptyReason).toMatch(/\w/);
  });

  it('keeps the digits of its currency, and more where the price has them', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `insert into product.price_list (price_list_id, code, name, currency) values (9, 'jpy', 'Yen', 'JPY')`,
      );
      await database.query(
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (13, 131, 9, 5000, '[2021-01-01 00:00+00,)')`,
      );
      await database.query(`update product.price set amount = 0.0125 where variant_id = 161`);
      expect(await priceNow(database, 'FP-28', { options: { currency: 'JPY' } })).toBe('5000');
      expect(await priceNow(database, 'CL-1')).toBe('0.0125');
    });
  });

  it("of a customer group is the group's own price, variant by variant, else the public one", async () => {
    const scarf = { filter: { attributes: [{ name: 'material', values: ['wool'] }] } };
    const grey = { filter: { attributes: [{ name: 'colour', values: ['grey'] }] } };
    const black = {
      filter: { attributes: [{ name: 'colour', values: ['black'] }], categories: ['accessories'] },
    };

    expect(await offers(shop, scarf)).toEqual([['WS-BLACK', '30.00']]);
    expect(await offers(shop, { ...black, claims: wholesale })).toEqual([['WS-BLACK', '20.00']]);
    expect(await offers(shop, { ...grey, claims: wholesale })).toEqual([['WS-GREY', '32.00']]);
    const page = await search(shop, { ...scarf, claims: wholesale });
    expect(page.items.map(({ price }) => [price.priceList, price.amount])).toEqual([
      ['usd-wholesale', '20.00'],
    ]);
  });

  it("does not fall back to the public price where the group's own does not meet the bound", async () => {
    const filter = {
      attributes: [
        { name: 'colour', values: ['black'] },
        { name: 'material', values: ['wool'] },
      ],
      price: { min: '25' },
    };
    expect(await skus(shop, { filter })).toEqual(['WS-BLACK']);
    expect(await skus(shop, { filter, claims: wholesale })).toEqual([]);
  });

  it("falls back while the group's own price does not run", async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.price set valid = '[2021-01-01 00:00+00,2022-01-01 00:00+00)' where variant_id = 181 and price_list_id = 3`,
      );
      expect(await priceNow(database, 'WS-BLACK', { claims: wholesale })).toBe('30.00');
    });
  });

  it('of a list for one group alone is for that group alone', async () => {
    expect(await priceNow(shop, 'CH-100')).toBeUndefined();
    expect(await priceNow(shop, 'CH-100', { claims: { sub: 'v', group: 'vip' } })).toBeUndefined();
    expect(await priceNow(shop, 'CH-100', { claims: wholesale })).toBe('5.00');
    expect(
      await priceNow(shop, 'CH-100', { claims: wholesale, options: { currency: 'EUR' } }),
    ).toBeUndefined();
  });

  it('without a current price is never returned, whatever is asked', async () => {
    const found = await Promise.all([
      search(shop, { k: 200 }),
      search(shop, { text: 'winter parka padded jacket snow', k: 200 }),
      search(shop, { k: 200, options: { like: { handle: 'denim-jacket' } } }),
      search(shop, { text: 'winter parka', k: 200, claims: merchant }),
      search(shop, { text: 'spring coat', k: 200, claims: wholesale }),
    ]);
    expect(
      found
        .flatMap(({ items }) => items.map(({ handle }) => handle))
        .filter((handle) => /parka|coat$/.test(handle)),
    ).toEqual([]);
  });
});
