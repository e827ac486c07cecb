import type { Database } from '../db/database.ts';
import type { EmbeddingModel } from '../embeddings/embedding-model.ts';
import type { Embedder } from '../embeddings/provider/embedder.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { WorkerSummary } from './summary.ts';
import type { WorkerTiming } from './timing.ts';

/** What every loop of a worker is given. */
export interface LaneContext {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The name of this process, which no other has. */
  readonly worker: string;
  readonly timing: WorkerTiming;
  readonly summary: WorkerSummary;
  /** Nothing new is taken from then on. */
  readonly stop: AbortSignal;
  /** What is under way ends at once. */
  readonly abort: AbortSignal;
}

/** One whose requests are counted and timed. */
export type MakeEmbedder = (model: EmbeddingModel) => Embedder;
