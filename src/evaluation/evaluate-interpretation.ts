import type { Queryable } from '../db/database.ts';
import { interpret } from '../retrieval/interpret.ts';
import { type CaseResult, compareInterpretation } from './compare-interpretation.ts';
import { findUnknownNames } from './find-unknown-names.ts';
import type { NumberedCase } from './read-interpretation-cases.ts';
import { type InterpretationFigures, summariseInterpretation } from './summarise-interpretation.ts';

/** What `trueshelf eval --interpretation --json` prints. */
export interface InterpretationEvaluation extends InterpretationFigures {
  format: 'trueshelf-interpretation-1';
  /** What the cases name and the catalogue lacks ("category dresses"): not empty means that they are of another catalogue. */
  unknown: string[];
  /** The same figures for each group, in the order of the file. */
  groups: ({ group: string } & InterpretationFigures)[];
  /** In the order of the file. */
  results: CaseResult[];
}

/** Has `api.interpret` read every text, as an anonymous shopper, and compares with what is expected. Reads only. */
export async function evaluateInterpretation(
  database: Queryable,
  cases: readonly NumberedCase[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<InterpretationEvaluation> {
  const unknown = await findUnknownNames(database, cases);
  const results: CaseResult[] = [];
  for (const one of cases) {
    results.push(compareInterpretation(one, await interpret(database, one.text, null)));
    onProgress(results.length, cases.length);
  }
  const groups = [...new Set(results.map(({ group }) => group))];
  return {
    format: 'trueshelf-interpretation-1',
    unknown,
    ...summariseInterpretation(results),
    groups: groups.map((group) => ({
      group,
      ...summariseInterpretation(results.filter((result) => result.group === group)),
    })),
    results,
  };
}
