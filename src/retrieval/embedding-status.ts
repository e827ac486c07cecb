import type { Queryable } from '../db/database.ts';

/** One row of `api.embedding_status`: a model, its coverage and its backlog. Instants are RFC 3339 in UTC. */
export interface EmbeddingModelStatus {
  model: string;
  provider: string;
  state: 'building' | 'active' | 'retired';
  dimensions: number;
  products: number;
  embedded: number;
  backlog: number;
  parked: number;
  oldestPending: string | null;
  lastEmbeddedAt: string | null;
  /** 0..0.5; null: not measured, or too few products to. */
  similarityFloor: number | null;
}

/** Every model with its coverage, in one SQL call. */
export async function readEmbeddingStatus(database: Queryable): Promise<EmbeddingModelStatus[]> {
  // Counts as double precision, because pg gives bigint as text; instants as text, because its dates drop microseconds.
  return database.query<EmbeddingModelStatus>(
    `select s.model, s.provider, s.state, s.dimensions,
            s.products::float8 as products, s.embedded::float8 as embedded,
            s.backlog::float8 as backlog, s.parked::float8 as parked,
            to_jsonb(s.oldest_pending) #>> '{}' as "oldestPending",
            to_jsonb(s.last_embedded_at) #>> '{}' as "lastEmbeddedAt",
            s.similarity_floor as "similarityFloor"
       from api.embedding_status() s`,
  );
}
