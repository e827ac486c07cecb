import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import {
  createServerDatabase,
  dropServerDatabase,
  onServer,
  serverUrl,
  useEngineFiles,
} from '../harness/engine.ts';
import { makeFolder } from './run-cli.ts';
import { runCommand } from './run-command.ts';

describe('status', () => {
  it('prints what api.status says, as text and as JSON', async () => {
    const folder = makeFolder();
    const database = await openEmbedded({ folder, engineFiles: await useEngineFiles() });
    await migrate(database);
    await database.close();
    const env = { TRUESHELF_DATA: folder };

    const text = await runCommand('status', [], env);
    expect(text).toMatchObject({ status: 0, stderr: '' });
    expect(text.stdout).toMatch(/^server +PostgreSQL 18[^\n]*\n(?:[^\n]+\n)+$/);

    const json = await runCommand('status', ['--json'], env);
    expect(json.stdout).toMatch(/^\{[^\n]+\}\n$/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      migrated: true,
      catalogue: { products: 0 },
      models: [],
      activeModel: null,
    });
  });

  it('makes no database where there is none', async () => {
    const folder = join(makeFolder(), 'none');
    await expect(runCommand('status', [], { TRUESHELF_DATA: folder })).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: expect.stringContaining('does not exist'),
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('says what to do about a database that is not prepared', async () => {
    const folder = makeFolder();
    await (await openEmbedded({ folder, engineFiles: await useEngineFiles() })).close();
    await expect(runCommand('status', [], { TRUESHELF_DATA: folder })).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: expect.stringContaining('has not prepared'),
    });
  });

  it('says what to do about a database of an older version', async () => {
    const folder = makeFolder();
    const database = await openEmbedded({ folder, engineFiles: await useEngineFiles() });
    await database.query('create schema api');
    await database.close();
    await expect(runCommand('status', [], { TRUESHELF_DATA: folder })).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: expect.stringContaining('"trueshelf migrate"'),
    });
  });

  // The embedded engine has no logins.
  describe.runIf(onServer())('on a server', () => {
    it('answers a login that is an operator and nothing else', async () => {
      const name = await createServerDatabase();
      const login = `${name}_operator`;
      const database = await openServer({ url: serverUrl(name), maxConnections: 2 });
      try {
        await migrate(database);
        await database.query(`create role ${login} login password 'secret' in role trueshelf_operator`);
        const url = new URL(serverUrl(name));
        [url.username, url.password] = [login, 'secret'];
        const { status, stdout } = await runCommand('status', [], { DATABASE_URL: url.href });
        expect(status).toBe(0);
        expect(stdout).toMatch(/^server +PostgreSQL 18/);
      } finally {
        await database.close();
        await dropServerDatabase(name);
        const server = await openServer({ url: serverUrl(), maxConnections: 1 });
        await server.query(`drop role if exists ${login}`);
        await server.close();
      }
    });
  });
});
