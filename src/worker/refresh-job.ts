import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Queryable } from '../db/database.ts';
import { readModels } from '../embeddings/embedding-model.ts';
import { TrueshelfError } from '../errors.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { makeStoppable } from '../work/make-stoppable.ts';
import { awaitQueue, ProductsParked } from './await-queue.ts';
import { isRetired, ModelRetired } from './model-retired.ts';

export interface RefreshParameters {
  /** Absent: every model in use that is not paused. */
  readonly model?: string;
  /** Of that name when the job was queued. */
  readonly modelId?: string;
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

/** Between two looks at what somebody was writing. */
const LATER_MS = 1000;

/**
 * Queues products whose vector is not that of their present text, or all of them, and waits until they are embedded. Taken
 * again after a crash it queues only what was not embedded since the job was made. A model that is retired meanwhile is left
 * out of the result. Throws ProductsParked, and ModelRetired where it was the only one.
 */
export async function refreshProducts(
  patient: Database,
  jobId: string,
  { model, modelId: only, products, force = false }: RefreshParameters,
  job: RunningJob,
  onQueued: () => void,
): Promise<RefreshResult> {
  const database = makeStoppable(patient, job.signal);
  const models = await readTargets(database, model, only);
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
  /** By model: what somebody was writing when its turn came. */
  const later = new Map(modelIds.map((id) => [id, [] as string[]]));
  const queue = async (modelId: string, page: string[]) => {
    const { queued, skipped } = await enqueue(database, { modelId, productIds: page, until, force });
    result.queued += queued;
    later.get(modelId)?.push(...skipped);
  };
  try {
    for await (const page of pagesOf(database, productIds)) {
      for (const modelId of modelIds) {
        await queue(modelId, page);
      }
      result.products += page.length;
      job.soFar(result);
      await job.report('queueing', result.products, total);
      onQueued();
    }
    const awaited = { modelIds, productIds, until, total: result.products * models.length };
    let parked = await awaitQueue(database, awaited, job);
    while ([...later.values()].some((skipped) => skipped.length > 0)) {
      await sleep(LATER_MS, undefined, { signal: job.signal });
      for (const [modelId, skipped] of later) {
        later.set(modelId, []);
        for (let start = 0; start < skipped.length; start += PAGE)
          await queue(modelId, skipped.slice(start, start + PAGE));
      }
      onQueued();
      parked = await awaitQueue(database, awaited, job);
    }
    if (parked > 0) throw new ProductsParked(parked, model ?? null);
    const used = new Set((await readModels(database)).map(({ name }) => name));
    result.models = result.models.filter((name) => used.has(name));
  } catch (error) {
    if (force && job.signal.aborted) await takeBack(patient, { modelIds, productIds, until });
    // Who retires a model cancels its jobs: why is what the end of this one says.
    if (model !== undefined && only !== undefined && job.signal.aborted && (await isRetired(patient, only)))
      throw new ModelRetired(model);
    throw error;
  }
  return result;
}

interface Target {
  model_id: string;
  name: string;
  state: string;
}

async function readTargets(
  database: Queryable,
  name: string | undefined,
  modelId: string | undefined,
): Promise<Target[]> {
  const models = await database.query<Target>(
    `select m.model_id, m.name, m.state from embeddings.model m
     where m.state <> 'retired' and ($1::text is null or m.name = $1) and ($2::bigint is null or m.model_id = $2)
     order by m.model_id`,
    [name ?? null, modelId ?? null],
  );
  const [only] = models;
  if (name !== undefined && only === undefined) {
    const [known] = await database.query('select from embeddings.model m where m.name = $1', [name]);
    if (known !== undefined || modelId !== undefined) throw new ModelRetired(name);
    throw new TrueshelfError('NO_MODEL', `There is no model ${JSON.stringify(name)}.`);
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

/** How many it queued, and those that somebody was writing. */
async function enqueue(
  database: Queryable,
  {
    modelId,
    productIds,
    until,
    force,
  }: { modelId: string; productIds: string[]; until: string; force: boolean },
): Promise<{ queued: number; skipped: string[] }> {
  const [row] = await database.query<{ queued: number; skipped: string[] }>(
    `select q.queued, q.skipped::text[]
     from embeddings.queue_stale(model_id => $1, product_ids => $2, forced => $4, as_of => $3) q`,
    [modelId, productIds, until, force],
  );
  return row ?? { queued: 0, skipped: [] };
}

/**
 * Takes off the queue what was only forced. Whose text has changed stays, and an edit that comes meanwhile counts its
 * generation up, so that its row is not the one that was looked at.
 */
async function takeBack(
  database: Database,
  { modelIds, productIds, until }: { modelIds: string[]; productIds: string[] | null; until: string },
): Promise<void> {
  for (const modelId of modelIds) {
    let after = '0';
    for (;;) {
      const rows = await database.query<ForcedRow>(
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
      await deleteUnchanged(database, modelId, rows);
      after = last.product_id;
    }
  }
}

interface ForcedRow {
  product_id: string;
  generation: string;
}

/** But what somebody is writing: who cancelled waits for nobody, and one text more is embedded anew. */
async function deleteUnchanged(
  database: Database,
  modelId: string,
  rows: readonly ForcedRow[],
): Promise<void> {
  try {
    await database.transaction(async (connection) => {
      await connection.query(`set local lock_timeout = '${rows.length > 1 ? 100 : 1}ms'`);
      await connection.query(
        `with stale as materialized (
           select s.product_id from unnest(embeddings.stale_products($1, $2::bigint[])) s (product_id)
         )
         delete from embeddings.job j
         using unnest($2::bigint[], $3::bigint[]) f (product_id, generation)
         where j.model_id = $1 and j.product_id = f.product_id and j.generation = f.generation and j.forced
           and not exists (select from stale s where s.product_id = j.product_id)`,
        [modelId, rows.map((row) => row.product_id), rows.map((row) => row.generation)],
      );
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '55P03')) throw error;
    if (rows.length > 1) for (const row of rows) await deleteUnchanged(database, modelId, [row]);
  }
}
