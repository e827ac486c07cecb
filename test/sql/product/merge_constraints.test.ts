import { describe, expect, it } from 'vitest';
import type { Interpretation, ItemFilter } from '../../../src/retrieval/page.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** A piece of a text as a rule reads it, [words, what it says]; its span starts at the place in the list. */
type Piece = [string, object];
interface Read {
  constraints?: Piece[];
  preferences?: Piece[];
  sort?: Piece;
  ignored?: Piece[];
}

const placed = (pieces: Piece[] = []) =>
  pieces.map(([text, says], start) => ({
    source: 'RULE',
    origin: `row: ${text}`,
    span: { start, end: start + text.length, text },
    ...says,
  }));

/** What is read of a text, merged with a filter beside it. */
async function merge(read: Read, filter: ItemFilter = {}, currency = 'USD'): Promise<Interpretation> {
  const interpretation = {
    text: 'the text',
    residue: 'rest',
    constraints: placed(read.constraints),
    preferences: placed(read.preferences),
    sort: placed(read.sort && [read.sort])[0] ?? null,
    ignored: (read.ignored ?? []).map(([text, says]) => ({ span: { start: 0, end: 1, text }, ...says })),
  };
  const [row] = await shop.query<{ answer: Interpretation }>(
    'select product.merge_constraints(product.filter_constraints($1), $2, $3) as answer',
    [JSON.stringify(filter), JSON.stringify(interpretation), currency],
  );
  return row!.answer;
}

const attribute = (name: string, demand: object) => ({
  kind: 'ATTRIBUTE',
  filter: { attributes: [{ name, ...demand }] },
});
const priceMin = { kind: 'PRICE_MIN', filter: { price: { min: '100' } } };
const priceMax = { kind: 'PRICE_MAX', filter: { price: { max: '50', maxExclusive: true } } };
const brand = (...brands: string[]) => ({ kind: 'BRAND', filter: { brands } });
const category = (...categories: string[]) => ({ kind: 'CATEGORY', filter: { categories } });
const values = (...held: string[]) => ({ name: 'colour', values: held });
/** An exclusion of the values of an attribute, or of brands or categories. */
const without = (what: 'brands' | 'categories' | { name: string; values: string[] }, ...slugs: string[]) =>
  typeof what === 'object'
    ? { kind: 'EXCLUDE_ATTRIBUTE', filter: { exclude: { attributes: [what] } } }
    : {
        kind: what === 'brands' ? 'EXCLUDE_BRAND' : 'EXCLUDE_CATEGORY',
        filter: { exclude: { [what]: slugs } },
      };
const said = ({ constraints }: Interpretation) => constraints.map(({ source, label }) => [source, label]);
const left = ({ ignored }: Interpretation) => ignored.map(({ span, kind, key }) => [span?.text, kind, key]);

describe('what is handed out', () => {
  it('has every member of a constraint, and of one that an argument makes', async () => {
    const { constraints } = await merge({ constraints: [['under 50', priceMax]] }, { inStock: true });

    expect(constraints).toEqual([
      {
        id: 'c1',
        key: 'CURRENT_PRICE',
        kind: 'CURRENT_PRICE',
        source: 'DEFAULT',
        origin: null,
        span: null,
        label: 'at a current price',
        filter: null,
        alternatives: [],
      },
      {
        id: 'c2',
        key: 'IN_STOCK',
        kind: 'IN_STOCK',
        source: 'ARGUMENT',
        origin: null,
        span: null,
        label: 'in stock',
        filter: { inStock: true },
        alternatives: [],
      },
      {
        id: 'c3',
        key: 'PRICE_MAX',
        kind: 'PRICE_MAX',
        source: 'RULE',
        origin: 'row: under 50',
        span: { start: 0, end: 8, text: 'under 50' },
        label: 'under $50.00',
        filter: priceMax.filter,
        alternatives: [],
      },
    ]);
  });

  it('has every member of a preference, in the order of the text', async () => {
    const { preferences } = await merge({
      preferences: [
        ['lighter', { kind: 'COMPARATIVE', measures: ['weight_grams'], direction: 'LESS', filter: null }],
        ['acme', { ...brand('acme'), alternatives: [{ ...category('jackets') }] }],
      ],
    });

    expect(preferences).toEqual([
      {
        id: 'p1',
        key: 'COMPARATIVE:weight_grams',
        kind: 'COMPARATIVE',
        source: 'RULE',
        origin: 'row: lighter',
        span: { start: 0, end: 7, text: 'lighter' },
        label: 'lighter',
        filter: null,
        measures: ['weight_grams'],
        direction: 'LESS',
        alternatives: [],
      },
      {
        id: 'p2',
        key: 'PREFER_BRAND',
        kind: 'BRAND',
        source: 'RULE',
        origin: 'row: acme',
        span: { start: 1, end: 5, text: 'acme' },
        label: 'by Acme',
        filter: { brands: ['acme'] },
        measures: [],
        direction: null,
        alternatives: [{ kind: 'CATEGORY', label: 'in Jackets', filter: { categories: ['jackets'] } }],
      },
    ]);
  });

  it.each([
    ['PRICE_ASC', 'cheapest first'],
    ['PRICE_DESC', 'most expensive first'],
    ['NEWEST', 'newest first'],
    ['RATING', 'best rated first'],
    ['WEIGHT_ASC', 'lightest first'],
    ['WEIGHT_DESC', 'heaviest first'],
  ])('has a sort, %s, with its label', async (sort, label) => {
    expect((await merge({ sort: ['words', { sort }] })).sort).toEqual({
      key: 'SORT',
      sort,
      label,
      source: 'RULE',
      origin: 'row: words',
      span: { start: 0, end: 5, text: 'words' },
    });
  });

  it('has null for a sort that nobody asked for and a model that was not asked', async () => {
    expect(await merge({})).toMatchObject({ text: 'the text', residue: 'rest', sort: null, model: null });
  });

  it.each<[string, string, string, string]>([
    ['price', 'LESS', 'comparative: budget', 'cheaper'],
    ['price', 'MORE', 'comparative: pricier', 'more expensive'],
    ['weight_grams', 'MORE', 'comparative: heavier', 'heavier'],
    ['released_on', 'MORE', 'comparative: newer', 'newer'],
    ['released_on', 'LESS', 'comparative: older', 'older'],
    ['rating', 'MORE', 'comparative: better', 'better rated'],
    ['capacity', 'MORE', 'comparative: roomier', 'roomier'],
    ['capacity', 'LESS', 'anything else', 'less capacity'],
  ])('calls %s %s of "%s" %s', async (measure, direction, origin, label) => {
    const { preferences } = await merge({
      preferences: [
        ['word', { kind: 'COMPARATIVE', measures: [measure, 'size'], direction, filter: null, origin }],
      ],
    });
    expect([preferences[0]!.key, preferences[0]!.label]).toEqual([`COMPARATIVE:${measure}`, label]);
  });
});

describe('several demands of the text under one key', () => {
  it.each<[string, object, object, string[]]>([
    [
      'values of an attribute',
      attribute('size', { values: ['m'] }),
      attribute('size', { values: ['l'] }),
      ['size: m or l'],
    ],
    ['brands', brand('acme'), brand('nordhem'), ['by Acme or Nordhem']],
    ['categories', category('pans'), category('jackets'), ['in Jackets or Pans']],
    [
      'locations',
      { kind: 'IN_STOCK_AT', filter: { inStockAt: ['berlin'] } },
      { kind: 'IN_STOCK_AT', filter: { inStockAt: ['porto'] } },
      ['in stock at Berlin or Porto'],
    ],
    [
      'ranges of an attribute',
      attribute('capacity', { min: '20' }),
      attribute('capacity', { max: '30' }),
      ['capacity at least 20 GB', 'capacity at most 30 GB'],
    ],
    [
      'a range and a value of an attribute',
      attribute('capacity', { min: '20' }),
      attribute('capacity', { values: ['30'] }),
      ['capacity at least 20 GB', 'capacity: 30'],
    ],
    [
      'values of different attributes',
      attribute('size', { values: ['m'] }),
      attribute('colour', { values: ['tan'] }),
      ['size: m', 'colour: tan'],
    ],
    ['a floor above the ceiling', priceMin, priceMax, ['at least $100.00', 'under $50.00']],
  ])('are, of %s, alternatives or all hold', async (_what, one, other, labels) => {
    const merged = await merge({
      constraints: [
        ['one', one],
        ['other', other],
      ],
    });
    expect(said(merged).slice(1)).toEqual(labels.map((label) => ['RULE', label]));
    expect(left(merged)).toEqual([]);
  });
});

it('keeps at most as many values of the text as a filter takes, the first ones', async () => {
  const sizes = (from: number) => Array.from({ length: 600 }, (_, index) => `s${from + index}`);
  const { constraints } = await merge({
    constraints: [
      ['one', attribute('size', { values: sizes(0) })],
      ['other', attribute('size', { values: sizes(500) })],
    ],
  });
  const { filter } = constraints[1]!;
  expect(filter).toEqual({
    attributes: [{ name: 'size', values: [...sizes(0), ...sizes(600).slice(0, 400)] }],
  });
});

describe('an argument', () => {
  it.each<[string, Piece, ItemFilter, string]>([
    ['price', ['under 50', priceMax], { price: { max: '80' } }, 'PRICE_MAX'],
    ['brand', ['by acme', brand('acme')], { brands: ['nordhem'] }, 'BRAND'],
    ['category', ['category pans', category('pans')], { categories: ['jackets'] }, 'CATEGORY'],
    [
      'value',
      ['in tan', attribute('colour', { values: ['tan'] })],
      { attributes: [{ name: 'colour', values: ['red'] }] },
      'ATTRIBUTE:colour',
    ],
    [
      'range',
      ['30 GB', attribute('capacity', { values: ['30'] })],
      { attributes: [{ name: 'capacity', min: '40' }] },
      'ATTRIBUTE:capacity',
    ],
    [
      'weight',
      ['under 1 kg', attribute('weight_grams', { max: '1000' })],
      { attributes: [{ name: 'weight_grams', max: '2', unit: 'kg' }] },
      'ATTRIBUTE:weight_grams',
    ],
    [
      'location',
      ['in berlin', { kind: 'IN_STOCK_AT', filter: { inStockAt: ['berlin'] } }],
      { inStockAt: ['porto'] },
      'IN_STOCK_AT',
    ],
  ])('takes the place of what the text says of the same: a %s', async (_what, piece, filter, key) => {
    const merged = await merge({ constraints: [piece] }, filter);
    expect(merged.constraints.map(({ source }) => source)).toEqual(['DEFAULT', 'ARGUMENT']);
    expect(left(merged)).toEqual([[piece[0], 'OVERRIDDEN', key]]);
  });

  it('leaves what the text says of another attribute, and what it excludes', async () => {
    const merged = await merge(
      {
        constraints: [
          ['size m', attribute('size', { values: ['m'] })],
          [
            'not tan',
            {
              kind: 'EXCLUDE_ATTRIBUTE',
              filter: { exclude: { attributes: [{ name: 'colour', values: ['tan'] }] } },
            },
          ],
        ],
      },
      { attributes: [{ name: 'colour', values: ['red'] }] },
    );
    expect(merged.constraints.map(({ key }) => key)).toEqual([
      'CURRENT_PRICE',
      'ATTRIBUTE:colour',
      'ATTRIBUTE:size',
      'EXCLUDE_ATTRIBUTE:colour',
    ]);
  });

  it.each<[string, object, ItemFilter, boolean]>([
    ['an excluded value', without(values('black')), { attributes: [values('Black')] }, true],
    ['one of two values', without(values('black')), { attributes: [values('black', 'tan')] }, false],
    [
      'a value elsewhere',
      without(values('black')),
      { attributes: [{ name: 'size', values: ['black'] }] },
      false,
    ],
    ['both values', without(values('black', 'tan')), { attributes: [values('black', 'tan')] }, true],
    [
      'a range beside excluded values',
      without({ name: 'capacity', values: ['30'] }),
      { attributes: [{ name: 'capacity', min: '20' }] },
      false,
    ],
    ['an excluded brand', without('brands', 'acme'), { brands: ['Acme'] }, true],
    ['one of two brands', without('brands', 'acme'), { brands: ['acme', 'nordhem'] }, false],
    ['an excluded category', without('categories', 'jackets'), { categories: ['leather-jackets'] }, true],
    ['a category above', without('categories', 'jackets'), { categories: ['apparel'] }, false],
    [
      'a value',
      attribute('colour', { values: ['black'] }),
      { exclude: { attributes: [values('black')] } },
      true,
    ],
    [
      'a value and its kinds',
      attribute('colour', { values: ['black', 'matt black'] }),
      { exclude: { attributes: [values('black')] } },
      true,
    ],
    [
      'a kind alone',
      attribute('colour', { values: ['matt black'] }),
      { exclude: { attributes: [values('black')] } },
      false,
    ],
    [
      'one value of two',
      attribute('colour', { values: ['black', 'tan'] }),
      { exclude: { attributes: [values('black')] } },
      false,
    ],
    ['a brand', brand('acme'), { exclude: { brands: ['acme'] } }, true],
    ['one brand of two', brand('acme', 'nordhem'), { exclude: { brands: ['acme'] } }, false],
    ['a category', category('leather-jackets'), { exclude: { categories: ['jackets'] } }, true],
    ['a floor above the ceiling', priceMin, { price: { max: '50' } }, true],
    ['a floor at the ceiling', priceMin, { price: { max: '100' } }, false],
    ['a floor at a ceiling that is none', priceMin, { price: { max: '100', maxExclusive: true } }, true],
    ['a ceiling below the floor', priceMax, { price: { min: '51' } }, true],
    ['a ceiling that is none at the floor', priceMax, { price: { min: '50' } }, true],
    ['a ceiling above the floor', priceMax, { price: { min: '49.99' } }, false],
  ])(
    'overrides what leaves nothing of it, and nothing else: %s',
    async (_what, read, filter, isOverridden) => {
      const merged = await merge({ constraints: [['words', read]] }, filter);
      expect(merged.constraints.map(({ source }) => source)).toEqual(
        isOverridden ? ['DEFAULT', 'ARGUMENT'] : ['DEFAULT', 'ARGUMENT', 'RULE'],
      );
      expect(merged.ignored.map(({ span, kind, reason }) => [span?.text, kind, reason])).toEqual(
        isOverridden
          ? [['words', 'OVERRIDDEN', 'the filter given beside the text says otherwise, and it goes first']]
          : [],
      );
    },
  );

  it.each<[string, object, ItemFilter, boolean]>([
    ['another brand', brand('acme'), { brands: ['nordhem'] }, true],
    ['the same brand by its name', brand('acme'), { brands: ['Acme', 'Nordhem'] }, false],
    ['no brand', brand('acme'), { categories: ['jackets'] }, false],
    ['an exclusion of the brand', brand('acme'), { exclude: { brands: ['Acme'] } }, true],
    ['an exclusion of another brand', brand('acme'), { exclude: { brands: ['nordhem'] } }, false],
    ['a category elsewhere', category('jackets'), { categories: ['kitchen'] }, true],
    ['a category above', category('jackets'), { categories: ['apparel'] }, false],
    ['a category below', category('jackets'), { categories: ['leather-jackets'] }, false],
    ['an exclusion of a category above', category('jackets'), { exclude: { categories: ['apparel'] } }, true],
    [
      'an exclusion of a category below',
      category('jackets'),
      { exclude: { categories: ['leather-jackets'] } },
      false,
    ],
    [
      'other values',
      attribute('colour', { values: ['red'] }),
      { attributes: [{ name: 'colour', values: ['tan', 'blue'] }] },
      true,
    ],
    [
      'one of the values',
      attribute('colour', { values: ['red', 'tan'] }),
      { attributes: [{ name: 'colour', values: ['Tan'] }] },
      false,
    ],
    [
      'values of another attribute',
      attribute('colour', { values: ['red'] }),
      { attributes: [{ name: 'size', values: ['m'] }] },
      false,
    ],
    [
      'an exclusion of all values',
      attribute('colour', { values: ['red'] }),
      { exclude: { attributes: [{ name: 'colour', values: ['red', 'tan'] }] } },
      true,
    ],
    [
      'an exclusion of some values',
      attribute('colour', { values: ['red', 'blue'] }),
      { exclude: { attributes: [{ name: 'colour', values: ['red'] }] } },
      false,
    ],
    [
      'a range around',
      attribute('capacity', { min: '27', max: '27' }),
      { attributes: [{ name: 'capacity', min: '20' }] },
      false,
    ],
    [
      'a range beyond',
      attribute('capacity', { min: '27', max: '27' }),
      { attributes: [{ name: 'capacity', max: '27', maxExclusive: true }] },
      true,
    ],
    [
      'a value in the range',
      attribute('capacity', { min: '20', max: '30' }),
      { attributes: [{ name: 'capacity', values: ['27'] }] },
      false,
    ],
    [
      'a value out of the range',
      attribute('capacity', { min: '20', max: '30' }),
      { attributes: [{ name: 'capacity', values: ['31'] }] },
      true,
    ],
    [
      'a range without the value',
      attribute('capacity', { values: ['31'] }),
      { attributes: [{ name: 'capacity', max: '30' }] },
      true,
    ],
    [
      'a weight beyond',
      attribute('weight_grams', { min: '900', max: '900' }),
      { attributes: [{ name: 'weight_grams', min: '1', unit: 'kg' }] },
      true,
    ],
  ])(
    'turns a bare word down only where it leaves it no chance: %s',
    async (_what, wish, filter, isTurnedDown) => {
      const merged = await merge({ preferences: [['word', wish]] }, filter);
      expect(merged.preferences.length).toBe(isTurnedDown ? 0 : 1);
      expect(left(merged).map(([text, kind]) => [text, kind])).toEqual(
        isTurnedDown ? [['word', 'OVERRIDDEN']] : [],
      );
      expect(merged.ignored.every(({ key }) => key!.startsWith('PREFER_'))).toBe(true);
    },
  );
});

describe('what cannot be honoured', () => {
  it('is not possible unless its rule says otherwise, with the key where there is one', async () => {
    const merged = await merge({
      ignored: [
        ['free delivery', { reason: 'no row says so' }],
        ['not red', { reason: 'left aside', kind: 'DISMISSED', key: 'EXCLUDE_ATTRIBUTE:colour' }],
      ],
    });
    expect(merged.ignored).toMatchObject([
      { kind: 'NOT_POSSIBLE', key: null, reason: 'no row says so' },
      { kind: 'DISMISSED', key: 'EXCLUDE_ATTRIBUTE:colour', reason: 'left aside' },
    ]);
  });

  it.each([
    ['EUR', 'this answer is in USD, and amounts are never converted'],
    ['GBP', 'there is no price list in GBP, and amounts are never converted'],
  ])('is an amount in %s beside an answer in USD', async (currency, reason) => {
    const price = { kind: 'PRICE_MAX', filter: { price: { max: '90', currency } } };
    const merged = await merge({ constraints: [['under 90', price]] });
    expect(said(merged)).toEqual([['DEFAULT', 'at a current price']]);
    expect(merged.ignored).toMatchObject([{ kind: 'NOT_POSSIBLE', key: 'PRICE_MAX', reason }]);
  });
});

describe('options.dismiss', () => {
  const read: Read = {
    constraints: [['under 1 kg', attribute('weight_grams', { max: '1000' })]],
    preferences: [
      [
        'lighter',
        { kind: 'COMPARATIVE', measures: ['weight_grams', 'capacity'], direction: 'LESS', filter: null },
      ],
      ['acme', brand('acme')],
      ['jacket', category('jackets')],
      ['tan', attribute('colour', { values: ['tan'] })],
    ],
    sort: ['cheapest', { sort: 'PRICE_ASC' }],
  };
  const everything = [
    'ATTRIBUTE:weight_grams',
    'COMPARATIVE:weight_grams',
    'PREFER_BRAND',
    'PREFER_CATEGORY',
    'PREFER_ATTRIBUTE:colour',
    'SORT',
  ];

  async function dismiss(
    keys: string[] | null,
  ): Promise<{ kept: string[]; ignored: unknown[]; residue: string }> {
    const interpretation = {
      text: 't',
      residue: 'acme jacket',
      constraints: placed(read.constraints),
      preferences: placed(read.preferences),
      sort: placed([read.sort!])[0],
      ignored: [],
    };
    const [row] = await shop.query<{ answer: Interpretation }>(
      `select product.merge_constraints('[]', product.dismiss_constraints($1, $2), 'USD') as answer`,
      [JSON.stringify(interpretation), keys],
    );
    const { constraints, preferences, sort, ignored, residue } = row!.answer;
    return {
      kept: [...constraints.slice(1), ...preferences, ...(sort ? [sort] : [])].map(({ key }) => key),
      ignored: ignored.map(({ span, kind, key }) => [span?.text, kind, key]),
      residue,
    };
  }

  it.each<[string, string]>([
    ['ATTRIBUTE:weight_grams', 'under 1 kg'],
    ['COMPARATIVE:weight_grams', 'lighter'],
    ['PREFER_BRAND', 'acme'],
    ['PREFER_CATEGORY', 'jacket'],
    ['PREFER_ATTRIBUTE:colour', 'tan'],
    ['SORT', 'cheapest'],
  ])('leaves what the text says under %s aside, and the residue as it is', async (key, text) => {
    expect(await dismiss([key])).toEqual({
      kept: everything.filter((one) => one !== key),
      ignored: [[text, 'DISMISSED', key]],
      residue: 'acme jacket',
    });
  });

  it.each([
    [null],
    [[]],
    [['BRAND', 'CATEGORY', 'ATTRIBUTE:colour', 'COMPARATIVE:capacity', 'PREFER_ATTRIBUTE']],
  ])('leaves everything where the keys are %j', async (keys) => {
    expect(await dismiss(keys)).toEqual({ kept: everything, ignored: [], residue: 'acme jacket' });
  });

  it('takes all of them', async () => {
    const { kept, ignored } = await dismiss(everything);
    expect(kept).toEqual([]);
    expect(ignored).toHaveLength(6);
  });
});
