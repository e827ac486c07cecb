import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);
beforeAll(() => fillSmallShop(database));

const similarItems = `query ($to: SimilarTo!, $but: String, $where: ItemFilter, $sort: ItemSort, $first: Int, $after: String, $asOf: DateTime, $currency: CurrencyCode, $dismiss: [String!], $minSimilarity: Float, $maxPerBrand: Int) {
  similarItems(to: $to, but: $but, where: $where, sort: $sort, first: $first, after: $after, asOf: $asOf, currency: $currency, dismiss: $dismiss, minSimilarity: $minSimilarity, maxPerBrand: $maxPerBrand) { asOf }
}`;
const products = `query ($where: ItemFilter, $first: Int, $after: String, $asOf: DateTime, $currency: CurrencyCode) {
  products(where: $where, first: $first, after: $after, asOf: $asOf, currency: $currency) { asOf }
}`;
const product = 'query ($by: ProductBy!) { product(by: $by) { handle } }';
const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const explainMatch = `query ($product: ProductKey!, $to: SimilarTo!, $but: String, $minSimilarity: Float) {
  explainMatch(product: $product, to: $to, but: $but, minSimilarity: $minSimilarity) { asOf }
}`;
const interpret = 'query ($text: String!) { interpret(text: $text) { residue } }';
const chat = 'mutation ($input: ChatInput!) { chat(input: $input) { asOf } }';

const turnId = encodeGlobalId('Turn', '0199a000-0000-7000-8000-000000000001');
const lamp = { to: { text: 'lamp' } };
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** What is wrong, the operation, its variables, the code and a piece of the message that names the fault. */
const cases: [string, string, object, string, string][] = [
  ['first of 0', similarItems, { ...lamp, first: 0 }, 'LIMIT_OUT_OF_RANGE', 'first: 0'],
  ['first of -1', products, { first: -1 }, 'LIMIT_OUT_OF_RANGE', 'first: -1'],
  ['first of 101', similarItems, { ...lamp, first: 101 }, 'LIMIT_OUT_OF_RANGE', 'expected 1 to 100'],
  [
    'first of 10,000',
    chat,
    { input: { question: 'lamp', first: 10_000 } },
    'LIMIT_OUT_OF_RANGE',
    'first: 10000',
  ],
  ['first beyond 32 bits', products, { first: 3_000_000_000 }, 'BAD_USER_INPUT', '3000000000'],
  ['first of 1.5', products, { first: 1.5 }, 'BAD_USER_INPUT', '1.5'],
  [
    '101 ids',
    nodes,
    { ids: Array(101).fill(encodeGlobalId('Product', '1')) },
    'LIMIT_OUT_OF_RANGE',
    '101 ids',
  ],

  ['an empty text', similarItems, { to: { text: '' } }, 'BAD_TEXT', 'blank text'],
  ['a text of white space', similarItems, { to: { text: ' \n\t\u2003' } }, 'BAD_TEXT', 'blank text'],
  [
    'a text of 1,001 characters',
    similarItems,
    { to: { text: 'a'.repeat(1001) } },
    'BAD_TEXT',
    '1001 characters',
  ],
  ['1,001 emoji', interpret, { text: '😀'.repeat(1001) }, 'BAD_TEXT', '1001 characters'],
  [
    'a question of 50,000 characters',
    chat,
    { input: { question: 'a '.repeat(25_000) } },
    'BAD_TEXT',
    '50000',
  ],
  ['a null byte in a text', similarItems, { to: { text: 'lamp\0' } }, 'BAD_TEXT', '$to.text'],
  ['a null byte in a handle', product, { by: { handle: '\0' } }, 'BAD_TEXT', '$by.handle'],
  ['a null byte in a cursor', similarItems, { ...lamp, after: 'a\0b' }, 'BAD_TEXT', '$after'],
  [
    'a null byte in a filter',
    products,
    { where: { exclude: { products: ['a', 'b\0'] } } },
    'BAD_TEXT',
    '$where.exclude.products.1',
  ],
  ['a null byte in an id', nodes, { ids: ['\0'] }, 'BAD_TEXT', '$ids.0'],
  [
    'half a surrogate pair in a filter',
    products,
    { where: { brands: ['\ud800'] } },
    'BAD_TEXT',
    '$where.brands.0',
  ],

  ['a malformed id', similarItems, { to: { productId: 'nonsense' } }, 'BAD_ID', '"nonsense"'],
  [
    'an id of another type',
    similarItems,
    { to: { productId: encodeGlobalId('Variant', '1.11') } },
    'BAD_ID',
    'of a Product',
  ],
  [
    'an id beyond bigint',
    product,
    { by: { id: base64url('Product:99999999999999999999') } },
    'BAD_ID',
    'gave out',
  ],
  ['the id of a turn', nodes, { ids: [turnId] }, 'BAD_ID', 'Conversation or Decision, not of a Turn'],
  ['a bare id', nodes, { ids: ['1'] }, 'BAD_ID', '"1"'],
  ['a product that is not there', similarItems, { to: { handle: 'nobody' } }, 'NOT_FOUND', 'nobody'],

  ['a malformed cursor', similarItems, { ...lamp, after: 'nonsense!' }, 'BAD_CURSOR', 'cursor'],
  ['a cursor of JSON that is not ours', products, { after: base64url('{"id":1}') }, 'BAD_CURSOR', 'cursor'],
  ['an empty cursor', products, { after: '' }, 'BAD_CURSOR', 'cursor'],

  ['a negative price', products, { where: { price: { max: '-1' } } }, 'BAD_FILTER', 'price.max'],
  ['an absurd price', products, { where: { price: { min: '99999999999999' } } }, 'BAD_FILTER', 'price.min'],
  ['five decimals', products, { where: { price: { min: '1.00001' } } }, 'BAD_FILTER', 'price.min'],
  ['a price of NaN', products, { where: { price: { max: 'NaN' } } }, 'BAD_FILTER', 'NaN'],
  ['a price of Infinity', products, { where: { price: { max: 'Infinity' } } }, 'BAD_FILTER', 'Infinity'],
  ['a price in exponents', products, { where: { price: { max: '1e3' } } }, 'BAD_FILTER', '1e3'],
  ['a price as a float', products, { where: { price: { max: 149.99 } } }, 'BAD_FILTER', '149.99'],
  ['a price with a sign', products, { where: { price: { max: '$150' } } }, 'BAD_FILTER', '$150'],
  [
    'a price with thousands separators',
    products,
    { where: { price: { max: '1,500' } } },
    'BAD_FILTER',
    '1,500',
  ],
  [
    'a lower bound above the upper',
    products,
    { where: { price: { min: '20', max: '10' } } },
    'BAD_FILTER',
    '20',
  ],
  ['an unknown category', products, { where: { categories: ['spaceships'] } }, 'BAD_FILTER', 'spaceships'],
  ['an unknown brand', products, { where: { brands: ["x' or 1=1"] } }, 'BAD_FILTER', "x' or 1=1"],
  [
    'an unknown attribute',
    products,
    { where: { attributes: [{ name: 'shoe', values: ['9'] }] } },
    'BAD_FILTER',
    'shoe',
  ],
  [
    'an attribute without values',
    products,
    { where: { attributes: [{ name: 'colour', values: [] }] } },
    'BAD_FILTER',
    'values',
  ],
  ...(
    [
      ['an attribute with neither values nor bounds', { name: 'colour' }, 'without values and bounds'],
      ['an attribute with values and bounds', { name: 'colour', values: ['red'], min: '1' }, 'colour'],
      ['a range of a text attribute', { name: 'colour', min: '1' }, 'colour'],
      ['a range of an unknown attribute', { name: 'warp', max: '9' }, 'warp'],
      ['a bound in words', { name: 'weight_grams', max: 'heavy' }, 'heavy'],
      ['a lower bound of a range above the upper', { name: 'weight_grams', min: '20', max: '10' }, '20'],
      ['an unknown unit', { name: 'weight_grams', max: '1', unit: 'furlong' }, 'furlong'],
      ['a unit that measures something else', { name: 'weight_grams', max: '1', unit: 'm' }, 'weight_grams'],
      ['values of the weight', { name: 'weight_grams', values: ['1'] }, 'weight_grams'],
    ] as const
  ).map(([what, one, named]): (typeof cases)[number] => [
    what,
    products,
    { where: { attributes: [one] } },
    'BAD_FILTER',
    named,
  ]),
  [
    'a range that is excluded',
    products,
    { where: { exclude: { attributes: [{ name: 'weight_grams', min: '1' }] } } },
    'BAD_FILTER',
    'exclude.attributes',
  ],
  ['an unknown key of the filter', products, { where: { colour: 'red' } }, 'BAD_USER_INPUT', '"colour"'],
  [
    'an unknown key inside the filter',
    products,
    { where: { price: { under: '9' } } },
    'BAD_USER_INPUT',
    '"under"',
  ],
  ['an unknown location', products, { where: { inStockAt: ['moon'] } }, 'BAD_FILTER', 'moon'],
  ['a filter that is no object', products, { where: 'cheap' }, 'BAD_USER_INPUT', 'cheap'],

  ['an unknown currency', products, { currency: 'XXX' }, 'UNKNOWN_CURRENCY', 'XXX'],
  [
    'a currency in words',
    products,
    { where: { price: { currency: 'dollars' } } },
    'UNKNOWN_CURRENCY',
    'dollars',
  ],
  ['a currency in small letters', similarItems, { ...lamp, currency: 'usd' }, 'UNKNOWN_CURRENCY', 'usd'],

  ['an instant in words', products, { asOf: 'yesterday' }, 'BAD_OPTIONS', 'yesterday'],
  [
    'an instant without offset',
    products,
    { asOf: '2026-01-01T00:00:00' },
    'BAD_OPTIONS',
    '2026-01-01T00:00:00',
  ],
  ['the 30th of February', products, { asOf: '2026-02-30T00:00:00Z' }, 'BAD_OPTIONS', '2026-02-30'],
  ['the year 0', products, { asOf: '0000-01-01T00:00:00Z' }, 'BAD_OPTIONS', '0000'],
  ['the year 1999', products, { asOf: '1999-12-31T23:59:59Z' }, 'BAD_OPTIONS', '1999'],
  ['the year 9999', products, { asOf: '9999-12-31T23:59:59Z' }, 'BAD_OPTIONS', '9999'],
  ['the year 10000', products, { asOf: '+010000-01-01T00:00:00Z' }, 'BAD_OPTIONS', '+010000'],
  ['an instant as a number', products, { asOf: 1_700_000_000 }, 'BAD_OPTIONS', '1700000000'],
  ['the future', products, { asOf: '2090-01-01T00:00:00Z' }, 'FORBIDDEN', '2090'],

  ['a similarity above 1', similarItems, { ...lamp, minSimilarity: 1.01 }, 'BAD_OPTIONS', '1.01'],
  ['a similarity below -1', similarItems, { ...lamp, minSimilarity: -2 }, 'BAD_OPTIONS', '-2'],
  ['a similarity in words', similarItems, { ...lamp, minSimilarity: 'NaN' }, 'BAD_USER_INPUT', 'NaN'],
  ['none of a brand', similarItems, { ...lamp, maxPerBrand: 0 }, 'BAD_OPTIONS', 'maxPerBrand is 0'],
  ['201 of a brand', similarItems, { ...lamp, maxPerBrand: 201 }, 'BAD_OPTIONS', 'maxPerBrand is 201'],
  [
    '201 dismissals',
    similarItems,
    { ...lamp, dismiss: Array(201).fill('BRAND') },
    'BAD_OPTIONS',
    'at most 200',
  ],
  [
    'a dismissal of 201 characters',
    similarItems,
    { ...lamp, dismiss: ['A'.repeat(201)] },
    'BAD_OPTIONS',
    'AAA',
  ],
  ['a null byte in what is dismissed', similarItems, { ...lamp, dismiss: ['\0'] }, 'BAD_TEXT', '$dismiss.0'],
  [
    'an explanation by two keys',
    explainMatch,
    { product: { id: 'a', handle: 'b' }, ...lamp },
    'BAD_USER_INPUT',
    'Exactly one key',
  ],
  [
    'an explanation of a malformed id',
    explainMatch,
    { product: { id: 'nonsense' }, ...lamp },
    'BAD_ID',
    'nonsense',
  ],
  [
    'an explanation of what is not there',
    explainMatch,
    { product: { handle: 'nobody' }, ...lamp },
    'NOT_FOUND',
    'nobody',
  ],
  [
    'an explanation of an answer with a blank question',
    explainMatch,
    { product: { handle: 'desk-lamp' }, to: { text: ' ' } },
    'BAD_TEXT',
    'blank text',
  ],
  [
    'an explanation with a similarity above 1',
    explainMatch,
    { product: { handle: 'desk-lamp' }, ...lamp, minSimilarity: 7 },
    'BAD_OPTIONS',
    '7',
  ],

  [
    'a difference beside a text',
    similarItems,
    { ...lamp, but: 'cheaper' },
    'BAD_OPTIONS',
    '"but" beside a text',
  ],
  [
    'a blank difference beside a text',
    similarItems,
    { ...lamp, but: '' },
    'BAD_OPTIONS',
    '"but" beside a text',
  ],
  ['a blank difference', similarItems, { to: { handle: 'desk-lamp' }, but: ' ' }, 'BAD_TEXT', 'blank but'],
  [
    'a difference of 1,001 characters',
    similarItems,
    { to: { handle: 'desk-lamp' }, but: 'a'.repeat(1001) },
    'BAD_TEXT',
    'but of 1001 characters',
  ],
  [
    'a null byte in a difference',
    similarItems,
    { to: { handle: 'desk-lamp' }, but: 'a\0' },
    'BAD_TEXT',
    '$but',
  ],
  [
    'an explanation with a difference beside a text',
    explainMatch,
    { product: { handle: 'desk-lamp' }, ...lamp, but: 'cheaper' },
    'BAD_OPTIONS',
    '"but" beside a text',
  ],

  ['an unknown order', similarItems, { ...lamp, sort: 'CHEAPEST' }, 'BAD_USER_INPUT', 'CHEAPEST'],
  [
    'two anchors',
    similarItems,
    { to: { text: 'lamp', handle: 'desk-lamp' } },
    'BAD_USER_INPUT',
    'Exactly one key',
  ],
  ['no anchor', similarItems, { to: {} }, 'BAD_USER_INPUT', 'Exactly one key'],
  ['a null anchor', similarItems, { to: { text: null } }, 'BAD_USER_INPUT', 'text'],
  ['two keys', product, { by: { handle: 'a', sku: 'b' } }, 'BAD_USER_INPUT', 'Exactly one key'],
  ['no variable at all', interpret, {}, 'BAD_USER_INPUT', '$text'],
];

describe('bad input in variables', () => {
  it.each(cases)('is refused: %s', async (_what, query, variables, code, named) => {
    const { errors } = await client.ask(query, variables);

    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors[0]?.message).toContain(named);
    expect(client.log.splice(0)).toEqual([]);
  });
});

describe('bad input in the document', () => {
  it.each([
    [
      'an unknown key of the filter',
      '{ products(where: { colour: "red" }) { asOf } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['two anchors', '{ similarItems(to: { text: "a", handle: "b" }) { asOf } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a price as a float', '{ products(where: { price: { max: 149.99 } }) { asOf } }', 'BAD_FILTER'],
    ['an instant in words', '{ products(asOf: "tomorrow") { asOf } }', 'BAD_OPTIONS'],
    ['a currency as an enum', '{ products(currency: USD) { asOf } }', 'UNKNOWN_CURRENCY'],
    ['a null byte', '{ product(by: { handle: "\\u0000" }) { id } }', 'BAD_TEXT'],
    ['an unknown field', '{ products { prices } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', '{ products(', 'GRAPHQL_PARSE_FAILED'],
    [
      'a field of an event whose type is not named',
      'subscription { chat(input: { question: "lamp" }) { asOf } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('is refused at its place: %s', async (_what, query, code) => {
    const { errors, data } = await client.ask(query);

    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors[0]).toHaveProperty('locations');
    expect(data).toBeUndefined();
  });
});

describe('odd but well-formed text', () => {
  const odd = [
    '🧥👟🕶️',
    'جلد سترة أقل من 150 دولار',
    '革のジャケット',
    "'; drop table product.product; --",
    '" } } ) { __schema { types { name } } } #',
    'a & | ! ( ) : * <-> \\ %_ {} [] $1 $$',
    '\u202e\u200b\ufeff lamp',
    '- -- --- ... !!! ???',
    'under $ in of not',
    'under $99999999999999999999999 lamp',
    'between 1e308 and NaN dollars',
    'x'.repeat(1000),
    '\uffff\u0001\u007f',
  ];

  it.each(odd)('is answered, not broken by: %s', async (text) => {
    const answers = await Promise.all([
      client.ask(similarItems, { to: { text } }),
      client.ask(interpret, { text }),
      client.ask(chat, { input: { question: text } }),
      client.ask(product, { by: { sku: text } }),
      client.ask(explainMatch, { product: { handle: 'desk-lamp' }, to: { text } }),
      client.ask(similarItems, { ...lamp, dismiss: [text.slice(0, 200)] }),
      client.ask(similarItems, { to: { handle: 'desk-lamp' }, but: text }),
    ]);
    expect(answers.map(({ errors }) => errors)).toEqual([[], [], [], [], [], [], []]);
    expect(client.log.splice(0)).toEqual([]);
  });

  it.each(odd)('is refused by name where a key is expected: %s', async (text) => {
    const answers = await Promise.all([
      client.ask(products, { where: { brands: [text] } }),
      client.ask(products, { after: text }),
      client.ask(similarItems, { to: { handle: text } }),
      client.ask(nodes, { ids: [text] }),
      client.ask(products, { where: { inStockAt: [text] } }),
      client.ask(explainMatch, { product: { handle: text }, ...lamp }),
    ]);
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual([
      'BAD_FILTER',
      'BAD_CURSOR',
      'NOT_FOUND',
      'BAD_ID',
      'BAD_FILTER',
      'NOT_FOUND',
    ]);
    expect(client.log.splice(0)).toEqual([]);
  });
});
