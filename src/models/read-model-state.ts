import type { Queryable } from '../db/database.ts';
import { UsageError } from '../errors.ts';

/** The state of a model by its name, retired ones included. Throws UsageError where none has it. */
export async function readModelState(database: Queryable, name: string): Promise<string> {
  const [model] = await database.query<{ state: string }>(
    'select m.state from embeddings.model m where m.name = $1',
    [name],
  );
  if (model !== undefined) return model.state;
  throw new UsageError(
    `There is no model ${JSON.stringify(name)}. "trueshelf model status" lists those in use.`,
  );
}
