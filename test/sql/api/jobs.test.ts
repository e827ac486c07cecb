import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';

const database = useShop();

async function call<T>(connection: Queryable, expression: string, ...values: unknown[]): Promise<T> {
  const [row] = await connection.query<{ value: T }>(`select api.${expression} as value`, values);
  return row!.value;
}

const anOperator = (work: (connection: Database) => Promise<void>) => () =>
  inTransaction(database, async (connection) => {
    await connection.query('set local role trueshelf_operator');
    await work(connection);
  });

const nobody = '00000000-0000-7000-8000-000000000000';

describe('an operator', () => {
  it(
    'starts a job, which gets a label of its own, sees it and cancels it',
    anOperator(async (connection) => {
      const id = await call<string>(connection, `start_job('refresh', '{"force": true, "model": null}')`);
      expect(await connection.query('select job_id, kind, label, state, rows_done from api.jobs()')).toEqual([
        {
          job_id: id,
          kind: 'refresh',
          label: `refresh/sql/${id.slice(-12, -4)}`,
          state: 'queued',
          rows_done: '0',
        },
      ]);
      expect(await call(connection, 'job($1)', id)).toMatchObject({
        jobId: id,
        state: 'queued',
        parameters: { force: true },
        result: null,
        error: null,
        attempts: 0,
      });
      expect(await call(connection, 'cancel_job($1)', id)).toBe('cancelled');
      expect(await call(connection, 'cancel_job($1)', id)).toBe('cancelled');
    }),
  );

  it(
    'cancels everything that is open and is told how many, once',
    anOperator(async (connection) => {
      const label = 'nightly/production/3f9c2a81';
      await call(connection, `start_job('fit', '{}', $1)`, label);
      await call(connection, `start_job('refresh')`);
      expect(await call(connection, 'cancel_jobs()')).toBe(2);
      expect(await call(connection, 'cancel_jobs()')).toBe(0);
      expect(
        await connection.query(`select label from api.jobs('cancelled', 1000) where kind = 'fit'`),
      ).toEqual([{ label }]);
      expect(await connection.query(`select from api.jobs('queued')`)).toEqual([]);
    }),
  );

  it(
    'retries what was cancelled, as a job of its own, once at a time (TSJOB)',
    anOperator(async (connection) => {
      const first = await call<string>(
        connection,
        `start_job('refresh', '{"force": true}', 'nightly/here/1')`,
      );
      await expect(
        connection.transaction((inner) => call(inner, 'retry_job($1)', first)),
      ).rejects.toMatchObject({ code: 'TSJOB' });
      await call(connection, 'cancel_job($1)', first);
      const second = await call<string>(connection, 'retry_job($1)', first);
      expect(await call(connection, 'job($1)', second)).toMatchObject({
        retryOf: first,
        state: 'queued',
        parameters: { force: true },
        label: `nightly/here/${second.slice(-12, -4)}`,
      });
      await expect(call(connection, 'retry_job($1)', first)).rejects.toMatchObject({
        code: 'TSJOB',
        message: `the job ${first} is retried already, by ${second}`,
      });
    }),
  );

  it('is sent to the command where an import failed (TSJOB)', () =>
    inTransaction(database, async (connection) => {
      const [job] = await connection.query<{ id: string }>(
        `select work.begin_job('import', 'import/here/1', '{}', 'gone', '2026-01-01') as id`,
      );
      await expect(call(connection, 'retry_job($1)', job!.id)).rejects.toMatchObject({
        code: 'TSJOB',
        hint: 'Run trueshelf import again: what was committed is found unchanged.',
      });
    }));

  it(
    'reads nothing but by the entry points',
    anOperator(async (connection) => {
      await expect(connection.query('select from work.job')).rejects.toMatchObject({ code: '42501' });
    }),
  );
});

it('says that a fit takes no parameters, and lets operators see the models that hints name', () =>
  inTransaction(database, async (connection) => {
    await connection.query('set local role trueshelf_operator');
    expect(await connection.query('select model from api.embedding_status()')).not.toEqual([]);
    await expect(call(connection, `start_job('fit', '{"a": 1}')`)).rejects.toMatchObject({
      code: 'TSOPT',
      hint: 'Give {}: it has no keys.',
    });
  }));

describe('refuses', () => {
  it.each([
    ['a kind that a command does', `start_job('import')`, 'TSOPT'],
    ['an unknown kind', `start_job('tidy')`, 'TSOPT'],
    ['no kind', 'start_job(null)', 'TSOPT'],
    ['an unknown parameter', `start_job('fit', '{"model": "x"}')`, 'TSOPT'],
    ['parameters that are no object', `start_job('fit', '[]')`, 'TSOPT'],
    ['a build without a model', `start_job('build')`, 'TSOPT'],
    ['a build of an unknown model', `start_job('build', '{"model": "none"}')`, 'TSNFD'],
    ['a model that is no text', `start_job('build', '{"model": 1}')`, 'TSOPT'],
    ['force that is no boolean', `start_job('refresh', '{"force": "yes"}')`, 'TSOPT'],
    ['products that are no array', `start_job('refresh', '{"products": "all"}')`, 'TSOPT'],
    ['no products', `start_job('refresh', '{"products": []}')`, 'TSLIM'],
    ['a product that is no handle', `start_job('refresh', '{"products": [1]}')`, 'TSOPT'],
    ['an unknown product', `start_job('refresh', '{"products": ["no-such-thing"]}')`, 'TSNFD'],
    ['a label of two words', `start_job('fit', '{}', 'fit/here')`, 'TSOPT'],
    ['a label of four words', `start_job('fit', '{}', 'fit/here/1/2')`, 'TSOPT'],
    ['a label with a space', `start_job('fit', '{}', 'fit/right here/1')`, 'TSOPT'],
    ['a label that is no ASCII', `start_job('fit', '{}', 'fit/hier/größe')`, 'TSOPT'],
    ['a label of 64 characters', `start_job('fit', '{}', 'fit/here/' || repeat('x', 55))`, 'TSOPT'],
    ['an unknown state', `jobs('done')`, 'TSOPT'],
    ['k of 0', 'jobs(k => 0)', 'TSLIM'],
    ['k of 1001', 'jobs(k => 1001)', 'TSLIM'],
    ['k of null', 'jobs(k => null)', 'TSLIM'],
    ['an unknown job to read', `job('${nobody}')`, 'TSNFD'],
    ['no job to read', 'job(null)', 'TSNFD'],
    ['an unknown job to cancel', `cancel_job('${nobody}')`, 'TSNFD'],
    ['an unknown job to retry', `retry_job('${nobody}')`, 'TSNFD'],
  ])('%s: %s (%s)', async (_what, expression, code) => {
    await inTransaction(database, async (connection) => {
      await expect(call(connection, expression)).rejects.toMatchObject({ code });
    });
  });

  it('takes products of the shop, and a label of 63 characters', () =>
    inTransaction(database, async (connection) => {
      await call(connection, `start_job('fit', '{}', 'fit/here/' || repeat('x', 54))`);
      await call(
        connection,
        `start_job('refresh', jsonb_build_object('products', (select jsonb_agg(h.handle) from (select handle from product.product_handle limit 2) h)))`,
      );
      expect(await connection.query('select count(*)::integer as jobs from api.jobs()')).toEqual([
        { jobs: 2 },
      ]);
    }));
});
