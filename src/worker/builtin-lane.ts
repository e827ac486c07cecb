import { embedBuiltin } from '../embeddings/embed-builtin.ts';
import type { Bell } from './bell.ts';
import type { LaneContext } from './lane.ts';
import { makePace } from './pace.ts';

/**
 * Products a call. The embedded engine computes them in this process, some 2 ms each, and requests wait so long;
 * a server does it in a process of its own.
 */
const EMBEDDED_BATCH = 50;
const SERVER_BATCH = 200;

/** Embeds by the built-in models, which SQL does by itself, the active one first. */
export async function runBuiltinLane(context: LaneContext & { bell: Bell }): Promise<void> {
  const { database, bell, stop, timing, logger, metrics, summary } = context;
  const pace = makePace({ what: 'embed by the built-in model', bell, stop, timing, logger });
  const batchSize = database.engine === 'embedded' ? EMBEDDED_BATCH : SERVER_BATCH;
  while (!stop.aborted) {
    try {
      const { model, taken } = await embedBuiltin(database, batchSize);
      if (model === null) {
        await pace.idle();
        continue;
      }
      pace.busy();
      metrics.countEmbedded(model, taken);
      summary.embedded[model] = (summary.embedded[model] ?? 0) + taken;
    } catch (error) {
      await pace.trouble(error);
    }
  }
}
