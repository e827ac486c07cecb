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
  /** Closes every connection; for the embedded engine also the engine and the folder's lock. Idempotent. */
  close(): Promise<void>;
}
