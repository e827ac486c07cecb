import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Queryable } from '../db/database.ts';

/** From this many products a real server gets an HNSW index; below, exact search is faster and complete. */
const INDEX_ABOVE = 20_000;

/** The advisory lock of one model's index: "tsix" in ASCII, then the model. */
const LOCK_CLASS = '0x74736978';

const LOCK_POLL_MS = 500;

export interface IndexedModel {
  modelId: string;
  dimensions: number;
}

export async function needsVectorIndex(database: Database, modelId: string): Promise<boolean> {
  if (database.engine === 'embedded') return false;
  const [row] = await database.query<{ needed: boolean }>(
    `select not embeddings.has_index($1) and (select count(*) > $2 from product.product) as needed`,
    [modelId, INDEX_ABOVE],
  );
  return row?.needed ?? false;
}

/**
 * Builds the HNSW index of a model while products and vectors go on being written (86 s for 200,000). Aborted, it takes away
 * what was begun and throws the signal's reason. Not inside a transaction.
 */
export async function buildVectorIndex(
  database: Database,
  { modelId, dimensions }: IndexedModel,
  signal: AbortSignal,
): Promise<void> {
  await database.session(async (connection) => {
    await takeLock(connection, modelId, signal);
    const cancel = await makeCancel(database, connection);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      signal.throwIfAborted();
      await dropInvalid(connection, modelId);
      signal.throwIfAborted();
      // m 24 and ef_construction 128: recall@10 .975 at ef_search 40 on 200,000 vectors, against .88 with the defaults.
      await connection.query(
        `create index concurrently if not exists ${indexName(modelId)}
         on embeddings.product_embedding using hnsw ((embedding::vector(${Number(dimensions)})) vector_cosine_ops)
         with (m = 24, ef_construction = 128)
         where model_id = ${BigInt(modelId)}`,
      );
    } catch (error) {
      await withinSeconds(connection, () => dropInvalid(connection, modelId));
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  });
}

/**
 * Drops the HNSW index of a model, if there is one, without holding up who reads or writes. Where somebody has been writing vectors
 * for seconds it stays, unused, and goes with the next one. Not inside a transaction.
 */
export async function dropVectorIndex(database: Database, modelId: string): Promise<void> {
  const concurrently = database.engine === 'server' ? 'concurrently' : '';
  await database.session((connection) =>
    withinSeconds(connection, () =>
      connection.query(`drop index ${concurrently} if exists embeddings.${indexName(modelId)}`),
    ),
  );
}

/** To drop an index concurrently is to wait for all who have written to its table: some for an hour. */
async function withinSeconds(connection: Queryable, drop: () => Promise<unknown>): Promise<void> {
  await connection.query(`set lock_timeout = '3s'`);
  try {
    await drop();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '55P03')) throw error;
  } finally {
    await connection.query('reset lock_timeout');
  }
}

function indexName(modelId: string): string {
  return `product_embedding_model_${BigInt(modelId)}_hnsw`;
}

/** Asked again and again: one that waits inside a statement would be waited for by the building, and both for ever. */
async function takeLock(connection: Queryable, modelId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const [lock] = await connection.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${LOCK_CLASS}, hashint8($1)) as taken`,
      [modelId],
    );
    if (lock?.taken) return;
    await sleep(LOCK_POLL_MS, undefined, { signal });
  }
}

/** What a building leaves that was stopped or killed: it is written to, but never used. */
async function dropInvalid(connection: Queryable, modelId: string): Promise<void> {
  const [left] = await connection.query(
    `select from pg_index i
     where i.indexrelid = to_regclass($1) and not i.indisvalid`,
    [`embeddings.${indexName(modelId)}`],
  );
  if (left !== undefined) {
    await connection.query(`drop index concurrently if exists embeddings.${indexName(modelId)}`);
  }
}

async function makeCancel(database: Database, connection: Queryable): Promise<() => void> {
  const [row] = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
  return () => {
    // Where it cannot be cancelled, it is waited for.
    database.query('select pg_cancel_backend($1)', [row?.pid]).catch(() => undefined);
  };
}
