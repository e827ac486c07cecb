import type { Database, Queryable } from '../db/database.ts';
import { timeQueries } from '../db/time-queries.ts';
import type { Metrics } from '../metrics.ts';
import { readEmbeddingFigures } from '../retrieval/embedding-figures.ts';

/** The login that answers, with its queries timed, its connections watched, and the state of its models read at scrapes. */
export function measureDatabase(database: Database, metrics: Metrics): Queryable {
  const timed = timeQueries(database, metrics.observeSql);
  metrics.watchPool('gateway', () => database.poolFigures());
  metrics.watchEmbeddings(() => readEmbeddingFigures(timed));
  return timed;
}
