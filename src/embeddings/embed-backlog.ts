import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { readInstant } from '../db/read-instant.ts';
import { embedBuiltin } from './embed-builtin.ts';
import { dropIdleIndexes, finishBuild } from './finish-build.ts';
import { buildVectorIndex, needsVectorIndex } from './vector-index.ts';

export interface EmbedBacklogOptions {
  /** Products embedded so far, and how many there were to embed in all. */
  onProgress?: (done: number, total: number) => void;
  /** Products a round trip; 500 keep a progress bar moving on the embedded engine. */
  batchSize?: number;
  signal?: AbortSignal;
}

/** What a worker beside us has leased is there in a moment. */
const LOOK_MS = 100;

const never = new AbortController().signal;

/**
 * Embeds everything that waits for a built-in model, then finishes a newly fitted one, if there is one, with its index. Returns
 * how many products were embedded, each once whatever number of models embedded it. Can be stopped anywhere and called again; workers may embed beside it.
 */
export async function embedBacklog(database: Database, options: EmbedBacklogOptions = {}): Promise<number> {
  const { onProgress, batchSize = 500, signal = never } = options;
  const waiting = await countWaiting(database);
  let embedded = 0;
  const byModel = new Map<string, number>();
  const embed = async () => {
    for (;;) {
      const { model, taken } = await embedBuiltin(database, batchSize);
      if (model === null) return;
      embedded += taken;
      byModel.set(model, (byModel.get(model) ?? 0) + taken);
      onProgress?.(embedded, Math.max(embedded, waiting));
      signal.throwIfAborted();
    }
  };
  await embed();
  if (embedded > 0) onProgress?.(embedded, embedded);
  let finished = false;
  for (const model of await readBuilding(database)) {
    if (await needsVectorIndex(database, model.modelId)) await buildVectorIndex(database, model, signal);
    const queuedUntil = await readInstant(database);
    while ((await finishBuild(database, model.modelId, { queuedUntil })) === 'building') {
      await embed();
      await sleep(LOOK_MS, undefined, { signal });
    }
    finished = true;
  }
  if (finished) await dropIdleIndexes(database);
  // What waits for several models is among those of the one that had most to do.
  return Math.max(0, ...byModel.values());
}

async function countWaiting(database: Database): Promise<number> {
  const [row] = await database.query<{ waiting: string }>(
    `select count(*) as waiting
     from embeddings.job j
     join embeddings.model m on m.model_id = j.model_id
     where m.provider = 'builtin' and m.state in ('building', 'standby', 'active') and j.parked_at is null`,
  );
  return Number(row?.waiting ?? 0);
}

async function readBuilding(database: Database): Promise<{ modelId: string; dimensions: number }[]> {
  const rows = await database.query<{ model_id: string; dimensions: number }>(
    `select m.model_id, m.dimensions from embeddings.model m
     where m.provider = 'builtin' and m.state = 'building'
     order by m.model_id`,
  );
  return rows.map(({ model_id: modelId, dimensions }) => ({ modelId, dimensions }));
}
