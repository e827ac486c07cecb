import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { dropIdleIndexes, finishBuild } from '../embeddings/finish-build.ts';
import { buildVectorIndex, needsVectorIndex } from '../embeddings/vector-index.ts';
import { TrueshelfError } from '../errors.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { awaitQueue, ProductsParked, readInstant } from './await-queue.ts';

export interface BuildResult {
  model: string;
  /** standby, or active where a built-in model took over from another. */
  state: string;
  products: number;
}

/** Between two looks at whether nothing at all waits, which a shop that is edited all the time has only for moments. */
const FINISH_LOOK_MS = 100;

/**
 * Makes a model ready to be switched to: waits until the lanes have embedded every product, builds its index, measures it.
 * A model that is ready is only waited for. Throws ProductsParked where some were set aside, and NO_MODEL.
 */
export async function buildModel(
  database: Database,
  name: string,
  job: RunningJob,
  onResumed: () => void,
): Promise<BuildResult> {
  const { modelId, dimensions } = await resume(database, name, job);
  onResumed();
  const [count] = await database.query<{ products: string }>(
    'select count(*) as products from product.product',
  );
  const products = Number(count?.products ?? 0);
  const embedded = async () => {
    const until = await readInstant(database);
    const parked = await awaitQueue(
      database,
      { modelIds: [modelId], productIds: null, until, total: products },
      job,
    );
    if (parked > 0) throw new ProductsParked(parked, name);
  };
  await embedded();
  if (await needsVectorIndex(database, modelId)) {
    await job.report('building the index', 0);
    await buildVectorIndex(database, { modelId, dimensions }, job.signal);
    await embedded();
  }
  await job.report('measuring', products, products);
  let state = await finishBuild(database, modelId);
  // Something was written meanwhile, or had never been queued.
  while (state === 'building') {
    await sleep(FINISH_LOOK_MS, undefined, { signal: job.signal });
    await embedded();
    state = await finishBuild(database, modelId);
  }
  if (state === 'paused') {
    throw new TrueshelfError('MODEL_PAUSED', `The model ${name} was paused while it was built.`, {
      retryable: true,
    });
  }
  await dropIdleIndexes(database);
  return { model: name, state, products };
}

/** Takes a pause away, and puts back what had been set aside: whoever builds again wants it tried again. */
async function resume(
  database: Database,
  name: string,
  job: RunningJob,
): Promise<{ modelId: string; dimensions: number }> {
  job.signal.throwIfAborted();
  const [model] = await database.query<{ model_id: string; dimensions: number }>(
    `update embeddings.model m
     set state = case m.state when 'paused' then 'building' else m.state end
     where m.name = $1 and m.state <> 'retired'
     returning m.model_id, m.dimensions`,
    [name],
  );
  if (model === undefined) {
    throw new TrueshelfError(
      'NO_MODEL',
      `There is no model ${JSON.stringify(name)} in use any more. "trueshelf model add" makes one.`,
    );
  }
  await database.query('select api.retry_embeddings(model => $1)', [name]);
  return { modelId: model.model_id, dimensions: model.dimensions };
}
