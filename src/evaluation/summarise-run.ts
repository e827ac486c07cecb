import { estimateMean } from './confidence-interval.ts';
import type { Measure, QueryResult, Run } from './evaluation.ts';
import { mean, round } from './mean.ts';
import { depth, front, type Grades, judgedAt10, ndcgAt10, recallAt50, reciprocalRank } from './metrics.ts';

/** The figures of one question. `judged`: every grade of the file; `available`: those of products that can be shown. */
export function scoreQuery(
  { query, asked }: Pick<QueryResult, 'query' | 'asked'>,
  ranked: readonly string[],
  judged: Grades,
  available: Grades,
): QueryResult {
  const rounded = (value: number | null) => (value === null ? null : round(value));
  return {
    query,
    asked,
    answer: describeAnswer(judged, available),
    rows: Math.min(ranked.length, depth),
    ndcgAt10: rounded(ndcgAt10(ranked, available)),
    reciprocalRank: rounded(reciprocalRank(ranked, available)),
    recallAt50: rounded(recallAt50(ranked, available)),
    judgedAt10: rounded(judgedAt10(ranked, judged)),
    top: ranked.slice(0, front).map((handle) => ({ handle, grade: judged.get(handle) ?? null })),
  };
}

/** Whether there is anything to find for a query. */
export function describeAnswer(judged: Grades, available: Grades): QueryResult['answer'] {
  const hasGood = (grades: Grades) => [...grades.values()].some((grade) => grade > 0);
  if (hasGood(available)) return 'AVAILABLE';
  return hasGood(judged) ? 'UNAVAILABLE' : 'NONE';
}

/** The figures of a run over its queries. */
export function summariseRun(
  run: Pick<Run, 'configuration' | 'typos' | 'degraded' | 'queries'>,
  seed: number,
): Run {
  const { queries } = run;
  const none = queries.filter(({ answer }) => answer === 'NONE');
  const estimate = (measure: Measure) => estimateMean(defined(queries.map((query) => query[measure])), seed);
  return {
    configuration: run.configuration,
    typos: run.typos,
    ndcgAt10: estimate('ndcgAt10'),
    reciprocalRank: estimate('reciprocalRank'),
    recallAt50: estimate('recallAt50'),
    judgedAt10: mean(
      defined(queries.filter(({ answer }) => answer === 'AVAILABLE').map((query) => query.judgedAt10)),
    ),
    noAnswer: {
      queries: none.length,
      rows: mean(none.map(({ rows }) => rows)),
      empty: none.filter(({ rows }) => rows === 0).length,
    },
    degraded: run.degraded,
    queries,
  };
}

function defined(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
