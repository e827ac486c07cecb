import type { Queryable } from '../../src/db/database.ts';
import type { Answer } from './answer.ts';
import { type Cut, qualifies } from './cut.ts';
import { timed } from './timed.ts';

export interface ExactAnswer extends Answer {
  /** Cosine similarity of each product, in the same order. */
  similarities: readonly number[];
}

/** Every vector whose product qualifies, sorted: the whole truth of a question by meaning, without a floor. */
export async function scanExactly(
  connection: Queryable,
  modelId: string,
  vector: string,
  cut: Cut,
): Promise<ExactAnswer> {
  // "+ 0" keeps the planner off every vector index.
  const { result, ms } = await timed(() =>
    connection.query<{ product_id: string; similarity: number }>(
      `select e.product_id, 1 - (e.embedding <=> $2::vector) as similarity
       from embeddings.product_embedding e
       where e.model_id = $3
         and e.embedding is not null
         and exists (select from product.offer o where o.product_id = e.product_id and ${qualifies})
       order by (e.embedding <=> $2::vector) + 0, e.product_id
       limit 10`,
      [cut.ceiling, vector, modelId],
    ),
  );
  return {
    ms,
    productIds: result.map((row) => row.product_id),
    similarities: result.map((row) => row.similarity),
  };
}

/** Similarities of products to a vector, by the same computation, to judge other answers by. */
export async function readSimilarities(
  connection: Queryable,
  modelId: string,
  vector: string,
  productIds: readonly string[],
): Promise<number[]> {
  const rows = await connection.query<{ similarity: number }>(
    `select 1 - (e.embedding <=> $2::vector) as similarity
     from embeddings.product_embedding e
     where e.model_id = $3 and e.product_id = any ($1::bigint[])`,
    [productIds, vector, modelId],
  );
  return rows.map((row) => row.similarity);
}
