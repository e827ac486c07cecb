import { describe, expect, it } from 'vitest';
import { chat, interpret, merchant, type Question, refusal, search, similarItems } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** What is asked, the code and a piece of the message: what was found or what was expected. */
type Case = [string, Question, string, string];

const limits: Case[] = [
  ['k of 0', { k: 0 }, 'TSLIM', 'k is 0'],
  ['k of -1', { k: -1 }, 'TSLIM', 'k is -1'],
  ['k of null', { k: null }, 'TSLIM', 'null'],
  ['k of 201', { k: 201 }, 'TSLIM', '200'],
  ['k of 10,000', { k: 10_000 }, 'TSLIM', '10000'],
  ['k of -2^31', { k: -2_147_483_648 }, 'TSLIM', '-2147483648'],
];

const texts: Case[] = [
  ['an empty text', { text: '' }, 'TSTXT', ''],
  ['a text of blanks', { text: ' \t\n ' }, 'TSTXT', ''],
  ['a text of wide blanks', { text: '\u2003\u00a0\u3000' }, 'TSTXT', ''],
  ['a text of 1,001 characters', { text: 'a'.repeat(1001) }, 'TSTXT', '1001'],
  ['1,001 emoji', { text: '😀'.repeat(1001) }, 'TSTXT', '1001'],
];

const amount = (value: unknown): Question => ({ filter: { price: { max: value } } });
const filters: Case[] = [
  ['a filter that is a list', { filter: [] }, 'TSFLT', ''],
  ['a filter that is a text', { filter: 'cheap' }, 'TSFLT', ''],
  ['a filter that is a number', { filter: 7 }, 'TSFLT', ''],
  ['an unknown key', { filter: { colour: 'red' } }, 'TSFLT', 'colour'],
  ['an unknown key in another letter case', { filter: { InStock: true } }, 'TSFLT', 'InStock'],
  ['an unknown key of price', { filter: { price: { under: '9' } } }, 'TSFLT', 'under'],
  ['an unknown key of exclude', { filter: { exclude: { handles: ['x'] } } }, 'TSFLT', 'handles'],
  [
    'an unknown key of an attribute',
    { filter: { attributes: [{ name: 'colour', values: ['red'], not: true }] } },
    'TSFLT',
    'not',
  ],
  [
    'an unknown key of an excluded attribute',
    { filter: { exclude: { attributes: [{ name: 'colour', values: ['red'], or: 1 }] } } },
    'TSFLT',
    'or',
  ],
  ['a price that is a text', { filter: { price: 'low' } }, 'TSFLT', 'price'],
  ['a price that is a list', { filter: { price: ['1', '2'] } }, 'TSFLT', 'price'],
  ['an amount of NaN', amount('NaN'), 'TSFLT', 'NaN'],
  ['an amount of Infinity', amount('Infinity'), 'TSFLT', 'Infinity'],
  ['an amount of -Infinity', amount('-Infinity'), 'TSFLT', '-Infinity'],
  ['a negative amount', amount('-1'), 'TSFLT', '-1'],
  ['an amount of 1e400', amount('1e400'), 'TSFLT', '1e400'],
  ['an amount of 1e3', amount('1e3'), 'TSFLT', '1e3'],
  ['an amount of fifteen digits', amount('999999999999999'), 'TSFLT', '999999999999999'],
  ['an amount of five decimals', amount('1.00001'), 'TSFLT', '1.00001'],
  ['an amount with a thousands separator', amount('1,500'), 'TSFLT', '1,500'],
  ['an amount with a sign of currency', amount('$150'), 'TSFLT', '$150'],
  ['an amount with a blank', amount(' 150'), 'TSFLT', ' 150'],
  ['an amount in Arabic digits', amount('١٥٠'), 'TSFLT', '١٥٠'],
  ['an empty amount', amount(''), 'TSFLT', 'price.max'],
  ['an amount of true', amount(true), 'TSFLT', 'true'],
  ['an amount that is an object', amount({}), 'TSFLT', 'price.max'],
  ['a lower bound above the upper', { filter: { price: { min: '20', max: '10' } } }, 'TSFLT', '20'],
  [
    'a bound that is exclusive in words',
    { filter: { price: { max: '10', maxExclusive: 'yes' } } },
    'TSFLT',
    'maxExclusive',
  ],
  ['stock in words', { filter: { inStock: 'yes' } }, 'TSFLT', 'inStock'],
  ['stock as a number', { filter: { inStock: 1 } }, 'TSFLT', 'inStock'],
  ['an unknown category', { filter: { categories: ['spaceships'] } }, 'TSFLT', 'spaceships'],
  [
    'an unknown category to exclude',
    { filter: { exclude: { categories: ['spaceships'] } } },
    'TSFLT',
    'spaceships',
  ],
  ['a category by name', { filter: { categories: ['Leather jackets'] } }, 'TSFLT', 'Leather jackets'],
  ['categories that are a text', { filter: { categories: 'jackets' } }, 'TSFLT', 'categories'],
  ['a category that is a number', { filter: { categories: [2] } }, 'TSFLT', 'categories'],
  ['a category that is null', { filter: { categories: [null] } }, 'TSFLT', 'categories'],
  ['an unknown brand', { filter: { brands: ["x' or 1=1 --"] } }, 'TSFLT', "x' or 1=1 --"],
  ['an unknown brand to exclude', { filter: { exclude: { brands: ['nobody'] } } }, 'TSFLT', 'nobody'],
  ['an unknown attribute', { filter: { attributes: [{ name: 'shoe', values: ['9'] }] } }, 'TSFLT', 'shoe'],
  [
    'an attribute that products have but nobody registered',
    { filter: { attributes: [{ name: 'warranty', values: ['2 years'] }] } },
    'TSFLT',
    'warranty',
  ],
  ['an attribute without a name', { filter: { attributes: [{ values: ['red'] }] } }, 'TSFLT', 'name'],
  ['an attribute without values', { filter: { attributes: [{ name: 'colour' }] } }, 'TSFLT', 'values'],
  [
    'an attribute with no value in its list',
    { filter: { attributes: [{ name: 'colour', values: [] }] } },
    'TSFLT',
    'values',
  ],
  [
    'an attribute with a value that is no text',
    { filter: { attributes: [{ name: 'colour', values: [7] }] } },
    'TSFLT',
    'values',
  ],
  ['an attribute that is a text', { filter: { attributes: ['red'] } }, 'TSFLT', 'attributes'],
  ['attributes that are an object', { filter: { attributes: { colour: 'red' } } }, 'TSFLT', 'attributes'],
  [
    'products to exclude that are a text',
    { filter: { exclude: { products: 'racer-jacket' } } },
    'TSFLT',
    'products',
  ],
  ['an exclusion that is a list', { filter: { exclude: ['racer-jacket'] } }, 'TSFLT', 'exclude'],
  [
    'more slugs than anybody needs',
    { filter: { exclude: { products: Array(20_000).fill('racer-jacket') } } },
    'TSFLT',
    '20000',
  ],
  ['an unknown currency', { filter: { price: { currency: 'XXX' } } }, 'TSCCY', 'XXX'],
  ['a currency in small letters', { filter: { price: { currency: 'usd' } } }, 'TSCCY', 'usd'],
  ['a currency in words', { filter: { price: { currency: 'US dollars' } } }, 'TSCCY', 'US dollars'],
  ['an empty currency', { filter: { price: { currency: '' } } }, 'TSCCY', ''],
  ['a currency that is a number', { filter: { price: { currency: 840 } } }, 'TSCCY', '840'],
];

const asOf = (value: unknown): Question => ({ options: { asOf: value } });
const options: Case[] = [
  ['options that are a list', { options: [] }, 'TSOPT', ''],
  ['options that are a text', { options: 'sort' }, 'TSOPT', ''],
  ['an unknown option', { options: { limit: 5 } }, 'TSOPT', 'limit'],
  ['an unknown option in another letter case', { options: { Sort: 'NEWEST' } }, 'TSOPT', 'Sort'],
  ['an unknown order', { options: { sort: 'CHEAPEST' } }, 'TSOPT', 'CHEAPEST'],
  ['an order in small letters', { options: { sort: 'newest' } }, 'TSOPT', 'newest'],
  ['an order that is a list', { options: { sort: ['NEWEST'] } }, 'TSOPT', 'sort'],
  ['interpret in words', { options: { interpret: 'no' } }, 'TSOPT', 'interpret'],
  ['an unknown currency', { options: { currency: 'XXX' } }, 'TSCCY', 'XXX'],
  ['an anchor that is a text', { options: { like: 'racer-jacket' } }, 'TSOPT', 'like'],
  ['an anchor without a key', { options: { like: {} } }, 'TSOPT', 'like'],
  [
    'an anchor with two keys',
    { options: { like: { handle: 'racer-jacket', productId: '2' } } },
    'TSOPT',
    'like',
  ],
  ['an anchor with an unknown key', { options: { like: { sku: 'RJ-BLACK-M' } } }, 'TSOPT', 'sku'],
  ['an anchor by an id that is no number', { options: { like: { productId: 'two' } } }, 'TSOPT', 'two'],
  [
    'an anchor by an id beyond bigint',
    { options: { like: { productId: '99999999999999999999' } } },
    'TSOPT',
    '99999999999999999999',
  ],
  ['an anchor by an id that is a number', { options: { like: { productId: 2.5 } } }, 'TSOPT', 'productId'],
  [
    'a text and what goes with an anchor',
    { text: 'jacket', options: { goesWith: { handle: 'racer-jacket' } } },
    'TSOPT',
    'goesWith',
  ],
  ['an instant in words', asOf('yesterday'), 'TSOPT', 'yesterday'],
  ['an instant of "now"', asOf('now'), 'TSOPT', 'now'],
  ['an instant of infinity', asOf('infinity'), 'TSOPT', 'infinity'],
  ['an instant without offset', asOf('2025-01-01T00:00:00'), 'TSOPT', '2025-01-01T00:00:00'],
  ['the 30th of February', asOf('2025-02-30T00:00:00Z'), 'TSOPT', '2025-02-30'],
  ['the year 0', asOf('0000-01-01T00:00:00Z'), 'TSOPT', '0000'],
  ['the year 10000', asOf('10000-01-01T00:00:00Z'), 'TSOPT', '10000'],
  ['the year 294277', asOf('294277-01-01T00:00:00Z'), 'TSOPT', '294277'],
  ['an instant as a number', asOf(1_700_000_000), 'TSOPT', '1700000000'],
  ['an instant that is empty', asOf(''), 'TSOPT', 'asOf'],
  ['a cursor that is a number', { options: { after: 7 } }, 'TSCUR', 'after'],
  ['a garbage cursor', { options: { after: 'nonsense!' } }, 'TSCUR', 'cursor'],
  ['an empty cursor', { options: { after: '' } }, 'TSCUR', 'cursor'],
  ['a cursor of emoji', { options: { after: '😀' } }, 'TSCUR', 'cursor'],
  [
    'a cursor of JSON that is not ours',
    { options: { after: Buffer.from('{"id":1}').toString('base64url') } },
    'TSCUR',
    'cursor',
  ],
  [
    'a cursor that is no JSON',
    { options: { after: Buffer.from('{"id":').toString('base64url') } },
    'TSCUR',
    'cursor',
  ],
  [
    'a cursor of bytes that are no text',
    { options: { after: Buffer.from([0xff, 0xfe, 0x00]).toString('base64url') } },
    'TSCUR',
    'cursor',
  ],
  ['a long cursor', { options: { after: 'A'.repeat(100_000) } }, 'TSCUR', 'cursor'],
];

const zeros = (count: number) => `[${Array(count).fill(0).join()}]`;
const vectors: Case[] = [
  ['a vector of too few dimensions', { vector: '[1,0,0]' }, 'TSVEC', '3'],
  ['a vector of too many dimensions', { vector: `[${Array(2000).fill(1).join()}]` }, 'TSVEC', '2000'],
  ['a vector of zeros', { vector: zeros(128) }, 'TSVEC', 'length 0'],
];

const claims: Case[] = [
  ['claims that are a text', { claims: 'merchant' }, 'TSCLM', ''],
  ['claims that are a list', { claims: [] }, 'TSCLM', ''],
  ['claims that are a number', { claims: 1 }, 'TSCLM', ''],
  ['an unknown role', { claims: { role: 'admin' } }, 'TSCLM', 'admin'],
  ['a role in another letter case', { claims: { role: 'Merchant' } }, 'TSCLM', 'Merchant'],
  ['a role that is a list', { claims: { role: ['merchant'] } }, 'TSCLM', 'role'],
  ['a group that is a number', { claims: { group: 7 } }, 'TSCLM', 'group'],
  ['a group that is a list', { claims: { group: ['wholesale'] } }, 'TSCLM', 'group'],
  ['an empty group', { claims: { group: '' } }, 'TSCLM', 'group'],
  ['a group that is no slug', { claims: { group: 'wholesale,vip' } }, 'TSCLM', 'group'],
  ['a subject that is a number', { claims: { sub: 7 } }, 'TSCLM', 'sub'],
  ['an empty subject', { claims: { sub: '' } }, 'TSCLM', 'sub'],
];

const cases = [...limits, ...texts, ...filters, ...options, ...vectors, ...claims];

describe.each<[string, (question: Question) => Promise<unknown>, (one: Case) => boolean]>([
  ['api.search', (question) => search(shop, question), () => true],
  ['api.similar_items', (question) => similarItems(shop, { text: null, ...question }), () => true],
  [
    'api.chat',
    (question) => chat(shop, { text: 'jacket', ...question }),
    // A chat has neither anchor nor pages: those options are unknown to it.
    ([, question]) =>
      !('after' in (Object(question.options) as object) || 'like' in (Object(question.options) as object)),
  ],
])('%s', (_name, ask, applies) => {
  it.each(cases.filter(applies))('refuses %s', async (_what, question, code, named) => {
    const { message, hint, ...refused } = await refusal(ask(question));

    expect({ ...refused, message }).toEqual({ code, message: expect.stringContaining(named) });
    expect(hint).toMatch(/\w/);
  });

  it.each([1, 200])('takes k of %i', async (k) => {
    await expect(ask({ k })).resolves.toBeDefined();
  });

  it('takes a text of 1,000 characters, and of 1,000 emoji', async () => {
    await expect(ask({ text: `jacket ${'a'.repeat(993)}` })).resolves.toBeDefined();
    await expect(ask({ text: '😀'.repeat(1000) })).resolves.toBeDefined();
  });
});

describe('odd text', () => {
  it.each([
    '🧥👟🕶️',
    'سترة جلدية jacket',
    '‮tekcaj‬ jacket',
    '革のジャケット jacket',
    "'; drop table product.product; -- jacket",
    'jacket & | ! : * <-> ( ) \' "',
    'jacket & | ! ( jacket',
    'jacket:* | !jacket',
    "jacket')",
    '\\ \\\\ \\" jacket',
    '100% _ %% jacket',
    '$1 $$ jacket $body$',
    '{} [] {"a":1} jacket',
    '<b>jacket</b>',
    '- -- --- ... !!! ??? jacket',
    'under $ in of not jacket',
    'under $99999999999999999999999 jacket',
    'between 1e308 and NaN dollars jacket',
    'jacket \u0001\u007f\uffff',
    `${'a'.repeat(992)} jacket`,
    '"jacket',
    '-jacket or jacket',
    'jacket OR',
    'jacket under under $5 under',
  ])('is searched for, not obeyed: %s', async (text) => {
    const page = await search(shop, { text });
    expect(page.interpretation.text).toBe(text);
    expect(page.retrieval.mode).not.toBe('BROWSE');
    await expect(chat(shop, { text })).resolves.toMatchObject({
      assistant_text: expect.stringMatching(/\w/),
    });
    expect((await interpret(shop, text)).text).toBe(text);
  });

  it('that is all constraint browses by it and does not claim to have searched', async () => {
    const page = await search(shop, { text: 'under $50 in stock', k: 100, options: { sort: 'PRICE_ASC' } });
    expect(page.items.map(({ handle }) => handle)).toEqual([
      'cigarette-lighter',
      'sink-organiser',
      'wool-scarf',
      'frying-pan',
    ]);
    expect(page.retrieval.mode).toBe('BROWSE');
  });
});

it('refuses a question in a chat that is null (TSTXT)', async () => {
  expect(await refusal(chat(shop, { text: null }))).toMatchObject({ code: 'TSTXT' });
});

it('refuses the options that a chat does not have by name (TSOPT)', async () => {
  for (const option of [{ after: 'x' }, { like: { handle: 'racer-jacket' } }]) {
    const { code, message } = await refusal(chat(shop, { text: 'jacket', options: option }));
    expect([code, message]).toEqual(['TSOPT', expect.stringContaining(Object.keys(option)[0]!)]);
  }
});

it('refuses the keys of a token that are not for us (TSCLM)', async () => {
  const { code, message } = await refusal(search(shop, { claims: { ...merchant, exp: 1_900_000_000 } }));
  expect([code, message]).toEqual(['TSCLM', expect.stringContaining('exp')]);
});

it('takes claims that are null or empty for no claims', async () => {
  for (const claims of [null, {}]) expect((await search(shop, { k: 200, claims })).total.value).toBe(14);
});

it("takes the filter's currency where the options name another", async () => {
  const page = await search(shop, { filter: { price: { currency: 'EUR' } }, options: { currency: 'USD' } });
  expect([page.currency, page.total.value]).toEqual(['EUR', 2]);
});

it('leaves every table as it was, whatever was asked', async () => {
  const [row] = await shop.query<{ products: number }>(
    'select count(*)::int as products from product.product',
  );
  expect(row!.products).toBe(20);
});
