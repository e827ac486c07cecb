import { describe, expect, it } from 'vitest';
import { testPairs } from '../../src/evaluation/paired-test.ts';
import { seededRandom } from '../../src/evaluation/seeded-random.ts';

describe('the paired randomisation test', () => {
  // By hand, over all sign patterns: of ±1 ±2 ±3, two of eight sums are at least 6 from zero, six at least 2.
  it.each([
    [[1, 2, 3], 2 / 8],
    [[1, -2, 3], 6 / 8],
    [[1, 2, -3], 1],
    [[0.1, 0.2, 0, 0, 0.3], 2 / 8],
    // Ties: sums that are equal on paper and apart by a rounding error count as equal.
    [[0.2, 0.1, -0.3, 0.1], 1],
    [[0.5], 1],
    [[0, 0], 1],
    [[], 1],
    [Array(10).fill(0.1), 2 / 1024],
  ])('gives %j its exact p', (differences, p) => {
    expect(testPairs(differences, 1).p).toBeCloseTo(p, 6);
  });

  it.each([12, 60])('is symmetric over %i differences: turned round, only the sign changes', (count) => {
    const random = seededRandom(count);
    const differences = Array.from({ length: count }, () => random() - 0.45);
    const forward = testPairs(differences, 5);
    const backward = testPairs(
      differences.map((difference) => -difference),
      5,
    );
    expect(backward.p).toBe(forward.p);
    expect(backward.difference.mean).toBe(-forward.difference.mean!);
    expect(backward.difference.low).toBeCloseTo(-forward.difference.high!, 2);
    expect([backward.better, backward.worse]).toEqual([forward.worse, forward.better]);
  });

  it('draws, for more than sixteen that differ, what counting all would give', () => {
    const differences = Array.from(
      { length: 17 },
      (_, index) => (index % 3 === 0 ? -1 : 0.75) * (1 + index / 10),
    );
    const far = Math.abs(differences.reduce((total, value) => total + value, 0));
    let hits = 0;
    for (let pattern = 0; pattern < 2 ** 17; pattern += 1) {
      let total = 0;
      differences.forEach((value, index) => {
        total += pattern & (1 << index) ? -value : value;
      });
      if (Math.abs(total) >= far - 1e-9) hits += 1;
    }
    const exact = hits / 2 ** 17;
    expect(exact).toBeGreaterThan(0.05);
    expect(exact).toBeLessThan(0.95);
    expect(Math.abs(testPairs(differences, 1).p - exact)).toBeLessThan(0.02);
  });

  it('is never 0: what was seen is one of the patterns', () => {
    expect(testPairs(Array(40).fill(0.2), 1).p).toBe(0.0001);
  });

  it('counts what rose, fell and stayed', () => {
    expect(testPairs([0.1, -0.2, 0, 0.3], 1)).toMatchObject({
      better: 2,
      worse: 1,
      same: 1,
      difference: { mean: 0.05, queries: 4 },
    });
  });
});
