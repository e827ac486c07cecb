import type { Queryable } from '../db/database.ts';

export interface BuiltinBatch {
  /** Null: nothing was taken. */
  readonly model: string | null;
  readonly taken: number;
}

/**
 * Embeds one batch by one built-in model: of those that something waits for the active one first, one being built last. Takes
 * nothing where nothing waits, or others hold all that does.
 */
export async function embedBuiltin(database: Queryable, batchSize: number): Promise<BuiltinBatch> {
  const waiting = await database.query<{ model_id: string; name: string }>(
    `select m.model_id, m.name
     from embeddings.model m
     cross join lateral (
       select from embeddings.job j where j.model_id = m.model_id and j.parked_at is null limit 1
     ) waiting
     where m.provider = 'builtin' and m.state in ('building', 'standby', 'active')
     order by m.state = 'active' desc, m.state = 'standby' desc, m.model_id desc`,
  );
  for (const { model_id: modelId, name: model } of waiting) {
    const [batch] = await database.query<{ taken: number }>(
      'select embeddings.embed_products(model_id => $1, batch_size => $2, as_of => statement_timestamp()) as taken',
      [modelId, batchSize],
    );
    if (batch !== undefined && batch.taken > 0) return { model, taken: batch.taken };
  }
  return { model: null, taken: 0 };
}
