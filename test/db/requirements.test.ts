import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { checkRequirements } from '../../src/db/requirements.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

/** The finding of one check after `change`, which is undone. */
async function findAfter(change: string, check: string) {
  return inTransaction(database, async (db) => {
    await db.query(change);
    return (await checkRequirements(db)).find((finding) => finding.check === check);
  });
}

const asStranger = 'create role trueshelf_test_stranger; set local role trueshelf_test_stranger';

it('finds nothing to do on a migrated database', async () => {
  const findings = await checkRequirements(database);
  expect(findings.map(({ check, ok, action }) => ({ check, ok, action }))).toEqual(
    [
      'server version',
      'encoding',
      'writable',
      'right to create schemas',
      'extension vector',
      'extension btree_gist',
      'extension unaccent',
      'role trueshelf_data',
      'role trueshelf_api',
      'role trueshelf_gateway',
      'role trueshelf_worker',
      'role trueshelf_operator',
    ].map((check) => ({ check, ok: true, action: '' })),
  );
});

describe('an old server', () => {
  // No old server is at hand in every test run; the point is that nothing but its version is asked of it.
  const old: Database = {
    engine: 'server',
    async query<Row extends object>(text: string): Promise<Row[]> {
      if (!text.includes('server_version_num')) throw new Error(`an old server was asked: ${text}`);
      return [{ number: 150_018, version: '15.18 (Debian 15.18-0+deb12u1)' } as Row];
    },
    transaction: () => Promise.reject(new Error('an old server was written to')),
    session: () => Promise.reject(new Error('an old server was written to')),
    listen: () => Promise.reject(new Error('an old server was listened to')),
    poolFigures: () => ({ total: 1, idle: 0, waiting: 0 }),
    close: async () => undefined,
  };

  it('is found without asking it for more than its version', async () => {
    expect(await checkRequirements(old)).toEqual([
      {
        check: 'server version',
        ok: false,
        found: 'PostgreSQL 15.18 (Debian 15.18-0+deb12u1)',
        expected: 'PostgreSQL 18 or later',
        action:
          'Upgrade the server (pg_upgrade), point DATABASE_URL at a newer one, or leave DATABASE_URL unset to use the embedded database.',
        onlyToMigrate: false,
      },
    ]);
  });

  it('is not migrated (DATABASE_SETUP)', async () => {
    await expect(migrate(old)).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: expect.stringMatching(
        /^This database cannot serve Trueshelf yet:\n- server version: found PostgreSQL 15\.18 .*; expected PostgreSQL 18 or later\. Upgrade the server/,
      ),
    });
  });
});

describe('pgvector', () => {
  it('older than 0.8.2 is refused, with the update that is available (CVE-2026-3172)', async () => {
    const finding = await findAfter(
      "update pg_extension set extversion = '0.8.1' where extname = 'vector'",
      'extension vector',
    );
    expect(finding).toMatchObject({
      ok: false,
      found: expect.stringMatching(/^0\.8\.1 in schema public, 0\.8\.\d+ available$/),
      expected: '0.8.2 or later in schema public (older: CVE-2026-3172)',
      action: "As the extension's owner or a superuser: alter extension vector update",
      onlyToMigrate: false,
    });
  });

  it.each(['0.8.2', '0.8.10', '0.10.0', '1.0'])('%s is taken for new enough', async (version) => {
    const finding = await findAfter(
      `update pg_extension set extversion = '${version}' where extname = 'vector'`,
      'extension vector',
    );
    expect(finding).toMatchObject({ ok: true });
  });

  it('in another schema than public is refused', async () => {
    const finding = await findAfter(
      'create schema elsewhere; alter extension vector set schema elsewhere',
      'extension vector',
    );
    expect(finding).toMatchObject({
      ok: false,
      action: 'As a superuser: alter extension vector set schema public',
    });
  });

  it('that is not installed may be missing when this login can create it, and the trial leaves nothing', async () => {
    await inTransaction(database, async (db) => {
      await db.query('drop extension vector cascade');
      const finding = (await checkRequirements(db)).find(({ check }) => check === 'extension vector');
      expect(finding).toMatchObject({
        ok: true,
        found: expect.stringMatching(/^not installed, 0\.8\.\d+ available$/),
      });
      expect(await db.query("select from pg_extension e where e.extname = 'vector'")).toEqual([]);
    });
  });

  it('that this login may not create is refused with the command for a superuser', async () => {
    const finding = await findAfter(`drop extension vector cascade; ${asStranger}`, 'extension vector');
    expect(finding).toMatchObject({
      ok: false,
      found: expect.stringMatching(/^not installed, 0\.8\.\d+ available, and this login may not create it$/),
      action: 'As a superuser, in this database: create extension vector schema public',
    });
  });
});

describe('rights', () => {
  it('to create schemas are asked for', async () => {
    expect(await findAfter(asStranger, 'right to create schemas')).toMatchObject({
      ok: false,
      found: 'trueshelf_test_stranger may not',
      action: expect.stringMatching(
        /^As the database's owner: grant create on database \S+ to trueshelf_test_stranger$/,
      ),
      onlyToMigrate: true,
    });
  });

  it('to act as our roles are asked for', async () => {
    expect(await findAfter(asStranger, 'role trueshelf_data')).toMatchObject({
      ok: false,
      found: 'exists, and trueshelf_test_stranger is no member of it',
      action: 'As a superuser: grant trueshelf_data to trueshelf_test_stranger',
    });
  });

  it('that would bypass row security are refused', async () => {
    expect(await findAfter('alter role trueshelf_api bypassrls', 'role trueshelf_api')).toMatchObject({
      ok: false,
      action: 'As a superuser: alter role trueshelf_api nosuperuser nobypassrls',
      onlyToMigrate: false,
    });
  });
});

it('a read-only database is refused only when there is something to migrate', async () => {
  await inTransaction(database, async (db) => {
    await db.query('set local transaction_read_only = on');
    expect((await checkRequirements(db)).filter((finding) => !finding.ok)).toMatchObject([
      { check: 'writable', action: 'Unset default_transaction_read_only for this login or database.' },
    ]);
    expect(await migrate(db)).toEqual({ applied: [], currentApplied: false });
  });
});
