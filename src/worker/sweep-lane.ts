import type { Queryable } from '../db/database.ts';
import { rest } from './bell.ts';
import type { LaneContext } from './lane.ts';

/** Looking whether a text is stale costs some 20 µs, and the embedded engine holds up requests so long. */
const PAGE = 500;

/** Other work comes between two pages. */
const BETWEEN_MS = 200;

export interface SweepOptions {
  /** By name; null: every model in use. */
  readonly model: string | null;
  readonly pause: () => Promise<void>;
}

/**
 * Queues what is stale although nothing waits, as edits leave it whose transaction had its snapshot from before the model was
 * added. Returns how many; stops early where `pause` throws.
 */
export async function sweep(database: Queryable, { model, pause }: SweepOptions): Promise<number> {
  let queued = 0;
  let after: string | null = '0';
  while (after !== null) {
    const rows: { swept: { next: string | null; queued: number } }[] = await database.query(
      'select api.sweep_embeddings(model => $1, after_product_id => $2, batch_size => $3) as swept',
      [model, after, PAGE],
    );
    queued += rows[0]?.swept.queued ?? 0;
    after = rows[0]?.swept.next ?? null;
    if (after !== null) await pause();
  }
  return queued;
}

/** Sweeps once a day, with pauses. What fails is logged and left to the next day. */
export async function runSweepLane({ database, stop, timing, logger }: LaneContext): Promise<void> {
  const [firstMs, everyMs] = timing.sweepMs;
  await rest(firstMs, stop);
  while (!stop.aborted) {
    try {
      const queued = await sweep(database, {
        model: null,
        async pause() {
          await rest(BETWEEN_MS, stop);
          stop.throwIfAborted();
        },
      });
      if (queued > 0) logger.warn({ queued }, 'queued products that were stale although nothing waited');
    } catch (error) {
      if (!stop.aborted)
        logger.warn({ err: error }, 'the worker could not look for what is stale; it tries again in a day');
    }
    await rest(everyMs, stop);
  }
}
