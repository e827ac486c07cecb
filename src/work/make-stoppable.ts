import type { Database, Queryable } from '../db/database.ts';

/**
 * The same database, whose statements are cancelled when `signal` aborts and then throw its reason: nobody knows how long one
 * waits for a lock. Costs a round trip a statement. The embedded engine has nobody to wait for and is returned as it is.
 */
export function makeStoppable(database: Database, signal: AbortSignal): Database {
  if (database.engine === 'embedded') return database;
  return {
    engine: database.engine,
    query: (text, values) =>
      database.session(async (connection) => (await guard(connection)).query(text, values)),
    transaction: (work) => database.transaction(async (connection) => work(await guard(connection))),
    session: (work) => database.session(async (connection) => work(await guard(connection))),
    listen: (channels, onNotify) => database.listen(channels, onNotify),
    close: () => database.close(),
    poolFigures: () => database.poolFigures(),
  };

  async function guard(connection: Queryable): Promise<Queryable> {
    signal.throwIfAborted();
    const [backend] = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
    return {
      async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
        signal.throwIfAborted();
        let cancelling: Promise<unknown> = Promise.resolve();
        const cancel = () => {
          // Where it cannot be cancelled, it is waited for.
          cancelling = database.query('select pg_cancel_backend($1)', [backend?.pid]).catch(() => undefined);
        };
        signal.addEventListener('abort', cancel, { once: true });
        try {
          return await connection.query<Row>(text, values);
        } catch (error) {
          throw signal.aborted ? signal.reason : error;
        } finally {
          signal.removeEventListener('abort', cancel);
          await cancelling; // or the next statement of this connection would be cancelled
        }
      },
    };
  }
}
