import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { makeStoppable } from '../../src/work/make-stoppable.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { onServer } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';
import { addModel, addProducts, expectWhole, removeEverything } from './small-catalogue.ts';
import { startWorker } from './start-worker.ts';

// Two sessions, one of which sits on a product: the embedded engine has one.
describe.runIf(onServer())('while somebody edits products and does not commit', () => {
  const database = useDatabase();
  const provider = useProvider();

  beforeEach(async () => {
    await addProducts(database, 25);
    await addModel(database, 'green', provider().baseUrl, { batchItems: 10 });
    await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    provider().forget();
  });
  afterEach(() => removeEverything(database));

  async function startJob(kind: string, parameters: object): Promise<string> {
    const [row] = await database.query<{ id: string }>('select api.start_job($1, $2) as id', [
      kind,
      JSON.stringify(parameters),
    ]);
    return row!.id;
  }

  const readState = async (id: string) =>
    (await database.query<{ state: string }>('select state from work.job where job_id = $1', [id]))[0]?.state;

  const park = (handles: string[]) =>
    database.query(
      `insert into embeddings.job (product_id, model_id, parked_at, error)
       select p.product_id, m.model_id, now(), '{"code": "X"}'
       from product.product p cross join embeddings.model m where p.handle = any ($1)
       on conflict (product_id, model_id) do update set parked_at = now(), error = excluded.error`,
      [handles],
    );

  /** Runs `work` while an edit of thing-3 is open, which is taken back afterwards; no statement of ours waits for it for 5 s. */
  const during = (work: (end: () => Promise<unknown>) => Promise<unknown>): Promise<unknown> =>
    database.session(async (writer: Queryable) => {
      await writer.query('begin');
      await writer.query(
        `update product.product set title = 'an hour', audience = '{vip}' where handle = 'thing-3'`,
      );
      await writer.query(
        `update embeddings.product_embedding e set audience = '{vip}'
         from product.product p where p.product_id = e.product_id and p.handle = 'thing-3'`,
      );
      let open = true;
      const end = async () => {
        if (open) await writer.query('rollback');
        open = false;
      };
      try {
        return await work(end);
      } finally {
        await end();
      }
    });

  const impatiently = <Row extends object>(text: string): Promise<Row[]> =>
    database.transaction(async (connection) => {
      await connection.query(`set local statement_timeout = '5s'`);
      return connection.query<Row>(text);
    });

  const left = async () => {
    const [row] = await database.query<{ jobs: number; vectors: number }>(
      `select (select count(*)::integer from embeddings.job) as jobs,
         (select count(*)::integer from embeddings.product_embedding) as vectors`,
    );
    return row;
  };

  it('puts back all that was parked but what is being edited', async () => {
    await park(['thing-3', 'thing-4', 'thing-5']);
    await during(async () => {
      expect(await impatiently('select api.retry_embeddings() as retried')).toEqual([{ retried: 2 }]);
    });
    expect(await impatiently(`select api.retry_embeddings('green') as retried`)).toEqual([{ retried: 1 }]);
  });

  it('retires a model without waiting, cancels its jobs, and drops what is left when it is free', async () => {
    await park(['thing-3', 'thing-4']);
    const id = await startJob('refresh', { model: 'green' });
    await during(async () => {
      expect(await impatiently(`select api.retire_model('green') as retired`)).toEqual([
        { retired: { model: 'green', vectors: 24 } },
      ]);
      expect(await readState(id)).toBe('cancelled');
      expect(await left()).toEqual({ jobs: 1, vectors: 1 });
    });
    await impatiently('select api.prune()');
    expect(await left()).toEqual({ jobs: 0, vectors: 0 });
  });

  it('builds on, and comes to what was parked and being edited once it is free', async () => {
    await park(['thing-3', 'thing-4']);
    await database.query(`update embeddings.product_embedding set content_hash = '\\x00'`);
    await during(async (end) => {
      const id = await startJob('build', { model: 'green' });
      const worker = startWorker(database, { drain: true });
      await vi.waitFor(() => expect(provider().texts()).toBeGreaterThan(0), { timeout: 5000 });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await readState(id)).toBe('running');
      await end();
      await worker.ended;
      expect(await readState(id)).toBe('succeeded');
    });
    await expectWhole(database, 'green');
  });

  it('refreshes the others, and comes to what was being edited once it is free', async () => {
    await park(['thing-3']);
    await during(async (end) => {
      const id = await startJob('refresh', { model: 'green', force: true });
      const worker = startWorker(database, { drain: true });
      await vi.waitFor(() => expect(provider().texts()).toBe(24), { timeout: 5000 });
      expect(await readState(id)).toBe('running');
      await end();
      await worker.ended;
      expect(await readState(id)).toBe('succeeded');
    });
    expect(provider().texts()).toBe(25);
    await expectWhole(database, 'green');
  });

  it.each([
    ['build', 'cancelled'],
    ['refresh', 'cancelled'],
  ])('cancels a %s within seconds', async (kind, state) => {
    await park(['thing-3']);
    await during(async () => {
      const id = await startJob(kind, { model: 'green', ...(kind === 'refresh' && { force: true }) });
      const worker = startWorker(database);
      await vi.waitFor(async () => expect(await readState(id)).toBe('running'), { timeout: 5000 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await impatiently('select api.cancel_jobs() as cancelled')).toEqual([{ cancelled: 1 }]);
      await vi.waitFor(async () => expect(await readState(id)).toBe(state), { timeout: 4000 });
      await worker.stop();
    });
  });

  it('gives a job back within seconds at a stop', async () => {
    await park(['thing-3']);
    await during(async () => {
      const id = await startJob('refresh', { model: 'green', force: true });
      const worker = startWorker(database);
      await vi.waitFor(async () => expect(await readState(id)).toBe('running'), { timeout: 5000 });
      const started = performance.now();
      await worker.stop();
      expect(performance.now() - started).toBeLessThan(4000);
      expect(await readState(id)).toBe('queued');
    });
  });

  it('hears that it is to stop whatever its statement waits for', async () => {
    await during(async () => {
      const stop = new AbortController();
      const stoppable = makeStoppable(database, stop.signal);
      const edit = stoppable.transaction((connection) =>
        connection.query(`update product.product set title = 'mine' where handle = 'thing-3'`),
      );
      setTimeout(() => stop.abort(new Error('stopped')), 200);
      await expect(edit).rejects.toThrow('stopped');
      await expect(stoppable.query('select')).rejects.toThrow('stopped');
    });
  });

  it('queues one build of a model, however many ask for it at once (TSJOB)', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 4 }, () => startJob('build', { model: 'green' })),
    );
    const refused = asked.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as { code: string }] : [],
    );
    expect(refused.map(({ code }) => code)).toEqual(['TSJOB', 'TSJOB', 'TSJOB']);
  });
});
