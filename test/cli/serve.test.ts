import { cpSync, existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { demoShop } from '../../seeds/demo-shop.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { openServer } from '../../src/db/server.ts';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { UsageError } from '../../src/errors.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { makeFolder, type RunningCli, runCli, startCli } from './run-cli.ts';
import { runCommand } from './run-command.ts';

const ready = /^Trueshelf answers at (http:\/\/127\.0\.0\.1:(\d+))\/graphql$/m;
const demoProducts = [...demoShop(new Date('2026-01-01T00:00:00Z'))].filter(
  (record) => record.type === undefined || record.type === 'product',
).length;

async function startServing(
  env: Record<string, string>,
): Promise<{ gateway: RunningCli; url: string; port: string }> {
  const gateway = startCli([], { env: { PORT: '0', ...env } });
  const [, url, port] = await gateway.waitFor(ready);
  return { gateway, url: url!, port: port! };
}

async function stop(gateway: RunningCli, signal: NodeJS.Signals): Promise<number | null> {
  gateway.child.kill(signal);
  return (await gateway.result).status;
}

async function askForJackets(url: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        '{ similarItems(to: { text: "leather jacket" }, first: 3) { nodes { rank } retrieval { mode } } }',
    }),
  });
  return await response.json();
}

const answer = {
  data: { similarItems: { nodes: [{ rank: 1 }, { rank: 2 }, { rank: 3 }], retrieval: { mode: 'HYBRID' } } },
};

async function examineJson(
  env: Record<string, string>,
): Promise<{ ok: boolean; catalogue?: string; embeddings?: string }> {
  const { ok, findings } = JSON.parse((await runCommand('doctor', ['--json'], env)).stdout) as {
    ok: boolean;
    findings: Diagnosis[];
  };
  const foundBy = (name: string) => findings.find(({ check }) => check === name)?.found;
  return { ok, catalogue: foundBy('catalogue') ?? '', embeddings: foundBy('embeddings') ?? '' };
}

async function readGraphiql(url: string): Promise<string> {
  return (await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).text();
}

const whole = {
  ok: true,
  catalogue: expect.stringMatching(/^\d+ active products, \d+ of them with a current price$/),
  embeddings: `${demoProducts} of ${demoProducts} products embedded by builtin-1, 0 waiting, 0 parked`,
};

// These say nothing about the engine of the other tests, so they run once, with the embedded suite.
describe.skipIf(onServer())('serve on an embedded folder', () => {
  const seeded = join(makeFolder(), 'data');
  let running: Awaited<ReturnType<typeof startServing>>;

  beforeAll(async () => {
    running = await startServing({ TRUESHELF_DATA: seeded });
  });
  afterAll(() => {
    running.gateway.child.kill('SIGKILL');
  });

  it('answers from the demo shop, and writes nothing on stdout', async () => {
    expect(await askForJackets(running.url)).toEqual(answer);
    expect(await (await fetch(`${running.url}/health/ready`)).json()).toEqual({ status: 'ready' });
    expect(running.gateway.output.stdout).toBe('');
  });

  it('opens GraphiQL with the walkthrough, its instants beside the seeding', async () => {
    const page = await readGraphiql(running.url);
    expect(page).toContain('query LighterThanLeather');
    const [, asOf] = /asOf: \\"(\S+)\\"/.exec(page)!;
    expect(Date.now() - Date.parse(asOf!)).toBeGreaterThan(2 * 3_600_000);
    expect(Date.now() - Date.parse(asOf!)).toBeLessThan(2.2 * 3_600_000);
  });

  it('says what to do next', () => {
    const { stderr } = running.gateway.output;
    expect(stderr).toContain(`  browser   open ${running.url}/graphql\n`);
    expect(stderr).toMatch(/^ {2}curl +curl -s http/m);
    expect(stderr).toMatch(/^ {2}terminal {2}npx trueshelf ask '[^\n]+'$/m);
    expect(stderr).not.toContain('psql');
  });

  it('refuses a second start on the folder', async () => {
    const second = await runCli([], { env: { TRUESHELF_DATA: seeded, PORT: '0' } });
    expect({ status: second.status, stdout: second.stdout }).toEqual({ status: 1, stdout: '' });
    expect(second.stderr).toContain(
      `is held by process ${running.gateway.child.pid}. Two processes on one embedded database would corrupt it.`,
    );
  });

  const question = 'a leather jacket under $150, in stock';
  const env = { TRUESHELF_DATA: seeded };
  let answeredByGateway: string;

  it('leaves its address in the folder, where a question finds it', async () => {
    expect(readFileSync(join(seeded, 'gateway'), 'utf8')).toBe(`${running.url}\n`);
    const { status, stdout } = await runCommand('ask', [question], env);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^rank {2}title /);
    expect(stdout.match(/^ +\d+ {2}\S/gm)).toHaveLength(5);
    answeredByGateway = stdout;
  });

  it('goes on with the conversation that an answer of the gateway ended with', async () => {
    const first = await runCommand('ask', [question, '--k', '2'], env);
    const id = / --conversation (\S+) /.exec(first.stderr)![1]!;
    const second = await runCommand(
      'ask',
      ['the second one, what sizes are there?', '--conversation', id],
      env,
    );
    const titleOf = (rank: number, text: string) => new RegExp(`^ +${rank}  (.+?)  `, 'm').exec(text)![1];
    expect(titleOf(2, second.stdout)).toBe(titleOf(2, first.stdout));
    expect(second.stderr).toContain(id);
  });

  it('answers a script that asks the gateway with what GraphQL says', async () => {
    const { stdout } = await runCommand('ask', [question, '--k', '100', '--json'], env);
    const chat = JSON.parse(stdout);
    expect(chat.evidence.length).toBe(Math.min(chat.totalCount.value, 100));
    expect(chat.interpretation.constraints.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'CURRENT_PRICE',
      'IN_STOCK',
      'PRICE_MAX',
    ]);
    expect(chat.decisionId).toEqual(expect.any(String));
  });

  it('asks a gateway for no more than it gives (USAGE)', async () => {
    const asked = runCommand('ask', [question, '--k', '101'], env);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(
      `--k: found "101"; expected a whole number from 1 to 100 through a gateway, and the one at ${running.url} has the data folder open.`,
    );
  });

  it('calls an empty question wrong usage, as the gateway does (BAD_TEXT)', async () => {
    const { status, stdout, stderr } = await runCli(['ask', ' '], { env });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'trueshelf: Found a blank question; expected words. (BAD_TEXT)\n  Say what is wanted. To browse without a question, use "products".\n',
    );
  });

  it('stops in order on SIGTERM with 0, also when npm repeats it, and the next start has nothing left to do', async () => {
    running.gateway.child.kill('SIGTERM');
    await running.gateway.waitFor(/^Stopping\.$/m); // so that the second signal is not merged into the first
    expect(await stop(running.gateway, 'SIGTERM')).toBe(0);
    running = await startServing({ TRUESHELF_DATA: seeded });
    expect(running.gateway.output.stderr).not.toMatch(/Seeding|Fitting|Embedding|applied/);
    expect(await askForJackets(running.url)).toEqual(answer);
    expect(await stop(running.gateway, 'SIGINT')).toBe(0);
  });

  it('takes its address away when it stops, and the folder itself gives the same answer', async () => {
    expect(existsSync(join(seeded, 'gateway'))).toBe(false);
    expect((await runCommand('ask', [question], env)).stdout).toBe(answeredByGateway);
  });

  it('stops with 1 where its address cannot be taken away, and does not hang', async () => {
    const { gateway } = await startServing({ TRUESHELF_DATA: seeded });
    rmSync(join(seeded, 'gateway'));
    mkdirSync(join(seeded, 'gateway'));
    expect(await stop(gateway, 'SIGTERM')).toBe(1);
    rmdirSync(join(seeded, 'gateway'));
  });

  it('cannot start on a port in use (PORT_UNAVAILABLE), and leaves the folder free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const folder = join(makeFolder(), 'data');
    cpSync(seeded, folder, { recursive: true });
    await expect(
      runCommand('serve', [], { TRUESHELF_DATA: folder, PORT: String(port), TRUESHELF_LOG_LEVEL: 'silent' }),
    ).rejects.toThrow(`Cannot listen on 127.0.0.1 port ${port} (EADDRINUSE)`);
    expect(await examineJson({ TRUESHELF_DATA: folder })).toMatchObject(whole);
  });

  it('does queued jobs in its own process', async () => {
    const folder = join(makeFolder(), 'data');
    cpSync(seeded, folder, { recursive: true });
    const before = await openEmbedded({ folder });
    await before.query(`select api.start_job('refresh', '{"force": true}')`);
    await before.close();
    const { gateway } = await startServing({ TRUESHELF_DATA: folder });
    await gateway.waitFor(/a job is done/);
    expect(await stop(gateway, 'SIGTERM')).toBe(0);
    const after = await openEmbedded({ folder });
    expect(
      await after.query('select j.state, j.result from work.job j order by j.created_at desc limit 1'),
    ).toEqual([
      { state: 'succeeded', result: { models: ['builtin-1'], products: demoProducts, queued: demoProducts } },
    ]);
    await after.close();
  });
});

describe.skipIf(onServer())('serve that was killed', () => {
  const TRUESHELF_DATA = join(makeFolder(), 'data');

  async function killAt(moment: (gateway: RunningCli) => Promise<unknown>): Promise<void> {
    const gateway = startCli([], { env: { TRUESHELF_DATA, PORT: '0' } });
    await moment(gateway);
    expect(await stop(gateway, 'SIGKILL')).toBe(null);
  }

  it('starts over where nothing was committed, and serves an empty catalogue with TRUESHELF_DEMO off', async () => {
    await killAt(() => sleep(1500)); // while the engine writes its first files
    await killAt((gateway) => gateway.waitFor(/applied sql\/migrations/));
    const gateway = startCli([], { env: { TRUESHELF_DATA, TRUESHELF_DEMO: 'off', PORT: '0' } });
    await gateway.waitFor(
      /^Trueshelf answers at \S+, but the catalogue is empty: stop it and run "trueshelf import FILE"$/m,
    );
    const [, url] = /answers at (\S+)\/graphql/.exec(gateway.output.stderr)!;
    const page = await readGraphiql(url!);
    expect(page).toContain('query Browse');
    expect(page).not.toContain('LighterThanLeather');
    expect(await stop(gateway, 'SIGTERM')).toBe(0);
  });

  it('goes on with the seeding, the fit and the embedding', async () => {
    await killAt(() => sleep(2500)); // while it seeds, on a machine of usual speed
    await killAt((gateway) => gateway.waitFor(/Seeding the demo shop/));
    await killAt((gateway) => gateway.waitFor(/Writing words/));
    const { gateway, url } = await startServing({ TRUESHELF_DATA });
    expect(await askForJackets(url)).toEqual(answer);
    expect(await stop(gateway, 'SIGKILL')).toBe(null);
    expect(await examineJson({ TRUESHELF_DATA })).toMatchObject(whole);
  }, 180_000);
});

describe.runIf(onServer())('serve on a server', () => {
  const login = `trueshelf_test_${process.pid}`;
  let DATABASE_URL: string;

  beforeAll(async () => {
    DATABASE_URL = serverUrl(await createServerDatabase());
  });
  afterAll(async () => {
    const database = await openServer({ url: DATABASE_URL, maxConnections: 1 });
    await database.query(`drop role if exists ${login}`);
    await database.close();
  });

  it('prepares it once when two gateways start together, and both answer', async () => {
    const gateways = await Promise.all([startServing({ DATABASE_URL }), startServing({ DATABASE_URL })]);
    for (const { url, gateway } of gateways) {
      expect(await askForJackets(url)).toEqual(answer);
      expect(gateway.output.stderr).toContain('psql "$DATABASE_URL"');
    }
    const seeding = gateways.filter(({ gateway }) => gateway.output.stderr.includes('Seeding'));
    expect(seeding).toHaveLength(1);
    const { stdout } = await runCommand('jobs', ['--state', 'succeeded', '--json'], { DATABASE_URL });
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        kind: 'seed',
        label: expect.stringMatching(/^serve\/local\/[0-9a-f]{8}$/),
        step: 'embedding',
      }),
    );
    for (const { gateway } of gateways) expect(await stop(gateway, 'SIGTERM')).toBe(0);
    expect(await examineJson({ DATABASE_URL })).toMatchObject(whole);
  });

  it('needs no more than a member of trueshelf_gateway once it is prepared', async () => {
    const owner = await openServer({ url: DATABASE_URL, maxConnections: 1 });
    await owner.query(`create role ${login} login`);
    await owner.query(`grant trueshelf_gateway to ${login}`);
    await owner.close();
    const url = new URL(DATABASE_URL);
    url.username = login;
    const { gateway, url: address } = await startServing({ DATABASE_URL: url.href });
    expect(await askForJackets(address)).toEqual(answer);
    expect(await stop(gateway, 'SIGTERM')).toBe(0);
    const { stdout } = await runCommand('ask', ['leather jacket', '--json'], { DATABASE_URL: url.href });
    expect(JSON.parse(stdout).page.items).toHaveLength(5);
    const doctor = await runCommand('doctor', [], {
      DATABASE_URL: url.href,
      TRUESHELF_OWNER_URL: DATABASE_URL,
    });
    expect(doctor.stdout).toContain(`ok       login: ${login}, member of trueshelf_gateway. Nothing to do.`);
  });
});
