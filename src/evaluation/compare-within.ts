import { compareRuns } from './compare-runs.ts';
import { withModel } from './configuration.ts';
import type { Comparison, Evaluation, Run } from './evaluation.ts';

/** What is to be compared within one evaluation: its typos, its models, and the two configurations where it has a pair. */
export function compareWithin(measured: Evaluation, isPair: boolean): Comparison[] {
  return [
    ...compareTypos(measured),
    ...measured.models.flatMap(({ model }) => compareModel(measured, model)),
    ...(isPair ? comparePair(measured) : []),
  ];
}

/** What a typo costs, for each configuration. */
function compareTypos({ runs, seed }: Evaluation): Comparison[] {
  return runs.flatMap((run, index) => {
    const before = runs[index - 1];
    return run.typos && before !== undefined ? [compareRuns(before, run, seed)] : [];
  });
}

/** A model against the active one, in every configuration, as the queries are and with typos. */
function compareModel({ runs, seed }: Evaluation, model: string): Comparison[] {
  return runs.flatMap((from) => {
    const { name } = withModel({ name: from.configuration, options: {} }, model);
    const to = runs.find(({ configuration, typos }) => configuration === name && typos === from.typos);
    return to === undefined ? [] : [compareRuns(from, to, seed)];
  });
}

/** The second configuration against the first, as the queries are and with typos. */
function comparePair({ runs, seed }: Evaluation): Comparison[] {
  return [false, true].flatMap((typos) => {
    const [from, to]: Run[] = runs.filter((run) => run.typos === typos);
    return from === undefined || to === undefined ? [] : [compareRuns(from, to, seed)];
  });
}
