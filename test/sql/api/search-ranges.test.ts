import { beforeAll, describe, expect, it } from 'vitest';
import type { AttributeDemand, SearchPage } from '../../../src/retrieval/page.ts';
import { apply, facets, holdFacets } from '../fixture/apply.ts';
import { handles, refusal, search, skus } from '../fixture/ask.ts';
import { meets, readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];

// Depths of what is written in every way: a number, a text, several, one that is none, one that is not finite, none at all.
beforeAll(async () => {
  await shop.query(`insert into product.attribute (name, label, type, unit) values
    ('depth', 'Depth', 'number', 'cm'), ('pockets', 'Pockets', 'number', null), ('chest', 'Chest', 'number', 'handbreadths')`);
  await shop.query(`
    update product.product p set attributes = p.attributes || n.attributes::jsonb
    from (values
      (1, '{"depth": 20, "pockets": 4}'), (2, '{"depth": "20.5", "pockets": 2}'), (3, '{"depth": ["12", 30]}'),
      (4, '{"depth": "about 25", "pockets": 5}'), (5, '{"depth": ["n/a", "25"]}'), (6, '{"depth": "NaN"}'),
      (12, '{"depth": "Infinity"}'), (13, '{"depth": -5}'), (15, '{"chest": 3}')
    ) n (product_id, attributes)
    where p.product_id = n.product_id`);
  facts = await readFacts(shop);
});

const within = (...attributes: AttributeDemand[]) => skus(shop, { filter: { attributes } });
const ask = (...attributes: AttributeDemand[]): Promise<SearchPage> =>
  search(shop, { filter: { attributes } });

describe('a range of a number attribute', () => {
  it.each<[Omit<AttributeDemand, 'name'>, string[]]>([
    [{ min: '20' }, ['biker-jacket', 'featherlight-jacket', 'racer-jacket', 'rain-jacket']],
    [{ min: '20', minExclusive: true }, ['featherlight-jacket', 'racer-jacket', 'rain-jacket']],
    [{ max: '20' }, ['biker-jacket', 'featherlight-jacket', 'frying-pan']],
    [{ max: '20', maxExclusive: true }, ['featherlight-jacket', 'frying-pan']],
    [{ min: '20', max: '20' }, ['biker-jacket']],
    [{ min: '20', max: '20', maxExclusive: true }, []],
    // One value has to be inside, not one above the lower end and another below the upper.
    [{ min: '15', max: '19' }, []],
    [{ min: '25', max: '25' }, ['rain-jacket']],
    [{ min: '-10', max: '-5' }, ['frying-pan']],
    [{ min: '999999' }, []],
    [{ min: '0.2', unit: 'm' }, ['biker-jacket', 'featherlight-jacket', 'racer-jacket', 'rain-jacket']],
    [{ min: '8', max: '10', unit: 'inches' }, ['racer-jacket', 'rain-jacket']],
    [{ min: '20', max: '20', unit: 'CM' }, ['biker-jacket']],
  ])('selects what has a number in it, whatever else is written: %j', async (range, expected) => {
    const filter = { attributes: [{ name: 'depth', ...range }] };
    expect((await handles(shop, { filter, k: 100 })).sort()).toEqual(expected);
  });

  it('holds together with values and with a second range of the same attribute', async () => {
    expect(await within({ name: 'depth', values: ['20', '20.5'] }, { name: 'depth', min: '20.1' })).toEqual([
      'RJ-BLACK-M',
    ]);
    expect(await within({ name: 'depth', min: '12' }, { name: 'depth', max: '12' })).toEqual(['FJ-BROWN-S']);
    expect(await within({ name: 'depth', min: '26' }, { name: 'depth', max: '13' })).toEqual(['FJ-BROWN-S']);
  });

  it('takes a number without a unit, and one whose unit no table knows', async () => {
    expect(await within({ name: 'pockets', min: '4' })).toEqual(['BJ-BLUE-L', 'DJ-BLUE-M']);
    expect(await within({ name: 'chest', min: '3', unit: 'Handbreadths' })).toEqual(['SSD-150']);
  });
});

describe('a range of weight_grams', () => {
  it.each<[Omit<AttributeDemand, 'name'>, string[]]>([
    [{ max: '60' }, ['CL-1', 'SSD-150']],
    [{ max: '60', maxExclusive: true }, ['CL-1']],
    [{ min: '1.4', unit: 'kg' }, ['BJ-BLUE-L']],
    [{ min: '1400', max: '1400' }, ['BJ-RED-M']],
    [{ min: '3', max: '3.2', unit: 'lb' }, ['BJ-RED-M']],
    [{ min: '950.5', max: '950.5' }, ['DJ-BLUE-L']],
  ])('is about the variant that is offered: %j', async (range, expected) => {
    expect(await within({ name: 'weight_grams', ...range })).toEqual(expected);
  });

  it('never takes a weight that nobody recorded for any', async () => {
    expect(await within({ name: 'weight_grams', min: '0' })).not.toContain('SO-1');
    expect(await skus(shop, { filter: { categories: ['organisers'] } })).toEqual(['SO-1']);
  });

  it('must be met by the offer that meets the price', async () => {
    const light = { name: 'weight_grams', max: '1400' };
    expect(
      await skus(shop, { filter: { attributes: [light], brands: ['acme'], price: { min: '170' } } }),
    ).toEqual([]);
    expect(
      await skus(shop, { filter: { attributes: [light], brands: ['acme'], price: { max: '130' } } }),
    ).toEqual(['BJ-RED-M']);
  });

  it('holds as a whole where two are given', async () => {
    expect(await within({ name: 'weight_grams', min: '60' }, { name: 'weight_grams', max: '90' })).toEqual([
      'SSD-150',
    ]);
    expect(await within({ name: 'weight_grams', min: '90' }, { name: 'weight_grams', max: '60' })).toEqual(
      [],
    );
  });
});

describe('what is said of a range', () => {
  it.each<[AttributeDemand, string]>([
    [{ name: 'weight_grams', max: '1', unit: 'kg', maxExclusive: true }, 'weight under 1 kg'],
    [{ name: 'weight_grams', min: '500', max: '1000' }, 'weight 500 g to 1 kg'],
    [{ name: 'weight_grams', min: '1', max: '2.5', unit: 'kg' }, 'weight 1 to 2.5 kg'],
    [{ name: 'depth', min: '20' }, 'depth at least 20 cm'],
    [{ name: 'depth', min: '20', minExclusive: true }, 'depth over 20 cm'],
    [{ name: 'depth', max: '0.3', unit: 'm' }, 'depth at most 30 cm'],
    [{ name: 'depth', min: '27', max: '27.0' }, 'depth 27 cm'],
    [{ name: 'depth', min: '20', max: '30' }, 'depth 20 to 30 cm'],
    [{ name: 'depth', min: '20', max: '30', minExclusive: true }, 'depth over 20 cm and at most 30 cm'],
    [{ name: 'pockets', min: '2', max: '4' }, 'pockets 2 to 4'],
  ])('is its label: %j', async (demand, label) => {
    const { interpretation } = await ask(demand);
    const [, constraint] = interpretation.constraints;
    expect([constraint!.key, constraint!.kind, constraint!.label]).toEqual([
      `ATTRIBUTE:${demand.name}`,
      'ATTRIBUTE',
      label,
    ]);
  });

  it('is a filter in the unit of the attribute, which says the same', async () => {
    const { interpretation } = await ask({
      name: 'weight_grams',
      max: '2.50',
      unit: 'kg',
      maxExclusive: true,
      minExclusive: true,
    });
    expect(interpretation.constraints[1]).toMatchObject({
      source: 'ARGUMENT',
      origin: null,
      span: null,
      filter: { attributes: [{ name: 'weight_grams', max: '2500', maxExclusive: true }] },
      alternatives: [],
      remove: { where: {}, dismiss: [] },
    });
  });

  it('is the actual amount, in each check of the answer', async () => {
    const page = await ask({ name: 'depth', max: '25' }, { name: 'weight_grams', max: '1', unit: 'kg' });
    expect(
      page.items.map(({ sku, checks }) => [sku, ...checks.slice(1).map(({ actual }) => actual)]).sort(),
    ).toEqual([
      ['FJ-BROWN-S', '12 cm or 30 cm', '700 g'],
      ['RN-GREEN-M', '25 cm or n/a', '400 g'],
    ]);
    prove(page, facts);
  });

  it.each([
    ['sink-organiser', 'weight under 1 kg', 'not stated'],
    ['biker-jacket', 'weight under 1 kg', '1.5 kg'],
    ['sink-organiser', 'depth at least 20 cm', 'not stated'],
    ['frying-pan', 'depth at least 20 cm', '-5 cm'],
    ['denim-jacket', 'depth at least 20 cm', 'about 25'],
  ])('tells why %s is missed by %s', async (handle, required, actual) => {
    const attributes = [
      { name: 'weight_grams', max: '1000', maxExclusive: true },
      { name: 'depth', min: '20' },
    ];
    const [row] = await shop.query<{ answer: { verdict: string; offers: { checks: object[] }[] } }>(
      'select api.explain_match(product => $1, filter => $2) as answer',
      [JSON.stringify({ handle }), JSON.stringify({ attributes })],
    );
    expect(row!.answer.verdict).toBe('FAILS_CONSTRAINTS');
    expect(row!.answer.offers[0]!.checks).toContainEqual(
      expect.objectContaining({ required, actual, satisfied: false }),
    );
  });
});

describe('a range that is refused (TSFLT)', () => {
  it.each<[string, object, RegExp, RegExp]>([
    [
      'a minimum above the maximum',
      { name: 'depth', min: '30', max: '20' },
      /min 30 is above its max 20/,
      /Swap/,
    ],
    [
      'a minimum above the maximum in another unit',
      { name: 'weight_grams', min: 2, max: '1.5', unit: 'kg' },
      /min 2 is above its max 1\.5/,
      /Swap/,
    ],
    [
      'an unknown unit',
      { name: 'depth', min: '1', unit: 'ell' },
      /"depth" has the unknown unit "ell"/,
      /mm, cm, in, ft, m/,
    ],
    [
      'an unknown unit of what has none',
      { name: 'pockets', min: '1', unit: 'ell' },
      /unknown unit "ell"/,
      /no unit/,
    ],
    [
      'an unknown unit of what has its own',
      { name: 'chest', min: '1', unit: 'ell' },
      /unknown unit "ell"/,
      /in handbreadths/,
    ],
    [
      'a unit of another dimension',
      { name: 'weight_grams', max: '2', unit: 'l' },
      /unit "l", of volume, but is measured in g, of mass/,
      /kg/,
    ],
    [
      'a unit of what has none',
      { name: 'pockets', max: '2', unit: 'kg' },
      /unit "kg", of mass.*without a unit/,
      /Leave unit out/,
    ],
    [
      'a unit of what has its own',
      { name: 'chest', max: '2', unit: 'kg' },
      /measured in handbreadths/,
      /Leave unit out/,
    ],
    ['a unit that is no text', { name: 'depth', max: '2', unit: 7 }, /unit 7, expected a text/, /kg/],
    ['a unit alone', { name: 'depth', unit: 'cm' }, /without values and bounds/, /values.*max/],
    [
      'a text attribute',
      { name: 'colour', min: '2' },
      /"colour" has a range.*type text/,
      /weight_grams, capacity, chest, depth, pockets/,
    ],
    [
      'values and a range',
      { name: 'depth', values: ['20'], max: '30' },
      /both values and a range/,
      /two entries/,
    ],
    [
      'values and a unit',
      { name: 'depth', values: ['20'], unit: 'cm' },
      /both values and a range/,
      /one of them/,
    ],
    ['a bound that is no number', { name: 'depth', min: 'deep' }, /"depth"\.min is "deep"/, /decimal string/],
    ['a bound in the other style', { name: 'depth', min: '1,5' }, /min is "1,5"/, /decimal string/],
    ['a bound with an exponent', { name: 'depth', max: '1e3' }, /max is "1e3"/, /decimal string/],
    [
      'a bound of thirteen digits',
      { name: 'depth', max: '1234567890123' },
      /up to 12 digits/,
      /decimal string/,
    ],
    ['a bound that is a list', { name: 'depth', max: ['1'] }, /max is \["1"\]/, /decimal string/],
    ['a bound that is not a number', { name: 'depth', max: 'NaN' }, /max is "NaN"/, /decimal string/],
    [
      'an exclusiveness that is none',
      { name: 'depth', max: '3', maxExclusive: 'yes' },
      /maxExclusive "yes", expected true or false/,
      /inclusive/,
    ],
    ['values of the weight', { name: 'weight_grams', values: ['500'] }, /"weight_grams" has values/, /max/],
    ['an unknown attribute', { name: 'height', min: '2' }, /unknown attribute "height"/, /depth/],
    ['an unknown key', { name: 'depth', above: '2' }, /unknown key "above"/, /min/],
  ])('is %s', async (_what, demand, message, hint) => {
    expect(await refusal(search(shop, { filter: { attributes: [demand] } }))).toEqual({
      code: 'TSFLT',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it('is one of what is excluded', async () => {
    const filter = { exclude: { attributes: [{ name: 'depth', min: '2' }] } };
    expect(await refusal(search(shop, { filter }))).toEqual({
      code: 'TSFLT',
      message: 'filter.exclude.attributes has a range, expected values',
      hint: expect.stringContaining('filter.attributes'),
    });
  });
});

describe('around a page', () => {
  const question = { filter: { attributes: [{ name: 'depth', min: '20' }] } };

  it('a facet of the attribute counts as if the range were not there, and a chosen value takes its place', async () => {
    const depth = (await facets(shop, question)).find(({ name }) => name === 'depth')!;
    const twelve = depth.values.find(({ value }) => value === '12')!;
    expect([twelve.label, twelve.count, twelve.selected]).toEqual(['12 cm', 1, false]);
    expect(twelve.apply.where).toEqual({ attributes: [{ name: 'depth', values: ['12'] }] });
    expect((await apply(shop, question, twelve.apply)).total.value).toBe(1);
  });

  it('its facet comes before those of attributes that nobody asked for', async () => {
    const asked = { filter: { attributes: [{ name: 'pockets', min: '2' }] } };
    const names = (await facets(shop, asked)).flatMap(({ name }) => name ?? []);
    expect(names.indexOf('pockets')).toBe(0);
    expect(names.length).toBeGreaterThan(2);
  });

  it('every value of every facet brings what it promises', async () => {
    const held = await holdFacets(shop, {
      filter: {
        attributes: [
          { name: 'depth', min: '12' },
          { name: 'weight_grams', max: '1.2', unit: 'kg' },
        ],
      },
    });
    expect(held).toBeGreaterThan(8);
  });

  it('the funnel has a step for each range', async () => {
    const page = await search(shop, {
      filter: {
        attributes: [
          { name: 'depth', min: '20' },
          { name: 'depth', max: '22' },
          { name: 'weight_grams', max: '1200' },
        ],
      },
      options: { include: ['FUNNEL'] },
    });
    expect(
      page.funnel!.steps.slice(1).map(({ label, turnedAway, remaining }) => [label, turnedAway, remaining]),
    ).toEqual([
      ['depth at least 20 cm', expect.any(Number), 4],
      ['depth at most 22 cm', 1, 3],
      ['weight at most 1.2 kg', 1, 2],
    ]);
  });

  it('a relaxation gives up a range, with all of its attribute', async () => {
    const page = await search(shop, {
      filter: {
        attributes: [
          { name: 'depth', min: '20', max: '22' },
          { name: 'weight_grams', max: '300' },
        ],
      },
      options: { include: ['RELAXATIONS'] },
    });
    expect(page.total.value).toBe(0);
    const weight = page.relaxations!.find(({ label }) => label === 'any weight')!;
    expect([weight.more, weight.apply]).toEqual([
      2,
      { where: { attributes: [{ name: 'depth', min: '20', max: '22' }] }, dismiss: [] },
    ]);
    expect((await apply(shop, {}, weight.apply)).total.value).toBe(2);
    expect(page.relaxations!.map(({ label }) => label)).toContain('any depth');
  });

  it('the removal of a range takes the ranges and values of its attribute off, and nothing else', async () => {
    const { interpretation } = await ask(
      { name: 'depth', min: '20' },
      { name: 'depth', values: ['20'] },
      { name: 'weight_grams', max: '2', unit: 'kg' },
    );
    expect(interpretation.constraints.map(({ key, remove }) => [key, remove?.where])).toEqual([
      ['CURRENT_PRICE', undefined],
      ['ATTRIBUTE:depth', { attributes: [{ name: 'weight_grams', max: '2', unit: 'kg' }] }],
      ['ATTRIBUTE:depth', { attributes: [{ name: 'weight_grams', max: '2', unit: 'kg' }] }],
      [
        'ATTRIBUTE:weight_grams',
        {
          attributes: [
            { name: 'depth', min: '20' },
            { name: 'depth', values: ['20'] },
          ],
        },
      ],
    ]);
  });
});

it('gives every one of many random filters the answer that the facts give, by text as well (seeded)', async () => {
  const random = makeRandom(6);
  let some = 0;
  for (let round = 0; round < 60; round += 1) {
    const filter = {
      ...randomFilter(random),
      attributes: [
        {
          name: random() < 0.5 ? 'depth' : 'weight_grams',
          ...(random() < 0.5
            ? { min: String(Math.round(random() * 25)) }
            : { max: String(Math.round(random() * 1500)) }),
        },
      ],
    };
    const page = await search(shop, { k: 200, filter, options: { sort: 'PRICE_ASC' } });
    const asker = { asOf: new Date(page.asOf), currency: page.currency };
    const expected = new Set(facts.filter((fact) => meets(fact, filter, asker)).map(({ handle }) => handle));
    expect({ filter, found: page.items.map(({ handle }) => handle).sort() }).toEqual({
      filter,
      found: [...expected].sort(),
    });
    prove(page, facts);
    prove(
      await search(shop, { text: 'leather jacket', k: 200, filter, options: { interpret: false } }),
      facts,
    );
    some += expected.size > 0 ? 1 : 0;
  }
  expect(some).toBeGreaterThan(15);
});
