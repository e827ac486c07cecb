import type { Queryable } from '../db/database.ts';
import type { JobError } from './describe-job-error.ts';
import type { JobKind, JobState } from './job.ts';

/** Everything that api.job says; instants as text, in RFC 3339. */
export interface JobRecord {
  readonly jobId: string;
  readonly kind: JobKind;
  readonly label: string;
  readonly state: JobState;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly step: string | null;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: JobError | null;
  readonly retryOf: string | null;
  readonly attempts: number;
  readonly requestedBy: string;
  readonly runner: string | null;
  readonly cancelRequestedAt: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly heartbeatAt: string | null;
  readonly finishedAt: string | null;
}

/** Throws the database's error TSNFD where there is no such job. */
export async function readJob(database: Queryable, jobId: string): Promise<JobRecord> {
  const [row] = await database.query<{ job: JobRecord }>('select api.job(job_id => $1) as job', [jobId]);
  if (row === undefined) throw new Error('api.job returned no row.');
  return row.job;
}

export function hasEnded({ state }: { state: JobState }): boolean {
  return state !== 'queued' && state !== 'running';
}
