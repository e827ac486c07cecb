import type { Queryable } from '../db/database.ts';

/** Embeds one batch by the built-in models, the active one first. Returns how many were taken: 0 where none waits or others hold all that do. */
export async function embedBuiltin(database: Queryable, batchSize: number): Promise<number> {
  // Asked without a model it raises, and there may be none yet.
  const [batch] = await database.query<{ taken: number }>(
    `select api.embed_products(batch_size => $1) as taken
     where exists (
       select from embeddings.model m
       cross join lateral (
         select from embeddings.job j where j.model_id = m.model_id and j.parked_at is null limit 1
       ) waiting
       where m.provider = 'builtin' and m.state in ('building', 'standby', 'active')
     )`,
    [batchSize],
  );
  return batch?.taken ?? 0;
}
