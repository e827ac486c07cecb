import { type Estimate, estimateMean, resamples } from './confidence-interval.ts';
import { round } from './mean.ts';
import { seededRandom } from './seeded-random.ts';

/** How much a figure changed over the same queries. */
export interface PairedTest {
  /** Mean of the differences, second minus first, with its 95 % bootstrap interval. */
  difference: Estimate;
  /** Two-sided: how often chance alone would move the mean so far. 1 where nothing moved. */
  p: number;
  /** Queries whose figure rose, fell, or stayed. */
  better: number;
  worse: number;
  same: number;
}

/** Up to 65,536 sign patterns are all looked at; for more queries than this, they are drawn. */
const maxExact = 16;

/** Sums of the same numbers in another order differ by less. */
const tolerance = 1e-9;

/**
 * Fisher's paired randomisation test. If the two were alike, each query's difference might as well have had the other
 * sign: p is the share of sign patterns whose mean is at least as far from zero. All of them are counted up to 16 queries
 * that differ; beyond, 10,000 are drawn, and the pattern that was seen counts as one more, so that p is never zero.
 */
export function testPairs(differences: readonly number[], seed: number): PairedTest {
  const moved = differences.filter((difference) => difference !== 0);
  const better = moved.filter((difference) => difference > 0).length;
  return {
    difference: estimateMean(differences, seed),
    p: round(moved.length <= maxExact ? exactP(moved) : drawnP(moved, seed)),
    better,
    worse: moved.length - better,
    same: differences.length - moved.length,
  };
}

function exactP(differences: readonly number[]): number {
  const far = Math.abs(signedSum(differences, () => false)) - tolerance;
  const patterns = 2 ** differences.length;
  let hits = 0;
  for (let pattern = 0; pattern < patterns; pattern += 1) {
    if (Math.abs(signedSum(differences, (i) => (pattern & (1 << i)) !== 0)) >= far) hits += 1;
  }
  return hits / patterns;
}

function drawnP(differences: readonly number[], seed: number): number {
  const random = seededRandom(seed);
  const far = Math.abs(signedSum(differences, () => false)) - tolerance;
  let hits = 1;
  for (let draw = 0; draw < resamples; draw += 1) {
    if (Math.abs(signedSum(differences, () => random() < 0.5)) >= far) hits += 1;
  }
  return hits / (resamples + 1);
}

function signedSum(differences: readonly number[], flips: (index: number) => boolean): number {
  let total = 0;
  for (let i = 0; i < differences.length; i += 1) {
    const difference = differences[i] ?? 0;
    total += flips(i) ? -difference : difference;
  }
  return total;
}
