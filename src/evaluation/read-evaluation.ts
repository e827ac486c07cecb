import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { UsageError } from '../errors.ts';
import { type Evaluation, evaluation } from './evaluation.ts';

/** Reads what `trueshelf eval --json` printed. Throws UsageError. */
export async function readEvaluation(path: string): Promise<Evaluation> {
  const advice = 'Give a file that "trueshelf eval … --json" printed.';
  let content: unknown;
  try {
    if ((await stat(path)).isDirectory()) throw new Error('it is a folder');
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The earlier evaluation ${path} cannot be read: ${reason}. ${advice}`);
  }
  const parsed = evaluation.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'it' : z.core.toDotPath(issue.path);
  throw new UsageError(
    `The earlier evaluation ${path} is no evaluation of this version: ${place}: ${issue?.message}. ${advice}`,
  );
}
