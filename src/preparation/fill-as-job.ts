import type { Database } from '../db/database.ts';
import type { ProgressContext } from '../progress.ts';
import type { RunningJob } from '../work/attend-job.ts';
import type { JobKind } from '../work/job.ts';
import { runJob } from '../work/run-job.ts';
import { runnerName } from '../work/runner-name.ts';
import { oneAtATime, waitingToFill } from './one-at-a-time.ts';

export interface FillingJob {
  kind: JobKind;
  label: string;
  parameters: object;
  /** Told `waitingToFill` where another process fills; by default on stderr. */
  onWait?: (message: string) => void;
}

/**
 * What fills the database, as a job and while nobody else fills: waiting for the others is its first step. `work` gets a
 * context whose progress is the job's, and whose signal is aborted when the job is to stop.
 */
export function fillAsJob<Result extends object>(
  database: Database,
  { stderr, signal }: ProgressContext,
  { onWait = (message) => stderr.write(`${message}\n`), ...job }: FillingJob,
  work: (context: ProgressContext, job: RunningJob) => Promise<Result>,
): Promise<Result> {
  return runJob(database, { ...job, runner: runnerName(), signal }, (running) => {
    const onStep = (step: string, done: number, total?: number) => {
      // A worker says the same of the same work.
      running.report(step.charAt(0).toLowerCase() + step.slice(1), done, total).catch(() => undefined); // rejects only where the next line throws
      running.signal.throwIfAborted();
    };
    return oneAtATime(
      database,
      () => work({ stderr, signal: running.signal, onStep }, running),
      () => {
        onWait(waitingToFill);
        onStep(waitingToFill, 0);
      },
      running.signal,
    );
  });
}
