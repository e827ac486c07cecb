import type { Queryable } from '../db/database.ts';

export type JobKind = 'build' | 'fit' | 'import' | 'refresh' | 'seed';
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What a runner is given of a job. */
export interface Job {
  readonly jobId: string;
  readonly kind: JobKind;
  readonly label: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** 1 the first time. */
  readonly attempts: number;
}

/**
 * Takes the oldest queued job of these kinds for the runner; null: there is none. `held`: those that this process has under way,
 * which it does not take again although nothing was heard of them for a minute.
 */
export async function claimJob(
  database: Queryable,
  { runner, kinds, held = [] }: { runner: string; kinds: readonly JobKind[]; held?: readonly string[] },
): Promise<Job | null> {
  const [row] = await database.query<{
    job_id: string;
    kind: JobKind;
    label: string;
    parameters: Record<string, unknown>;
    attempts: number;
  }>(
    `select j.job_id, j.kind, j.label, j.parameters, j.attempts
     from work.claim_job(runner => $1, kinds => $2, as_of => statement_timestamp(), held => $3) j
     where j.job_id is not null`,
    [runner, kinds, held],
  );
  if (row === undefined) return null;
  const { job_id: jobId, kind, label, parameters, attempts } = row;
  return { jobId, kind, label, parameters, attempts };
}
