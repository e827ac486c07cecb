import { printable } from '../printable.ts';
import { renderTable } from '../text-table.ts';
import { type CaseResult, type Difference, parts } from './compare-interpretation.ts';
import type { InterpretationEvaluation } from './evaluate-interpretation.ts';
import { nameHandles } from './name-handles.ts';
import type { InterpretationFigures } from './summarise-interpretation.ts';

/** The evaluation as text for a terminal. `withFailures`: with every case that differs, and how. */
export function describeInterpretation(evaluation: InterpretationEvaluation, withFailures: boolean): string {
  const { cases, traps, trapsPassed, exact, hard, groups, unknown, results } = evaluation;
  const { right, found, expected } = hard;
  const sections = [
    `${cases} cases in ${groups.length} groups, ${traps} of them traps\n`,
    describeUnknown(unknown),
    renderTable([
      ['exactly right', 'cases', 'share'],
      ...[...parts, 'all' as const].map((part) => [
        part === 'all' ? 'all of it' : part,
        `${exact[part]} of ${cases}`,
        figure(cases === 0 ? null : exact[part] / cases),
      ]),
      ['traps passed', `${trapsPassed} of ${traps}`, figure(traps === 0 ? null : trapsPassed / traps)],
    ]),
    renderTable([
      ['hard constraints', '', 'share'],
      ['precision', `${right} of ${found} found`, figure(hard.precision)],
      ['recall', `${right} of ${expected} expected`, figure(hard.recall)],
      ['F1', '', figure(hard.f1)],
    ]),
    renderTable([
      ['group', 'cases', 'all right', ...parts, 'traps passed', 'precision', 'recall', 'F1'],
      ...groups.map((group) => [group.group, ...rowOfGroup(group)]),
    ]),
    withFailures ? results.map(describeFailure).join('') : '',
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function describeUnknown(unknown: readonly string[]): string {
  if (unknown.length === 0) return '';
  return `note: this is not the catalogue that the cases were written for: it lacks ${nameHandles(unknown)}. The figures say little. The cases that come with Trueshelf are read against the demo shop ("trueshelf seed" loads it into an empty database).\n`;
}

function rowOfGroup({ cases, exact, traps, trapsPassed, hard }: InterpretationFigures): string[] {
  return [
    String(cases),
    String(exact.all),
    ...parts.map((part) => String(exact[part])),
    traps === 0 ? '–' : `${trapsPassed} of ${traps}`,
    figure(hard.precision),
    figure(hard.recall),
    figure(hard.f1),
  ];
}

function describeFailure({ line, text, trap, differences }: CaseResult): string {
  if (differences.length === 0) return '';
  const head = `line ${line}: ${text}${trap ? ' (a trap)' : ''}`;
  return `${[head, ...differences.flatMap(describeDifference)].map(printable).join('\n')}\n`;
}

function describeDifference({ part, expected, found }: Difference): string[] {
  const say = (word: string, list: readonly string[]) => list.map((one) => `  ${part} ${word} ${one}`);
  return [...say('expected', expected), ...say('found   ', found)];
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
