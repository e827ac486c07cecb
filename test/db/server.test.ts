import { describe, expect, it } from 'vitest';
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
