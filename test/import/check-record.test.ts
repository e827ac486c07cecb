import { describe, expect, it } from 'vitest';
import { checkRecord } from '../../src/import/check-record.ts';

const product = (changes: object = {}) => ({
  handle: 'jacket',
  title: 'Jacket',
  category: 'apparel/jackets',
  variants: [{ sku: 'J-1' }],
  ...changes,
});
const variant = (changes: object) => product({ variants: [{ sku: 'J-1', ...changes }] });
const price = (changes: object) => variant({ prices: [{ amount: '150', currency: 'USD', ...changes }] });

const amountFault =
  'expected an amount above 0 and below 1,000,000,000 with at most 4 decimals, as "129.99" or 129.99, without sign, currency or thousands separators';
const instantFault =
  'expected an instant with its offset, as 2026-03-01T09:00:00Z, or a day as 2026-03-01 (midnight UTC), from 1900 to 2100';

it('takes the least and says its type', () => {
  expect(checkRecord(product())).toEqual({ record: { type: 'product', ...product() } });
});

it('takes everything, and normalises amounts, instants and attribute names', () => {
  const { record } = checkRecord({
    type: 'product',
    handle: 'jacket/1',
    title: 'Jäcket 🧥',
    description: 'Two\nlines',
    category: 'jackets',
    brand: 'Acme',
    attributes: { madeIn: 'Portugal', 'Water proof': true, layers: [1, 2], none: null },
    status: 'draft',
    releasedOn: '2024-02-29',
    rating: 4.5,
    audience: [],
    variants: [
      {
        sku: 'J 1',
        options: { Size: 'M' },
        weightGrams: 900.5,
        prices: [
          {
            amount: 129.9,
            currency: 'USD',
            compareAt: '150.0',
            validFrom: '2026-03-01',
            validTo: '2026-03-01T09:00:00.5+01:00',
          },
          { amount: '0.0001', currency: 'EUR', customerGroup: 'trade' },
        ],
        stock: [{ location: 'main', onHand: 0, reserved: 1 }],
      },
    ],
  });
  expect(record).toHaveProperty('attributes', { made_in: 'Portugal', water_proof: true, layers: [1, 2] });
  expect(record).toMatchObject({
    attributes: { made_in: 'Portugal', water_proof: true, layers: [1, 2] },
    variants: [
      {
        options: { size: 'M' },
        prices: [
          {
            amount: '129.9',
            compareAt: '150',
            validFrom: '2026-03-01T00:00:00.000Z',
            validTo: '2026-03-01T08:00:00.500Z',
          },
          { amount: '0.0001' },
        ],
      },
    ],
  });
});

const complement = (goesWith: unknown): object => ({ type: 'complement', category: 'jackets', goesWith });
const curation = (changes: object): object => ({
  type: 'curation',
  query: 'leather jacket',
  handle: 'moss-jacket',
  action: 'pin',
  ...changes,
});

type Refused = [title: string, value: unknown, field: string, reason: string, found?: string];
const refused: Refused[] = [
  [
    'what is no object',
    [1],
    '',
    'expected one JSON object a line, such as {"handle": …, "title": …}',
    'a list of 1',
  ],
  ['null', null, '', 'expected one JSON object a line, such as {"handle": …, "title": …}', 'null'],
  [
    'an unknown type',
    { type: 'constructor' },
    'type',
    'expected one of product, category, brand, price_list, location, attribute, synonym, comparative, attribute_word, complement, curation',
    '"constructor"',
  ],
  ['a missing title', { ...product(), title: undefined }, 'title', 'is missing; expected string'],
  ['an empty title', product({ title: '' }), 'title', 'is empty; expected text', '""'],
  [
    'an empty brand, which may be left out',
    product({ brand: '' }),
    'brand',
    'is empty; expected text, or leave the key out',
    '""',
  ],
  [
    'an empty attribute, which may be left out',
    product({ attributes: { material: '' } }),
    'attributes.material',
    'is empty; expected text, or leave the key out',
    '""',
  ],
  [
    'an empty name of a category',
    { type: 'category', path: 'jackets', name: '' },
    'name',
    'is empty; expected text',
    '""',
  ],
  [
    'an empty name of a price list, which may be left out',
    { type: 'price_list', currency: 'USD', name: '' },
    'name',
    'is empty; expected text, or leave the key out',
    '""',
  ],
  [
    'a title of spaces',
    product({ title: '  ' }),
    'title',
    'begins or ends with a space; take it away',
    '"  "',
  ],
  [
    'a title of 1,001 characters',
    product({ title: '🧥'.repeat(1001) }),
    'title',
    'has 1001 characters; expected at most 1000',
    expect.any(String) as string,
  ],
  [
    'a misspelt key, which is named before the key that it left missing',
    { handle: 'x', titel: 'X', category: 'jackets', variants: [{ sku: 'X' }] },
    'titel',
    expect.stringMatching(/\(also at fault: title\)$/) as string,
  ],
  [
    'a null character',
    product({ title: 'a\0b' }),
    'title',
    'has a null character (U+0000), which PostgreSQL cannot store; take it out',
    '"a\\u0000b"',
  ],
  [
    'half a surrogate pair',
    product({ description: 'a\ud800' }),
    'description',
    'has half of a surrogate pair, which is no character; correct the encoding',
    '"a\\ud800"',
  ],
  [
    'a line break in a SKU',
    variant({ sku: 'a\nb' }),
    'variants[0].sku',
    'has a control character; take it out',
    '"a\\nb"',
  ],
  [
    'a handle of 201 characters',
    product({ handle: 'a'.repeat(201) }),
    'handle',
    'has 201 characters; expected at most 200',
    expect.any(String) as string,
  ],
  [
    'a description of 20,001',
    product({ description: 'a'.repeat(20_001) }),
    'description',
    'has 20001 characters; expected at most 20000',
    expect.any(String) as string,
  ],
  [
    'an unknown key',
    product({ colour: 'red' }),
    'colour',
    'unknown key; known here are type, handle, title, description, category, brand, attributes, status, releasedOn, rating, audience, variants',
  ],
  [
    'an unknown key of a price',
    price({ vat: 1 }),
    'variants[0].prices[0].vat',
    'unknown key; known here are amount, currency, compareAt, customerGroup, validFrom, validTo',
  ],
  [
    'a key __proto__',
    JSON.parse('{"handle":"j","title":"J","category":"a","variants":[{"sku":"1"}],"__proto__":1}'),
    '__proto__',
    'unknown key; known here are type, handle, title, description, category, brand, attributes, status, releasedOn, rating, audience, variants',
  ],
  [
    'a category with capitals',
    product({ category: 'Apparel' }),
    'category',
    'expected slugs joined by "/", root first, such as "apparel/jackets"; a slug has lower-case letters a-z and digits, words joined by "-", at most 100 characters',
    '"Apparel"',
  ],
  [
    'a category within itself',
    product({ category: 'a/b/a' }),
    'category',
    'names a category twice',
    '"a/b/a"',
  ],
  [
    'a category of 11 levels',
    product({ category: 'a/b/c/d/e/f/g/h/i/j/k' }),
    'category',
    'has 11 levels; expected at most 10',
    '"a/b/c/d/e/f/g/h/i/j/k"',
  ],
  [
    'no variant',
    product({ variants: [] }),
    'variants',
    'expected at least one variant: the thing that has a SKU, a price and stock',
    'a list of 0',
  ],
  [
    '501 variants',
    product({ variants: Array.from({ length: 501 }, (_, i) => ({ sku: `${i}` })) }),
    'variants',
    'Too big: expected array to have <=500 items',
    'a list of 501',
  ],
  [
    'one SKU twice',
    product({ variants: [{ sku: 'a' }, { sku: 'a' }] }),
    'variants[1].sku',
    'occurs twice here',
    '"a"',
  ],
  ['an amount of 0', price({ amount: 0 }), 'variants[0].prices[0].amount', amountFault, '0'],
  ['a negative amount', price({ amount: '-5' }), 'variants[0].prices[0].amount', amountFault, '"-5"'],
  ['an amount of 1e9', price({ amount: 1e9 }), 'variants[0].prices[0].amount', amountFault, '1000000000'],
  [
    'an amount with 5 decimals',
    price({ amount: 0.1 + 0.2 }),
    'variants[0].prices[0].amount',
    amountFault,
    '0.30000000000000004',
  ],
  [
    'an amount with a sign of currency',
    price({ amount: '$150' }),
    'variants[0].prices[0].amount',
    amountFault,
    '"$150"',
  ],
  ['an exponent', price({ amount: '1e2' }), 'variants[0].prices[0].amount', amountFault, '"1e2"'],
  ['NaN', price({ amount: 'NaN' }), 'variants[0].prices[0].amount', amountFault, '"NaN"'],
  [
    'an infinite amount',
    price({ amount: JSON.parse('1e400') }),
    'variants[0].prices[0].amount',
    amountFault,
    'Infinity',
  ],
  [
    'an amount that is an object',
    price({ amount: {} }),
    'variants[0].prices[0].amount',
    amountFault,
    'an object',
  ],
  [
    'a currency in small letters',
    price({ currency: 'usd' }),
    'variants[0].prices[0].currency',
    'expected a currency code of three capital letters, such as USD',
    '"usd"',
  ],
  [
    'an end without a beginning',
    price({ validTo: '2026-01-01' }),
    'variants[0].prices[0].validTo',
    'has no validFrom; a price that ends needs both',
    '"2026-01-01T00:00:00.000Z"',
  ],
  [
    'an end before the beginning',
    price({ validFrom: '2026-01-02', validTo: '2026-01-01' }),
    'variants[0].prices[0].validTo',
    'is not after validFrom',
    '"2026-01-01T00:00:00.000Z"',
  ],
  [
    'an instant without offset',
    price({ validFrom: '2026-01-01T00:00:00' }),
    'variants[0].prices[0].validFrom',
    instantFault,
    '"2026-01-01T00:00:00"',
  ],
  [
    'the year 275760',
    price({ validFrom: '+275760-09-13' }),
    'variants[0].prices[0].validFrom',
    instantFault,
    '"+275760-09-13"',
  ],
  [
    'the year 2101',
    price({ validFrom: '2101-01-01' }),
    'variants[0].prices[0].validFrom',
    instantFault,
    '"2101-01-01"',
  ],
  [
    'February 30',
    product({ releasedOn: '2026-02-30' }),
    'releasedOn',
    'expected a day as YYYY-MM-DD, from 1900 to 2100',
    '"2026-02-30"',
  ],
  [
    'an instant for a day',
    product({ releasedOn: '2026-02-01T00:00:00Z' }),
    'releasedOn',
    'expected a day as YYYY-MM-DD, from 1900 to 2100',
    '"2026-02-01T00:00:00Z"',
  ],
  [
    'two undated prices of a list',
    variant({
      prices: [
        { amount: 1, currency: 'USD' },
        { amount: 2, currency: 'USD', customerGroup: null },
      ],
    }),
    'variants[0].prices[1].amount',
    'is a second undated price of its list',
    '"2"',
  ],
  [
    'two prices from one instant',
    variant({
      prices: [
        { amount: 1, currency: 'USD', validFrom: '2026-01-01' },
        { amount: 2, currency: 'USD', validFrom: '2026-01-01T01:00:00+01:00' },
      ],
    }),
    'variants[0].prices[1].validFrom',
    'begins when prices[0] of the same list does',
    '"2026-01-01T00:00:00.000Z"',
  ],
  [
    'prices that overlap',
    variant({
      prices: [
        { amount: 1, currency: 'USD', validFrom: '2026-02-01' },
        { amount: 2, currency: 'USD', validFrom: '2026-01-01', validTo: '2026-03-01' },
      ],
    }),
    'variants[0].prices[0].validFrom',
    'is before the end of prices[1] of the same list',
    '"2026-02-01T00:00:00.000Z"',
  ],
  [
    'one location twice',
    variant({
      stock: [
        { location: 'main', onHand: 1 },
        { location: 'main', onHand: 2 },
      ],
    }),
    'variants[0].stock[1].location',
    'occurs twice here',
    '"main"',
  ],
  [
    'half an item in stock',
    variant({ stock: [{ location: 'main', onHand: 0.5 }] }),
    'variants[0].stock[0].onHand',
    'Invalid input: expected int, received number',
    '0.5',
  ],
  [
    'less than nothing in stock',
    variant({ stock: [{ location: 'main', onHand: -1 }] }),
    'variants[0].stock[0].onHand',
    'Too small: expected number to be >=0',
    '-1',
  ],
  [
    'a weight of 0',
    variant({ weightGrams: 0 }),
    'variants[0].weightGrams',
    'Too small: expected number to be >=0.001',
    '0',
  ],
  ['a rating of 6', product({ rating: 6 }), 'rating', 'Too big: expected number to be <=5', '6'],
  [
    'a status that is none',
    product({ status: 'gone' }),
    'status',
    'Invalid option: expected one of "active"|"draft"|"archived"',
    '"gone"',
  ],
  [
    'an attribute that is an object',
    product({ attributes: { a: { b: 1 } } }),
    'attributes.a',
    'expected text, a number, true or false, or a list of one of them',
    'an object',
  ],
  [
    'an attribute of mixed types',
    product({ attributes: { a: [1, 'b'] } }),
    'attributes.a',
    'mixes types; expected all text, all numbers or all true/false',
    'a list of 2',
  ],
  [
    'a number too large to be exact',
    product({ attributes: { a: 2 ** 53 } }),
    'attributes.a',
    'expected a number between -9007199254740991 and 9007199254740991',
    '9007199254740992',
  ],
  [
    'an attribute without a name',
    product({ attributes: { 颜色: 'red' } }),
    'attributes["颜色"]',
    'expected a name with a letter a-z or a digit, of at most 63 characters',
    '"red"',
  ],
  [
    'two names that are kept as one',
    product({ attributes: { madeIn: 'a', made_in: 'b' } }),
    'attributes.made_in',
    'is a second "made_in"; expected each name once',
    '"b"',
  ],
  [
    '501 attributes',
    product({ attributes: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`a${i}`, 1])) }),
    'attributes',
    'has 501 names; expected at most 500',
  ],
  [
    'a customer group with capitals',
    product({ audience: ['VIP'] }),
    'audience[0]',
    'expected a slug: lower-case letters a-z and digits, words joined by "-"',
    '"VIP"',
  ],
  [
    'a default list of a customer group',
    { type: 'price_list', currency: 'USD', customerGroup: 'vip', isDefault: true },
    'isDefault',
    'only a public price list (without customerGroup) can be the default',
    'an object',
  ],
  [
    'a synonym of two words',
    { type: 'synonym', term: 'flat screen', targets: ['tv'] },
    'term',
    'expected one word of lower-case letters a-z and digits',
    '"flat screen"',
  ],
  [
    'an attribute by the name of a fact',
    { type: 'attribute', name: 'Rating' },
    'name',
    'is a fact that every product may have; expected a name other than weight_grams, price, released_on, rating',
    '"Rating"',
  ],
  [
    'a synonym for two words',
    { type: 'synonym', term: 'tv', targets: ['set', 'flat screen'] },
    'targets[1]',
    'expected one word of lower-case letters a-z and digits',
    '"flat screen"',
  ],
  [
    'a synonym for nine words',
    { type: 'synonym', term: 'tv', targets: [...'abcdefghi'] },
    'targets',
    'has 9 words; expected at most 8',
    'a list of 9',
  ],
  [
    'values in capitals',
    { type: 'synonym', attribute: 'colour', term: 'blue', targets: ['Navy'] },
    'targets[0]',
    'expected words in lower case with single spaces between them, as "more powerful"',
    '"Navy"',
  ],
  [
    'a comparative that says no direction',
    { type: 'comparative', word: 'quieter', measure: 'noise_db' },
    'direction',
    'Invalid option: expected one of "LESS"|"MORE"',
  ],
  [
    'a comparative of marks alone',
    { type: 'comparative', word: '++', measure: 'noise_db', direction: 'LESS' },
    'word',
    'expected words in lower case with single spaces between them, as "more powerful"',
    '"++"',
  ],
  [
    'a measure that is no name',
    { type: 'comparative', word: 'quieter', measure: '?', direction: 'LESS' },
    'measure',
    'expected the name of an attribute',
    '"?"',
  ],
  [
    'a bound that is none',
    { type: 'attribute_word', phrase: 'wide', attribute: 'width_cm', bound: 'AROUND' },
    'bound',
    'Invalid option: expected one of "BELOW"|"AT_MOST"|"ABOVE"|"AT_LEAST"',
    '"AROUND"',
  ],
  [
    'a phrase with two spaces',
    { type: 'attribute_word', phrase: 'made  wide', attribute: 'width_cm' },
    'phrase',
    'expected words in lower case with single spaces between them, as "more powerful"',
    '"made  wide"',
  ],
  [
    'rules without what goes with the category',
    complement(undefined),
    'goesWith',
    'is missing; expected array',
  ],
  [
    'a category that goes with itself',
    complement(['jackets']),
    'goesWith[0]',
    'is the category itself',
    '"jackets"',
  ],
  [
    'a rule that is given twice',
    complement(['boots', { category: 'boots', weight: 0.5 }]),
    'goesWith[1].category',
    'occurs twice here',
    '"boots"',
  ],
  ...[0, 1.01, '0.123', '-0.5', '.5'].map(
    (weight): Refused => [
      `a weight of ${weight}`,
      complement([{ category: 'boots', weight }]),
      'goesWith[0].weight',
      'expected a weight above 0 and at most 1 with at most 2 decimals, as "0.8" or 0.8',
      JSON.stringify(weight),
    ],
  ),
  [
    'a rule that is no category',
    complement([7]),
    'goesWith[0]',
    'expected the slug of a category, as "scarves", or {"category": "scarves", "weight": "0.8"}',
    '7',
  ],
  [
    'a pin above the first place',
    curation({ position: 0 }),
    'position',
    'Too small: expected number to be >=1',
    '0',
  ],
  [
    'a pin below place 100',
    curation({ position: 101 }),
    'position',
    'Too big: expected number to be <=100',
    '101',
  ],
  ...['exclude', 'remove'].map(
    (action): Refused => [
      `a place beside ${action}`,
      curation({ action, position: 1 }),
      'position',
      'only a pin has a position; leave the key out',
      '1',
    ],
  ),
  [
    'a period of what is removed',
    curation({ action: 'remove', validFrom: '2026-03-01' }),
    'validFrom',
    'has no meaning beside remove, which takes the row away; leave the key out',
    '"2026-03-01T00:00:00.000Z"',
  ],
  [
    'a pin that ends as it begins',
    curation({ validFrom: '2026-03-01', validTo: '2026-03-01T01:00:00+01:00' }),
    'validTo',
    'is not after validFrom',
    '"2026-03-01T00:00:00.000Z"',
  ],
  [
    'a question of white space',
    curation({ query: ' \n' }),
    'query',
    'is empty; expected the question that shoppers ask',
    '" \\n"',
  ],
  ['a category without a name', { type: 'category', path: 'a' }, 'name', 'is missing; expected string'],
];

describe('refuses', () => {
  it.each(refused)('%s', (_, value, field, reason, found) => {
    expect(checkRecord(value)).toEqual({
      fault: { field, reason, ...(found === undefined ? {} : { found }) },
    });
  });

  it('a key __proto__ among the attributes by its harmless name, and pollutes nothing', () => {
    const { record } = checkRecord(
      product({ attributes: JSON.parse('{"__proto__": "x", "constructor": "y"}') }),
    );
    expect(record).toMatchObject({ attributes: { proto: 'x', constructor: 'y' } });
    expect(({} as Record<string, unknown>).proto).toBeUndefined();
  });

  it('a value of a million levels without walking into it', () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 1_000_000; depth += 1) deep = [deep];
    expect(checkRecord(product({ title: deep })).fault).toEqual({
      field: 'title',
      reason: 'Invalid input: expected string, received array',
      found: 'a list of 1',
    });
  });
});
