import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openServer } from '../../src/db/server.ts';
import { UsageError } from '../../src/errors.ts';
import type { JobRecord } from '../../src/work/read-job.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { makeFolder, type RunningCli, startCli } from './run-cli.ts';
import { runCommand } from './run-command.ts';
import { writeSmallShop } from './small-shop.ts';

type Environment = Record<string, string>;

const jobs = async (env: Environment, ...args: string[]) => {
  const { stdout } = await runCommand('jobs', [...args, '--json'], env);
  return JSON.parse(stdout);
};

const newest = async (env: Environment): Promise<JobRecord> => {
  const [row] = await jobs(env, 'list', '--k', '1');
  return jobs(env, 'show', row.job_id);
};

/** An import that has taken in a product and waits for more lines. */
async function startImport(env: Environment, label: string): Promise<RunningCli> {
  const running = startCli(['import', '-', '--batch-size', '1', '--label', label], { env, piped: true });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  const product = {
    handle: 'one',
    title: 'A wool scarf',
    category: 'shoes',
    variants: [{ sku: 'one', prices: [{ amount: '9.00', currency: 'USD' }] }],
  };
  running.child.stdin?.write(`${JSON.stringify(product)}\nno json\n`);
  await running.waitFor(/^line 2: /m);
  return running;
}

describe('long work', () => {
  let env: Environment;

  beforeAll(async () => {
    env = onServer()
      ? { DATABASE_URL: serverUrl(await createServerDatabase()), TRUESHELF_ENVIRONMENT: 'staging' }
      : { TRUESHELF_DATA: join(makeFolder(), 'data'), TRUESHELF_ENVIRONMENT: 'staging' };
  });

  const open = async (): Promise<Database> => {
    const database = await openServer({ url: env.DATABASE_URL!, maxConnections: 1 });
    onTestFinished(() => database.close());
    return database;
  };

  it('is a job: an import keeps its report and the first faults, under its label', async () => {
    const path = writeSmallShop(['no json']);
    const { stdout } = await runCommand('import', [path, '--json'], env);
    const report = JSON.parse(stdout);
    const [row] = await jobs(env);
    expect(row).toMatchObject({
      kind: 'import',
      label: expect.stringMatching(/^import\/staging\/[0-9a-f]{8}$/),
      state: 'succeeded',
      step: 'embedding',
      rows_done: 6,
      rows_total: 6,
      error_code: null,
    });
    const job = await jobs(env, 'show', row.job_id);
    expect(job).toMatchObject({
      parameters: { file: 'small-shop.jsonl', batchSize: 500, fit: true },
      result: report,
      error: null,
    });
    expect(job.result.import.rejections).toHaveLength(1);
    expect(await jobs(env, 'show', row.job_id)).toEqual(job);

    const shown = await runCommand('jobs', ['show', row.job_id], env);
    expect(shown.stdout).toContain(`\nlabel       ${row.label}\nstate       succeeded\n`);
    const listed = await runCommand('jobs', ['--state', 'succeeded'], env);
    expect(listed.stdout).toMatch(
      new RegExp(`^${row.job_id} +import +succeeded +${row.label} +embedding +6 of 6 `, 'm'),
    );
    const watched = await runCommand('jobs', ['watch', row.job_id], env);
    expect({ ...watched, stdout: JSON.parse(watched.stdout) }).toEqual({
      status: 0,
      stdout: job.result,
      stderr: '',
    });
  });

  it('is found by the beginning of its id, where that is of one job only', async () => {
    const [{ job_id: id }] = await jobs(env);
    expect((await jobs(env, 'show', id.slice(0, 30))).jobId).toBe(id);
    await expect(jobs(env, 'show', 'ffffffff')).rejects.toThrow(/^None of the newest 1000 jobs has an id/);
    await expect(jobs(env, 'show', id.slice(0, 7))).rejects.toThrow('or its first 8 characters or more.');
  });

  it('is a job of the label that was given: fit', async () => {
    const { stdout } = await runCommand('fit', ['--json', '--label', 'nightly/here/1'], env);
    expect(await newest(env)).toMatchObject({
      kind: 'fit',
      label: 'nightly/here/1',
      state: 'succeeded',
      result: JSON.parse(stdout),
    });
  });

  it('is cancelled by Ctrl+C, with what was done as its result (INTERRUPTED)', async () => {
    const running = await startImport(env, 'import/here/interrupted');
    running.child.kill('SIGINT');
    const { status, stderr } = await running.result;
    expect(status).toBe(1);
    expect(stderr).toContain('trueshelf: Stopped by SIGINT before it was done.');
    expect(await newest(env)).toMatchObject({
      label: 'import/here/interrupted',
      state: 'cancelled',
      error: null,
      step: 'importing',
      rowsDone: 2,
      result: { import: { lines: 2, accepted: 1, rejected: 1, rejections: [{ line: 2 }] } },
    });
  });

  it('queued in the database is retried, watched and cancelled', async () => {
    const { job_id: id } = (await jobs(env, '--state', 'cancelled'))[0];
    await expect(runCommand('jobs', ['retry', id], env)).rejects.toMatchObject({ code: 'TSJOB' });
    await expect(
      runCommand('jobs', ['cancel', '00000000-0000-7000-8000-000000000000'], env),
    ).rejects.toMatchObject({
      code: 'TSNFD',
    });
    expect((await runCommand('jobs', ['cancel', id], env)).stdout).toBe(`${id} is cancelled\n`);
    expect((await runCommand('jobs', ['cancel', '--all'], env)).stdout).toBe('0 jobs cancelled\n');
    expect(await jobs(env, 'cancel', '--all')).toEqual({ cancelled: 0 });
  });

  // The embedded database is open in one process: nobody else could look, watch or cancel.
  it.runIf(onServer())(
    'is watched and cancelled from elsewhere; who stops watching cancels nothing',
    async () => {
      const label = 'import/here/cancelled';
      const running = await startImport(env, label);
      const { jobId } = await newest(env);
      const database = await open();
      expect(
        await database.query(
          `select distinct application_name from pg_stat_activity where application_name = $1`,
          [label],
        ),
      ).toHaveLength(1);

      const leaves = startCli(['jobs', 'watch', jobId], { env });
      await leaves.waitFor(/Importing/).catch(() => undefined);
      leaves.child.kill('SIGINT');
      expect(await leaves.result).toMatchObject({
        status: 0,
        stdout: '',
        stderr: expect.stringContaining(`No longer watching; the job ${jobId} goes on.`),
      });
      expect(await newest(env)).toMatchObject({ jobId, state: 'running', cancelRequestedAt: null });

      const stays = runCommand('jobs', ['watch', jobId], env);
      const { stdout } = await runCommand('jobs', ['cancel', jobId], env);
      expect(stdout).toBe(`${jobId} is asked to stop; it does between two steps\n`);
      const asked = performance.now();
      const { status, stderr } = await running.result;
      expect(performance.now() - asked).toBeLessThan(4000);
      expect(status).toBe(1);
      expect(stderr).toContain(`trueshelf: Cancelled by request (job ${jobId}).`);
      const watched = await stays;
      expect(watched).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`The job ${jobId} was cancelled.`),
      });
      expect(JSON.parse(watched.stdout)).toMatchObject({ import: { lines: 2, accepted: 1 } });
    },
  );

  it('is queued by start, with what it was asked for, and refused where the database knows no such thing', async () => {
    const { jobId } = await jobs(env, 'start', 'refresh', '--product', 'wool-scarf', '--force');
    expect(await jobs(env, 'show', jobId)).toMatchObject({
      kind: 'refresh',
      label: expect.stringMatching(/^refresh\/staging\/[0-9a-f]{8}$/),
      state: 'queued',
      parameters: { products: ['wool-scarf'], force: true },
    });
    const printed = await runCommand('jobs', ['start', 'fit', '--label', 'nightly/here/2'], env);
    expect(printed.stdout).toMatch(/^[0-9a-f-]{36}\n$/);
    expect(await newest(env)).toMatchObject({ jobId: printed.stdout.trim(), label: 'nightly/here/2' });
    expect(await jobs(env, 'cancel', '--all')).toEqual({ cancelled: 2 });
    const unknown = runCommand('jobs', ['start', 'build', '--model', 'nobody'], env);
    await expect(unknown).rejects.toMatchObject({ code: 'TSNFD' });
  });

  // Killed children of the embedded engine are tested with its folder; here somebody has to look while the dead one's row stands.
  it.runIf(onServer())(
    'that was killed is running for a minute more, and has then failed (RUNNER_LOST)',
    async () => {
      const running = await startImport(env, 'import/here/killed');
      running.child.kill('SIGKILL');
      await running.result;
      const before = await newest(env);
      expect(before.state).toBe('running');
      const database = await open();
      await database.query(
        `update work.job set heartbeat_at = heartbeat_at - interval '61 seconds' where job_id = $1`,
        [before.jobId],
      );
      expect(await newest(env)).toMatchObject({
        state: 'failed',
        result: null,
        error: { code: 'RUNNER_LOST', hint: 'What was committed stays: run the command again to go on.' },
      });
      const watched = await runCommand('jobs', ['watch', before.jobId], env);
      expect(watched).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining('(RUNNER_LOST)\n  What'),
      });
    },
  );

  // Needs a second process that fills.
  it.runIf(onServer())('that waits for another process is cancelled while it waits', async () => {
    const first = await startImport(env, 'import/here/first');
    const second = startCli(['fit', '--label', 'fit/here/second'], { env });
    await second.waitFor(/^waiting for another process/m);
    const { job_id: id } = (await jobs(env, '--k', '1'))[0];
    await runCommand('jobs', ['cancel', id], env);
    expect(await second.result).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Cancelled by request'),
    });
    expect(await jobs(env, 'show', id)).toMatchObject({
      label: 'fit/here/second',
      state: 'cancelled',
      step: 'waiting for another process that fills this database',
    });
    first.child.kill('SIGINT');
    await first.result;
  });
});

describe('refuses', () => {
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const id = '00000000-0000-7000-8000-000000000000';

  it.each([
    '',
    'import',
    'import/here',
    'import/here/1/2',
    'import/my shop/1',
    'import/größe/1',
    `a/b/${'x'.repeat(60)}`,
  ])('the label %j before it opens a database (USAGE)', async (label) => {
    for (const [name, ...args] of [['fit'], ['seed'], ['import', writeSmallShop()]] as const) {
      const refused = runCommand(name, [...args, `--label=${label}`], nowhere);
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toThrow(
        `--label: found ${JSON.stringify(label)}; expected feature/environment/`,
      );
    }
  });

  it.each([
    [['tidy'], 'found "tidy"; expected one of list, show, watch, start, retry, cancel.'],
    [['constructor'], 'found "constructor"; expected one of list'],
    [['show'], 'trueshelf jobs show: found 0 ids; expected one id.'],
    [['show', 'x'], 'trueshelf jobs show: found "x"; expected the id of a job'],
    [['show', id, id], 'found 2 ids; expected one id.'],
    [['watch'], 'found 0 ids; expected one id.'],
    [['start'], 'trueshelf jobs start: found nothing; expected one of refresh, fit, build.'],
    [['start', 'import'], 'found "import"; expected one of refresh, fit, build.'],
    [['start', 'toString'], 'found "toString"; expected one of refresh, fit, build.'],
    [['start', 'fit', '--model', 'x'], 'trueshelf jobs start fit: found --model; expected none of'],
    [['start', 'build', '--model', 'x', '--force'], 'found --force; expected no more than --model.'],
    [['start', 'build'], 'found no --model; expected the model to build'],
    [['start', 'refresh', '--label', 'x'], '--label: found "x"; expected feature/'],
    [['retry', '--all'], "Unknown option '--all'"],
    [['cancel'], 'found 0 ids; expected one id, or --all.'],
    [['cancel', id, '--all'], 'found 1 ids beside --all; expected one id, or --all.'],
    [['--k', '0'], '--k: found "0"; expected a whole number from 1 to 1000.'],
    [['list', 'more'], "Unexpected argument 'more'"],
  ])('jobs %j (USAGE)', async (args, message) => {
    const refused = runCommand('jobs', args, nowhere);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });
});
