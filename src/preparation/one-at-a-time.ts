import type { Database } from '../db/database.ts';

/** Key of the advisory lock that keeps two processes from filling at once; "tsfill" in ASCII, so that pg_locks can be read. */
const LOCK_KEY = '0x747366696c6c';

/** What to tell who waits; the other may be a start, or a command that imports, seeds or fits. */
export const waitingToFill = 'waiting for another process that fills this database';

/**
 * Runs `work` while no other process fills, for gateways that start and catalogues that are imported together on one
 * server. Cannot be nested. Holds a connection beside
 * those of `work`. The embedded engine needs nothing: its folder is open in one process.
 */
export async function oneAtATime<Result>(
  database: Database,
  work: () => Promise<Result>,
  onWait: () => void,
): Promise<Result> {
  if (database.engine === 'embedded') return work();
  return database.session(async (connection) => {
    const [lock] = await connection.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${LOCK_KEY}) as taken`,
    );
    if (!lock?.taken) {
      onWait();
      await connection.query(`select pg_advisory_lock(${LOCK_KEY})`);
    }
    return work();
  });
}
