import type { Queryable } from '../db/database.ts';

/** How an embedding model does, in numbers, over the products that everybody may see. */
export interface EmbeddingFigures {
  readonly model: string;
  readonly provider: string;
  readonly state: string;
  readonly products: number;
  readonly embedded: number;
  /** 0..1. */
  readonly coverage: number;
  readonly backlog: number;
  readonly inProgress: number;
  readonly parked: number;
  /** 0: nothing waits. By the clock of the database. */
  readonly oldestPendingSeconds: number;
  /** Null: nothing was embedded in the last hour. */
  readonly lagP50Seconds: number | null;
  readonly lagP95Seconds: number | null;
  /** Whether the provider as a whole gave nothing when it was last asked. */
  readonly failing: boolean;
}

/** Of every model in use, in one SQL call. */
export async function readEmbeddingFigures(database: Queryable): Promise<EmbeddingFigures[]> {
  return database.query<EmbeddingFigures>(
    `select s.model, s.provider, s.state,
            s.products::float8 as products, s.embedded::float8 as embedded, s.coverage::float8 as coverage,
            s.backlog::float8 as backlog, s.in_progress::float8 as "inProgress", s.parked::float8 as parked,
            greatest(extract(epoch from statement_timestamp() - s.oldest_pending), 0)::float8 as "oldestPendingSeconds",
            s.lag_p50 as "lagP50Seconds", s.lag_p95 as "lagP95Seconds", s.failure is not null as failing
       from api.embedding_status() s`,
  );
}
