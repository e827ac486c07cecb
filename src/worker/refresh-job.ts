import type { Database, Queryable } from '../db/database.ts';
import { TrueshelfError } from '../errors.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { awaitQueue, ProductsParked } from './await-queue.ts';

export interface RefreshParameters {
  /** Absent: every model in use that is not paused. */
  readonly model?: string;
  /** Handles; absent: every product. */
  readonly products?: readonly string[];
  /** Embed also what has the vector of its present text. */
  readonly force?: boolean;
}

export interface RefreshResult {
  models: string[];
  /** Products looked at. */
  products: number;
  /** Rows put in the queue: a product for each model that is to embed it. */
  queued: number;
}

/** Products a round trip: looking whether a text is stale costs some 20 µs each, and the embedded engine holds up requests so long. */
const PAGE = 500;

/**
 * Queues products whose vector is not that of their present text, or all of them, and waits until they are embedded. Taken
 * again after a crash it queues only what was not embedded since the job was made. Throws ProductsParked.
 */
export async function refreshProducts(
  database: Database,
  jobId: string,
  { model, products, force = false }: RefreshParameters,
  job: RunningJob,
  onQueued: () => void,
): Promise<RefreshResult> {
  const models = await readTargets(database, model);
  const productIds = products === undefined ? null : await findProducts(database, products);
  const [made] = await database.query<{ created_at: string; total: string }>(
    `select j.created_at::text, (select count(*) from product.product) as total from work.job j where j.job_id = $1`,
    [jobId],
  );
  if (made === undefined) throw new Error('The row of the running job is gone.');
  const { created_at: until } = made;
  const total = productIds?.length ?? Number(made.total);
  const result: RefreshResult = { models: models.map(({ name }) => name), products: 0, queued: 0 };
  const modelIds = models.map(({ model_id: id }) => id);
  try {
    for await (const page of pagesOf(database, productIds)) {
      for (const modelId of modelIds) {
        result.queued += await enqueue(database, { modelId, productIds: page, until, force });
      }
      result.products += page.length;
      job.soFar(result);
      await job.report('queueing', result.products, total);
      onQueued();
    }
    const parked = await awaitQueue(
      database,
      { modelIds, productIds, until, total: result.products * models.length },
      job,
    );
    if (parked > 0) throw new ProductsParked(parked, model ?? null);
  } catch (error) {
    if (force && job.signal.aborted) await takeBack(database, { modelIds, productIds, until });
    throw error;
  }
  return result;
}

interface Target {
  model_id: string;
  name: string;
  state: string;
}

async function readTargets(database: Queryable, name: string | undefined): Promise<Target[]> {
  const models = await database.query<Target>(
    `select m.model_id, m.name, m.state from embeddings.model m
     where m.state <> 'retired' and ($1::text is null or m.name = $1)
     order by m.model_id`,
    [name ?? null],
  );
  const [only] = models;
  if (name !== undefined && only === undefined) {
    throw new TrueshelfError('NO_MODEL', `There is no model ${JSON.stringify(name)} in use any more.`);
  }
  if (name !== undefined && only?.state === 'paused') {
    throw new TrueshelfError(
      'MODEL_PAUSED',
      `The model ${JSON.stringify(name)} is paused, and nothing embeds for it. Start its build again, which embeds all that is missing.`,
    );
  }
  return models.filter(({ state }) => state !== 'paused');
}

async function findProducts(database: Queryable, handles: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ product_id: string }>(
    `select distinct h.product_id from product.product_handle h where h.handle = any ($1) order by h.product_id`,
    [handles],
  );
  return rows.map(({ product_id: id }) => id);
}

async function* pagesOf(database: Queryable, productIds: string[] | null): AsyncGenerator<string[]> {
  if (productIds !== null) {
    for (let start = 0; start < productIds.length; start += PAGE) yield productIds.slice(start, start + PAGE);
    return;
  }
  let after = '0';
  for (;;) {
    const rows = await database.query<{ product_id: string }>(
      'select p.product_id from product.product p where p.product_id > $1 order by p.product_id limit $2',
      [after, PAGE],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ product_id: id }) => id);
    after = last.product_id;
  }
}

/** A row that is there keeps its edit; one that was set aside is put back. */
async function enqueue(
  database: Queryable,
  {
    modelId,
    productIds,
    until,
    force,
  }: { modelId: string; productIds: string[]; until: string; force: boolean },
): Promise<number> {
  const rows = await database.query(
    `insert into embeddings.job as j (product_id, model_id, enqueued_at, forced)
     select p.product_id, $1, $3, $4
     from unnest(case when $4 then $2::bigint[] else embeddings.stale_products($1, $2::bigint[]) end) w (product_id)
     join product.product p on p.product_id = w.product_id
     where not $4 or not exists (
       select from embeddings.product_embedding e
       where e.product_id = p.product_id and e.model_id = $1 and e.embedded_at >= $3::timestamptz
     )
     order by p.product_id
     on conflict (product_id, model_id) do update
     set forced = j.forced or excluded.forced,
       generation = j.generation, -- named, so that workers are told
       enqueued_at = case when j.parked_at is null then j.enqueued_at else excluded.enqueued_at end,
       attempts = 0, error = null, parked_at = null, retry_at = null
     where j.parked_at is not null or (excluded.forced and not j.forced)
     returning 1`,
    [modelId, productIds, until, force],
  );
  return rows.length;
}

/**
 * Takes off the queue what was only forced. Whose text has changed stays, and an edit that comes meanwhile counts its
 * generation up, so that its row is not the one that was looked at.
 */
async function takeBack(
  database: Queryable,
  { modelIds, productIds, until }: { modelIds: string[]; productIds: string[] | null; until: string },
): Promise<void> {
  for (const modelId of modelIds) {
    let after = '0';
    for (;;) {
      const rows = await database.query<{ product_id: string; generation: string }>(
        `select j.product_id, j.generation
         from embeddings.job j
         where j.model_id = $1 and j.forced and j.enqueued_at <= $2 and j.product_id > $3
           and ($4::bigint[] is null or j.product_id = any ($4))
         order by j.product_id
         limit $5`,
        [modelId, until, after, productIds, PAGE],
      );
      const last = rows.at(-1);
      if (last === undefined) break;
      await database.query(
        `with stale as materialized (
           select s.product_id from unnest(embeddings.stale_products($1, $2::bigint[])) s (product_id)
         )
         delete from embeddings.job j
         using unnest($2::bigint[], $3::bigint[]) f (product_id, generation)
         where j.model_id = $1 and j.product_id = f.product_id and j.generation = f.generation and j.forced
           and not exists (select from stale s where s.product_id = j.product_id)`,
        [modelId, rows.map((row) => row.product_id), rows.map((row) => row.generation)],
      );
      after = last.product_id;
    }
  }
}
