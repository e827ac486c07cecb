import { describe, expect, it } from 'vitest';
import type { Constraint, ItemFilter, Preference, Span } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { interpret, interpretText, refusal, search, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Reading {
  /** What is left, as one would say it: compared whatever the case and the blanks. */
  residue: string;
  /** [kind, the piece of text that says it, the filter that says the same], in the order of the text. */
  constraints?: [Constraint['kind'], string, ItemFilter | null][];
  comparatives?: [string, Preference['direction'], string][];
  /** What bare words wish for, as constraints are told; looked at only where it is given. */
  wishes?: [Preference['kind'], string, ItemFilter | null][];
  /** The pieces that were understood and not honoured. */
  ignored?: string[];
}

const NAMELESS = '';
const bound = (currency: string) => (currency === NAMELESS ? {} : { currency });
const max = (amount: string, currency = 'USD'): ItemFilter => ({
  price: { max: amount, maxExclusive: false, ...bound(currency) },
});
const below = (amount: string, currency = 'USD'): ItemFilter => ({
  price: { max: amount, maxExclusive: true, ...bound(currency) },
});
const min = (amount: string, currency = 'USD'): ItemFilter => ({
  price: { min: amount, minExclusive: false, ...bound(currency) },
});
const above = (amount: string, currency = 'USD'): ItemFilter => ({
  price: { min: amount, minExclusive: true, ...bound(currency) },
});
const has = (name: string, ...values: string[]): ItemFilter => ({ attributes: [{ name, values }] });
const hasNot = (name: string, ...values: string[]): ItemFilter => ({
  exclude: { attributes: [{ name, values }] },
});

const readings: Record<string, [string, Reading][]> = {
  'no constraint at all': [
    ['leather jacket', { residue: 'leather jacket' }],
    ['Acme jacket', { residue: 'acme jacket' }],
    ['black leather jacket size', { residue: 'black leather jacket size' }],
    ['501 jeans', { residue: '501 jeans' }],
    ['150gb ssd', { residue: '150gb ssd' }],
    ['ssd 150 gb', { residue: 'ssd 150 gb' }],
    ['non-stick pan', { residue: 'non-stick pan' }],
    ['under the sink organiser', { residue: 'under the sink organiser' }],
    ['over the door hooks', { residue: 'over the door hooks' }],
    ['cigarette lighter', { residue: 'cigarette lighter' }],
    ['jacket with 2 pockets', { residue: 'jacket with 2 pockets' }],
    ['about town jacket', { residue: 'about town jacket' }],
    ['between the seasons coat', { residue: 'between the seasons coat' }],
    ['$100 gift card', { residue: '$100 gift card' }],
    ['max mara coat', { residue: 'max mara coat' }],
    ['stock pot', { residue: 'stock pot' }],
  ],
  'a highest price': [
    ['jacket under $150', { residue: 'jacket', constraints: [['PRICE_MAX', 'under $150', below('150')]] }],
    [
      'jacket below 150 dollars',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'below 150 dollars', below('150')]] },
    ],
    [
      'jacket less than 150 USD',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'less than 150 USD', below('150')]] },
    ],
    [
      'jacket under 150',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'under 150', below('150', NAMELESS)]] },
    ],
    ['jacket up to $150', { residue: 'jacket', constraints: [['PRICE_MAX', 'up to $150', max('150')]] }],
    [
      'jacket for no more than $150',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'no more than $150', max('150')]] },
    ],
    [
      'jacket at most $99.99',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'at most $99.99', max('99.99')]] },
    ],
    [
      'ssd under $1,299.00',
      { residue: 'ssd', constraints: [['PRICE_MAX', 'under $1,299.00', below('1299')]] },
    ],
    [
      'ssd under 1.299,00 €',
      { residue: 'ssd', constraints: [['PRICE_MAX', 'under 1.299,00 €', below('1299', 'EUR')]] },
    ],
    ['ssd under €90', { residue: 'ssd', constraints: [['PRICE_MAX', 'under €90', below('90', 'EUR')]] }],
    ['UNDER $150 JACKET', { residue: 'jacket', constraints: [['PRICE_MAX', 'UNDER $150', below('150')]] }],
    ['jacket under $ 150', { residue: 'jacket', constraints: [['PRICE_MAX', 'under $ 150', below('150')]] }],
  ],
  'a lowest price': [
    ['jacket over $100', { residue: 'jacket', constraints: [['PRICE_MIN', 'over $100', above('100')]] }],
    [
      'jacket more than 100 dollars',
      { residue: 'jacket', constraints: [['PRICE_MIN', 'more than 100 dollars', above('100')]] },
    ],
    [
      'jacket at least $100',
      { residue: 'jacket', constraints: [['PRICE_MIN', 'at least $100', min('100')]] },
    ],
  ],
  'a range of prices': [
    [
      'jacket between $20 and $50',
      {
        residue: 'jacket',
        constraints: [
          ['PRICE_MIN', 'between $20 and $50', min('20')],
          ['PRICE_MAX', 'between $20 and $50', max('50')],
        ],
      },
    ],
    [
      'jacket from 20 to 50',
      {
        residue: 'jacket',
        constraints: [
          ['PRICE_MIN', 'from 20 to 50', min('20', NAMELESS)],
          ['PRICE_MAX', 'from 20 to 50', max('50', NAMELESS)],
        ],
      },
    ],
    [
      'jacket between 20 and 50 euros',
      {
        residue: 'jacket',
        constraints: [
          ['PRICE_MIN', 'between 20 and 50 euros', min('20', 'EUR')],
          ['PRICE_MAX', 'between 20 and 50 euros', max('50', 'EUR')],
        ],
      },
    ],
    [
      'jacket over $50 under $150',
      {
        residue: 'jacket',
        constraints: [
          ['PRICE_MIN', 'over $50', above('50')],
          ['PRICE_MAX', 'under $150', below('150')],
        ],
      },
    ],
  ],
  'a bound that is denied, and so turned round': [
    [
      'jacket, nothing over $100',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'nothing over $100', max('100')]] },
    ],
    [
      'jacket not over $100',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'not over $100', max('100')]] },
    ],
    [
      'jacket never more than 100 dollars',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'never more than 100 dollars', max('100')]] },
    ],
    [
      "I don't want to pay more than $100 for a jacket",
      {
        residue: 'jacket',
        constraints: [['PRICE_MAX', "don't want to pay more than $100", max('100')]],
      },
    ],
    [
      'jacket not under $100',
      { residue: 'jacket', constraints: [['PRICE_MIN', 'not under $100', min('100')]] },
    ],
    [
      'jacket, nothing below $100',
      { residue: 'jacket', constraints: [['PRICE_MIN', 'nothing below $100', min('100')]] },
    ],
    [
      'jacket not leather, over $100',
      {
        residue: 'jacket',
        constraints: [
          ['EXCLUDE_ATTRIBUTE', 'not leather', hasNot('material', 'leather')],
          ['PRICE_MIN', 'over $100', above('100')],
        ],
      },
    ],
    ['jacket not between $20 and $50', { residue: 'jacket', ignored: ['not between $20 and $50'] }],
  ],
  'stock and currentness': [
    ['jacket in stock', { residue: 'jacket', constraints: [['IN_STOCK', 'in stock', { inStock: true }]] }],
    [
      'jackets in stock only',
      { residue: 'jackets', constraints: [['IN_STOCK', 'in stock', { inStock: true }]] },
    ],
    [
      'jacket available right now',
      { residue: 'jacket', constraints: [['IN_STOCK', 'available right now', { inStock: true }]] },
    ],
    [
      'jacket that is not sold out',
      { residue: 'jacket', constraints: [['IN_STOCK', 'not sold out', { inStock: true }]] },
    ],
    [
      'jacket, only current prices',
      { residue: 'jacket', constraints: [['CURRENT_PRICE', 'only current prices', null]] },
    ],
    [
      'leather jacket under $150, in stock, at the current price',
      {
        residue: 'leather jacket',
        constraints: [
          ['PRICE_MAX', 'under $150', below('150')],
          ['IN_STOCK', 'in stock', { inStock: true }],
          ['CURRENT_PRICE', 'at the current price', null],
        ],
      },
    ],
  ],
  'places and denied stock': [
    [
      'jacket in stock in Porto',
      { residue: 'jacket', constraints: [['IN_STOCK_AT', 'in stock in Porto', { inStockAt: ['porto'] }]] },
    ],
    [
      'jacket in Porto or Berlin',
      {
        residue: 'jacket',
        constraints: [['IN_STOCK_AT', 'in Porto or Berlin', { inStockAt: ['porto', 'berlin'] }]],
      },
    ],
    [
      'jacket, pick up in Lyon',
      { residue: 'jacket', constraints: [['IN_STOCK_AT', 'pick up in Lyon', { inStockAt: ['lyon-store'] }]] },
    ],
    [
      'jacket from the store', // "from the" goes before too many things to mark part of a name
      { residue: 'jacket from the store' },
    ],
    ['jacket, ships from Madrid', { residue: 'jacket', ignored: ['ships from Madrid'] }],
    ['Berlin jacket', { residue: 'berlin jacket' }],
    ['poster of a ship in the attic window', { residue: 'poster of a ship in the attic window' }],
    ['available light photography', { residue: 'available light photography' }],
    ['jacket in stock or not', { residue: 'jacket', ignored: ['in stock or not'] }],
    ['jacket that need not be in stock', { residue: 'jacket', ignored: ['need not be in stock'] }],
    ['jacket not available', { residue: 'jacket', ignored: ['not available'] }],
    ['my jacket is no longer available', { residue: 'my jacket is no longer available' }],
    ['jacket unavailable', { residue: 'jacket unavailable' }],
    [
      'jacket in stock in Leeds',
      {
        residue: 'jacket',
        constraints: [['IN_STOCK', 'in stock', { inStock: true }]],
        ignored: ['in Leeds'],
      },
    ],
    [
      'jacket available in New York',
      {
        residue: 'jacket',
        constraints: [['IN_STOCK', 'available', { inStock: true }]],
        ignored: ['in New York'],
      },
    ],
    [
      'jacket in stock at Leeds',
      {
        residue: 'jacket',
        constraints: [['IN_STOCK', 'in stock', { inStock: true }]],
        ignored: ['at Leeds'],
      },
    ],
    [
      'jacket available in black',
      {
        residue: 'jacket',
        constraints: [
          ['IN_STOCK', 'available', { inStock: true }],
          ['ATTRIBUTE', 'in black', has('colour', 'black')],
        ],
      },
    ],
  ],
  'bare words': [
    [
      'Acme jacket',
      {
        residue: 'acme jacket',
        wishes: [
          ['BRAND', 'Acme', { brands: ['acme'] }],
          ['CATEGORY', 'jacket', { categories: ['jackets'] }],
        ],
      },
    ],
    [
      'black leather jackets', // "leather jackets" is longer than "leather"
      {
        residue: 'black leather jackets',
        wishes: [
          ['ATTRIBUTE', 'black', has('colour', 'black')],
          ['CATEGORY', 'leather jackets', { categories: ['leather-jackets'] }],
        ],
      },
    ],
    ['slacks', { residue: 'slacks', wishes: [['CATEGORY', 'slacks', { categories: ['trousers'] }]] }],
    ['m l 501', { residue: 'm l 501', wishes: [] }],
    [
      'leather-look or black-tie jacket-like',
      { residue: 'leather-look or black-tie jacket-like', wishes: [] },
    ],
    ['black tie', { residue: 'black tie', wishes: [] }],
  ],
  'typos of what is demanded or refused': [
    [
      'jacket in blakc',
      { residue: 'jacket', constraints: [['ATTRIBUTE', 'in blakc', has('colour', 'black')]] },
    ],
    [
      'jacket not lether',
      {
        residue: 'jacket',
        constraints: [['EXCLUDE_ATTRIBUTE', 'not lether', hasNot('material', 'leather')]],
      },
    ],
    [
      'jacket by Nordhme',
      { residue: 'jacket', constraints: [['BRAND', 'by Nordhme', { brands: ['nordhem'] }]] },
    ],
    ['jacket in dlack', { residue: 'jacket in dlack' }], // nobody mistakes the first letter
    ['jacket in balc', { residue: 'jacket in balc' }], // two slips
    ['jacket in tam', { residue: 'jacket in tam' }], // too short to be sure
    ['jacket in tann', { residue: 'jacket in tann' }], // tan is too short to be sure
    ['jacket in Blakc', { residue: 'jacket in blakc' }], // written as a place is
    [
      'boots from Nordhme',
      { residue: 'boots', constraints: [['BRAND', 'from Nordhme', { brands: ['nordhem'] }]] },
    ],
    [
      'JACKET IN BLAKC',
      { residue: 'jacket', constraints: [['ATTRIBUTE', 'IN BLAKC', has('colour', 'black')]] },
    ],
  ],
  'what courtesy adds': [
    [
      'Good afternoon, could you please show me a jacket under $50, thank you',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'under $50', below('50')]] },
    ],
    ['hi! do you sell jackets? thanks', { residue: 'jackets' }],
    ['hey good evening can I have a jacket', { residue: 'jacket' }],
    ['I wonder if you have got any jackets', { residue: 'jackets' }],
    ["we're after a jacket, many thanks", { residue: 'jacket' }],
    ['any chance of a jacket', { residue: 'jacket' }],
    ['thank you card', { residue: 'thank you card' }],
    ['hello kitty jacket', { residue: 'hello kitty jacket' }],
    ['t-shirt that says hello', { residue: 't-shirt that says hello' }],
    ['hi-fi rack', { residue: 'hi-fi rack' }],
  ],
  idioms: [
    ['men in black costume', { residue: 'men in black costume' }],
    [
      'boots for men in black',
      { residue: 'boots for men', constraints: [['ATTRIBUTE', 'in black', has('colour', 'black')]] },
    ],
    ['im not made of money', { residue: 'im not made of money' }],
    ['newest member of the family mug', { residue: 'newest member of the family mug' }],
    ['jacket by friday at the latest', { residue: 'jacket by friday at the latest' }],
    ['my dearest mother mug', { residue: 'my dearest mother mug' }],
    [
      'something in between $20 and $50',
      {
        residue: '',
        constraints: [
          ['PRICE_MIN', 'between $20 and $50', min('20')],
          ['PRICE_MAX', 'between $20 and $50', max('50')],
        ],
      },
    ],
  ],
  'what must not be': [
    [
      'jacket not leather or suede',
      {
        residue: 'jacket',
        constraints: [
          ['EXCLUDE_ATTRIBUTE', 'not leather', hasNot('material', 'leather')],
          ['EXCLUDE_ATTRIBUTE', 'suede', hasNot('material', 'suede')],
        ],
      },
    ],
    [
      'scarf without wool',
      { residue: 'scarf', constraints: [['EXCLUDE_ATTRIBUTE', 'without wool', hasNot('material', 'wool')]] },
    ],
    [
      'jacket not black',
      { residue: 'jacket', constraints: [['EXCLUDE_ATTRIBUTE', 'not black', hasNot('colour', 'black')]] },
    ],
    [
      'jacket not by Acme',
      {
        residue: 'jacket',
        constraints: [['EXCLUDE_BRAND', 'not by Acme', { exclude: { brands: ['acme'] } }]],
      },
    ],
    [
      'jackets except leather jackets',
      {
        residue: 'jackets',
        constraints: [
          ['EXCLUDE_CATEGORY', 'except leather jackets', { exclude: { categories: ['leather-jackets'] } }],
        ],
      },
    ],
  ],
  'marked words': [
    ...['only', 'nothing but', 'nothing else than', 'nothing other than', 'exclusively', 'purely'].map(
      (only): [string, Reading] => [
        `jacket, ${only} leather`,
        { residue: 'jacket', constraints: [['ATTRIBUTE', `${only} leather`, has('material', 'leather')]] },
      ],
    ),
    [
      'jackets exclusively by Acme',
      { residue: 'jackets', constraints: [['BRAND', 'by Acme', { brands: ['acme'] }]] },
    ],
    [
      'jacket, leather exclusively please',
      { residue: 'jacket', constraints: [['ATTRIBUTE', 'leather exclusively', has('material', 'leather')]] },
    ],
    [
      'jacket in black, blue or red',
      {
        residue: 'jacket',
        constraints: [['ATTRIBUTE', 'in black, blue or red', has('colour', 'black', 'blue', 'red')]],
      },
    ],
    [
      'jacket by Acme or Nordhem',
      { residue: 'jacket', constraints: [['BRAND', 'by Acme or Nordhem', { brands: ['acme', 'nordhem'] }]] },
    ],
    [
      'jacket size M or L in black, leather',
      {
        residue: 'jacket leather',
        constraints: [
          ['ATTRIBUTE', 'size M or L', has('size', 'm', 'l')],
          ['ATTRIBUTE', 'in black', has('colour', 'black')],
        ],
      },
    ],
    ['jacket by Acme', { residue: 'jacket', constraints: [['BRAND', 'by Acme', { brands: ['acme'] }]] }],
    [
      'jacket by Harbor Co',
      { residue: 'jacket', constraints: [['BRAND', 'by Harbor Co', { brands: ['harbor-co'] }]] },
    ],
    [
      'jacket in black',
      { residue: 'jacket', constraints: [['ATTRIBUTE', 'in black', has('colour', 'black')]] },
    ],
    [
      'jacket in black or blue',
      { residue: 'jacket', constraints: [['ATTRIBUTE', 'in black or blue', has('colour', 'black', 'blue')]] },
    ],
    ['jacket size M', { residue: 'jacket', constraints: [['ATTRIBUTE', 'size M', has('size', 'm')]] }],
    [
      'jeans size 30/34',
      { residue: 'jeans', constraints: [['ATTRIBUTE', 'size 30/34', has('size', '30/34')]] },
    ],
    [
      'jacket in black size M by Nordhem',
      {
        residue: 'jacket',
        constraints: [
          ['ATTRIBUTE', 'in black', has('colour', 'black')],
          ['ATTRIBUTE', 'size M', has('size', 'm')],
          ['BRAND', 'by Nordhem', { brands: ['nordhem'] }],
        ],
      },
    ],
  ],
  comparatives: [
    [
      'something like a leather jacket but lighter',
      { residue: 'leather jacket', comparatives: [['weight_grams', 'LESS', 'but lighter']] },
    ],
    ['a lighter jacket', { residue: 'jacket', comparatives: [['weight_grams', 'LESS', 'lighter']] }],
    [
      'jacket, but slightly newer',
      { residue: 'jacket', comparatives: [['released_on', 'MORE', 'but slightly newer']] },
    ],
    [
      'jacket cheaper than the racer',
      { residue: 'jacket the racer', comparatives: [['price', 'LESS', 'cheaper than']] },
    ],
    [
      'jacket cheaper than $150',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'cheaper than $150', below('150')]] },
    ],
  ],
  'code points': [
    [
      '🧥🧥 jacket under $150',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'under $150', below('150')]] },
    ],
    [
      '👩‍👩‍👧 jacket in stock 🧥',
      { residue: 'jacket', constraints: [['IN_STOCK', 'in stock', { inStock: true }]] },
    ],
    ['سترة under $150', { residue: 'سترة', constraints: [['PRICE_MAX', 'under $150', below('150')]] }],
    [
      'İSTANBUL jacket under $150',
      { residue: 'istanbul jacket', constraints: [['PRICE_MAX', 'under $150', below('150')]] },
    ],
    [
      '  jacket \n\t under   $150  ',
      { residue: 'jacket', constraints: [['PRICE_MAX', 'under   $150', below('150')]] },
    ],
  ],
  'what is understood and not honoured': [
    ['jacket without hood', { residue: 'jacket', ignored: ['without hood'] }],
    [
      'jackets, at least 50 in stock',
      {
        residue: 'jackets',
        constraints: [['IN_STOCK', 'in stock', { inStock: true }]],
        ignored: ['at least 50'],
      },
    ],
    [
      'jackets over $50 in stock',
      {
        residue: 'jackets',
        constraints: [
          ['PRICE_MIN', 'over $50', above('50')],
          ['IN_STOCK', 'in stock', { inStock: true }],
        ],
      },
    ],
    [
      'jackets under 50 in stock',
      {
        residue: 'jackets',
        constraints: [
          ['PRICE_MAX', 'under 50', below('50', NAMELESS)],
          ['IN_STOCK', 'in stock', { inStock: true }],
        ],
      },
    ],
    [
      'pan under 5 kg',
      {
        residue: 'pan',
        constraints: [
          [
            'ATTRIBUTE',
            'under 5 kg',
            { attributes: [{ name: 'weight_grams', max: '5000', maxExclusive: true }] },
          ],
        ],
      },
    ],
    ['jacket by Zorro', { residue: 'jacket by zorro' }],
  ],
};

const bare = (text: string) =>
  text
    .toLocaleLowerCase('en')
    .replace(/[\s,.;]+/gu, ' ')
    .trim();

const told = (items: { kind: string; span: Span; filter: ItemFilter | null }[]) =>
  items
    .sort((a, b) => a.span.start - b.span.start || b.kind.localeCompare(a.kind))
    .map(({ kind, span, filter }) => [kind, span.text, filter]);

describe.each(Object.entries(readings))('%s', (_what, cases) => {
  it.each(cases)('is read out of "%s"', async (text, expected) => {
    const reading = await interpretText(shop, text);
    const isBare = ({ kind }: { kind: string }) => kind !== 'COMPARATIVE';

    expect({
      residue: bare(reading.residue),
      constraints: told(reading.constraints),
      comparatives: reading.preferences
        .filter((preference) => !isBare(preference))
        .map(({ measures, direction, span }) => [measures![0], direction, span.text]),
      wishes: expected.wishes && told(reading.preferences.filter(isBare)),
      ignored: reading.ignored.map(({ span }) => span.text),
    }).toEqual({
      constraints: [],
      comparatives: [],
      ignored: [],
      ...expected,
      residue: bare(expected.residue),
    });

    expect(reading.text).toBe(text);
    for (const { span } of [...reading.constraints, ...reading.preferences, ...reading.ignored]) {
      expect([...text].slice(span.start, span.end).join('')).toBe(span.text);
    }
  });
});

describe('a reading', () => {
  it('says where each constraint comes from and what it demands', async () => {
    const { constraints } = await interpret(shop, 'jacket under $150 in stock by Acme not leather');
    expect(constraints.map(({ kind, source, label }) => [kind, source, label]).sort()).toEqual([
      ['BRAND', 'VOCABULARY', expect.stringContaining('Acme')],
      ['CURRENT_PRICE', 'DEFAULT', 'at a current price'],
      ['EXCLUDE_ATTRIBUTE', 'VOCABULARY', expect.stringMatching(/leather/i)],
      ['IN_STOCK', 'RULE', 'in stock'],
      ['PRICE_MAX', 'RULE', 'under $150.00'],
    ]);
  });

  it('of "around" is a range on both sides of the amount', async () => {
    const { constraints } = await interpret(shop, 'jacket around $100');
    const bounds = Object.assign({}, ...constraints.map(({ filter }) => filter?.price)) as {
      min: string;
      max: string;
    };
    expect(constraints.map(({ kind }) => kind).sort()).toEqual(['CURRENT_PRICE', 'PRICE_MAX', 'PRICE_MIN']);
    expect(Number(bounds.min)).toBeLessThan(100);
    expect(Number(bounds.max)).toBeGreaterThan(100);
  });

  it('of bounds that cannot both hold says so', async () => {
    const { constraints, ignored } = await interpret(shop, 'jacket under $50 over $100');
    expect(
      ignored.length > 0 || constraints.filter(({ kind }) => kind.startsWith('PRICE')).length === 2,
    ).toBe(true);
    const page = await search(shop, { text: 'jacket under $50 over $100' });
    if (ignored.length === 0)
      expect([page.items, page.retrieval.emptyReason]).toEqual([[], expect.stringMatching(/\w/)]);
  });

  it('reads "but lighter" of a cigarette lighter as it is written', async () => {
    const { residue, preferences } = await interpret(shop, 'cigarette lighter but cheaper');
    expect([bare(residue), preferences.flatMap(({ measures }) => measures)]).toEqual([
      'cigarette lighter',
      ['price'],
    ]);
  });

  it('learns a phrase, a comparative and a brand with the row that names it', async () => {
    await shop.query(`insert into product.phrase (phrase, meaning) values ('tops', 'PRICE_AT_MOST')`);
    await shop.query(
      `insert into product.comparative (word, measure, direction) values ('featherier', 'weight_grams', 'LESS')`,
    );
    await shop.query(`insert into product.brand (brand_id, slug, name) values (77, 'zorro', 'Zorro')`);
    await shop.query('update product.product set brand_id = 77 where product_id = 16');
    const { constraints, preferences } = await interpret(shop, 'jacket by Zorro tops $80 but featherier');
    await shop.query(`delete from product.phrase where phrase = 'tops'`);
    await shop.query(`delete from product.comparative where word = 'featherier'`);
    await shop.query('update product.product set brand_id = null where product_id = 16');
    await shop.query(`delete from product.brand where slug = 'zorro'`);

    expect(constraints.map(({ kind }) => kind).sort()).toEqual(['BRAND', 'CURRENT_PRICE', 'PRICE_MAX']);
    expect(preferences.flatMap(({ measures }) => measures)).toEqual(['weight_grams']);
  });

  it('does not learn from restricted products, not even for those who may see them', async () => {
    for (const claims of [null, wholesale]) {
      const { constraints } = await interpret(shop, 'jacket not zibeline', claims);
      expect(constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
    }
  });

  it('says of a mended word what it was, and of a bare one which row knows it', async () => {
    const { constraints, preferences } = await interpretText(shop, 'slacks in blakc');
    expect([...constraints, ...preferences].map(({ source, origin }) => [source, origin])).toEqual([
      ['REPAIR', 'repair: blakc → black'],
      ['SYNONYM', 'synonym: slacks → trousers'],
    ]);
  });

  it('of words that name two things shows both', async () => {
    await inTransaction(shop, async (connection) => {
      await connection.query(
        `insert into product.brand (brand_id, slug, name) values (78, 'black', 'Black')`,
      );
      await connection.query('update product.product set brand_id = 78 where product_id = 16');
      const read = async (text: string) => {
        const { constraints, preferences } = await interpretText(connection, text);
        return [...constraints, ...preferences].map(({ kind, alternatives }) => [kind, alternatives]);
      };
      const colour = { kind: 'ATTRIBUTE', label: 'colour: black', filter: has('colour', 'black') };
      const brand = { kind: 'BRAND', label: 'by Black', filter: { brands: ['black'] } };
      expect(await read('in black')).toEqual([['ATTRIBUTE', [brand]]]);
      expect(await read('by black')).toEqual([['BRAND', [colour]]]);
      expect(await read('black')).toEqual([['BRAND', [colour]]]);
    });
  });

  it('repairs a misspelt word and shows it', async () => {
    expect((await interpret(shop, 'lether jacket')).repairs).toEqual([{ from: 'lether', to: 'leather' }]);
  });

  it('repairs a misspelt synonym, and names the synonym', async () => {
    expect((await interpret(shop, 'slakcs')).repairs).toEqual([{ from: 'slakcs', to: 'slacks' }]);
  });

  it.each([
    ['null', null],
    ['empty', ''],
    ['blank', ' \u2003\n'],
    ['of 1,001 characters', 'x'.repeat(1001)],
  ])('of a text that is %s is refused (TSTXT)', async (_what, text) => {
    expect(await refusal(interpret(shop, text))).toMatchObject({
      code: 'TSTXT',
      hint: expect.stringMatching(/\w/),
    });
  });

  it('with malformed claims is refused (TSCLM)', async () => {
    expect(await refusal(interpret(shop, 'jacket', { role: 'admin' }))).toMatchObject({ code: 'TSCLM' });
  });

  it('writes nothing', async () => {
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      expect((await interpret(connection, 'lether jacket under $150')).repairs).toHaveLength(1);
    });
  });
});
