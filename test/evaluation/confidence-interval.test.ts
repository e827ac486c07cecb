import { expect, it } from 'vitest';
import { estimateMean } from '../../src/evaluation/confidence-interval.ts';
import { seededRandom } from '../../src/evaluation/seeded-random.ts';

it('spans the true mean in about 95 of 100 samples (seeded)', () => {
  const random = seededRandom(11);
  const samples = 200;
  let covered = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const { low, high } = estimateMean(
      Array.from({ length: 40 }, () => random()),
      sample,
    );
    if (low! <= 0.5 && high! >= 0.5) covered += 1;
  }
  expect(covered / samples).toBeGreaterThan(0.9);
  expect(covered / samples).toBeLessThan(0.985);
});

it('comes near the interval of the normal distribution for many values', () => {
  // 200 zeros and 200 ones: the standard error is 0.5 / sqrt 400 = 0.025, so 0.5 ± 1.96 × 0.025.
  const { mean, low, high } = estimateMean(
    Array.from({ length: 400 }, (_, index) => index % 2),
    1,
  );
  expect(mean).toBe(0.5);
  expect(low).toBeCloseTo(0.451, 2);
  expect(high).toBeCloseTo(0.549, 2);
});

it('has no width for values that are all alike, and none to tell for fewer than two', () => {
  expect(estimateMean([0.25, 0.25, 0.25], 1)).toEqual({ mean: 0.25, low: 0.25, high: 0.25, queries: 3 });
  expect(estimateMean([0.25], 1)).toEqual({ mean: 0.25, low: null, high: null, queries: 1 });
  expect(estimateMean([], 1)).toEqual({ mean: null, low: null, high: null, queries: 0 });
});

it('repeats itself for a seed, and draws others for another', () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 30 }, () => random());
  expect(estimateMean(values, 1)).toEqual(estimateMean(values, 1));
  expect(estimateMean(values, 2)).not.toEqual(estimateMean(values, 1));
});
