import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';

/** How long a caller waits for the one connection: longer than the longest single transaction, a fit of some 20,000 products. */
const CONNECTION_TIMEOUT_MS = 120_000;

/**
 * A pool over the one session of an embedded engine. The package's own adapter breaks in three ways, so each client
 * gets a protocol object of its own (a shared one loses its listeners with the first client that goes), there is never
 * more than one client, and a client that goes leaves nothing behind: its open transaction is rolled back and its
 * settings are reset before the next one starts.
 */
export function makePglitePool(engine: PGlite): pg.Pool {
  let clean: Promise<void> = Promise.resolve();

  class EmbeddedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      const { connection, user, database, host, port, password } = createPgConfig(engine);
      // `connection` is read by pg.Client but missing from its types.
      super({ ...config, user, database, host, port, password, connection } as pg.ClientConfig);

      const emit = connection.emit.bind(connection);
      connection.emit = (name: string, ...args: unknown[]) =>
        name === 'errorMessage' ? emit(name, ownError(args[0] as Error)) : emit(name, ...args);

      const end = connection.end.bind(connection);
      connection.end = () => {
        const told = connection.listeners('end') as (() => void)[];
        end(); // takes all listeners off, so that a query under way would wait for ever for its end
        for (const listener of told) connection.once('end', listener);
        // 'end' comes when all that this client had sent is done; a rollback before that would let the rest run outside its transaction.
        const drained = new Promise<void>((resolve) => connection.once('end', () => resolve()));
        clean = drained.then(() => resetSession(engine));
        clean.catch(() => undefined); // reported by the next connect, if there is one
      };
    }

    override connect(): Promise<this>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<this> | undefined {
      if (callback === undefined) return clean.then(() => super.connect()).then(() => this);
      clean.then(() => super.connect(callback), callback);
      return undefined;
    }
  }

  return new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    Client: EmbeddedClient,
  });
}

/** The engine brings its own copy of the class; callers know errors of the server by `pg.DatabaseError`. */
function ownError(error: Error): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(error.message, 0, 'error'), { ...error });
}

async function resetSession(engine: PGlite): Promise<void> {
  if (engine.closed) return;
  await engine.exec('rollback');
  await engine.exec('discard all');
}
