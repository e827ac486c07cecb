import { type CaseResult, type HardCounts, type Part, parts } from './compare-interpretation.ts';
import { round } from './mean.ts';

/** Figures over some cases. Shares are 0 to 1, to six decimals; null over nothing. */
export interface InterpretationFigures {
  cases: number;
  /** Cases of which the part is exactly as expected, and of which all of it is. */
  exact: Record<Part | 'all', number>;
  /** Traps, and those that are passed: whose constraints are exactly as expected. */
  traps: number;
  trapsPassed: number;
  hard: HardCounts & {
    /** right / found: how much of what is demanded was meant. */
    precision: number | null;
    /** right / expected: how much of what was meant is demanded. */
    recall: number | null;
    /** The harmonic mean of the two: 2 right / (found + expected). */
    f1: number | null;
  };
}

export function summariseInterpretation(results: readonly CaseResult[]): InterpretationFigures {
  const count = (holds: (result: CaseResult) => boolean) => results.filter(holds).length;
  const agrees = (part: Part) => (result: CaseResult) => result.differences.every((one) => one.part !== part);
  const total = (key: keyof HardCounts) => results.reduce((sum, { hard }) => sum + hard[key], 0);
  const [right, found, expected] = [total('right'), total('found'), total('expected')];
  const traps = results.filter(({ trap }) => trap);
  return {
    cases: results.length,
    exact: {
      ...(Object.fromEntries(parts.map((part) => [part, count(agrees(part))])) as Record<Part, number>),
      all: count(({ differences }) => differences.length === 0),
    },
    traps: traps.length,
    trapsPassed: traps.filter(agrees('constraints')).length,
    hard: {
      right,
      found,
      expected,
      precision: share(right, found),
      recall: share(right, expected),
      f1: share(2 * right, found + expected),
    },
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : round(part / whole);
}
