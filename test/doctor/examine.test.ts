import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Config, parseConfig } from '../../src/config.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import { judgeLogin } from '../../src/doctor/check-login.ts';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { writeGatewayAddress } from '../../src/gateway-address.ts';
import { makeFolder } from '../cli/run-cli.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';

const statusOf = (findings: Diagnosis[]) => findings.map(({ check, status }) => [check, status]);

describe('examine', () => {
  it('reports an embedded folder that is not there', async () => {
    const [finding, ...more] = await examine(parseConfig({ TRUESHELF_DATA: join(makeFolder(), 'data') }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      check: 'database',
      status: 'failing',
      expected: 'a database that opens',
    });
    expect(finding?.found).toContain('Run "trueshelf serve" or "trueshelf import FILE" to make one');
  });

  it('reports an existing folder without a database, and puts nothing there', async () => {
    const folder = makeFolder();
    const [finding] = await examine(parseConfig({ TRUESHELF_DATA: folder }));
    expect(finding?.found).toContain(`There is no embedded database: ${folder} holds none. Run`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('reports a server that does not answer', async () => {
    const [finding, ...more] = await examine(parseConfig({ DATABASE_URL: 'postgres://u@127.0.0.1:1/d' }));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ check: 'database', status: 'failing' });
    expect(finding?.found).toContain('nothing listens there. Start PostgreSQL');
  });

  it('reports a database that was never migrated, and leaves out what builds on that', async () => {
    const config = await configOfEmptyDatabase();
    const findings = await examine(config);
    expect(findings.at(-1)).toEqual({
      check: 'migrations',
      status: 'failing',
      found: 'a database that Trueshelf has not prepared',
      expected: 'every migration applied unedited, and functions, views and policies of this version',
      action: 'Run "trueshelf migrate".',
    });
    expect(statusOf(findings.slice(0, 3))).toEqual([
      ['database', 'ok'],
      ['server version', 'ok'],
      ['encoding', 'ok'],
    ]);
  });

  it('takes a folder in use for a warning when the gateway there says that it is ready, for failing otherwise', async () => {
    const folder = makeFolder();
    onTestFinished(lockFolder(folder));
    let status = 200;
    const gateway = createServer((_, response) => response.writeHead(status).end('{}')).listen(
      0,
      '127.0.0.1',
    );
    onTestFinished(() => void gateway.close());
    await new Promise((resolve) => gateway.once('listening', resolve));
    const config = parseConfig({
      TRUESHELF_DATA: folder,
      PORT: String((gateway.address() as AddressInfo).port),
    });

    const ready = await examine(config);
    expect(statusOf(ready)).toEqual([['database', 'warning']]);
    expect(ready[0]?.action).toBe('Stop the gateway and run "trueshelf doctor" again for the other checks.');

    writeGatewayAddress(folder, `http://127.0.0.1:${config.port}`);
    expect(statusOf(await examine({ ...config, port: 0 }))).toEqual([['database', 'warning']]);

    status = 503;
    const unready = await examine(config);
    expect(statusOf(unready)).toEqual([['database', 'failing']]);
    expect(unready[0]?.found).toContain(`held by process ${process.pid}`);
  });
});

describe.skipIf(!onServer())('a login that may only ask', () => {
  it('is told that it serves and where to check the rest, not to take more rights', async () => {
    const url = serverUrl(await createServerDatabase());
    const owner = await openServer({ url });
    const login = `asks_${process.pid}`;
    onTestFinished(async () => {
      await owner.query(`drop role if exists ${login}`);
      await owner.close();
    });
    await migrate(owner);
    await owner.query(`create role ${login} login`);
    await owner.query(`grant trueshelf_gateway to ${login}`);
    const asking = new URL(url);
    asking.username = login;

    const findings = await examine(parseConfig({ DATABASE_URL: asking.href }));
    expect(statusOf(findings)).toEqual([
      ['database', 'ok'],
      ['serving', 'warning'],
      ['everything else', 'warning'],
      ['login', 'ok'],
    ]);
    expect(findings.map(({ action }) => action).join()).not.toContain('grant');
  });
});

describe('judgeLogin', () => {
  const asks = { name: 'shop', superuser: false, bypasses: false, owns: false, asks: true };

  it.each([
    ['a member of trueshelf_gateway', asks, 'ok', 'shop, member of trueshelf_gateway'],
    ['a superuser', { ...asks, superuser: true, owns: true }, 'warning', 'shop is a superuser, so'],
    ['who bypasses row security', { ...asks, bypasses: true }, 'warning', 'shop bypasses row security, so'],
    ['the owner of the tables', { ...asks, owns: true }, 'warning', 'shop owns the tables, so'],
    ['one who may not ask', { ...asks, asks: false }, 'failing', 'shop may not call the api schema'],
  ])('judges %s', (_, rights, status, found) => {
    const finding = judgeLogin(rights);
    expect(finding.status).toBe(status);
    expect(finding.found).toContain(found);
  });

  it('quotes a login in the command that it recommends', () => {
    expect(judgeLogin({ ...asks, name: 'a"b', asks: false }).action).toBe(
      'Run as the owner: grant trueshelf_gateway to "a""b";',
    );
  });
});

async function configOfEmptyDatabase(): Promise<Config> {
  if (onServer()) return parseConfig({ DATABASE_URL: serverUrl(await createServerDatabase()) });
  const folder = join(makeFolder(), 'data');
  await (await openEmbedded({ folder })).close();
  return parseConfig({ TRUESHELF_DATA: folder });
}
