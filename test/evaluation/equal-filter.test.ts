import { expect, it } from 'vitest';
import { isEqualFilter } from '../../src/evaluation/equal-filter.ts';

const colours = (...values: string[]) => ({ exclude: { attributes: [{ name: 'colour', values }] } });

it.each([
  ['none and none', null, null],
  ['amounts of one value', { price: { max: '50' } }, { price: { max: '50.00' } }],
  ['amounts with zeros that count', { price: { max: '100' } }, { price: { max: '0100.0' } }],
  [
    'an exclusiveness that is false or left out',
    { price: { max: '5', maxExclusive: false } },
    { price: { max: '5' } },
  ],
  ['lists in another order', { categories: ['a', 'b'] }, { categories: ['b', 'a'] }],
  ['values in another order', colours('black', 'jet'), colours('jet', 'black')],
  ['exactly the values before "..."', colours('black', '...'), colours('black')],
  ['more values where "..." allows them', colours('black', '...'), colours('jet', 'black', 'ink')],
  [
    'ranges',
    { attributes: [{ name: 'weight_grams', max: '1000', maxExclusive: true }] },
    { attributes: [{ name: 'weight_grams', max: '1000.0', maxExclusive: true }] },
  ],
])('takes %s for equal', (_, expected, found) => {
  expect(isEqualFilter(expected, found)).toBe(true);
});

it.each([
  ['a filter and none', { inStock: true }, null],
  ['none and a filter', null, { inStock: true }],
  ['amounts of other value', { price: { max: '10' } }, { price: { max: '100' } }],
  [
    'an exclusive bound and an inclusive one',
    { price: { max: '5', maxExclusive: true } },
    { price: { max: '5' } },
  ],
  ['a currency that nobody named', { price: { max: '5' } }, { price: { max: '5', currency: 'USD' } }],
  ['a member more', { inStock: true }, { inStock: true, brands: ['a'] }],
  ['a member less', { inStock: true, brands: ['a'] }, { inStock: true }],
  ['a value more', colours('black'), colours('black', 'jet')],
  ['a value less', colours('black', 'jet', '...'), colours('black')],
  [
    'another attribute',
    colours('black'),
    { exclude: { attributes: [{ name: 'material', values: ['black'] }] } },
  ],
  [
    'a bound more',
    { attributes: [{ name: 'screen_in', min: '27' }] },
    { attributes: [{ name: 'screen_in', min: '27', max: '27' }] },
  ],
])('tells %s apart', (_, expected, found) => {
  expect(isEqualFilter(expected, found)).toBe(false);
});
