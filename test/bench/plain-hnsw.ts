import type { Database, Queryable } from '../../src/db/database.ts';
import type { Answer } from './answer.ts';
import { type Cut, qualifies } from './cut.ts';
import { timed } from './timed.ts';

/**
 * What one gets who puts vectors in a column, builds an index on it and adds a WHERE: a table of its own, so that this index
 * is in nobody else's plans, with pgvector's defaults (m 16, ef_construction 64; ef_search 40, no iterative scan).
 */
export async function preparePlainHnsw(database: Database): Promise<void> {
  const [model] = await database.query<{ model_id: string; dimensions: number; ready: boolean }>(
    `select m.model_id, m.dimensions, to_regclass('bench.product_vector_hnsw') is not null as ready
     from embeddings.model m
     where m.state = 'active'`,
  );
  if (model === undefined) throw new Error('No model is active; expected the one that was just fitted.');
  if (model.ready) return;
  await database.query('create schema if not exists bench');
  await database.query('drop table if exists bench.product_vector');
  await database.query(
    `create table bench.product_vector as
     select e.product_id, e.embedding::vector(${model.dimensions}) as embedding
     from embeddings.product_embedding e
     where e.model_id = ${model.model_id} and e.embedding is not null`,
  );
  await database.query('alter table bench.product_vector add primary key (product_id)');
  await database.query(
    'create index product_vector_hnsw on bench.product_vector using hnsw (embedding vector_cosine_ops)',
  );
  await database.query('analyze bench.product_vector');
}

const search = `select v.product_id
  from bench.product_vector v
  where exists (select from product.offer o where o.product_id = v.product_id and ${qualifies})
  order by v.embedding <=> $2::vector
  limit 10`;

export async function searchPlainHnsw(connection: Queryable, vector: string, cut: Cut): Promise<Answer> {
  const { result, ms } = await timed(() =>
    connection.query<{ product_id: string }>(search, [cut.ceiling, vector]),
  );
  return { ms, productIds: result.map((row) => row.product_id) };
}

/** Whether the planner used the index: nothing tells it how many rows an approximate scan will miss. */
export async function usesPlainHnsw(connection: Queryable, vector: string, cut: Cut): Promise<boolean> {
  const rows = await connection.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${search}`, [
    cut.ceiling,
    vector,
  ]);
  return rows.some((row) => row['QUERY PLAN'].includes('product_vector_hnsw'));
}
