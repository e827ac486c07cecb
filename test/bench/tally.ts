import { percentile } from './percentile.ts';

/** Figures of one way of searching in one cell, over all questions. */
export interface Measured {
  p50Ms: number;
  p95Ms: number;
  /** Mean recall@10 against exact, 0..1, and that of the worst question. */
  recall: number;
  worstRecall: number;
  /** Mean number of rows, at most 10. */
  rows: number;
  /** How it was found, as it says itself, and for how many questions. */
  strategies: Record<string, number>;
}

export interface Tally {
  /** An answer that was judged; `strategy` null where the way of searching reports none. */
  judge(recall: number, rows: number, strategy: string | null): void;
  /** A round trip that was timed. */
  time(ms: number): void;
  /** Of at least one judged and one timed answer. */
  summarise(): Measured;
}

export function makeTally(): Tally {
  const times: number[] = [];
  const recalls: number[] = [];
  const rowCounts: number[] = [];
  const strategies: Record<string, number> = {};
  return {
    judge(recall, rows, strategy) {
      recalls.push(recall);
      rowCounts.push(rows);
      if (strategy !== null) strategies[strategy] = (strategies[strategy] ?? 0) + 1;
    },
    time(ms) {
      times.push(ms);
    },
    summarise: () => ({
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      recall: mean(recalls),
      worstRecall: Math.min(...recalls),
      rows: mean(rowCounts),
      strategies,
    }),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
