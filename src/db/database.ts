/** Anything that runs SQL: the pool, or one connection inside a transaction. */
export interface Queryable {
  /** Runs one statement and returns its rows. Throws `pg.DatabaseError` as the server sent it. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The one door to PostgreSQL. Two implementations: a real server, and PGlite in this process. */
export interface Database extends Queryable {
  readonly engine: 'embedded' | 'server';
  /** Runs `work` on one connection between `begin` and `commit`; rolls back and rethrows if it throws. */
  transaction<T>(work: (connection: Queryable) => Promise<T>): Promise<T>;
  /** Runs `work` on one connection without a transaction (session settings, `vacuum`). */
  session<T>(work: (connection: Queryable) => Promise<T>): Promise<T>;
  /**
   * Calls `onNotify` for every notification on `channels`, and for each channel whenever it begins to listen anew; on a
   * server by a connection of its own. The embedded engine never calls: its one connection cannot be held, so callers poll.
   */
  listen(channels: readonly string[], onNotify: (channel: string) => void): Promise<Listener>;
  /** Closes every connection but those that listen; for the embedded engine also the engine and the folder's lock. Idempotent. */
  close(): Promise<void>;
  poolFigures(): PoolFigures;
}

export interface PoolFigures {
  /** Connections that are open, listening ones not counted. */
  readonly total: number;
  /** Of these, those that nobody uses. */
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

export interface Listener {
  /** Nothing is called from then on. Idempotent. */
  close(): Promise<void>;
}
