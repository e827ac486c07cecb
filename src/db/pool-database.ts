import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import pg from 'pg';
import { TrueshelfError } from '../errors.ts';
import type { Database, Queryable } from './database.ts';

export interface PoolDatabaseOptions {
  engine: Database['engine'];
  /** Turns a failure to get a connection into what the user should read. */
  explainConnectError: (error: unknown) => Error;
  /** Absent: nothing is ever notified. */
  listen?: Database['listen'];
  /** Runs after the pool has ended. */
  close?: () => Promise<void>;
}

/**
 * `Database` over a pool. Types are node-postgres's defaults: numeric and int8 arrive as strings, timestamptz as Date
 * (milliseconds); whatever the API shows comes as jsonb or text, so nothing is lost in a Date.
 */
export function makePoolDatabase(pool: pg.Pool, options: PoolDatabaseOptions): Database {
  // With one connection, asking the door for a second one from inside a transaction would wait for ever.
  const current = new AsyncLocalStorage<Lease>();
  const single = pool.options.max === 1;
  let leases = 0;
  let onIdle: (() => void) | undefined;
  let closing: Promise<void> | undefined;
  // From the first moment on: a server that stops may say so in the breath in which it lets a connection in.
  pool.on('connect', (client) => client.on('error', ignoreLateError));

  async function hold<T>(work: (lease: Lease) => Promise<T>): Promise<T> {
    if (closing) throw new TrueshelfError('DATABASE_CLOSED', 'The database is closed: open it again first.');
    if (single && current.getStore()?.held) {
      throw new TrueshelfError(
        'NESTED_CHECKOUT',
        'A second connection was asked for inside a transaction or session, and this database has only one: use the connection that was passed to the callback.',
      );
    }
    leases += 1;
    try {
      // The embedded engine computes in this thread. Between queries that follow each other at once the event loop would get
      // no turn, and no signal, timer or request would be heard.
      if (options.engine === 'embedded') await turnOfEventLoop();
      return await run(work);
    } finally {
      leases -= 1;
      if (leases === 0) onIdle?.();
    }
  }

  async function run<T>(work: (lease: Lease) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw options.explainConnectError(error);
    });
    const lease: Lease = { client, held: true, usable: true };
    try {
      return await current.run(lease, () => work(lease));
    } finally {
      lease.held = false;
      client.release(!lease.usable);
    }
  }

  /** A pool that ends forgets who waits for a connection, and they would wait for ever: it ends after them. */
  async function end(): Promise<void> {
    if (leases > 0) {
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    }
    await pool.end();
    await options.close?.();
  }

  return {
    engine: options.engine,

    query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      return hold(async (lease) => {
        try {
          return await runStatement<Row>(lease.client, text, values);
        } catch (error) {
          lease.usable = leavesUsable(error);
          throw error;
        }
      });
    },

    transaction<T>(work: (connection: Queryable) => Promise<T>): Promise<T> {
      return hold(async (lease) => {
        await runStatement(lease.client, 'begin');
        const connection = lend(lease.client);
        try {
          const result = await work(connection);
          await connection.end();
          await commit(lease.client);
          return result;
        } catch (error) {
          await connection.end();
          await runStatement(lease.client, 'rollback').catch(() => {
            lease.usable = false; // the error that ended the work is the one to report
          });
          throw error;
        }
      });
    },

    session<T>(work: (connection: Queryable) => Promise<T>): Promise<T> {
      return hold(async (lease) => {
        const connection = lend(lease.client);
        try {
          return await work(connection);
        } finally {
          await connection.end();
          lease.usable = await resetSession(lease.client);
        }
      });
    },

    poolFigures: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),

    listen: options.listen ?? (() => Promise.resolve({ close: () => Promise.resolve() })),

    close(): Promise<void> {
      closing ??= end();
      return closing;
    },
  };
}

/** One connection in somebody's hands. */
interface Lease {
  client: pg.PoolClient;
  held: boolean;
  /** False once nobody knows what state the connection is in: then it is closed and not lent again. */
  usable: boolean;
}

/** A `Queryable` for the length of one transaction or session. Statements run one after the other, also when started together. */
function lend(client: pg.PoolClient): Queryable & { end(): Promise<void> } {
  let ended = false;
  let last: Promise<unknown> = Promise.resolve();
  return {
    query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      if (ended) {
        return Promise.reject(
          new TrueshelfError(
            'CONNECTION_RETURNED',
            'A connection was used after its transaction or session had ended: await every query inside the callback.',
          ),
        );
      }
      const result = last.then(() => runStatement<Row>(client, text, values));
      last = result.catch(() => undefined); // reported to whoever awaits `result`
      return result;
    },
    async end() {
      ended = true;
      await last;
    },
  };
}

async function runStatement<Row extends object>(
  client: pg.PoolClient,
  text: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const result = (await client.query<Row>(text, values && [...values])) as
    | pg.QueryResult<Row>
    | pg.QueryResult<Row>[];
  return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command === 'COMMIT') return;
  throw new TrueshelfError(
    'TRANSACTION_ABORTED',
    'A statement of the transaction had failed and its error was swallowed, so PostgreSQL rolled everything back. Let the error through, or use a savepoint.',
  );
}

/** Ends what the session left open: a transaction, settings, advisory locks. Returns whether the connection may be used again. */
async function resetSession(client: pg.PoolClient): Promise<boolean> {
  try {
    if (client.getTransactionStatus() !== 'I') await client.query('rollback');
    await client.query('discard all');
    return true;
  } catch {
    return false; // broken: closing it has the same effect
  }
}

/** After an ordinary SQL error the connection is as good as before; after anything else nobody knows. */
function leavesUsable(error: unknown): boolean {
  return error === undefined || (error instanceof pg.DatabaseError && error.severity === 'ERROR');
}

/** A connection that breaks while lent out also fails its running query, which is where the error is reported. */
function ignoreLateError(): void {}
