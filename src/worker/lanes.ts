import type { EmbeddingModel, UsedModel } from '../embeddings/embedding-model.ts';
import { readModels } from '../embeddings/embedding-model.ts';
import { type Bell, makeBell } from './bell.ts';
import type { LaneContext, MakeEmbedder } from './lane.ts';
import { makePace } from './pace.ts';
import { type ProviderLane, startProviderLane } from './provider-lane.ts';

export interface LanesOptions extends LaneContext {
  readonly bell: Bell;
  readonly makeEmbedder: MakeEmbedder;
  readonly concurrency: number;
  readonly timeoutMs: number;
}

export interface Lanes {
  /** There may be something in the queue. */
  ring(): void;
  /** The model whose provider failed so many times in a row, if there is one. */
  findFailing(failures: number): string | undefined;
  /** Resolves when every lane has stopped and holds nothing. */
  readonly ended: Promise<void>;
}

interface RunningLane {
  readonly model: EmbeddingModel;
  readonly lane: ProviderLane;
  readonly bell: Bell;
  readonly stopped: AbortController;
}

/** The models are looked at again so often at most, however many products are written. */
const SHORTEST_LOOK_MS = 200;

/** Keeps one lane running for every provider's model that is in use and not paused. */
export function startLanes(options: LanesOptions): Lanes {
  const { database, bell, stop, timing, logger } = options;
  const running = new Map<string, RunningLane>();
  const ended = new Set<Promise<void>>();
  const pace = makePace({ what: 'read which models are in use', bell, stop, timing, logger });

  async function supervise(): Promise<void> {
    while (!stop.aborted) {
      try {
        adjust(await readModels(database));
        await pace.idle(SHORTEST_LOOK_MS);
      } catch (error) {
        await pace.trouble(error);
      }
    }
    await Promise.all(ended);
  }

  function adjust(models: readonly UsedModel[]): void {
    const wanted = new Map(
      models.flatMap(({ modelId, state, provided }) =>
        provided === null || state === 'paused' ? [] : [[modelId, provided] as const],
      ),
    );
    for (const [modelId, { stopped, model }] of running) {
      // One whose settings changed gets a new lane.
      if (JSON.stringify(wanted.get(modelId)) === JSON.stringify(model)) continue;
      stopped.abort();
      running.delete(modelId);
    }
    for (const [modelId, model] of wanted) {
      if (!running.has(modelId)) running.set(modelId, start(modelId, model));
    }
  }

  function start(modelId: string, model: EmbeddingModel): RunningLane {
    const stopped = new AbortController();
    const laneBell = makeBell();
    const lane = startProviderLane({
      ...options,
      modelId,
      model,
      embedder: options.makeEmbedder(model),
      bell: laneBell,
      stop: AbortSignal.any([stop, stopped.signal]),
    });
    const end = lane.ended
      .catch((error: unknown) =>
        logger.error({ err: error, model: model.name }, 'a lane of the worker failed'),
      )
      .finally(() => ended.delete(end));
    ended.add(end);
    return { model, lane, bell: laneBell, stopped };
  }

  return {
    ring() {
      bell.ring();
      for (const lane of running.values()) lane.bell.ring();
    },
    findFailing(failures) {
      return [...running.values()].find(({ lane }) => lane.failuresInARow >= failures)?.model.name;
    },
    ended: supervise(),
  };
}
