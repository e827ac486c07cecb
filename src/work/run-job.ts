import type { Database } from '../db/database.ts';
import { attendJob, type RunningJob } from './attend-job.ts';
import type { JobKind } from './job.ts';
import { storableJson } from './storable-json.ts';

export interface JobDescription {
  kind: JobKind;
  /** feature/environment/request id. */
  label: string;
  parameters: object;
  /** This process, under a name that no other has. */
  runner: string;
  /** Stops the work: the job is then cancelled, with what was done so far as its result. */
  signal?: AbortSignal;
}

/**
 * Does long work under a row of work.job, where others see how far it is, how it ended, and can cancel it. Returns what the
 * work returned and rethrows what it threw: JobCancelled where somebody asked for it, the reason of `signal` where that stopped it.
 */
export async function runJob<Result extends object>(
  database: Database,
  { kind, label, parameters, runner, signal }: JobDescription,
  work: (job: RunningJob) => Promise<Result>,
): Promise<Result> {
  const [row] = await database.query<{ job_id: string }>(
    `select work.begin_job(
       kind => $1, label => $2, parameters => $3::jsonb, runner => $4, as_of => statement_timestamp()
     ) as job_id`,
    [kind, label, storableJson(parameters), runner],
  );
  if (row === undefined) throw new Error('work.begin_job returned no row.');
  return attendJob(
    database,
    { jobId: row.job_id, runner, ...(signal === undefined ? {} : { signal }) },
    work,
  );
}
