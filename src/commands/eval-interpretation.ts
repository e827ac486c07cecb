import { join } from 'node:path';
import type { CommandContext } from '../command.ts';
import { checkPrepared } from '../db/check-prepared.ts';
import { describeInterpretation } from '../evaluation/describe-interpretation.ts';
import { evaluateInterpretation } from '../evaluation/evaluate-interpretation.ts';
import { readInterpretationCases } from '../evaluation/read-interpretation-cases.ts';
import { packageRoot } from '../package-root.ts';
import { withProgress } from '../progress.ts';
import { openReader } from '../services.ts';

/** `trueshelf eval --interpretation`; without a file, with the cases of the demo shop. */
export async function evalInterpretation(
  { file, failures, json }: { file: string | undefined; failures: boolean; json: boolean },
  context: CommandContext,
): Promise<0> {
  const cases = await readInterpretationCases(
    file ?? join(packageRoot(), 'seeds', 'interpretation-cases.jsonl'),
  );
  const database = await openReader(context.config);
  try {
    await checkPrepared(database);
    const evaluation = await withProgress('Reading', context, (onProgress) =>
      evaluateInterpretation(database, cases, onProgress),
    );
    context.stdout.write(
      json ? `${JSON.stringify(evaluation)}\n` : describeInterpretation(evaluation, failures),
    );
    return 0;
  } finally {
    await database.close();
  }
}
