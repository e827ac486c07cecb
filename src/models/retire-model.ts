import type { Database } from '../db/database.ts';
import { dropVectorIndex } from '../embeddings/vector-index.ts';

export interface RetiredModel {
  readonly model: string;
  /** Vectors that were dropped. */
  readonly vectors: number;
}

/**
 * Drops a model's index, vectors, queue and cached questions. On a server the index goes first and concurrently: with the rest, in a
 * transaction, its lock would hold up every question. Throws what api.retire_model raises; the active model keeps its index then.
 */
export async function retireModel(database: Database, name: string): Promise<RetiredModel> {
  const [idle] = await database.query<{ model_id: string | number }>(
    "select m.model_id from embeddings.model m where m.name = $1 and m.state <> 'active'",
    [name],
  );
  if (idle !== undefined && database.engine === 'server')
    await dropVectorIndex(database, String(idle.model_id));
  const [row] = await database.query<{ retired: RetiredModel }>(
    'select api.retire_model(name => $1) as retired',
    [name],
  );
  if (row === undefined) throw new Error('api.retire_model returned no row.');
  return row.retired;
}
