import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { readInstant } from '../db/read-instant.ts';
import { dropIdleIndexes, finishBuild } from '../embeddings/finish-build.ts';
import { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import { buildVectorIndex, needsVectorIndex } from '../embeddings/vector-index.ts';
import { TrueshelfError } from '../errors.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { awaitQueue, ProductsParked } from './await-queue.ts';
import { type Asking, embedTitles } from './embed-titles.ts';

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
 * A model that is ready is only waited for. Throws ProductsParked where some were set aside, and NO_MODEL.
 */
export async function buildModel(
  database: Database,
  name: string,
  job: RunningJob,
  asking: Asking,
  onResumed: () => void,
): Promise<BuildResult> {
  const { modelId, dimensions, measured } = await resume(database, name, job);
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
      { modelIds: [modelId], productIds: null, until: queuedUntil, total: products },
      job,
    );
    if (parked > 0) throw new ProductsParked(parked, name);
  };
  await embedded();
  if (await needsVectorIndex(database, modelId)) {
    await job.report('building the index', 0);
    await buildVectorIndex(database, { modelId, dimensions }, job.signal);
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
  if (state === 'paused') {
    throw new TrueshelfError('MODEL_PAUSED', `The model ${name} was paused while it was built.`, {
      retryable: true,
    });
  }
  await dropIdleIndexes(database);
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
  name: string,
  job: RunningJob,
): Promise<{ modelId: string; dimensions: number; measured: boolean }> {
  job.signal.throwIfAborted();
  const [model] = await database.query<{ model_id: string; dimensions: number; measured: boolean }>(
    `update embeddings.model m
     set state = case m.state when 'paused' then 'building' else m.state end
     where m.name = $1 and m.state <> 'retired'
     returning m.model_id, m.dimensions, m.state <> 'building' and m.similarity_floor is not null
       and m.calibration ->> 'questions' = 'titles' as measured`,
    [name],
  );
  if (model === undefined) {
    throw new TrueshelfError(
      'NO_MODEL',
      `There is no model ${JSON.stringify(name)} in use any more. "trueshelf model add" makes one.`,
    );
  }
  await database.query('select api.retry_embeddings(model => $1)', [name]);
  return { modelId: model.model_id, dimensions: model.dimensions, measured: model.measured };
}
