import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { attendJob, type RunningJob } from '../work/attend-job.ts';
import { claimJob, type Job } from '../work/job.ts';
import { JobCancelled, JobLost } from '../work/job-error.ts';
import { type Bell, rest } from './bell.ts';
import { buildModel } from './build-job.ts';
import type { Asking } from './embed-titles.ts';
import { fitModelAnew } from './fit-job.ts';
import type { LaneContext } from './lane.ts';
import { ModelRetired } from './model-retired.ts';
import { makePace } from './pace.ts';
import { type RefreshParameters, refreshProducts } from './refresh-job.ts';

export interface JobLaneOptions extends LaneContext, Asking {
  readonly bell: Bell;
  /** Connections whose application_name is the label; closed when the job has ended. */
  readonly openFor: (label: string) => Promise<Database>;
  /** The job put something in the queue, or took a pause away. */
  readonly onQueued: () => void;
}

/** Most jobs wait for the queue, and one that waits for hours must not hold up the others. */
const JOBS_AT_ONCE = 4;

/** What a worker can do; import and seed are done by their commands. */
export const workerKinds = ['build', 'fit', 'refresh'] as const;

/** Does queued jobs. At a stop those that run are given back to the queue, where the next worker takes them up. */
export async function runJobLane(options: JobLaneOptions): Promise<void> {
  const { database, worker, bell, stop, timing, logger } = options;
  const pace = makePace({ what: 'take jobs', bell, stop, timing, logger });
  const running = new Map<string, Promise<void>>();
  while (!stop.aborted) {
    if (running.size >= JOBS_AT_ONCE) {
      await Promise.race([...running.values(), rest(timing.pollMs[1], stop)]);
      continue;
    }
    try {
      const job = await claimJob(database, { runner: worker, kinds: workerKinds, held: [...running.keys()] });
      if (job === null) {
        await pace.idle();
        continue;
      }
      pace.busy();
      const done = runOne(job, options).finally(() => {
        running.delete(job.jobId);
      });
      running.set(job.jobId, done);
    } catch (error) {
      await pace.trouble(error);
    }
  }
  await Promise.all(running.values());
}

/** Never throws: how the job ended is in its row. */
async function runOne(job: Job, options: JobLaneOptions): Promise<void> {
  const { database, worker, stop, summary } = options;
  const logger = options.logger.child({ job: job.jobId, kind: job.kind, label: job.label });
  logger.info({ attempt: job.attempts }, 'a job begins');
  try {
    await attendJob(
      database,
      { jobId: job.jobId, runner: worker, signal: stop, onSignal: 'give back' },
      (running) => work(job, running, options),
    );
    summary.jobs.succeeded += 1;
    logger.info('a job is done');
  } catch (error) {
    logEnd(error, stop, summary.jobs, logger);
  }
}

async function work(job: Job, running: RunningJob, options: JobLaneOptions): Promise<object> {
  const database = await options.openFor(job.label);
  try {
    if (job.kind === 'build') {
      const { model, modelId } = job.parameters;
      const target = { name: String(model), modelId: modelId === undefined ? undefined : String(modelId) };
      return await buildModel(database, target, running, options, options.onQueued);
    }
    if (job.kind === 'fit') return await fitModelAnew(database, running, options, options.onQueued);
    // Its parameters were checked when it was queued.
    return await refreshProducts(
      database,
      job.jobId,
      job.parameters as RefreshParameters,
      running,
      options.onQueued,
    );
  } finally {
    await database.close();
  }
}

function logEnd(
  error: unknown,
  stop: AbortSignal,
  counts: LaneContext['summary']['jobs'],
  logger: Logger,
): void {
  if (error instanceof JobCancelled) {
    counts.cancelled += 1;
    logger.info('a job was cancelled');
  } else if (error instanceof JobLost || stop.aborted) {
    counts.returned += 1;
    logger.info('a job was given back');
  } else if (error instanceof ModelRetired) {
    counts.failed += 1;
    logger.info('a job ended, since its model was retired');
  } else {
    counts.failed += 1;
    logger.error({ err: error }, 'a job failed');
  }
}
