import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { type MigrationFiles, readMigrationFiles, type SqlFile } from '../../src/db/migration-files.ts';
import { openServer } from '../../src/db/server.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();
const shipped = readMigrationFiles();

/** What is shipped, and more. */
function filesWith(more: { migrations?: SqlFile[]; current?: SqlFile[] }): MigrationFiles {
  const current = (more.current ?? []).map((added) => ({ ...added, role: 'trueshelf_data' as const }));
  return {
    migrations: [...shipped.migrations, ...(more.migrations ?? [])],
    current: [...shipped.current, ...current],
    currentChecksum: shipped.currentChecksum + current.map((added) => added.checksum).join(''),
  };
}

const file = (name: string, text: string): SqlFile => ({ name, text, checksum: text });

const shelf = file('migrations/9000_shelf.sql', 'create table product.shelf (shelf_id bigint primary key);');

describe('a database of this version', () => {
  it('is left as it is', async () => {
    const lines: string[] = [];
    const report = await migrate(database, { log: (line) => lines.push(line) });
    expect(report).toEqual({ applied: [], currentApplied: false });
    expect(lines).toEqual([]);
  });

  it('has each migration and the checksum of sql/current on record', async () => {
    const recorded = await database.query(
      'select m.name, m.checksum from trueshelf.migration m order by m.name',
    );
    expect(recorded).toEqual(shipped.migrations.map(({ name, checksum }) => ({ name, checksum })));
    expect(await database.query('select s.checksum from trueshelf.current_state s')).toEqual([
      { checksum: shipped.currentChecksum },
    ]);
  });
});

describe('a new migration', () => {
  it('runs once, and functions are applied again after it', async () => {
    await inTransaction(database, async (db) => {
      const lines: string[] = [];
      const files = filesWith({ migrations: [shelf] });
      expect(await migrate(db, { files, log: (line) => lines.push(line) })).toEqual({
        applied: ['migrations/9000_shelf.sql'],
        currentApplied: true,
      });
      expect(lines).toEqual([
        'applied sql/migrations/9000_shelf.sql',
        `applied sql/current (${shipped.current.length} files)`,
      ]);
      expect(await migrate(db, { files })).toEqual({ applied: [], currentApplied: false });
    });
  });

  it('leaves no setting and no role to the next file', async () => {
    await inTransaction(database, async (db) => {
      const first = file(
        'migrations/9000_settings.sql',
        "set local role trueshelf_data; set local work_mem = '123kB';",
      );
      const second = file(
        'migrations/9001_look.sql',
        `create table public.seen as select current_user = session_user as own_role, current_setting('work_mem') <> '123kB' as own_memory;`,
      );
      await migrate(db, { files: filesWith({ migrations: [first, second] }) });
      expect(await db.query('select * from public.seen')).toEqual([{ own_role: true, own_memory: true }]);
    });
  });

  it('that fails is reported with its line, and takes everything back', async () => {
    const broken = file(
      'migrations/9001_broken.sql',
      '-- Ü 🧥🧥🧥🧥🧥🧥🧥🧥🧥🧥\ncreate table product.ok ();\nselect nothing\n  from nowhere;\n',
    );
    const run = migrate(database, { files: filesWith({ migrations: [shelf, broken] }) });
    await expect(run).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: 'sql/migrations/9001_broken.sql:4 failed: relation "nowhere" does not exist (42P01).',
    });
    expect(await database.query("select to_regclass('product.shelf') as shelf")).toEqual([{ shelf: null }]);
    expect(await migrate(database)).toEqual({ applied: [], currentApplied: false });
  });
});

describe('a refused database', () => {
  it('is one where an applied migration was edited since', async () => {
    const [first, ...others] = shipped.migrations;
    const files = { ...shipped, migrations: [{ ...first!, checksum: 'other' }, ...others] };
    await expect(migrate(database, { files })).rejects.toThrow(
      'sql/migrations/0001_roles_and_schemas.sql was edited after it had been applied to this database.',
    );
  });

  it('is one that a newer Trueshelf migrated', async () => {
    await inTransaction(database, async (db) => {
      await migrate(db, { files: filesWith({ migrations: [shelf] }) });
      await expect(migrate(db)).rejects.toThrow(
        'The database was migrated by a newer Trueshelf: it has migrations/9000_shelf.sql, which this version does not know.',
      );
    });
  });

  it('is one that the login may not look into', async () => {
    await inTransaction(database, async (db) => {
      await db.query('create role trueshelf_test_stranger; set local role trueshelf_test_stranger');
      await expect(migrate(db)).rejects.toThrow('grant trueshelf_gateway to the login');
    });
  });

  it('is not one that the gateway looks into', async () => {
    await inTransaction(database, async (db) => {
      await db.query('set local role trueshelf_gateway');
      expect(await migrate(db)).toEqual({ applied: [], currentApplied: false });
    });
  });
});

describe('sql/current', () => {
  it('is applied when one of its files changed, whatever order the files need', async () => {
    const view = file(
      'current/product/a_view.sql',
      'create or replace view product.a_view as select product.b_function() as answer;',
    );
    const called = file(
      'current/product/b_function.sql',
      `create or replace function product.b_function() returns integer language sql as $$ select product.c_function() $$;`,
    );
    const last = file(
      'current/product/c_function.sql',
      `create or replace function product.c_function() returns integer language sql as $$ select 42 $$;`,
    );
    await inTransaction(database, async (db) => {
      const files = filesWith({ current: [view, called, last] });
      expect(await migrate(db, { files })).toEqual({ applied: [], currentApplied: true });
      expect(await migrate(db, { files })).toEqual({ applied: [], currentApplied: false });
      expect(await db.query('select v.answer from product.a_view v')).toEqual([{ answer: 42 }]);
    });
  });

  it('belongs to the role of its folder', async () => {
    await inTransaction(database, async (db) => {
      const owned = file(
        'current/product/owned.sql',
        'create or replace function product.owned() returns integer language sql as $$ select 1 $$;',
      );
      await migrate(db, { files: filesWith({ current: [owned] }) });
      const owners = await db.query(
        "select p.proowner::regrole::text as owner from pg_proc p where p.oid = 'product.owned'::regproc",
      );
      expect(owners).toEqual([{ owner: 'trueshelf_data' }]);
    });
  });

  it('with a misspelt column in a function body fails now and not at the first call', async () => {
    const misspelt = file(
      'current/product/misspelt.sql',
      'create or replace function product.misspelt() returns text language sql as $$\n  select b.nam from product.brand b\n$$;',
    );
    await expect(migrate(database, { files: filesWith({ current: [misspelt] }) })).rejects.toThrow(
      'sql/current/product/misspelt.sql:2 failed: column b.nam does not exist (42703).',
    );
  });

  it('that names what no file makes fails with the file', async () => {
    const lost = file(
      'current/product/lost.sql',
      'create or replace view product.lost as select * from product.nowhere;',
    );
    await expect(migrate(database, { files: filesWith({ current: [lost] }) })).rejects.toThrow(
      'sql/current/product/lost.sql:1 failed: relation "product.nowhere" does not exist (42P01).',
    );
  });
});

describe.skipIf(!onServer())('two starts at once', () => {
  it('migrate a new database together without getting in each other’s way', async () => {
    const url = serverUrl(await createServerDatabase());
    const starts = await Promise.all([1, 2, 3].map(() => openServer({ url, maxConnections: 1 })));
    const reports = await Promise.all(starts.map((start) => migrate(start)));
    await Promise.all(starts.map((start) => start.close()));
    const applied = reports.filter((report) => report.applied.length > 0);
    expect(applied).toEqual([{ applied: shipped.migrations.map(({ name }) => name), currentApplied: true }]);
  });
});
