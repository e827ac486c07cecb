import { UsageError } from '../errors.ts';
import { compareRuns } from './compare-runs.ts';
import type { Comparison, Evaluation } from './evaluation.ts';
import type { Judgments } from './read-judgments.ts';

/** Throws UsageError where two evaluations cannot be paired: other judgments, no configuration in common, other typos. */
export function checkComparable(
  earlier: Evaluation,
  now: { judgments: Judgments; configurations: readonly { name: string }[]; typos: boolean; seed: number },
): void {
  if (earlier.judgments.digest !== now.judgments.digest) {
    throw new UsageError(
      `--against: found an evaluation of other judgments (${earlier.judgments.queries} queries, ${earlier.judgments.pairs} graded pairs; now ${now.judgments.queries.length} and ${now.judgments.pairs}). Evaluate these judgments with the earlier version first.`,
    );
  }
  const names = [...new Set(earlier.runs.map(({ configuration }) => configuration))];
  if (!now.configurations.some(({ name }) => names.includes(name))) {
    throw new UsageError(
      `--against: found an evaluation of ${names.join(', ')}; expected one of ${now.configurations.map(({ name }) => name).join(', ')}. Ask for the same configuration.`,
    );
  }
  if (now.typos && earlier.runs.some(({ typos }) => typos) && earlier.seed !== now.seed) {
    throw new UsageError(
      `--against: found typos made with --seed ${earlier.seed}, and --seed ${now.seed} makes others. Say --seed ${earlier.seed}.`,
    );
  }
}

/** What changed since, for every run that both have. */
export function compareWithEarlier(earlier: Evaluation, now: Evaluation): Comparison[] {
  return now.runs.flatMap((run) => {
    const before = earlier.runs.find(
      ({ configuration, typos }) => configuration === run.configuration && typos === run.typos,
    );
    return before === undefined ? [] : [compareRuns(before, run, now.seed, true)];
  });
}
