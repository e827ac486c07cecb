import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../src/command.ts';
import { TrueshelfError } from '../../src/errors.ts';
import { attendJob, type RunningJob } from '../../src/work/attend-job.ts';
import { claimJob } from '../../src/work/job.ts';
import { type JobRecord, readJob } from '../../src/work/read-job.ts';
import { runJob } from '../../src/work/run-job.ts';
import { onServer } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

/** Runs `work` as a job, and tells how it ended and what stands in its row. */
async function run(
  work: (job: RunningJob) => Promise<object>,
  signal?: AbortSignal,
): Promise<{ outcome: unknown; job: JobRecord }> {
  let jobId = '';
  const outcome = await runJob(
    database,
    {
      kind: 'import',
      label: 'import/test/1',
      parameters: { file: 'shop.jsonl' },
      runner: 'me',
      ...(signal === undefined ? {} : { signal }),
    },
    (job) => {
      jobId = job.jobId;
      return work(job);
    },
  ).catch((error: unknown) => error);
  return { outcome, job: await readJob(database, jobId) };
}

/** Works in small steps until something stops it. */
async function workOn(job: RunningJob): Promise<never> {
  for (let done = 1; ; done += 1) {
    job.soFar({ done });
    await job.report('Counting', done);
    await sleep(20);
  }
}

describe('runJob', () => {
  it('records the result, and how far the last step was', async () => {
    const { outcome, job } = await run(async ({ report }) => {
      await report('Counting', 3, 10);
      await report('Counting', 9.6, 10);
      return { rows: 10 };
    });
    expect(outcome).toEqual({ rows: 10 });
    expect(job).toMatchObject({
      kind: 'import',
      label: 'import/test/1',
      state: 'succeeded',
      parameters: { file: 'shop.jsonl' },
      step: 'Counting',
      rowsDone: 10,
      rowsTotal: 10,
      result: { rows: 10 },
      error: null,
      runner: 'me',
    });
    expect(await readJob(database, job.jobId)).toEqual(job);
  });

  it('tells of itself and of its progress while it works', async () => {
    await run(async ({ jobId, report }) => {
      const before = await readJob(database, jobId);
      await report('Counting', 7);
      await expect
        .poll(() => readJob(database, jobId), { timeout: 5000 })
        .toMatchObject({ state: 'running', step: 'Counting', rowsDone: 7, rowsTotal: null });
      expect((await readJob(database, jobId)).heartbeatAt! > before.heartbeatAt!).toBe(true);
      return {};
    });
  });

  it('keeps text that PostgreSQL cannot store, made storable', async () => {
    const { job } = await run(async () => ({ 'a\u0000b': 'half \ud83d', kept: '\\u0000 😀' }));
    expect(job.result).toEqual({ 'a\ufffdb': 'half \ufffd', kept: '\\u0000 😀' });
  });

  it.each([
    [
      'of ours',
      () => Promise.reject(new TrueshelfError('NOTHING_TO_FIT', 'There is nothing.', { retryable: true })),
      {
        code: 'NOTHING_TO_FIT',
        message: 'There is nothing.',
        detail: null,
        hint: null,
        context: { retryable: true },
      },
    ],
    [
      'with detail, hint and context',
      () =>
        Promise.reject(
          Object.assign(new TrueshelfError('BAD', 'no'), { detail: 'd', hint: 'h', context: { at: 1 } }),
        ),
      { code: 'BAD', message: 'no', detail: 'd', hint: 'h', context: { at: 1 } },
    ],
    [
      'of the database',
      () => database.query(`select api.job(null)`),
      { code: 'TSNFD', message: 'there is no job null', detail: null, hint: 'api.jobs() lists them.' },
    ],
    [
      'that nobody foresaw, without its stack',
      () => Promise.reject(new RangeError('off by one')),
      {
        code: 'INTERNAL',
        message: 'off by one',
        detail: null,
        hint: 'This is a fault in Trueshelf; please report it.',
        context: {},
      },
    ],
  ])('records an error %s, and rethrows it', async (_what, fail, expected) => {
    const { outcome, job } = await run(fail);
    expect(outcome).toBeInstanceOf(Error);
    expect(job).toMatchObject({ state: 'failed', result: null, error: expected });
    expect(await readJob(database, job.jobId)).toEqual(job);
  });

  it('stops at the next report when somebody cancels the job, with what was done as result (JOB_CANCELLED)', async () => {
    const started = performance.now();
    const { outcome, job } = await run(async (job) => {
      await database.query('select api.cancel_job($1)', [job.jobId]);
      return workOn(job);
    });
    expect(performance.now() - started).toBeLessThan(4000);
    expect(outcome).toMatchObject({
      code: 'JOB_CANCELLED',
      message: `Cancelled by request (job ${job.jobId}). What was committed stays; run it again to go on.`,
    });
    expect(job).toMatchObject({ state: 'cancelled', error: null, result: { done: job.rowsDone } });
    expect(job.rowsDone).toBeGreaterThan(0);
  });

  it('is cancelled by its own signal, also while the work waits (INTERRUPTED)', async () => {
    const stop = new AbortController();
    const { outcome, job } = await run(async ({ soFar, signal }) => {
      soFar({ rows: 5 });
      stop.abort(new Interrupted('SIGINT'));
      await sleep(60_000, undefined, { signal });
      return {};
    }, stop.signal);
    expect(outcome).toMatchObject({ code: 'INTERRUPTED' });
    expect(job).toMatchObject({ state: 'cancelled', error: null, result: { rows: 5 } });
  });

  it('has failed where the work fails on its own although it was to stop', async () => {
    const stop = new AbortController();
    const { outcome, job } = await run(async () => {
      stop.abort(new Interrupted('SIGINT'));
      throw new RangeError('off by one');
    }, stop.signal);
    expect(outcome).toBeInstanceOf(RangeError);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'INTERNAL' } });
  });

  it('stops and writes nothing more when another runner has it (RUNNER_LOST)', async () => {
    const { outcome, job } = await run(async (job) => {
      await database.query(`update work.job set runner = 'another' where job_id = $1`, [job.jobId]);
      return workOn(job);
    });
    expect(outcome).toMatchObject({ code: 'RUNNER_LOST' });
    expect(job).toMatchObject({ state: 'running', runner: 'another', step: null });
    await database.query(`delete from work.job where job_id = $1`, [job.jobId]);
  });
});

describe('attendJob', () => {
  it('gives a claimed job back when its runner is to end', async () => {
    await database.query(`select api.start_job('refresh')`);
    const job = (await claimJob(database, { runner: 'me', kinds: ['refresh'] }))!;
    const stop = new AbortController();
    const attended = attendJob(
      database,
      { jobId: job.jobId, runner: 'me', signal: stop.signal, onSignal: 'give back' },
      (running) => {
        stop.abort(new Interrupted('SIGTERM'));
        return workOn(running);
      },
    );
    await expect(attended).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(await readJob(database, job.jobId)).toMatchObject({ state: 'queued', attempts: 0, result: null });
    expect(await claimJob(database, { runner: 'you', kinds: ['refresh'] })).toEqual(job);
  });

  // One connection cannot race itself.
  it.runIf(onServer())(
    'is for one runner: of many that claim at once each gets jobs of its own',
    async () => {
      const queued = await database.query<{ id: string }>(
        `select api.start_job('fit') as id from generate_series(1, 20)`,
      );
      const claims = await Promise.all(
        Array.from({ length: 25 }, (_, number) =>
          claimJob(database, { runner: `runner ${number}`, kinds: ['fit'] }),
        ),
      );
      const claimed = claims.flatMap((job) => (job === null ? [] : [job.jobId]));
      expect(claimed.sort()).toEqual(queued.map(({ id }) => id).sort());
    },
  );
});
