import type { Queryable } from '../../../src/db/database.ts';

/** What api.add_model needs at least. */
export const settings = { baseUrl: 'http://localhost:11434/v1', dimensions: 3 };

export async function addModel(
  database: Queryable,
  name: string,
  more: Record<string, unknown> = {},
): Promise<{ modelId: string; model: string; queued: number }> {
  const [row] = await database.query<{ added: { modelId: string; model: string; queued: number } }>(
    'select api.add_model(name => $1, settings => $2) as added',
    [name, JSON.stringify({ ...settings, ...more })],
  );
  return row!.added;
}

/** Gives everything that waits for a model its vector, as an outside worker would. */
export async function embedAll(database: Queryable, model: string): Promise<void> {
  for (;;) {
    const claimed = await database.query<{ product_id: string; generation: string }>(
      `select * from api.claim_embeddings(model => $1, worker => 'test', batch_size => 1000)`,
      [model],
    );
    if (claimed.length === 0) return;
    await database.query(
      `select * from api.store_embeddings(model => $1, worker => 'test', product_ids => $2, generations => $3, embeddings => $4::vector[])`,
      [
        model,
        claimed.map((row) => row.product_id),
        claimed.map((row) => row.generation),
        // No two alike, so that something can be measured.
        claimed.map((row) => `[1,${Number(row.product_id) % 7},${Number(row.product_id) % 11}]`),
      ],
    );
  }
}

export async function finishBuild(database: Queryable, model: string): Promise<string> {
  const [row] = await database.query<{ state: string }>(
    'select embeddings.finish_build(m.model_id, statement_timestamp()) as state from embeddings.model m where m.name = $1',
    [model],
  );
  return row!.state;
}

/** A provider's model that is complete and stands by. */
export async function buildModel(database: Queryable, name: string): Promise<void> {
  await addModel(database, name);
  await embedAll(database, name);
  await finishBuild(database, name);
}

export async function states(database: Queryable): Promise<Record<string, string>> {
  const rows = await database.query<{ name: string; state: string }>(
    'select m.name, m.state from embeddings.model m order by m.model_id',
  );
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}
