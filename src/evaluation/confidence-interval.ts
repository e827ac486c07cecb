import { mean, round } from './mean.ts';
import { seededRandom } from './seeded-random.ts';

/** A mean over queries with its 95 % confidence interval. */
export interface Estimate {
  /** Null over no queries. */
  mean: number | null;
  /** Ends of the interval; null over fewer than two queries, which show no spread. */
  low: number | null;
  high: number | null;
  queries: number;
}

/** Draws behind every interval and every inexact test. 10,000 keep the ends of an interval still to about 0.001 on 60 queries. */
export const resamples = 10_000;

/** Resamples that lie outside at either end: 2.5 %. */
const tail = resamples / 40;

/**
 * The mean and its percentile bootstrap interval (Efron 1979): queries are drawn with replacement, as many as there are,
 * 10,000 times over; the interval is what the middle 95 % of the means span. Equal values and seed give an equal result.
 */
export function estimateMean(values: readonly number[], seed: number): Estimate {
  const queries = values.length;
  if (queries < 2) return { mean: mean(values), low: null, high: null, queries };
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let total = 0;
    for (let i = 0; i < queries; i += 1) total += values[Math.floor(random() * queries)] ?? 0;
    return total / queries;
  }).sort();
  return {
    mean: mean(values),
    low: round(means[tail] ?? 0),
    high: round(means[resamples - 1 - tail] ?? 0),
    queries,
  };
}
