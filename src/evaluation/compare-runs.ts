import type { Comparison, Measure, QueryResult, Run } from './evaluation.ts';
import { mean, round } from './mean.ts';
import { type PairedTest, testPairs } from './paired-test.ts';

const maxMoved = 10;

/** Two runs over the same queries, query by query: each difference is `to` minus `from`. `earlier`: `from` is of another evaluation. */
export function compareRuns(from: Run, to: Run, seed: number, earlier = false): Comparison {
  const before = new Map(from.queries.map((result) => [result.query, result]));
  const pairs = to.queries.flatMap((result): [QueryResult, QueryResult][] => {
    const other = before.get(result.query);
    return other === undefined ? [] : [[other, result]];
  });
  const answered = pairs.filter(([a, b]) => a.answer === 'AVAILABLE' && b.answer === 'AVAILABLE');
  const none = pairs.filter(([a, b]) => a.answer === 'NONE' && b.answer === 'NONE');
  const test = (measure: Measure): PairedTest =>
    testPairs(
      answered.map(([a, b]) => round((b[measure] ?? 0) - (a[measure] ?? 0))),
      seed,
    );
  return {
    from: { configuration: from.configuration, typos: from.typos, earlier },
    to: { configuration: to.configuration, typos: to.typos, earlier: false },
    ndcgAt10: test('ndcgAt10'),
    reciprocalRank: test('reciprocalRank'),
    recallAt50: test('recallAt50'),
    noAnswer: {
      queries: none.length,
      from: mean(none.map(([{ rows }]) => rows)),
      to: mean(none.map(([, { rows }]) => rows)),
    },
    unpaired: countAnswered(from) + countAnswered(to) - 2 * answered.length,
    moved: answered
      .map(([a, b]) => ({ query: b.query, asked: b.asked, from: a.ndcgAt10 ?? 0, to: b.ndcgAt10 ?? 0 }))
      .filter((query) => query.from !== query.to)
      .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
      .slice(0, maxMoved),
  };
}

function countAnswered(run: Run): number {
  return run.queries.filter(({ answer }) => answer === 'AVAILABLE').length;
}
