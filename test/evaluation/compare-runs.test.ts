import { expect, it } from 'vitest';
import { compareRuns } from '../../src/evaluation/compare-runs.ts';
import type { Run } from '../../src/evaluation/evaluation.ts';
import { scoreQuery, summariseRun } from '../../src/evaluation/summarise-run.ts';

const judged = {
  hat: new Map([
    ['top-hat', 3],
    ['cap', 1],
    ['gone-hat', 3],
  ]),
  shoe: new Map([['boot', 2]]),
  canoe: new Map([['boot', 0]]),
  ghost: new Map([['gone-hat', 3]]),
};

function makeRun(configuration: string, answers: Record<keyof typeof judged, string[]>): Run {
  const queries = Object.entries(judged).map(([query, grades]) => {
    const available = new Map([...grades].filter(([handle]) => handle !== 'gone-hat'));
    return scoreQuery({ query, asked: query }, answers[query as keyof typeof judged], grades, available);
  });
  return summariseRun({ configuration, typos: false, degraded: [], queries }, 1);
}

const first = makeRun('words', { hat: ['cap', 'top-hat'], shoe: [], canoe: ['boot'], ghost: ['cap'] });
const second = makeRun('hybrid', { hat: ['top-hat', 'cap'], shoe: ['cap', 'boot'], canoe: [], ghost: [] });

it('leaves what cannot be shown out of the ideal and the recall', () => {
  const [hat, , canoe, ghost] = second.queries;
  expect(hat).toMatchObject({ answer: 'AVAILABLE', ndcgAt10: 1, recallAt50: 1, judgedAt10: 1 });
  expect(canoe).toMatchObject({ answer: 'NONE', ndcgAt10: null, rows: 0, judgedAt10: null, top: [] });
  expect(ghost).toMatchObject({
    answer: 'UNAVAILABLE',
    ndcgAt10: null,
    reciprocalRank: null,
    recallAt50: null,
  });
});

it('sums a run up over the queries that have a good answer, and counts the rows of those that have none', () => {
  expect(first).toMatchObject({
    reciprocalRank: { mean: 0.5, queries: 2 },
    noAnswer: { queries: 1, rows: 1, empty: 0 },
  });
  expect(second).toMatchObject({
    reciprocalRank: { mean: 0.75, queries: 2 },
    judgedAt10: 0.75,
    noAnswer: { queries: 1, rows: 0, empty: 1 },
  });
});

it('pairs two runs query by query, the second minus the first', () => {
  // By hand: hat (1 + 7 / log2 3) / (7 + 1 / log2 3) = 0.709810; shoe 1 / log2 3 = 0.630930.
  expect(compareRuns(first, second, 1)).toMatchObject({
    from: { configuration: 'words', typos: false, earlier: false },
    to: { configuration: 'hybrid', typos: false, earlier: false },
    ndcgAt10: { difference: { mean: 0.46056, queries: 2 }, better: 2, worse: 0, same: 0, p: 0.5 },
    reciprocalRank: { difference: { mean: 0.25 }, better: 1, same: 1 },
    noAnswer: { queries: 1, from: 1, to: 0 },
    unpaired: 0,
    moved: [
      { query: 'shoe', asked: 'shoe', from: 0, to: 0.63093 },
      { query: 'hat', asked: 'hat', from: 0.70981, to: 1 },
    ],
  });
});

it('counts queries that only one of the runs has an answer to', () => {
  const less = { ...second, queries: second.queries.slice(1) };
  expect(compareRuns(first, less, 1, true)).toMatchObject({
    from: { earlier: true },
    ndcgAt10: { difference: { queries: 1 } },
    unpaired: 1,
  });
});
