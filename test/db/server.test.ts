import { type AddressInfo, createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openServer } from '../../src/db/server.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';

describe('a server that cannot be reached', () => {
  it.each([
    [
      'postgres://ann:s3cret@127.0.0.1:1/shop',
      'Cannot connect to postgres://ann@127.0.0.1:1/shop: nothing listens there.',
    ],
    ['postgres://ann:s3cret@host.invalid/shop', 'Cannot connect to postgres://ann@host.invalid/shop: '],
  ])('is named without its password, and may be tried again: %s', async (url, message) => {
    const failure: unknown = await openServer({ url }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'DATABASE_SETUP',
      retryable: true,
      message: expect.stringContaining(message),
    });
    expect(everythingIn(failure)).not.toContain('s3cret');
  });
});

describe('a URL that is none', () => {
  it.each([
    's3cret',
    'postgres://ann:s3cret@host:port/shop',
    'mysql://ann:s3cret@host/shop',
    'postgres://[s3cret',
  ])('is refused without being repeated: %s', async (url) => {
    const failure: unknown = await openServer({ url }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'DATABASE_SETUP',
      retryable: false,
      message: expect.stringMatching(/^DATABASE_URL is not a PostgreSQL URL: expected postgres:\/\//),
    });
    expect(everythingIn(failure)).not.toContain('s3cret');
  });
});

/** A message of PostgreSQL's protocol: its letter, its length and what it holds. */
function message(letter: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

const authenticated = message('R', Buffer.alloc(4));
const ready = message('Z', Buffer.from('I'));
const done = message('C', Buffer.from('SELECT 0\0'));
const ended = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));

/** Speaks as much of the protocol as it takes to connect; every connection but the first is ended as it is let in. */
async function startEndingServer(): Promise<Server> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const first = connections === 1;
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.concat(first ? [authenticated, ready] : [authenticated, ready, ended]));
      if (!first) socket.end();
      socket.on('data', (data) => {
        if (first && data.subarray(0, 1).toString() === 'Q') socket.write(Buffer.concat([done, ready]));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

it('survives a connection that is ended in the breath in which it is let in', async () => {
  const server = await startEndingServer();
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const database = await openServer({ url: `postgres://ann@127.0.0.1:${port}/shop`, maxConnections: 2 });
  const outcomes = await Promise.allSettled([database.query('select 1'), database.query('select 2')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await database.query('select 3')).toEqual([]);
  await database.close();
});

describe.skipIf(!onServer())('a server', () => {
  it('sees who is connected', async () => {
    const database = await openServer({ url: serverUrl() });
    expect(await database.query('show application_name')).toEqual([{ application_name: 'trueshelf' }]);
    await database.close();
  });

  it('ends a statement that takes longer than the time-out (57014)', async () => {
    const database = await openServer({ url: serverUrl(), statementTimeoutMs: 100 });
    await expect(database.query('select pg_sleep(30)')).rejects.toMatchObject({ code: '57014' });
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('without the database is refused with what to do', async () => {
    await expect(openServer({ url: serverUrl('trueshelf_test_nowhere') })).rejects.toMatchObject({
      retryable: false,
      message: expect.stringMatching(/the database does not exist. Create it \(createdb\)/),
    });
  });

  it('that cuts idle and busy connections fails the busy query only', async () => {
    const url = serverUrl(await createServerDatabase());
    const database = await openServer({ url, maxConnections: 2 });
    const other = await openServer({ url, maxConnections: 1 });
    const busy = database.query('select pg_sleep(60)').catch((error: unknown) => error);
    await other.query(
      `select pg_terminate_backend(a.pid)
       from pg_stat_activity a
       where a.datname = current_database() and a.pid <> pg_backend_pid()`,
    );
    expect(await busy).toMatchObject({ code: '57P01' });
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
    await other.close();
  });
});

/** All that a log might print of an error: message, stack, cause and their fields. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [
    error.stack,
    JSON.stringify(error),
    error.cause === undefined ? '' : everythingIn(error.cause),
  ].join('\n');
}
