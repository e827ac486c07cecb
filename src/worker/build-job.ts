import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { readInstant } from '../db/read-instant.ts';
import { dropIdleIndexes, finishBuild } from '../embeddings/finish-build.ts';
import { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import { buildVectorIndex, needsVectorIndex } from '../embeddings/vector-index.ts';
import { TrueshelfError } from '../errors.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { makeStoppable } from '../work/make-stoppable.ts';
import { awaitQueue, ProductsParked } from './await-queue.ts';
import { type Asking, embedTitles } from './embed-titles.ts';
import { isRetired, ModelRetired } from './model-retired.ts';
import { sweep } from './sweep-lane.ts';

export interface BuildTarget {
  readonly name: string;
  /** The one of that name when the job was queued. */
  readonly modelId: string | undefined;
}

export interface BuildResult {
  model: string;
  /** standby, or active where a built-in model took over from another. */
  state: string;
  products: number;
  /** What its floor of relevance was measured with: titles, or products where the provider did not answer; null: no floor. */
  measuredBy: 'titles' | 'products' | null;
  /** Why the titles have no vectors; a build that is started again measures anew. Null: nothing went wrong. */
  unmeasured: { code: string; message: string; hint: string } | null;
}

/** Between two looks at whether what was written by then waits no more. */
const FINISH_LOOK_MS = 100;

/**
 * Makes a model ready to be switched to: waits until the lanes have embedded every product, builds its index, measures it.
 * A model that is ready is only waited for. Throws ProductsParked where some were set aside, NO_MODEL, and ModelRetired.
 */
export async function buildModel(
  database: Database,
  { name, modelId }: BuildTarget,
  job: RunningJob,
  asking: Asking,
  onResumed: () => void,
): Promise<BuildResult> {
  try {
    return await build(database, { name, modelId }, job, asking, onResumed);
  } catch (cause) {
    // Who retires a model cancels its jobs: why is what the end of this one says.
    const why = job.signal.aborted && modelId !== undefined && (await isRetired(database, modelId));
    const error = why ? new ModelRetired(name) : cause;
    // It may have been made for a model that was retired just then.
    if (error instanceof ModelRetired) await dropIdleIndexes(database);
    throw error;
  }
}

async function build(
  patient: Database,
  { name, modelId: wanted }: BuildTarget,
  job: RunningJob,
  asking: Asking,
  onResumed: () => void,
): Promise<BuildResult> {
  const database = makeStoppable(patient, job.signal);
  const { modelId, dimensions, measured, resumedAt } = await resume(database, { name, modelId: wanted }, job);
  onResumed();
  const [count] = await database.query<{ products: string }>(
    'select count(*) as products from product.product',
  );
  const products = Number(count?.products ?? 0);
  /** What is queued later is not waited for, now or at the end: a shop that is edited all the time has its model done as well. */
  let queuedUntil = await readInstant(database);
  const embedded = async () => {
    const parked = await awaitQueue(
      database,
      { modelIds: [modelId], productIds: null, until: queuedUntil, retryUntil: resumedAt, total: products },
      job,
    );
    if (parked > 0) throw new ProductsParked(parked, name);
  };
  await embedded();
  if (await needsVectorIndex(database, modelId)) {
    await job.report('building the index', 0);
    await buildVectorIndex(patient, { modelId, dimensions }, job.signal);
    queuedUntil = await readInstant(database);
    await embedded();
  }
  await job.report('looking for what is stale', products, products);
  if ((await sweep(database, { model: name, pause: async () => job.signal.throwIfAborted() })) > 0) {
    onResumed();
    queuedUntil = await readInstant(database);
    await embedded();
  }
  await job.report('measuring', products, products);
  const titles = measured ? null : await embedTitles(database, modelId, asking, job.signal);
  const [questions, failure] = titles instanceof EmbeddingError ? [null, titles] : [titles, null];
  let state = await finishBuild(database, modelId, { queuedUntil, questions });
  // Its transaction had begun by then and ended only now, or it had never been queued.
  while (state === 'building') {
    await sleep(FINISH_LOOK_MS, undefined, { signal: job.signal });
    await embedded();
    state = await finishBuild(database, modelId, { queuedUntil, questions });
  }
  if (state === 'retired') throw new ModelRetired(name);
  if (state === 'paused') {
    throw new TrueshelfError('MODEL_PAUSED', `The model ${name} was paused while it was built.`, {
      retryable: true,
    });
  }
  await dropIdleIndexes(patient);
  return {
    model: name,
    state,
    products,
    measuredBy: await readMeasure(database, modelId),
    unmeasured: failure && { code: failure.code, message: failure.message, hint: failure.hint },
  };
}

async function readMeasure(database: Database, modelId: string): Promise<BuildResult['measuredBy']> {
  const [model] = await database.query<{ by: 'titles' | 'products' | null }>(
    `select case when m.similarity_floor is not null then m.calibration ->> 'questions' end as by
     from embeddings.model m where m.model_id = $1`,
    [modelId],
  );
  return model?.by ?? null;
}

/** Takes a pause away, and puts back what had been set aside: whoever builds again wants it tried again. */
async function resume(
  database: Database,
  { name, modelId }: BuildTarget,
  job: RunningJob,
): Promise<{ modelId: string; dimensions: number; measured: boolean; resumedAt: string }> {
  job.signal.throwIfAborted();
  const [model] = await database.query<{ model_id: string; dimensions: number; measured: boolean }>(
    `update embeddings.model m
     set state = case m.state when 'paused' then 'building' else m.state end
     where m.name = $1 and ($2::bigint is null or m.model_id = $2) and m.state <> 'retired'
     returning m.model_id, m.dimensions, m.state <> 'building' and m.similarity_floor is not null
       and m.calibration ->> 'questions' = 'titles' as measured`,
    [name, modelId ?? null],
  );
  if (model === undefined) {
    const [known] = await database.query('select from embeddings.model m where m.name = $1', [name]);
    if (known !== undefined || modelId !== undefined) throw new ModelRetired(name);
    throw new TrueshelfError(
      'NO_MODEL',
      `There is no model ${JSON.stringify(name)}. "trueshelf model add" makes one.`,
    );
  }
  const resumedAt = await readInstant(database);
  await database.query('select embeddings.retry_parked(model_id => $1, as_of => $2, parked_until => $2)', [
    model.model_id,
    resumedAt,
  ]);
  return {
    resumedAt,
    modelId: model.model_id,
    dimensions: model.dimensions,
    measured: model.measured,
  };
}
