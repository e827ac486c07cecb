import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { EmbeddingModel } from '../embeddings/embedding-model.ts';
import { type Embedder, makeEmbedder } from '../embeddings/provider/embedder.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { makeBell } from './bell.ts';
import { runBuiltinLane } from './builtin-lane.ts';
import { type DrainLook, findLeft, type Left } from './drain.ts';
import { runJobLane } from './job-lane.ts';
import { startLanes } from './lanes.ts';
import { meterEmbedder } from './meter-embedder.ts';
import { runPruneLane } from './prune-lane.ts';
import { makeSummary, type WorkerSummary } from './summary.ts';
import { runSweepLane } from './sweep-lane.ts';
import { embeddedTiming, serverTiming, type WorkerTiming } from './timing.ts';

export interface WorkerOptions {
  readonly config: Pick<Config, 'embedding' | 'worker'>;
  /** The login that owns the tables. Not closed. */
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** This process, under a name that no other has. */
  readonly name: string;
  /** Connections of a job, with its label as application_name; absent: those of `database`. */
  readonly openFor?: (label: string) => Promise<Database>;
  readonly timing?: Partial<WorkerTiming>;
}

export interface WorkerEnd {
  readonly summary: WorkerSummary;
  /** What a drained queue still has; null unless it was to be drained. */
  readonly left: Left | null;
}

export interface Worker {
  /**
   * Embeds what is queued and does long jobs until `signal` aborts; with `drain` until nothing is left, or nothing of what is
   * left can be done. Resolves once it holds nothing any more: calls under way get ten seconds. Does not throw for
   * what goes wrong with database or provider: it logs and tries again.
   */
  run(
    signal: AbortSignal,
    options?: { drain?: boolean; onLook?: (look: DrainLook) => void },
  ): Promise<WorkerEnd>;
}

/** Several may work side by side, in one process or many. */
export function makeWorker(options: WorkerOptions): Worker {
  const { config, database, logger, metrics, name } = options;
  const timing: WorkerTiming = {
    ...(database.engine === 'server' ? serverTiming : embeddedTiming),
    ...options.timing,
  };

  return {
    async run(signal, { drain = false, onLook } = {}) {
      const summary = makeSummary();
      const drained = new AbortController();
      const stop = AbortSignal.any([signal, drained.signal]);
      const aborted = new AbortController();
      let grace: NodeJS.Timeout | undefined;
      const onStop = () => {
        grace = setTimeout(() => aborted.abort(), timing.graceMs);
      };
      if (stop.aborted) onStop();
      else stop.addEventListener('abort', onStop, { once: true });

      const context = {
        database,
        logger,
        metrics,
        worker: name,
        timing,
        summary,
        stop,
        abort: aborted.signal,
      };
      const bells = { models: makeBell(), builtin: makeBell(), jobs: makeBell() };
      const asking = {
        makeEmbedder: (model: EmbeddingModel) => makeMetered(model, metrics, summary),
        timeoutMs: config.embedding.timeoutMs,
      };
      const lanes = startLanes({
        ...context,
        ...asking,
        bell: bells.models,
        concurrency: config.worker.concurrency,
      });
      const ring = () => {
        lanes.ring();
        bells.builtin.ring();
      };
      const listener = await database.listen(['trueshelf_embeddings', 'trueshelf_jobs'], (channel) =>
        channel === 'trueshelf_jobs' ? bells.jobs.ring() : ring(),
      );
      let left: Left | null = null;
      const parts: Promise<void>[] = [];
      try {
        parts.push(
          lanes.ended,
          runBuiltinLane({ ...context, bell: bells.builtin }),
          runJobLane({
            ...context,
            ...asking,
            bell: bells.jobs,
            openFor: options.openFor ?? (async () => ({ ...database, close: async () => undefined })),
            onQueued: ring,
          }),
          drain ? Promise.resolve() : runPruneLane(context),
          drain ? Promise.resolve() : runSweepLane(context),
          drain
            ? findLeft({ ...context, findFailing: lanes.findFailing, onLook }).then((found) => {
                left = found;
                drained.abort();
              })
            : Promise.resolve(),
        );
        await Promise.all(parts);
      } catch (error) {
        drained.abort();
        await Promise.allSettled(parts);
        throw error;
      } finally {
        clearTimeout(grace);
        await listener.close();
      }
      return { summary, left };
    },
  };

  function makeMetered(model: EmbeddingModel, figures: Metrics, summary: WorkerSummary): Embedder {
    return meterEmbedder(makeEmbedder(model, config.embedding.keys), figures, () => {
      summary.calls += 1;
    });
  }
}
