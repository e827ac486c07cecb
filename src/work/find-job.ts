import type { Queryable } from '../db/database.ts';
import { UsageError } from '../errors.ts';

const whole = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const beginning = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/;

/** So many jobs are looked through, the newest first, which api.jobs gives at once. */
const looked = 1000;

/** Whether a text may be the id of a job, or its first eight characters or more. */
export function isJobId(text: string): boolean {
  return whole.test(text) || beginning.test(text);
}

/** The id of the job whose id begins like this. Throws UsageError where none does, or several do; a whole id is taken as it is. */
export async function findJob(database: Queryable, id: string): Promise<string> {
  if (whole.test(id)) return id;
  const rows = await database.query<{ job_id: string; kind: string; label: string }>(
    'select j.job_id, j.kind, j.label from api.jobs(k => $1) j where starts_with(j.job_id::text, $2)',
    [looked, id],
  );
  const [only, ...more] = rows;
  if (only !== undefined && more.length === 0) return only.job_id;
  throw new UsageError(
    only === undefined
      ? `None of the newest ${looked} jobs has an id that begins with ${id}. "trueshelf jobs" lists them.`
      : `${rows.length} jobs have an id that begins with ${id}; say more of it:\n${rows
          .slice(0, 10)
          .map(({ job_id: jobId, label }) => `  ${jobId}  ${label}`)
          .join('\n')}`,
  );
}
