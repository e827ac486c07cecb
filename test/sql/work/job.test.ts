import { describe, expect, it, vi } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { onServer } from '../../harness/engine.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase();
const start = Date.parse('2026-03-01T12:00:00Z');
/** So many seconds after the beginning. */
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

async function value<T>(connection: Queryable, expression: string, values: unknown[] = []): Promise<T> {
  const [row] = await connection.query<{ value: T }>(`select ${expression} as value`, values);
  return row!.value;
}

const begin = (connection: Queryable, kind: string, seconds = 0) =>
  value<string>(connection, `work.begin_job($1, $1 || '/test/1', '{}', 'first', $2)`, [kind, at(seconds)]);

const queue = (connection: Queryable, kind: string, parameters = '{}', seconds = 0) =>
  value<string>(connection, `work.queue_job($1, $2, null, null, $3)`, [kind, parameters, at(seconds)]);

const report = (
  connection: Queryable,
  id: string,
  runner: string,
  seconds: number,
  done: number | null = null,
) =>
  value<string>(connection, 'work.report_job($1, $2, $3, $4, 10, $5)', [
    id,
    runner,
    done === null ? null : 'Counting',
    done,
    at(seconds),
  ]);

const finish = (connection: Queryable, id: string, runner: string, state: string, seconds: number) =>
  value<boolean>(connection, 'work.finish_job($1, $2, $3, $4, $5, $6)', [
    id,
    runner,
    state,
    state === 'queued' || state === 'failed' ? null : '{"rows": 1}',
    state === 'failed' ? '{"code": "WRONG", "message": "no"}' : null,
    at(seconds),
  ]);

const cancel = (connection: Queryable, id: string, seconds: number) =>
  value<string>(connection, 'work.cancel_job($1, $2)', [id, at(seconds)]);

async function claim(
  connection: Queryable,
  runner: string,
  seconds: number,
  kinds = ['build', 'fit', 'refresh'],
  held: string[] = [],
) {
  const [row] = await connection.query<{ job_id: string; attempts: number }>(
    'select j.job_id, j.attempts from work.claim_job($1, $2, $3, $4) j where j.job_id is not null',
    [runner, kinds, at(seconds), held],
  );
  return row ?? null;
}

/** As it stands in truth, and as it is stored. */
async function states(
  connection: Queryable,
  id: string,
  seconds: number,
): Promise<[string, string | null, string]> {
  const [row] = await connection.query<{ state: string; code: string | null; stored: string }>(
    `select t.state, t.error ->> 'code' as code, j.state as stored
     from work.job j cross join lateral work.judge_job(j, $2) t where j.job_id = $1`,
    [id, at(seconds)],
  );
  return [row!.state, row!.code, row!.stored];
}

const withJobs = (work: (connection: Queryable) => Promise<void>) => () => inTransaction(database, work);

describe('a job that runs', () => {
  it(
    'is told to go on by its own runner alone, and keeps what was said last',
    withJobs(async (connection) => {
      const id = await begin(connection, 'import');
      expect(await report(connection, id, 'first', 1, 4)).toBe('GO_ON');
      expect(await report(connection, id, 'first', 2)).toBe('GO_ON');
      expect(await report(connection, id, 'second', 3, 9)).toBe('LOST');
      expect(await connection.query('select step, rows_done, rows_total from work.job')).toEqual([
        { step: 'Counting', rows_done: '4', rows_total: '10' },
      ]);
    }),
  );

  it(
    'is asked to stop, and is cancelled when its runner says so',
    withJobs(async (connection) => {
      const id = await begin(connection, 'import');
      expect(await cancel(connection, id, 1)).toBe('running');
      expect(await report(connection, id, 'first', 2, 1)).toBe('CANCEL');
      expect(await finish(connection, id, 'first', 'cancelled', 3)).toBe(true);
      expect(await states(connection, id, 4)).toEqual(['cancelled', null, 'cancelled']);
    }),
  );

  it(
    'ends once: nobody writes over how it ended',
    withJobs(async (connection) => {
      const id = await begin(connection, 'import');
      expect(await finish(connection, id, 'second', 'failed', 1)).toBe(false);
      expect(await finish(connection, id, 'first', 'succeeded', 2)).toBe(true);
      expect(await finish(connection, id, 'first', 'failed', 3)).toBe(false);
      expect(await cancel(connection, id, 4)).toBe('succeeded');
      expect(await report(connection, id, 'first', 5, 1)).toBe('LOST');
      expect(await states(connection, id, 500)).toEqual(['succeeded', null, 'succeeded']);
    }),
  );
});

describe('a job whose runner has not been heard of for a minute', () => {
  it(
    'is neither judged nor taken again by the process that has it under way itself',
    withJobs(async (connection) => {
      const id = await queue(connection, 'fit');
      await claim(connection, 'first', 1);
      expect(await claim(connection, 'first', 100, ['fit'], [id])).toBeNull();
      expect((await states(connection, id, 1))[2]).toBe('running');
      expect(await report(connection, id, 'first', 101)).toBe('GO_ON');
      // Judged by somebody else: it is not taken before the process is rid of it.
      await connection.query('select work.settle_jobs($1)', [at(200)]);
      expect((await states(connection, id, 200))[2]).toBe('queued');
      expect(await claim(connection, 'first', 200, ['fit'], [id])).toBeNull();
      expect(await claim(connection, 'first', 200, ['fit'])).toEqual({ job_id: id, attempts: 2 });
    }),
  );

  // Two connections: the embedded engine has one.
  it.runIf(onServer())('is left alone where a sign of life is being written just then', async () => {
    const id = await begin(database, 'import');
    try {
      let settled: Promise<unknown> = Promise.resolve();
      await database.transaction(async (connection) => {
        await report(connection, id, 'first', 90);
        settled = database.query('select work.settle_jobs($1)', [at(100)]);
        await vi.waitFor(async () =>
          expect(
            await database.query(
              `select 1 as waits from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock' and query like 'select work.settle_jobs%'`,
            ),
          ).toEqual([{ waits: 1 }]),
        );
      });
      await settled;
      expect((await states(database, id, 100))[2]).toBe('running');
    } finally {
      await database.query('delete from work.job');
    }
  });

  it.each(['import', 'seed'])(
    'has failed where it is an %s (RUNNER_LOST), and reading writes nothing',
    (kind) =>
      inTransaction(database, async (connection) => {
        const id = await begin(connection, kind);
        await report(connection, id, 'first', 5, 4);
        expect(await states(connection, id, 65)).toEqual(['running', null, 'running']);
        expect(await states(connection, id, 66)).toEqual(['failed', 'RUNNER_LOST', 'running']);
        const told = () => value<object>(connection, `to_jsonb(work.find_job($1, $2))`, [id, at(66)]);
        expect(await told()).toEqual(await told());
        expect(await told()).toMatchObject({
          finished_at: '2026-03-01T12:00:05+00:00',
          error: {
            code: 'RUNNER_LOST',
            message:
              'the process that did it was last heard of at 2026-03-01 12:00:05 UTC and did not say how it ended',
            detail: null,
            hint: 'What was committed stays: run the command again to go on.',
            context: { runner: 'first', step: 'Counting' },
          },
        });
        // It stalled and comes back before anybody wrote that down.
        expect(await report(connection, id, 'first', 80)).toBe('GO_ON');
        expect(await states(connection, id, 81)).toEqual(['running', null, 'running']);
        expect(await claim(connection, 'second', 150)).toBe(null);
        expect(await states(connection, id, 150)).toEqual(['failed', 'RUNNER_LOST', 'failed']);
        expect(await report(connection, id, 'first', 151)).toBe('LOST');
      }),
  );

  it.each(['fit', 'refresh'])('is taken again where it is a %s, five times in all (RUNNER_LOST)', (kind) =>
    inTransaction(database, async (connection) => {
      const id = await queue(connection, kind);
      for (const attempts of [1, 2, 3, 4, 5]) {
        expect(await claim(connection, `runner ${attempts}`, attempts * 100)).toEqual({
          job_id: id,
          attempts,
        });
        expect(await claim(connection, 'too early', attempts * 100 + 60)).toBe(null);
        expect(await report(connection, id, `runner ${attempts - 1}`, attempts * 100 + 1)).toBe('LOST');
      }
      expect(await claim(connection, 'runner 6', 600)).toBe(null);
      expect(await states(connection, id, 600)).toEqual(['failed', 'RUNNER_LOST', 'failed']);
    }),
  );

  it(
    'is cancelled where that was wanted',
    withJobs(async (connection) => {
      const asked = await begin(connection, 'import');
      await cancel(connection, asked, 1);
      expect(await states(connection, asked, 61)).toEqual(['cancelled', null, 'running']);
      const dead = await begin(connection, 'fit');
      expect(await cancel(connection, dead, 61)).toBe('cancelled');
    }),
  );
});

describe('claim_job', () => {
  it(
    'takes the oldest of the kinds that are wanted, each once',
    withJobs(async (connection) => {
      const second = await queue(connection, 'refresh', '{}', 2);
      const first = await queue(connection, 'refresh', '{}', 1);
      const fit = await queue(connection, 'fit', '{}', 0);
      expect((await claim(connection, 'a', 3, ['refresh']))?.job_id).toBe(first);
      expect((await claim(connection, 'b', 3, ['refresh']))?.job_id).toBe(second);
      expect(await claim(connection, 'c', 3, ['refresh'])).toBe(null);
      expect((await claim(connection, 'c', 3))?.job_id).toBe(fit);
    }),
  );

  it(
    'takes again what was given back, which counts as no attempt',
    withJobs(async (connection) => {
      const id = await queue(connection, 'fit');
      await claim(connection, 'a', 1);
      expect(await finish(connection, id, 'a', 'queued', 2)).toBe(true);
      expect(await claim(connection, 'b', 3)).toEqual({ job_id: id, attempts: 1 });
    }),
  );
});

describe('a build', () => {
  const add = (connection: Queryable, name: string) =>
    connection.query(
      `insert into embeddings.model (name, provider, provider_model, base_url, dimensions, document_template)
       values ($1, 'openai', $1, 'http://127.0.0.1/v1', 3, '{title}')`,
      [name],
    );
  const stateOf = (connection: Queryable, name: string) =>
    value<string>(connection, '(select m.state from embeddings.model m where m.name = $1)', [name]);

  it(
    'that is cancelled pauses its model alone, and a new one goes on',
    withJobs(async (connection) => {
      await add(connection, 'small');
      await add(connection, 'other');
      const id = await queue(connection, 'build', '{"model": "small"}');
      expect(await cancel(connection, id, 1)).toBe('cancelled');
      expect(await stateOf(connection, 'small')).toBe('paused');
      expect(await stateOf(connection, 'other')).toBe('building');
      await value(connection, 'work.retry_job($1, $2)', [id, at(2)]);
      expect(await stateOf(connection, 'small')).toBe('building');
    }),
  );

  it(
    'does not begin beside another of the same model (TSJOB)',
    withJobs(async (connection) => {
      await add(connection, 'small');
      await add(connection, 'other');
      const id = await queue(connection, 'build', '{"model": "small"}');
      await queue(connection, 'build', '{"model": "other"}');
      await expect(queue(connection, 'build', '{"model": "small"}')).rejects.toMatchObject({
        code: 'TSJOB',
        message: `the job ${id} builds "small" already`,
      });
    }),
  );
});
