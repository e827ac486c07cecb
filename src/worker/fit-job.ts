import type { Database } from '../db/database.ts';
import { type FitReport, fitBuiltinModel } from '../embeddings/fit.ts';
import { oneAtATime } from '../preparation/one-at-a-time.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { makeStoppable } from '../work/make-stoppable.ts';
import { type BuildResult, buildModel } from './build-job.ts';
import type { Asking } from './embed-titles.ts';

const steps = {
  reading: 'reading words',
  fitting: 'fitting the model',
  writing: 'writing words',
} as const;

/** Fits the built-in model on the catalogue as it is now, then builds it. Waits for whoever fills this database. */
export async function fitModelAnew(
  patient: Database,
  job: RunningJob,
  asking: Asking,
  onResumed: () => void,
): Promise<{ fit: FitReport; build: BuildResult }> {
  const database = makeStoppable(patient, job.signal);
  const fit = await oneAtATime(
    database,
    () =>
      fitBuiltinModel(database, {
        onProgress(step, done, total) {
          job.signal.throwIfAborted();
          void job.report(steps[step], done, total).catch(() => undefined); // aborted, which the next step throws
        },
      }),
    () => void job.report('waiting for another process that fills this database', 0).catch(() => undefined),
    job.signal,
  );
  job.soFar({ fit });
  return {
    fit,
    build: await buildModel(patient, { name: fit.model, modelId: undefined }, job, asking, onResumed),
  };
}
