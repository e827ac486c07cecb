import { rest } from './bell.ts';
import { workerKinds } from './job-lane.ts';
import type { LaneContext } from './lane.ts';
import { makePace } from './pace.ts';

/** What a worker that was to empty the queue leaves. */
export interface Left {
  /** Products that wait. */
  pending: number;
  /** Products that were set aside. */
  parked: number;
  /** Jobs that are queued or run. */
  jobs: number;
  /** The model whose provider does not answer, and so many others wait for. */
  failing: string | null;
}

/** How far a drain is. */
export interface DrainLook {
  /** Products that wait, those under way included. */
  readonly pending: number;
  /** Of these: held by other workers. */
  readonly elsewhere: number;
  /** When the first of their leases runs out, unless they renew it. */
  readonly elsewhereUntil: Date | null;
}

export interface DrainOptions extends LaneContext {
  /** Told once a second. */
  readonly onLook?: ((look: DrainLook) => void) | undefined;
  readonly findFailing: (failures: number) => string | undefined;
}

/** A provider that failed so often in a row, each time after several tries, is not waited for. */
const FAILURES = 2;
const LOOK_MS = 200;
/** Counting what waits takes longer than looking whether anything does. */
const TELL_MS = 1000;

/** Resolves when nothing is left to do, when a provider does not answer, or when `stop` aborts. */
export async function findLeft(options: DrainOptions): Promise<Left> {
  const { database, stop, timing, logger } = options;
  // Nobody rings: what is looked for is the absence of work.
  const bell = { ring: () => undefined, wait: async () => false };
  const pace = makePace({ what: 'look at what is left to do', bell, stop, timing, logger });
  let toldAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      if (options.onLook !== undefined && performance.now() - toldAt >= TELL_MS) {
        toldAt = performance.now();
        options.onLook(await look());
      }
      const failing = await findFailing();
      if (failing !== null || stop.aborted || !(await isAnythingLeft())) {
        options.onLook?.(await look());
        return { ...(await count()), failing };
      }
      await rest(LOOK_MS, stop);
    } catch (error) {
      if (stop.aborted) throw error;
      await pace.trouble(error);
    }
  }

  async function findFailing(): Promise<string | null> {
    const again = options.findFailing(FAILURES);
    const once = options.findFailing(1);
    if (again !== undefined || once === undefined) return again ?? null;
    // What has failed once is tried again while something can be; what is left may have to wait for many minutes.
    const [row] = await database.query<{ found: boolean }>(
      `select exists (
         select from embeddings.job j
         join embeddings.model m on m.model_id = j.model_id
         where m.state in ('building', 'standby', 'active') and j.parked_at is null
           and (j.retry_at is null or j.retry_at <= statement_timestamp())
       ) as found`,
    );
    return row?.found ? null : once;
  }

  async function look(): Promise<DrainLook> {
    const [row] = await database.query<{ pending: string; elsewhere: string; until: Date | null }>(
      `select count(*) as pending, count(*) filter (where held.elsewhere) as elsewhere,
         min(j.leased_until) filter (where held.elsewhere) as until
       from embeddings.job j
       join embeddings.model m on m.model_id = j.model_id
       cross join lateral (
         select j.leased_by <> $1 and j.leased_until > statement_timestamp() as elsewhere
       ) held
       where m.state in ('building', 'standby', 'active') and j.parked_at is null`,
      [options.worker],
    );
    return {
      pending: Number(row?.pending ?? 0),
      elsewhere: Number(row?.elsewhere ?? 0),
      elsewhereUntil: row?.until ?? null,
    };
  }

  async function isAnythingLeft(): Promise<boolean> {
    const [row] = await database.query<{ found: boolean }>(
      `select exists (
         select from embeddings.model m
         cross join lateral (
           select from embeddings.job j where j.model_id = m.model_id and j.parked_at is null limit 1
         ) waiting
         where m.state in ('building', 'standby', 'active')
       ) or exists (
         select from work.job j where j.state in ('queued', 'running') and j.kind = any ($1)
       ) as found`,
      [workerKinds],
    );
    return row?.found ?? true;
  }

  async function count(): Promise<Omit<Left, 'failing'>> {
    const [row] = await database.query<{ pending: string; parked: string; jobs: string }>(
      `select count(*) filter (where j.parked_at is null) as pending,
         count(*) filter (where j.parked_at is not null) as parked,
         (select count(*) from work.job w where w.state in ('queued', 'running') and w.kind = any ($1)) as jobs
       from embeddings.job j
       join embeddings.model m on m.model_id = j.model_id
       where m.state in ('building', 'standby', 'active')`,
      [workerKinds],
    );
    return {
      pending: Number(row?.pending ?? 0),
      parked: Number(row?.parked ?? 0),
      jobs: Number(row?.jobs ?? 0),
    };
  }
}
