import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { OfferRow } from '../../../src/retrieval/catalogue.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, refusal, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Keys {
  /** [product id, variant id], one pair a variant. */
  of: [string, string][];
  asOf?: string;
  currency?: string;
  claims?: unknown;
}

async function load({ of, asOf, currency, claims }: Keys, database: Queryable = shop): Promise<OfferRow[]> {
  const [row] = await database.query<{ answer: OfferRow[] }>(
    'select api.load_offers(product_ids => $1, variant_ids => $2, as_of => $3, currency => $4, claims => $5) as answer',
    [
      of.map(([product]) => product),
      of.map(([, variant]) => variant),
      asOf ?? null,
      currency ?? null,
      claims === undefined ? null : JSON.stringify(claims),
    ],
  );
  return row!.answer;
}
const prices = async (keys: Keys, database: Queryable = shop) =>
  (await load(keys, database))
    .map(({ variantId, amount, currency, priceList }) => [variantId, amount, currency, priceList].join(' '))
    .sort();

const scarf: [string, string][] = [
  ['18', '181'],
  ['18', '182'],
];

describe('api.load_offers', () => {
  it('has the whole offer with its stock', async () => {
    expect(await load({ of: [['2', '21']] })).toEqual([
      {
        productId: '2',
        variantId: '21',
        amount: '140.00',
        currency: 'USD',
        compareAt: '160.00',
        priceList: 'usd',
        validFrom: '2021-01-01T00:00:00.000000Z',
        validTo: null,
        available: 12,
        status: 'IN_STOCK',
        locations: [
          { code: 'berlin', name: 'Berlin', available: 3 },
          { code: 'porto', name: 'Porto', available: 9 },
        ],
      },
    ]);
    expect((await load({ of: [['6', '61']] })).map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual(
      [['2025-01-01T00:00:00.000000Z', '2098-01-01T00:00:00.000000Z']],
    );
  });

  it.each<[string, Keys, string[]]>([
    [
      'one a currency, unless one is named',
      { of: [['15', '151']] },
      ['151 85.00 EUR eur', '151 89.00 USD usd'],
    ],
    ['only the currency that is named', { of: [['15', '151']], currency: 'EUR' }, ['151 85.00 EUR eur']],
    ['none in a currency that has no price', { of: [['15', '151']], currency: 'GBP' }, []],
    ['the public price', { of: scarf }, ['181 30.00 USD usd', '182 32.00 USD usd']],
    [
      "the group's price, variant by variant, else the public one",
      { of: scarf, claims: wholesale },
      ['181 20.00 USD usd-wholesale', '182 32.00 USD usd'],
    ],
    ['none of a list that is for another group', { of: [['19', '191']] }, []],
    ['those of the own list', { of: [['19', '191']], claims: wholesale }, ['191 5.00 USD usd-wholesale']],
    [
      'none of a price that has ended or not begun',
      {
        of: [
          ['7', '71'],
          ['8', '81'],
        ],
      },
      [],
    ],
    [
      'those of an instant',
      {
        of: [
          ['7', '71'],
          ['6', '61'],
        ],
        asOf: '2023-06-01T00:00:00Z',
      },
      ['61 200.00 USD usd', '71 60.00 USD usd'],
    ],
    [
      'the scheduled ones for a merchant',
      {
        of: [
          ['8', '81'],
          ['6', '61'],
        ],
        asOf: '2098-06-01T00:00:00Z',
        claims: merchant,
      },
      ['61 90.00 USD usd', '81 70.00 USD usd'],
    ],
    ['none of a draft', { of: [['10', '101']] }, []],
    ['none of what the caller may not see', { of: [['9', '91']] }, []],
    [
      'those of a restricted product for its group',
      { of: [['9', '91']], claims: wholesale },
      ['91 110.00 USD usd'],
    ],
    ['none of a variant under the wrong product', { of: [['1', '21']] }, []],
    ['none of nothing', { of: [] }, []],
  ])('has %s', async (_what, keys, expected) => {
    expect(await prices(keys)).toEqual(expected);
  });

  it('has the stock in a number and a word, and place by place', async () => {
    const rows = await load({
      of: [
        ['6', '61'],
        ['3', '31'],
        ['1', '11'],
        ['4', '42'],
        ['5', '51'],
      ],
    });
    expect(
      rows
        .map(({ variantId, available, status, locations }) => [
          variantId,
          available,
          status,
          locations.map((location) => `${location.available} in ${location.name}`).join(),
        ])
        .sort(),
    ).toEqual([
      ['11', 0, 'OUT_OF_STOCK', '0 in Berlin'],
      ['31', 2, 'LOW', '2 in Berlin,0 in Lyon store'],
      ['42', 0, 'OUT_OF_STOCK', '0 in Berlin'],
      ['51', null, 'UNKNOWN', ''],
      ['61', 15, 'IN_STOCK', '15 in Berlin'],
    ]);
  });

  it('has a price and a stock that were just written', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.price set amount = 33.3 where variant_id = 131`);
      await database.query(`update product.stock set reserved = 49 where variant_id = 131`);
      expect(await load({ of: [['13', '131']] }, database)).toMatchObject([
        { amount: '33.30', available: 1, status: 'LOW' },
      ]);
    });
  });

  it.each<[string, Keys, string]>([
    ['the future to a shopper', { of: scarf, asOf: '2098-01-01T00:00:00Z' }, 'TSFOR'],
    ['the future to a group', { of: scarf, asOf: '2098-01-01T00:00:00Z', claims: wholesale }, 'TSFOR'],
    ['an unknown currency', { of: scarf, currency: 'XXX' }, 'TSCCY'],
    ['a currency in small letters', { of: scarf, currency: 'usd' }, 'TSCCY'],
    ['10,001 pairs', { of: Array(10_001).fill(['1', '11']) }, 'TSLIM'],
    ['malformed claims', { of: scarf, claims: [] }, 'TSCLM'],
  ])('refuses %s', async (_what, keys, code) => {
    expect(await refusal(load(keys))).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
  });

  it('refuses arrays that are not parallel (TSLIM)', async () => {
    expect(
      await refusal(shop.query(`select api.load_offers(product_ids => '{1,2}', variant_ids => '{11}')`)),
    ).toMatchObject({ code: 'TSLIM' });
  });

  it('writes nothing', async () => {
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      expect(await prices({ of: scarf }, connection)).toHaveLength(2);
    });
  });
});
