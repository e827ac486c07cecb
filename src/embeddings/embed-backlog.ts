import type { Database } from '../db/database.ts';

export interface EmbedBacklogOptions {
  /** Products embedded so far, and how many there were to embed in all. */
  onProgress?: (done: number, total: number) => void;
  /** Products a round trip; 500 keep a progress bar moving on the embedded engine. */
  batchSize?: number;
}

/** From this many products a real server gets an HNSW index; below, exact search is faster and complete. */
const INDEX_ABOVE = 20_000;

/**
 * Embeds everything that waits for a built-in model, then calibrates a newly fitted model, if there is one, and switches to it. Returns how
 * many products were embedded. Can be stopped anywhere and called again.
 */
export async function embedBacklog(database: Database, options: EmbedBacklogOptions = {}): Promise<number> {
  const { onProgress, batchSize = 500 } = options;
  const waiting = await countWaiting(database);
  let embedded = 0;
  for (;;) {
    const [batch] = await database.query<{ taken: number }>(
      'select api.embed_products(batch_size => $1) as taken where exists (select from embeddings.job)',
      [batchSize],
    );
    if (batch === undefined || batch.taken === 0) break; // nothing left, or leased by another worker
    embedded += batch.taken;
    onProgress?.(embedded, Math.max(embedded, waiting));
  }
  if (embedded > 0) onProgress?.(embedded, embedded);
  await activateBuiltModel(database);
  return embedded;
}

async function countWaiting(database: Database): Promise<number> {
  const [row] = await database.query<{ waiting: string }>(
    `select count(*) as waiting
     from embeddings.job j
     join embeddings.model m on m.model_id = j.model_id
     where m.provider = 'builtin' and m.state in ('building', 'active') and j.error is null`,
  );
  return Number(row?.waiting ?? 0);
}

async function activateBuiltModel(database: Database): Promise<void> {
  const [built] = await database.query<{ model_id: string; dimensions: number; products: string }>(
    `select m.model_id, m.dimensions, (select count(*) from product.product) as products
     from embeddings.model m
     where m.provider = 'builtin'
       and m.state = 'building'
       and not exists (select from embeddings.job j where j.model_id = m.model_id and j.error is null)`,
  );
  if (built === undefined) return;
  if (database.engine === 'server' && Number(built.products) > INDEX_ABOVE) {
    // Not concurrently: the model is not in use yet, but writes of vectors wait for the build (86 s for 200,000).
    // m 24 and ef_construction 128: recall@10 .975 at ef_search 40 on 200,000 vectors, against .88 with the defaults.
    await database.query(
      `create index if not exists product_embedding_model_${built.model_id}_hnsw
       on embeddings.product_embedding using hnsw ((embedding::vector(${built.dimensions})) vector_cosine_ops)
       with (m = 24, ef_construction = 128)
       where model_id = ${built.model_id}`,
    );
  }
  // Not in the transaction below: its lock on the model makes writes of products wait, and this takes up to a second.
  await database.query('select embeddings.calibrate_model(model_id => $1)', [built.model_id]);
  await database.transaction(async (connection) => {
    const [still] = await connection.query(
      `select from embeddings.model where model_id = $1 and state = 'building' for update`,
      [built.model_id],
    );
    if (still === undefined) return; // another process switched to it meanwhile
    const replaced = await connection.query<{ model_id: string }>(
      `select model_id from embeddings.model where state = 'active'`,
    );
    await connection.query(
      'select embeddings.activate_model(model_id => $1, as_of => statement_timestamp())',
      [built.model_id],
    );
    for (const model of replaced) {
      await connection.query(
        `drop index if exists embeddings.product_embedding_model_${model.model_id}_hnsw`,
      );
    }
  });
}
