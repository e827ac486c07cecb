import type { Database } from '../db/database.ts';
import { describeJobError } from './describe-job-error.ts';
import { JobCancelled, JobLost } from './job-error.ts';
import { storableJson } from './storable-json.ts';

/** What the work is given of its job. */
export interface RunningJob {
  readonly jobId: string;
  /** Aborted when the job is to stop: by request, by `signal` of the caller, or because another runner has it. Its reason is what to throw. */
  readonly signal: AbortSignal;
  /**
   * Says how far the work is: rows or products of the step. Costs nothing, since what was said last is written once a second;
   * may be called inside a transaction. Rejects with the reason of `signal` once that is aborted, so that each call is where the work stops.
   */
  report(step: string, done: number, total?: number): Promise<void>;
  /** What has been done so far: the result of a job that is cancelled. */
  soFar(result: object): void;
}

export interface AttendOptions {
  jobId: string;
  runner: string;
  /** Stops the work too. */
  signal?: AbortSignal;
  /** What becomes of a job that `signal` stopped: cancelled, or queued again for another runner. Default: cancelled. */
  onSignal?: 'cancel' | 'give back';
}

/** How often a runner tells of itself and hears whether it is to stop: a minute of silence means that it died. */
const beatMs = 1000;

/**
 * Does the work of a job that runs already, and records its end: its result, which is the work's, or its error. Rethrows
 * what the work threw. Progress and signs of life go through `database` by a timer, beside the work.
 */
export async function attendJob<Result extends object>(
  database: Database,
  { jobId, runner, signal: outside, onSignal = 'cancel' }: AttendOptions,
  work: (job: RunningJob) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const signal = outside === undefined ? stop.signal : AbortSignal.any([outside, stop.signal]);
  let step: string | null = null;
  let rowsDone: number | null = null;
  let rowsTotal: number | null = null;
  let done: object | null = null;
  let beating: Promise<void> | undefined;

  const beat = async (): Promise<void> => {
    const [row] = await database.query<{ answer: string }>(
      `select work.report_job(
         job_id => $1, runner => $2, step => $3, rows_done => $4, rows_total => $5, as_of => statement_timestamp()
       ) as answer`,
      [jobId, runner, step, rowsDone, rowsTotal],
    );
    if (row?.answer === 'CANCEL') stop.abort(new JobCancelled(jobId));
    if (row?.answer === 'LOST') stop.abort(new JobLost(jobId));
  };
  const timer = setInterval(() => {
    beating ??= beat()
      .catch(() => undefined) // a connection that is gone fails the work as well, and the next beat may get through
      .finally(() => {
        beating = undefined;
      });
  }, beatMs);

  const end = async (state: string, result: object | null, error: object | null): Promise<boolean> => {
    clearInterval(timer);
    await beating;
    // The last figures, for the timer may have missed them.
    if (step !== null) await beat();
    const [row] = await database.query<{ written: boolean }>(
      `select work.finish_job(
         job_id => $1, runner => $2, state => $3, result => $4::jsonb, error => $5::jsonb, as_of => statement_timestamp()
       ) as written`,
      [
        jobId,
        runner,
        state,
        result === null ? null : storableJson(result),
        error === null ? null : storableJson(error),
      ],
    );
    return row?.written ?? false;
  };

  let result: Result;
  try {
    signal.throwIfAborted();
    result = await work({
      jobId,
      signal,
      async report(nextStep, nextDone, total) {
        step = nextStep.slice(0, 200);
        rowsDone = Math.max(0, Math.round(nextDone));
        rowsTotal = total === undefined || total <= 0 ? null : Math.round(total);
        signal.throwIfAborted();
      },
      soFar(partial) {
        done = partial;
      },
    });
  } catch (error) {
    const stopped = signal.aborted && (error === signal.reason || isAbortError(error));
    const givenBack = stopped && !stop.signal.aborted && onSignal === 'give back';
    const ended = stopped
      ? end(givenBack ? 'queued' : 'cancelled', givenBack ? null : done, null)
      : end('failed', null, describeJobError(error));
    // Where the end cannot be written, silence tells it in a minute; what ended the work is what to report.
    await ended.catch(() => false);
    throw stopped ? signal.reason : error;
  }
  if (!(await end('succeeded', result, null))) throw new JobLost(jobId);
  return result;
}

/** What waits with the signal throws one of its own. */
function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
