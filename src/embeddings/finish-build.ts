import type { Database } from '../db/database.ts';
import { dropVectorIndex } from './vector-index.ts';
import { vectorLiteral } from './vector-literal.ts';

export interface FinishOptions {
  /** As PostgreSQL writes an instant: what was queued later holds nothing up. */
  queuedUntil: string;
  /** Titles of products as questions to a provider's model; absent: products are measured against products. */
  questions?: TitleVectors | null;
}

/** Vectors of length 1, in the order of `productIds`, whose titles they are of. */
export interface TitleVectors {
  readonly productIds: readonly string[];
  readonly vectors: readonly number[][];
}

/**
 * Measures a model for which nothing of that time waits any more and lets it stand by, or take over where it is built-in; returns
 * its state then: still `building` where something waits after all. A ready model is only measured where it lacks that.
 */
export async function finishBuild(
  database: Database,
  modelId: string,
  { queuedUntil, questions = null }: FinishOptions,
): Promise<string> {
  const [row] = await database.query<{ state: string }>(
    `select embeddings.finish_build(
       model_id => $1, as_of => statement_timestamp(), queued_until => $2, question_ids => $3, question_embeddings => $4
     ) as state`,
    [modelId, queuedUntil, questions?.productIds ?? null, questions?.vectors.map(vectorLiteral) ?? null],
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
