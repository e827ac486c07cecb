import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '../db/database.ts';
import { hasEnded, type JobRecord, readJob } from './read-job.ts';

/** Its runner writes once a second; more often shows nothing new. */
const lookMs = 500;

/**
 * Looks at a job until it has ended, and returns it; null where `signal` ended the watching, which changes nothing about
 * the job. `onLook` sees each state.
 */
export async function watchJob(
  database: Queryable,
  jobId: string,
  signal: AbortSignal,
  onLook: (job: JobRecord) => void,
): Promise<JobRecord | null> {
  while (!signal.aborted) {
    const job = await readJob(database, jobId);
    onLook(job);
    if (hasEnded(job)) return job;
    await sleep(lookMs, undefined, { signal }).catch(() => undefined); // the loop's condition tells
  }
  return null;
}
