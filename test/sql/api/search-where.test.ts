import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal, search, similarItems, skus, wholesale } from '../fixture/ask.ts';
import { readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

describe('filter.inStockAt', () => {
  it.each<[string, object, string[]]>([
    ['one place', { inStockAt: ['porto'] }, ['CL-1', 'RJ-BLACK-M', 'BJ-BLUE-L']],
    [
      'one of two places',
      { inStockAt: ['porto', 'lyon-store'] },
      ['CL-1', 'SO-1', 'WS-GREY', 'DJ-BLUE-M', 'RJ-BLACK-M', 'BJ-BLUE-L'],
    ],
    [
      'the variant that is there, not a cheaper one elsewhere',
      { inStockAt: ['lyon-store'], categories: ['accessories'] },
      ['WS-GREY'],
    ],
    [
      'price and place of one variant',
      { inStockAt: ['lyon-store'], categories: ['accessories'], price: { max: '31' } },
      [],
    ],
    ['something left there, not a count of none', { inStockAt: ['lyon-store'], brands: ['acme'] }, []],
    [
      'stock that is not reserved',
      { inStockAt: ['berlin'], attributes: [{ name: 'size', values: ['L'] }] },
      [],
    ],
    ['a place where nothing was ever counted', { inStockAt: ['attic'] }, []],
    ['that place or another', { inStockAt: ['attic', 'porto'], brands: ['acme'] }, ['BJ-BLUE-L']],
    [
      'stock anywhere and stock there alike',
      { inStock: true, inStockAt: ['lyon-store'], categories: ['jackets'] },
      ['DJ-BLUE-M'],
    ],
  ])('demands %s', async (_what, filter, expected) => {
    const page = await search(shop, { k: 100, filter, options: { sort: 'PRICE_ASC' } });

    expect(page.items.map(({ sku }) => sku)).toEqual(expected);
    expect(page.total).toEqual({ value: expected.length, exact: true });
    prove(page, facts);
  });

  it('is said in words, and each item says what is left there', async () => {
    const page = await search(shop, {
      text: 'racer leather jacket',
      filter: { inStockAt: ['porto', 'berlin'], brands: ['nordhem'] },
    });

    expect(page.interpretation.constraints.find(({ kind }) => kind === 'IN_STOCK_AT')).toEqual({
      alternatives: [],
      origin: null,
      id: 'c2',
      key: 'IN_STOCK_AT',
      kind: 'IN_STOCK_AT',
      source: 'ARGUMENT',
      span: null,
      turn: null,
      trust: 'EXPLICIT',
      label: 'in stock at Berlin or Porto',
      filter: { inStockAt: ['berlin', 'porto'] },
      remove: { where: { brands: ['nordhem'] }, dismiss: ['IN_STOCK_AT'] },
    });
    expect(
      page.items.map(({ sku, checks }) => [sku, checks.find(({ kind }) => kind === 'IN_STOCK_AT')]),
    ).toEqual(
      expect.arrayContaining([
        [
          'RJ-BLACK-M',
          {
            constraintId: 'c2',
            kind: 'IN_STOCK_AT',
            required: 'in stock at Berlin or Porto',
            actual: '3 available at Berlin and 9 available at Porto',
            satisfied: true,
          },
        ],
        ['R2-BLACK-M', expect.objectContaining({ actual: '12 available at Berlin', satisfied: true })],
      ]),
    );
  });

  it.each(['HYBRID', 'SEMANTIC', 'LEXICAL'])('holds for a question in the mode %s', async (mode) => {
    const filter = { inStockAt: ['porto'] };
    expect(await skus(shop, { text: 'leather jacket', filter, options: { mode } })).toEqual(
      expect.arrayContaining(['BJ-BLUE-L', 'RJ-BLACK-M']),
    );
    const page = await search(shop, { text: 'leather jacket', k: 100, filter, options: { mode } });
    prove(page, facts);
  });

  it('holds for what is like a product', async () => {
    const rows = await similarItems<{ sku: string }>(shop, {
      text: null,
      k: 100,
      filter: { inStockAt: ['porto'] },
      options: { like: { handle: 'featherlight-jacket' } },
    });
    expect(rows.map(({ sku }) => sku)).toEqual(expect.arrayContaining(['BJ-BLUE-L', 'RJ-BLACK-M']));
    expect(
      rows.map(({ sku }) => sku).filter((sku) => !['BJ-BLUE-L', 'RJ-BLACK-M', 'CL-1'].includes(sku)),
    ).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an empty list', []],
    ['null', null],
  ])('demands nothing where it is %s', async (_what, inStockAt) => {
    const page = await search(shop, { filter: { inStockAt } });
    expect(page.interpretation.constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
  });

  it('names a code that no location has, and some that exist (TSFLT)', async () => {
    expect(await refusal(search(shop, { filter: { inStockAt: ['berlin', 'atlantis'] } }))).toEqual({
      code: 'TSFLT',
      message: 'there is no location with the code "atlantis"',
      hint: 'Some that exist: attic, berlin, lyon-store, porto.',
    });
    await inTransaction(shop, async (database) => {
      await database.query('delete from product.stock');
      await database.query('delete from product.location');
      expect(await refusal(search(database, { filter: { inStockAt: ['berlin'] } }))).toMatchObject({
        code: 'TSFLT',
        hint: 'This catalogue has no locations yet.',
      });
    });
  });

  it.each<[string, unknown]>([
    ['a text', 'berlin'],
    ['a number', 1],
    ['an object', { code: 'berlin' }],
    ['a list with a number', ['berlin', 1]],
    ['a list with null', [null]],
    ['a list with an empty text', ['']],
    ['a list of 1001', Array.from({ length: 1001 }, (_, index) => `place-${index}`)],
    ['a list with a text of 1001 characters', ['x'.repeat(1001)]],
  ])('is refused where it is %s (TSFLT)', async (_what, inStockAt) => {
    expect(await refusal(search(shop, { filter: { inStockAt } }))).toMatchObject({
      code: 'TSFLT',
      message: expect.stringMatching(/^filter\.inStockAt is .*expected a list/),
      hint: 'For example "filter.inStockAt": ["one", "two"].',
    });
  });

  it('is read at the time of the question: what is sold, received or moved counts at once', async () => {
    await inTransaction(shop, async (database) => {
      const inPorto = (connection: Queryable) => skus(connection, { filter: { inStockAt: ['porto'] } });
      await database.query(`update product.stock set reserved = on_hand where variant_id = 161`);
      expect(await inPorto(database)).toEqual(['BJ-BLUE-L', 'RJ-BLACK-M']);
      await database.query(
        `insert into product.stock (product_id, variant_id, location_id, on_hand) values (5, 51, 2, 1)`,
      );
      await database.query(`update product.stock set location_id = 1 where variant_id = 12`);
      expect(await inPorto(database)).toEqual(['RJ-BLACK-M', 'RN-GREEN-M']);
    });
  });
});

describe('the stock of an item', () => {
  const places = async (sku: string, claims?: unknown) => {
    const page = await search(shop, { k: 100, ...(claims === undefined ? {} : { claims }) });
    return page.items.find((item) => item.sku === sku)?.stock;
  };

  it('is told place by place, in the order of the codes, also where nothing is left', async () => {
    expect(await places('RJ-BLACK-M')).toEqual({
      available: 12,
      status: 'IN_STOCK',
      locations: [
        { code: 'berlin', name: 'Berlin', available: 3 },
        { code: 'porto', name: 'Porto', available: 9 },
      ],
    });
    expect((await places('FJ-BROWN-S'))?.locations).toEqual([
      { code: 'berlin', name: 'Berlin', available: 2 },
      { code: 'lyon-store', name: 'Lyon store', available: 0 },
    ]);
  });

  it('has no places where nobody counted', async () => {
    expect(await places('RN-GREEN-M')).toEqual({ available: null, status: 'UNKNOWN', locations: [] });
  });

  it('is told of a restricted product to those who may see it alone', async () => {
    expect(await places('ZJ-BLACK-M')).toBeUndefined();
    expect((await places('ZJ-BLACK-M', wholesale))?.locations).toEqual([
      { code: 'berlin', name: 'Berlin', available: 10 },
    ]);

    await inTransaction(shop, async (database) => {
      const read = async (group: string) => {
        await database.query(`select set_config('trueshelf.customer_group', $1, true)`, [group]);
        const [row] = await database.query('select product.stock_by_location(9, 91) as locations');
        return row;
      };
      await database.query('set local role trueshelf_api');
      expect(await read('')).toEqual({ locations: [] });
      expect(await read('wholesale')).toEqual({
        locations: [{ code: 'berlin', name: 'Berlin', available: 10 }],
      });
    });
  });
});

describe('where an argument is contrary to the text', () => {
  it.each<[string, string, object]>([
    ['jacket not black', 'not black', { attributes: [{ name: 'colour', values: ['black'] }] }],
    ['jacket not by Acme', 'not by Acme', { brands: ['acme'] }],
    ['coat not jackets', 'not jackets', { categories: ['jackets'] }],
    ['jacket in black', 'in black', { exclude: { attributes: [{ name: 'colour', values: ['black'] }] } }],
    ['jacket by Acme', 'by Acme', { exclude: { brands: ['acme'] } }],
    ['jacket over $100', 'over $100', { price: { max: '99' } }],
    ['jacket under $100', 'under $100', { price: { min: '100' } }],
  ])('it goes first, and "%s" has answers', async (text, words, filter) => {
    const { interpretation, total } = await search(shop, { text, filter });
    expect(interpretation.constraints.map(({ source }) => source)).toEqual(['DEFAULT', 'ARGUMENT']);
    expect(interpretation.ignored.filter(({ span }) => span?.text === words)).toMatchObject([
      {
        kind: 'OVERRIDDEN',
        reason: 'the filter given beside the text says otherwise, and it goes first',
      },
    ]);
    expect(total.value).toBeGreaterThan(0);
  });
});
