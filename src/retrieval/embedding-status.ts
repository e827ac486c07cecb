import type { Queryable } from '../db/database.ts';
import type { Claims } from './page.ts';

export interface EmbeddingFault {
  code: string | null;
  /** Only for merchants, as is `hint`. */
  message: string | null;
  hint: string | null;
  at: string | null;
}

/** One row of `api.embedding_status`: a model, its coverage and its backlog. Instants are RFC 3339 in UTC. */
export interface EmbeddingModelStatus {
  model: string;
  provider: string;
  state: 'building' | 'paused' | 'standby' | 'active';
  dimensions: number;
  products: number;
  embedded: number;
  /** Embedded ones whose text has changed since. */
  stale: number;
  /** 0..1: the share of products with a vector of their present text. */
  coverage: number;
  /** Those in progress among them. */
  backlog: number;
  inProgress: number;
  parked: number;
  oldestPending: string | null;
  lastEmbeddedAt: string | null;
  /** Seconds from edit to vector, of the last hour; null: nothing was embedded in it. */
  lagP50Seconds: number | null;
  lagP95Seconds: number | null;
  /** 0..0.5; null: not measured, or too few products to. */
  similarityFloor: number | null;
  /** Why the provider as a whole gives nothing; null: it does. */
  failure: EmbeddingFault | null;
  /** The last error of a product that waits or is parked. */
  lastError: EmbeddingFault | null;
}

/** Every model in use with its figures, of the products that the caller's role may see, in one SQL call. */
export async function readEmbeddingStatus(
  database: Queryable,
  claims: Claims | null,
): Promise<EmbeddingModelStatus[]> {
  // Counts as double precision, because pg gives bigint as text; instants as text, because its dates drop microseconds.
  return database.query<EmbeddingModelStatus>(
    `select s.model, s.provider, s.state, s.dimensions,
            s.products::float8 as products, s.embedded::float8 as embedded, s.stale::float8 as stale, s.coverage,
            s.backlog::float8 as backlog, s.in_progress::float8 as "inProgress", s.parked::float8 as parked,
            to_jsonb(s.oldest_pending) #>> '{}' as "oldestPending",
            to_jsonb(s.last_embedded_at) #>> '{}' as "lastEmbeddedAt",
            s.lag_p50 as "lagP50Seconds", s.lag_p95 as "lagP95Seconds",
            s.similarity_floor as "similarityFloor",
            s.failure, s.last_error as "lastError"
       from api.embedding_status(claims => $1) s`,
    [claims === null ? null : JSON.stringify(claims)],
  );
}
