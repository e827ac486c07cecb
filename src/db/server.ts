import pg from 'pg';
import { DatabaseSetupError } from '../errors.ts';
import type { Database } from './database.ts';
import { listen } from './listen.ts';
import { makePoolDatabase } from './pool-database.ts';

export interface ServerOptions {
  /** postgres://user:password@host:port/database, as libpq takes it. */
  url: string;
  applicationName?: string;
  maxConnections?: number;
  /** The server ends any statement that takes longer, with SQLSTATE 57014. Absent: none is ended. */
  statementTimeoutMs?: number;
}

/** Connects to a PostgreSQL server and proves it with one query. Throws DatabaseSetupError; `retryable` when waiting may help. */
export async function openServer(options: ServerOptions): Promise<Database> {
  const where = describeUrl(options.url);
  const connection = {
    connectionString: options.url,
    application_name: options.applicationName ?? 'trueshelf',
    // A server that is there answers in milliseconds; 10 s covers a slow DNS and a managed database waking up.
    connectionTimeoutMillis: 10_000,
  };
  const pool = new pg.Pool({
    ...connection,
    max: options.maxConnections ?? 10,
    keepAlive: true,
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  });
  // An idle connection broke (restart, fail-over): the pool drops it and the next query opens another.
  pool.on('error', () => undefined);
  const database = makePoolDatabase(pool, {
    engine: 'server',
    explainConnectError: (error) => explainConnectError(error, where),
    listen: (channels, onNotify) => listen(connection, channels, onNotify),
  });
  try {
    await database.query('select 1');
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The URL without its password, for messages. Throws DatabaseSetupError if it is no URL. */
function describeUrl(url: string): string {
  const problem =
    'DATABASE_URL is not a PostgreSQL URL: expected postgres://user:password@host:5432/database, with special characters of the password percent-encoded.';
  // No cause: the URL parser's error carries the whole input, password included.
  if (!URL.canParse(url)) throw new DatabaseSetupError(problem);
  const { protocol, username, host, pathname } = new URL(url);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new DatabaseSetupError(problem);
  return `postgres://${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

interface Explanation {
  found: string;
  action: string;
  retryable: boolean;
}

const explanations: Record<string, Explanation> = {
  ECONNREFUSED: {
    found: 'nothing listens there',
    action: 'Start PostgreSQL, or correct the host and port of DATABASE_URL.',
    retryable: true,
  },
  ECONNRESET: { found: 'the connection was cut', action: 'Try again.', retryable: true },
  ENOTFOUND: {
    found: 'the host name is unknown',
    action: 'Correct the host of DATABASE_URL.',
    retryable: true,
  },
  EAI_AGAIN: {
    found: 'the name service did not answer',
    action: 'Check the network, then try again.',
    retryable: true,
  },
  EHOSTUNREACH: {
    found: 'the host cannot be reached',
    action: 'Check the network, then try again.',
    retryable: true,
  },
  ETIMEDOUT: {
    found: 'the host did not answer',
    action: 'Check firewalls and the host of DATABASE_URL.',
    retryable: true,
  },
  '28P01': {
    found: 'the user name or password was refused',
    action: 'Correct the user and password of DATABASE_URL.',
    retryable: false,
  },
  '28000': {
    found: 'the server refused this user from this address',
    action:
      'Correct the user of DATABASE_URL, or allow it in pg_hba.conf (some servers want ?sslmode=require).',
    retryable: false,
  },
  '3D000': {
    found: 'the database does not exist',
    action: 'Create it (createdb), or correct the database name of DATABASE_URL.',
    retryable: false,
  },
  '42501': {
    found: 'this user may not connect to the database',
    action: 'Run "grant connect on database … to …" as its owner.',
    retryable: false,
  },
  '53300': {
    found: 'the server has no free connection',
    action: 'Raise max_connections, or close other clients.',
    retryable: true,
  },
  '57P03': {
    found: 'the server is starting up or shutting down',
    action: 'Try again in a moment.',
    retryable: true,
  },
};

function explainConnectError(error: unknown, where: string): DatabaseSetupError {
  const { code, message } = error as { code?: string; message?: string };
  const known = explanations[code ?? ''];
  const timedOut = /timeout/i.test(message ?? '');
  const found = known?.found ?? message ?? String(error);
  const action =
    known?.action ??
    (timedOut
      ? 'Check that the server answers and is not short of connections, then try again.'
      : 'Check DATABASE_URL and the server log.');
  return new DatabaseSetupError(`Cannot connect to ${where}: ${found}. ${action}`, {
    retryable: known?.retryable ?? timedOut,
    cause: error,
  });
}
