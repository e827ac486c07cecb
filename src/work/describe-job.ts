import { renderTable } from '../text-table.ts';
import type { JobRecord } from './read-job.ts';

/** A row of api.jobs. */
export interface JobRow {
  readonly job_id: string;
  readonly kind: string;
  readonly label: string;
  readonly state: string;
  readonly step: string | null;
  /** int8, which comes as text. */
  readonly rows_done: string;
  readonly rows_total: string | null;
  readonly requested_by: string;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly error_code: string | null;
}

/** A line a job. */
export function describeJobs(jobs: readonly JobRow[]): string {
  if (jobs.length === 0) return 'There is no such job.\n';
  const rows = jobs.map((job) => [
    job.job_id,
    job.kind,
    job.state + (job.error_code === null ? '' : ` (${job.error_code})`),
    job.label,
    job.step ?? '',
    job.step === null ? '' : describeRows(job.rows_done, job.rows_total),
    formatInstant(job.created_at),
    formatInstant(job.finished_at),
  ]);
  return renderTable([['job', 'kind', 'state', 'label', 'step', 'rows', 'created', 'ended'], ...rows], {
    left: [0, 1, 2, 3, 4, 6, 7],
  });
}

/** Everything about one job, for people. */
export function describeJob(job: JobRecord): string {
  const { error } = job;
  const lines: [string, string | null][] = [
    ['job', job.jobId],
    ['kind', job.kind],
    ['label', job.label],
    ['state', job.state + (job.state === 'running' && job.cancelRequestedAt ? ', asked to stop' : '')],
    ['step', job.step === null ? null : `${job.step}, ${describeRows(job.rowsDone, job.rowsTotal)}`],
    ['parameters', describeObject(job.parameters)],
    ['result', describeObject(job.result)],
    ['error', error && `${error.code}: ${error.message}`],
    ['detail', error?.detail ?? null],
    ['hint', error?.hint ?? null],
    ['context', describeObject(error?.context)],
    ['attempts', String(job.attempts)],
    ['retry of', job.retryOf],
    ['asked by', job.requestedBy],
    ['done by', job.runner],
    ['created', formatInstant(job.createdAt)],
    ['started', formatInstant(job.startedAt)],
    ['stop asked', formatInstant(job.cancelRequestedAt)],
    ['ended', formatInstant(job.finishedAt)],
  ];
  return renderTable(
    lines.flatMap(([name, value]) => (value ? [[name, value]] : [])),
    { left: [0, 1] },
  );
}

function describeRows(done: string | number, total: string | number | null): string {
  return total === null ? String(done) : `${done} of ${total}`;
}

function describeObject(value: object | null | undefined): string | null {
  return value && Object.keys(value).length > 0 ? JSON.stringify(value) : null;
}

/** To the second, in UTC. */
function formatInstant(instant: Date | string | null): string {
  return instant === null ? '' : `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
