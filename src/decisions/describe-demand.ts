import { renderTable } from '../text-table.ts';
import type { DemandReport } from './decision.ts';
import { formatInstant } from './describe-decision.ts';

/** What people asked for in vain, as two tables. */
export function describeDemand({ since, questions, constraints }: DemandReport): string {
  const found = `Since ${formatInstant(since)}\n\n`;
  const unanswered =
    questions.length === 0
      ? 'Every question found something.\n'
      : renderTable(
          [
            ['times', 'last asked', 'question that found nothing', 'understood'],
            ...questions.map(({ question, times, lastAskedAt, constraints: labels }) => [
              String(times),
              formatInstant(lastAskedAt),
              question ?? '(forgotten)',
              labels.join(', '),
            ]),
          ],
          { left: [1, 2, 3], maxCell: 60 },
        );
  const turnedAway =
    constraints.length === 0
      ? 'No constraint turned anything away.\n'
      : renderTable(
          [
            ['turned away', 'questions', 'constraint'],
            ...constraints.map(({ label, turnedAway: products, questions: times }) => [
              String(products),
              String(times),
              label,
            ]),
          ],
          { left: [2], maxCell: 60 },
        );
  return `${found}${unanswered}\n${turnedAway}`;
}
