import type { Database } from '../db/database.ts';
import { dropVectorIndex } from './vector-index.ts';

/**
 * Measures a model for which nothing waits any more and lets it stand by, or take over where it is built-in; returns its state
 * then: still `building` where something waits after all.
 */
export async function finishBuild(database: Database, modelId: string): Promise<string> {
  const [row] = await database.query<{ state: string }>(
    'select embeddings.finish_build(model_id => $1, as_of => statement_timestamp()) as state',
    [modelId],
  );
  if (row === undefined) throw new Error('embeddings.finish_build returned no row.');
  return row.state;
}

/** Drops the indexes that retired models have left where somebody was searching just then. */
export async function dropIdleIndexes(database: Database): Promise<void> {
  if (database.engine === 'embedded') return;
  const idle = await database.query<{ model_id: string }>(
    `select n.model_id
     from pg_index i
     join pg_class c on c.oid = i.indexrelid
     cross join lateral substring(c.relname from '^product_embedding_model_([0-9]+)_hnsw$') n (model_id)
     where i.indrelid = 'embeddings.product_embedding'::regclass
       and n.model_id is not null
       and not exists (
         select from embeddings.model m where m.model_id = n.model_id::bigint and m.state <> 'retired'
       )`,
  );
  for (const { model_id: modelId } of idle) await dropVectorIndex(database, modelId);
}
