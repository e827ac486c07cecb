import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../src/db/embedded.ts';
import { openServer } from '../../src/db/server.ts';
import { UsageError } from '../../src/errors.ts';
import { ImportError } from '../../src/import/import-error.ts';
import type { ChatOutcome } from '../../src/narration/chat-answer.ts';
import { readMilestones } from '../../src/preparation/milestone.ts';
import { oneAtATime } from '../../src/preparation/one-at-a-time.ts';
import { needsDemo } from '../../src/preparation/seed-demo.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { makeFolder, runCli, startCli } from './run-cli.ts';
import { runCommand } from './run-command.ts';
import { writeSmallShop } from './small-shop.ts';

describe('a database that a catalogue was imported into', () => {
  let env: Record<string, string>;
  let first: Awaited<ReturnType<typeof runCommand>>;

  beforeAll(async () => {
    env = onServer()
      ? { DATABASE_URL: serverUrl(await createServerDatabase()) }
      : { TRUESHELF_DATA: join(makeFolder(), 'data') };
    first = await runCommand('import', [writeSmallShop(['{"handle": "no-title"}', 'no json'])], env);
  });

  it('has the good lines, names the refused ones on stderr, and the import ends with 1', () => {
    expect(first.status).toBe(1);
    expect(first.stdout).toMatch(
      /^6 of 8 lines loaded in \d+\.\d s \(\d+\/s\), 2 refused; 6 products embedded\n/,
    );
    expect(first.stdout).toContain('  product: 6 created, 0 updated, 0 unchanged\n');
    expect(first.stderr.match(/^line \d+: \S+/gm)).toEqual(['line 7: title', 'line 8: the']);
  });

  it('is unchanged by the same file again, which ends with 0', async () => {
    const { status, stdout } = await runCommand('import', [writeSmallShop(), '--json'], env);
    const report = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(report).toMatchObject({
      fit: null,
      embedded: 0,
      import: { lines: 6, accepted: 6, rejected: 0, rejections: [] },
    });
    const changed = Object.values(
      report.import.counts as Record<string, { created: number; updated: number }>,
    );
    expect(changed.map(({ created, updated }) => created + updated)).toEqual(changed.map(() => 0));
  });

  it('has failed as a job where every line is refused (NOTHING_ACCEPTED), with the first faults', async () => {
    const path = join(makeFolder(), 'bad.jsonl');
    writeFileSync(path, 'no json\n{"handle": "no-title"}\n');
    const { status, stdout } = await runCommand('import', [path, '--json'], env);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      import: { accepted: 0, rejected: 2 },
      fit: null,
      embedded: 0,
    });
    const [row] = JSON.parse((await runCommand('jobs', ['--json', '--k', '1'], env)).stdout);
    expect(row).toMatchObject({ kind: 'import', state: 'failed', error_code: 'NOTHING_ACCEPTED' });
    const job = JSON.parse((await runCommand('jobs', ['show', row.job_id, '--json'], env)).stdout);
    expect(job.error.context.import.rejections.map(({ line }: { line: number }) => line)).toEqual([1, 2]);
  });

  it('answers a question with its evidence', async () => {
    const { status, stdout } = await runCommand('ask', ['a jacket under $100, in stock'], env);
    expect(status).toBe(0);
    const rows = stdout.split('\n').filter((line) => /^ +\d+ {2}/.test(line));
    expect(rows).toHaveLength(1);
    const [cells, wish, ...checks] = rows[0]!.split(/ (?=✓)/);
    expect(cells).toBe('   1  Light rain jacket  Northfell  80.00 USD  5     ');
    expect(wish?.trim()).toBe('✓ in Jackets (Jackets)');
    expect(checks.map((check) => check.replace(';', '')).sort()).toEqual([
      '✓ at a current price',
      '✓ in stock',
      '✓ under $100.00',
    ]);
  });

  it('answers a script in JSON', async () => {
    const { stdout } = await runCommand('ask', ['shoe', '--k', '2', '--json'], env);
    const answer = JSON.parse(stdout) as ChatOutcome;
    expect(answer.page.items.map((row) => row.handle).sort()).toEqual(['city-shoe', 'trail-shoe']);
    expect(answer.decisionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has nothing failing', async () => {
    const { status, stdout } = await runCommand('doctor', ['--json'], env);
    const { ok, findings } = JSON.parse(stdout);
    expect({ status, ok }).toEqual({ status: 0, ok: true });
    expect(
      findings.filter(
        (finding: { check: string; status: string }) => finding.status !== 'ok' && finding.check !== 'login',
      ),
    ).toEqual([]);
  });

  it('is not mixed with the demo shop unless --force says so (USAGE)', async () => {
    await expect(runCommand('seed', [], env)).rejects.toThrow(UsageError);
  });

  it('is fitted anew into a new model', async () => {
    const { stdout } = await runCommand('fit', ['--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ fit: { model: 'builtin-2', products: 6 }, embedded: 6 });
  });

  it.runIf(onServer()).each([
    ['fit', () => []],
    ['import', () => [writeSmallShop()]],
  ])('lets %s wait while another process fills, and says so', async (name, args) => {
    const database = await openServer({ url: env.DATABASE_URL!, maxConnections: 2 });
    onTestFinished(() => database.close());
    const waits = async () => {
      const [row] = await database.query<{ waits: boolean }>(
        `select exists (select from work.job j where j.step like 'waiting%' and j.state = 'running') as waits`,
      );
      return row!.waits;
    };
    let running: ReturnType<typeof runCommand> | undefined;
    await oneAtATime(
      database,
      async () => {
        running = runCommand(name, args(), env);
        while (!(await waits())) await sleep(20);
      },
      () => expect.unreachable(),
    );
    const { status, stderr } = await running!;
    expect(status).toBe(0);
    expect(stderr).toMatch(/^waiting for another process that fills this database\n/);
  });

  it('ends in order with 0 when the reader of its answer went away', async () => {
    const { child, result } = startCli(['ask', 'shoe', '--json'], { env });
    child.stdout?.destroy();
    expect(await result).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('calls an empty question wrong usage, with what SQL says about it (BAD_TEXT)', async () => {
    const { status, stdout, stderr } = await runCli(['ask', ''], { env });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('(BAD_TEXT)');
  });
});

it('leaves no trace of an import whose file cannot be read', async () => {
  const TRUESHELF_DATA = join(makeFolder(), 'data');
  await expect(runCommand('import', ['no-such-file.jsonl'], { TRUESHELF_DATA })).rejects.toThrow(ImportError);
  expect(existsSync(TRUESHELF_DATA)).toBe(false);
});

describe.skipIf(onServer())('an import that took nothing in', () => {
  it('leaves the folder to the demo shop', async () => {
    const TRUESHELF_DATA = join(makeFolder(), 'data');
    const broken = join(makeFolder(), 'broken.jsonl.gz');
    writeFileSync(broken, gzipSync('{"handle": "no-title"}\n'.repeat(5000)).subarray(0, 60));
    await expect(runCommand('import', [broken], { TRUESHELF_DATA })).rejects.toThrow(ImportError);
    const database = await openEmbedded({ folder: TRUESHELF_DATA });
    onTestFinished(() => database.close());
    expect([...(await readMilestones(database)).keys()]).toEqual([]);
    expect(await needsDemo(database)).toBe(true);
  });

  it('stops on a pipe that brings nothing, on the first signal (INTERRUPTED)', async () => {
    const TRUESHELF_DATA = join(makeFolder(), 'data');
    const running = startCli(['import', '-', '--batch-size', '1'], { env: { TRUESHELF_DATA }, piped: true });
    running.child.stdin?.write('no json\n');
    await running.waitFor(/^line 1: /m);
    running.child.kill('SIGTERM');
    const { status, stdout, stderr } = await running.result;
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      '\ntrueshelf: Stopped by SIGTERM before it was done. What was committed stays; run the command again to go on.\n',
    );
  });
});

it('names a file whose name holds control characters, safe for a terminal (IMPORT_UNREADABLE)', async () => {
  const { status, stderr } = await runCli(['import', 'red\u001b[31m']);
  expect(status).toBe(1);
  expect(stderr).toContain('trueshelf: red [31m cannot be read: ENOENT');
  expect(stderr).not.toContain('\u001b');
});
