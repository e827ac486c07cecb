import type { Queryable } from '../db/database.ts';
import { TrueshelfError } from '../errors.ts';

/** The model of a job was retired while the job waited or ran: there is nothing left to do, and nothing went wrong. */
export class ModelRetired extends TrueshelfError {
  readonly hint = 'Nothing is to be done. "trueshelf model add" makes a new one.';

  constructor(model: string) {
    super(
      'MODEL_RETIRED',
      `The model ${JSON.stringify(model)} was retired, so that the job has nothing to work for.`,
    );
  }
}

/** By its id: another model may have the name by now. */
export async function isRetired(database: Queryable, modelId: string): Promise<boolean> {
  const [used] = await database.query(
    `select from embeddings.model m where m.model_id = $1 and m.state <> 'retired'`,
    [modelId],
  );
  return used === undefined;
}

/** Whether a call of the queue was refused because its model is in use no more. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'TSNFD';
}
