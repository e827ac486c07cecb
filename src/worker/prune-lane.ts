import { rest } from './bell.ts';
import type { LaneContext } from './lane.ts';

/** A call takes a moment, and other work comes between two. */
const BETWEEN_MS = 200;

/**
 * Removes what is kept for a while only, once an hour, in steps of at most a thousand rows: api.prune says what. What fails is
 * logged and left to the next hour.
 */
export async function runPruneLane({ database, stop, timing, logger }: LaneContext): Promise<void> {
  const [firstMs, everyMs] = timing.pruneMs;
  await rest(firstMs, stop);
  while (!stop.aborted) {
    try {
      while (!stop.aborted && (await prune())) await rest(BETWEEN_MS, stop);
    } catch (error) {
      logger.warn({ err: error }, 'the worker could not remove what is old; it tries again in an hour');
    }
    await rest(everyMs, stop);
  }

  /** Whether there is more. */
  async function prune(): Promise<boolean> {
    const [row] = await database.query<{ gone: { more: boolean; [kind: string]: number | boolean } }>(
      'select api.prune() as gone',
    );
    const { more = false, ...gone } = row?.gone ?? {};
    if (Object.values(gone).some((count) => count !== 0)) logger.info(gone, 'removed what was old');
    return more;
  }
}
