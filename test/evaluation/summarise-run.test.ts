import { describe, expect, it } from 'vitest';
import { describeAnswer, scoreQuery } from '../../src/evaluation/summarise-run.ts';

const judged = new Map([
  ['shown', 2],
  ['wrong', 0],
  ['gone', 3],
]);
const available = new Map([
  ['shown', 2],
  ['wrong', 0],
]);

describe('the figures of a question', () => {
  it('are those of the products that can be shown; what was judged is all that has a grade', () => {
    const asked = { query: 'jacket', asked: 'jakcet' };
    expect(scoreQuery(asked, ['gone', 'unread', 'shown', 'wrong'], judged, available)).toEqual({
      ...asked,
      answer: 'AVAILABLE',
      rows: 4,
      ndcgAt10: 0.5,
      reciprocalRank: 0.333333,
      recallAt50: 1,
      judgedAt10: 0.75,
      top: [
        { handle: 'gone', grade: 3 },
        { handle: 'unread', grade: null },
        { handle: 'shown', grade: 2 },
        { handle: 'wrong', grade: 0 },
      ],
    });
  });

  it.each([
    ['AVAILABLE', judged, available],
    ['UNAVAILABLE', judged, new Map([['wrong', 0]])],
    ['NONE', new Map([['wrong', 0]]), new Map([['wrong', 0]])],
  ] as const)('tell %s by what is graded and what can be shown', (answer, all, shown) => {
    expect(describeAnswer(all, shown)).toBe(answer);
  });
});
