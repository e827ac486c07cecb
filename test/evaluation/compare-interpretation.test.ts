import { describe, expect, it } from 'vitest';
import { compareInterpretation } from '../../src/evaluation/compare-interpretation.ts';
import type { NumberedCase } from '../../src/evaluation/read-interpretation-cases.ts';
import { summariseInterpretation } from '../../src/evaluation/summarise-interpretation.ts';
import type { Constraint, Interpretation, Preference } from '../../src/retrieval/page.ts';

const text = 'red boots under $50, not black, lighter, cheapest, 20% off';
const spanOf = (piece: string) => {
  const start = text.indexOf(piece);
  return { start, end: start + piece.length, text: piece };
};
const read = {
  key: 'KEY',
  source: 'RULE' as const,
  origin: null,
  label: 'words',
  alternatives: [],
  remove: null,
  turn: null,
  trust: 'PARSED' as const,
};

const constraint = (one: Pick<Constraint, 'kind' | 'filter'>, piece: string): Constraint => ({
  ...read,
  id: 'c9',
  ...one,
  span: spanOf(piece),
});
const preference = (
  one: Pick<Preference, 'kind'> & Partial<Pick<Preference, 'filter' | 'measures' | 'direction'>>,
  piece: string,
): Preference => ({
  ...read,
  id: 'p9',
  filter: null,
  measures: [],
  direction: null,
  comparedWith: null,
  ...one,
  span: spanOf(piece),
});

const under50 = { price: { max: '50', maxExclusive: true, currency: 'USD' } };
const notBlack = { exclude: { attributes: [{ name: 'colour', values: ['black', 'jet'] }] } };
const red = { attributes: [{ name: 'colour', values: ['red'] }] };

const found: Interpretation = {
  text,
  residue: 'red boots',
  constraints: [
    { ...read, id: 'c1', kind: 'CURRENT_PRICE', source: 'DEFAULT', span: null, filter: null },
    constraint({ kind: 'EXCLUDE_ATTRIBUTE', filter: notBlack }, 'not black'),
    constraint({ kind: 'PRICE_MAX', filter: under50 }, 'under $50'),
  ],
  preferences: [
    preference({ kind: 'COMPARATIVE', measures: ['weight_grams'], direction: 'LESS' }, 'lighter'),
    preference({ kind: 'ATTRIBUTE', filter: red }, 'red'),
  ],
  sort: { ...read, key: 'SORT', sort: 'PRICE_ASC', span: spanOf('cheapest') },
  ignored: [
    {
      span: spanOf('20% off'),
      kind: 'NOT_POSSIBLE',
      key: null,
      reason: 'no discounts',
      turn: null,
      label: null,
    },
    {
      span: spanOf('20% off'),
      kind: 'NOT_POSSIBLE',
      key: null,
      reason: 'no discounts',
      turn: null,
      label: null,
    },
  ],
  repairs: [],
  model: null,
};

const expected: NumberedCase = {
  line: 7,
  text,
  group: 'mixed',
  trap: false,
  constraints: [
    { kind: 'PRICE_MAX', says: 'under $50', filter: under50 },
    {
      kind: 'EXCLUDE_ATTRIBUTE',
      says: 'not black',
      filter: { exclude: { attributes: [{ name: 'colour', values: ['black', '...'] }] } },
    },
  ],
  preferences: [
    { kind: 'ATTRIBUTE', says: 'red', filter: red },
    { kind: 'COMPARATIVE', says: 'lighter', measures: ['weight_grams'], direction: 'LESS' },
  ],
  sort: { by: 'PRICE_ASC', says: 'cheapest' },
  ignored: ['20% off'],
  residue: 'red boots',
};

const compare = (change: Partial<NumberedCase>) => compareInterpretation({ ...expected, ...change }, found);

describe('an interpretation against what was expected', () => {
  it('is exact in any order, without what always holds and with a piece that is listed twice', () => {
    expect(compare({})).toEqual({
      line: 7,
      text,
      group: 'mixed',
      trap: false,
      hard: { right: 2, found: 2, expected: 2 },
      differences: [],
    });
  });

  it.each<[string, Partial<NumberedCase>, object]>([
    [
      'a constraint that was not expected',
      { constraints: expected.constraints.slice(1) },
      { part: 'constraints', expected: [], found: [`PRICE_MAX "under $50" ${JSON.stringify(under50)}`] },
    ],
    [
      'a constraint that was not found',
      {
        constraints: [
          ...expected.constraints,
          { kind: 'IN_STOCK', says: 'boots', filter: { inStock: true } },
        ],
      },
      { part: 'constraints', expected: ['IN_STOCK "boots" {"inStock":true}'], found: [] },
    ],
    [
      'a span that is cut otherwise',
      {
        constraints: [
          { kind: 'PRICE_MAX', says: 'under $50,', filter: under50 },
          ...expected.constraints.slice(1),
        ],
      },
      {
        part: 'constraints',
        expected: [`PRICE_MAX "under $50," ${JSON.stringify(under50)}`],
        found: [`PRICE_MAX "under $50" ${JSON.stringify(under50)}`],
      },
    ],
    [
      'another kind of wish',
      {
        preferences: [
          expected.preferences[0]!,
          { kind: 'COMPARATIVE', says: 'lighter', measures: ['lumens'], direction: 'LESS' },
        ],
      },
      {
        part: 'preferences',
        expected: ['COMPARATIVE "lighter" {"measures":["lumens"],"direction":"LESS"}'],
        found: ['COMPARATIVE "lighter" {"measures":["weight_grams"],"direction":"LESS"}'],
      },
    ],
    [
      'a wish that was not expected',
      { preferences: expected.preferences.slice(1) },
      { part: 'preferences', expected: [], found: [`ATTRIBUTE "red" ${JSON.stringify(red)}`] },
    ],
    [
      'another order',
      { sort: { by: 'PRICE_DESC', says: 'cheapest' } },
      { part: 'sort', expected: ['PRICE_DESC "cheapest"'], found: ['PRICE_ASC "cheapest"'] },
    ],
    [
      'an order that was not expected',
      { sort: null },
      { part: 'sort', expected: [], found: ['PRICE_ASC "cheapest"'] },
    ],
    ['what is ignored', { ignored: ['off'] }, { part: 'ignored', expected: ['"off"'], found: ['"20% off"'] }],
    ['the residue', { residue: 'boots' }, { part: 'residue', expected: ['"boots"'], found: ['"red boots"'] }],
  ])('differs by %s', (_, change, difference) => {
    expect(compare(change).differences).toEqual([difference]);
  });

  it('pairs each constraint once: one that is expected twice is found once', () => {
    const [underFifty] = expected.constraints;
    expect(compare({ constraints: [underFifty!, underFifty!] }).hard).toEqual({
      right: 1,
      found: 2,
      expected: 2,
    });
  });
});

describe('the figures', () => {
  it('are precision, recall and F1 of hard constraints, and what is exact, part by part', () => {
    const results = [
      compare({}),
      compare({ trap: true, residue: 'boots' }),
      compare({ trap: true, constraints: [] }),
      compare({ constraints: [...expected.constraints, ...expected.constraints] }),
    ];
    expect(summariseInterpretation(results)).toEqual({
      cases: 4,
      exact: { constraints: 2, preferences: 4, sort: 4, ignored: 4, residue: 3, all: 1 },
      traps: 2,
      trapsPassed: 1,
      hard: { right: 6, found: 8, expected: 8, precision: 0.75, recall: 0.75, f1: 0.75 },
    });
  });

  it('are null over nothing', () => {
    expect(summariseInterpretation([]).hard).toEqual({
      right: 0,
      found: 0,
      expected: 0,
      precision: null,
      recall: null,
      f1: null,
    });
  });
});
