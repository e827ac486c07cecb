import { describe, expect, it } from 'vitest';
import { judgedAt10, ndcgAt10, recallAt50, reciprocalRank } from '../../src/evaluation/metrics.ts';
import { seededRandom } from '../../src/evaluation/seeded-random.ts';

const grades = new Map([
  ['right', 3],
  ['good', 2],
  ['poor', 1],
  ['wrong', 0],
]);
const unknown = (count: number) => Array.from({ length: count }, (_, index) => `unjudged-${index}`);

describe('nDCG@10', () => {
  // By hand: gains 7, 3 and 1; discounts 1, log2 3 = 1.584963 and log2 4 = 2. Ideal 7 + 1.892789 + 0.5 = 9.392789.
  it.each([
    ['the best order', ['right', 'good', 'poor'], 1],
    ['the worst order', ['poor', 'good', 'right'], (1 + 1.892789 + 3.5) / 9.392789],
    ['a wrong and an unjudged row first', ['wrong', 'unjudged', 'right'], 3.5 / 9.392789],
    ['the right one in the tenth row', [...unknown(9), 'right'], 7 / 3.459432 / 9.392789],
    ['the right one in the eleventh row', [...unknown(10), 'right'], 0],
    ['no row', [], 0],
  ])('of %s', (_, ranked, expected) => {
    expect(ndcgAt10(ranked, grades)).toBeCloseTo(expected, 6);
  });

  it('takes the ten best of more graded products for the ideal', () => {
    const many = new Map(unknown(30).map((handle, index) => [handle, index < 20 ? 1 : 3]));
    expect(ndcgAt10(unknown(30).reverse(), many)).toBe(1);
  });

  it('is 1 for the best order of any grades, and never above 1 (seeded)', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 200; round += 1) {
      const graded = new Map(
        unknown(1 + Math.floor(random() * 30)).map((handle) => [handle, Math.floor(random() * 4)]),
      );
      if (![...graded.values()].some((grade) => grade > 0)) continue;
      const best = [...graded].sort(([, a], [, b]) => b - a).map(([handle]) => handle);
      expect(ndcgAt10(best, graded)).toBe(1);
      const shuffled = [...graded.keys()].sort(() => random() - 0.5);
      const score = ndcgAt10(shuffled, graded)!;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1 + 1e-12);
    }
  });
});

it.each([
  ['first', ['poor', 'right'], 1],
  ['third', ['wrong', 'unjudged', 'poor'], 1 / 3],
  ['fiftieth', [...unknown(49), 'right'], 1 / 50],
  ['fifty-first', [...unknown(50), 'right'], 0],
])('gives the reciprocal rank of a row with any grade above 0 that comes %s', (_, ranked, expected) => {
  expect(reciprocalRank(ranked, grades)).toBe(expected);
});

it.each([
  ['all', ['poor', 'wrong', 'right', 'good'], 1],
  ['one within fifty rows', [...unknown(49), 'right', 'good'], 1 / 3],
  ['none', ['wrong'], 0],
])('gives the recall of %s of three', (_, ranked, expected) => {
  expect(recallAt50(ranked, grades)).toBe(expected);
});

it('has no figure for a query that has no good answer', () => {
  const none = new Map([['wrong', 0]]);
  for (const metric of [ndcgAt10, reciprocalRank, recallAt50])
    expect(metric(['wrong', 'right'], none)).toBeNull();
});

it('tells which share of the first ten rows was judged, whatever the grade', () => {
  expect(judgedAt10(['wrong', 'right', 'unjudged', 'poor'], grades)).toBe(0.75);
  expect(judgedAt10([...unknown(10), 'right'], grades)).toBe(0);
  expect(judgedAt10([], grades)).toBeNull();
});
