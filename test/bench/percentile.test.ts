import { expect, it } from 'vitest';
import { percentile } from './percentile.ts';

it.each([
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2],
  [[1], 0.95, 1],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.95, 10],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9, 9],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 1, 10],
])(
  'of %j the %d percentile is %d: a number that was measured, none in between',
  (numbers, share, expected) => {
    expect(percentile(numbers, share)).toBe(expected);
  },
);

it('leaves the numbers in their order', () => {
  const numbers = [2, 1];
  percentile(numbers, 0.5);
  expect(numbers).toEqual([2, 1]);
});

it('has no percentile of no number', () => {
  expect(() => percentile([], 0.5)).toThrow('There is no 0.5 percentile of 0 numbers.');
});
