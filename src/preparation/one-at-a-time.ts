import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';

/** Key of the advisory lock that keeps two processes from filling at once; "tsfill" in ASCII, so that pg_locks can be read. */
const LOCK_KEY = '0x747366696c6c';

/** What to tell who waits; the other may be a start, or a command that imports, seeds or fits. */
export const waitingToFill = 'waiting for another process that fills this database';

const POLL_MS = 250;

/**
 * Runs `work` while no other process fills, for gateways that start and catalogues that are imported together on one
 * server; throws the reason of `signal` where that ends the waiting. Cannot be nested. Holds a connection beside
 * those of `work`. The embedded engine needs nothing: its folder is open in one process.
 */
export async function oneAtATime<Result>(
  database: Database,
  work: () => Promise<Result>,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<Result> {
  if (database.engine === 'embedded') return work();
  return database.session(async (connection) => {
    const take = async () => {
      const [lock] = await connection.query<{ taken: boolean }>(
        `select pg_try_advisory_lock(${LOCK_KEY}) as taken`,
      );
      return lock?.taken ?? false;
    };
    if (!(await take())) {
      onWait();
      // Asked again and again: an index that is built concurrently waits for every statement that runs, and one that
      // waited for this lock would wait for the index.
      do {
        await sleep(POLL_MS * (0.5 + Math.random()));
        signal?.throwIfAborted();
      } while (!(await take()));
    }
    return work();
  });
}
