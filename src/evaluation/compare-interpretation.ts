import type { Interpretation } from '../retrieval/page.ts';
import { isEqualFilter } from './equal-filter.ts';
import type { ExpectedConstraint, ExpectedPreference } from './interpretation-case.ts';
import type { NumberedCase } from './read-interpretation-cases.ts';

/** What an interpretation consists of, in the order of reports. */
export const parts = ['constraints', 'preferences', 'sort', 'ignored', 'residue'] as const;
export type Part = (typeof parts)[number];

/** What of one part was expected and not found, and what was found and not expected; in words. */
export interface Difference {
  part: Part;
  expected: string[];
  found: string[];
}

/** Hard constraints that are right, that were found, and that were expected. */
export interface HardCounts {
  right: number;
  found: number;
  expected: number;
}

export interface CaseResult {
  line: number;
  text: string;
  group: string;
  trap: boolean;
  hard: HardCounts;
  /** Of the parts that differ; empty: the interpretation is exactly what was expected. */
  differences: Difference[];
}

/**
 * An interpretation against what was expected of it. Order does not count within a part, and what always holds (source
 * DEFAULT) is left aside. A constraint is right when its kind, the text of its span and its filter are.
 */
export function compareInterpretation(expected: NumberedCase, found: Interpretation): CaseResult {
  const { line, text, group, trap } = expected;
  const constraints = pair(
    expected.constraints,
    found.constraints.filter(({ source }) => source !== 'DEFAULT'),
    (one, other) =>
      one.kind === other.kind && one.says === other.span?.text && isEqualFilter(one.filter, other.filter),
  );
  const preferences = pair(expected.preferences, found.preferences, isEqualPreference);
  // A piece that would have been several constraints is listed once for each; here once.
  const ignored = pair(
    [...new Set(expected.ignored)],
    [...new Set(found.ignored.map(({ span }) => span?.text ?? ''))],
    (one, other) => one === other,
  );
  const sort = pair(
    expected.sort === null ? [] : [expected.sort],
    found.sort === null ? [] : [found.sort],
    (one, other) => one.by === other.sort && one.says === other.span?.text,
  );
  const residue = pair([expected.residue], [found.residue], (one, other) => one === other);
  const differences: Difference[] = [
    describe('constraints', constraints, describeExpected, ({ kind, span, filter }) =>
      describeExpected({ kind, says: span?.text ?? '', filter }),
    ),
    describe('preferences', preferences, describeExpected, ({ kind, span, filter, measures, direction }) =>
      describeExpected(
        kind === 'COMPARATIVE'
          ? { kind, says: span?.text ?? '', measures, direction }
          : { kind, says: span?.text ?? '', filter },
      ),
    ),
    describe(
      'sort',
      sort,
      ({ by, says }) => `${by} ${quote(says)}`,
      (one) => `${one.sort} ${quote(one.span?.text ?? '')}`,
    ),
    describe('ignored', ignored, quote, quote),
    describe('residue', residue, quote, quote),
  ];
  return {
    line,
    text,
    group,
    trap,
    hard: {
      right: constraints.paired,
      found: constraints.paired + constraints.unexpected.length,
      expected: expected.constraints.length,
    },
    differences: differences.filter((part) => part.expected.length + part.found.length > 0),
  };
}

interface Paired<Expected, Found> {
  paired: number;
  missing: Expected[];
  unexpected: Found[];
}

/** Each that is expected with the first that equals it and is not taken. */
function pair<Expected, Found>(
  expected: readonly Expected[],
  found: readonly Found[],
  isEqual: (one: Expected, other: Found) => boolean,
): Paired<Expected, Found> {
  const unexpected = [...found];
  const missing: Expected[] = [];
  for (const one of expected) {
    const index = unexpected.findIndex((other) => isEqual(one, other));
    if (index === -1) missing.push(one);
    else unexpected.splice(index, 1);
  }
  return { paired: expected.length - missing.length, missing, unexpected };
}

function isEqualPreference(
  one: ExpectedPreference,
  { kind, span, filter, measures, direction }: Interpretation['preferences'][number],
): boolean {
  if (one.kind !== kind || one.says !== span?.text) return false;
  if (one.kind !== 'COMPARATIVE') return isEqualFilter(one.filter, filter);
  const same = new Set(one.measures);
  return one.direction === direction && same.size === measures.length && measures.every((m) => same.has(m));
}

function describe<Expected, Found>(
  part: Part,
  { missing, unexpected }: Paired<Expected, Found>,
  ofExpected: (one: Expected) => string,
  ofFound: (one: Found) => string,
): Difference {
  return { part, expected: missing.map(ofExpected), found: unexpected.map(ofFound) };
}

function describeExpected(
  one: ExpectedConstraint | ExpectedPreference | { kind: string; says: string; [key: string]: unknown },
): string {
  const { kind, says, ...rest } = one;
  const [value] = 'filter' in rest ? [rest.filter] : [rest];
  return `${kind} ${quote(says)} ${JSON.stringify(value)}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
