import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Behaviour } from '../embeddings/fake-provider.ts';
import { refusing } from '../embeddings/fake-provider.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { useDatabase } from '../harness/use-database.ts';
import { addModel, addProducts, expectWhole, removeEverything } from './small-catalogue.ts';
import { startWorker } from './start-worker.ts';

const database = useDatabase();
const provider = useProvider();

beforeEach(async () => {
  await addProducts(database, 25);
  await addModel(database, 'green', provider().baseUrl, {
    batchItems: 10,
    queryTemplate: 'query: {text}',
  });
});
afterEach(() => removeEverything(database));

const silence: Behaviour = () => new Promise(() => undefined);

/** What was embedded of products, without the titles that a model is measured with. */
const documents = () =>
  provider()
    .asked.flatMap(({ texts }) => texts)
    .filter((text) => !text.startsWith('query: '));

async function startJob(kind: string, parameters: object): Promise<string> {
  const [row] = await database.query<{ id: string }>('select api.start_job($1, $2) as id', [
    kind,
    JSON.stringify(parameters),
  ]);
  return row!.id;
}

interface JobRow {
  state: string;
  result: Record<string, unknown> | null;
  error: Record<string, unknown> | null;
  rows_done: string;
  rows_total: string | null;
  attempts: number;
}

async function readJob(id: string): Promise<JobRow> {
  const [row] = await database.query<JobRow>(
    'select state, result, error, rows_done, rows_total, attempts from work.job where job_id = $1',
    [id],
  );
  return row!;
}

const readModelState = async () =>
  (
    await database.query<{ state: string }>(`select m.state from embeddings.model m where m.name = 'green'`)
  )[0]?.state;

describe('build', () => {
  it('ends when every product is embedded, with the model ready to be switched to', async () => {
    const id = await startJob('build', { model: 'green' });
    const { summary } = await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({
      state: 'succeeded',
      result: {
        model: 'green',
        state: 'standby',
        products: 25,
        measuredBy: 'titles',
        unmeasured: null,
      },
      rows_done: '25',
      rows_total: '25',
    });
    expect(summary.jobs).toEqual({ succeeded: 1, failed: 0, cancelled: 0, returned: 0 });
    expect(summary.embedded).toEqual({ green: 25 });
    expect(provider().texts() - documents().length).toBe(25);
    await expectWhole(database, 'green');
  });

  it('says where titles could not be embedded to measure it, and measures anew when it is built again', async () => {
    provider().behave((response, { texts }) => {
      if (!texts[0]?.startsWith('query: ')) return 'ANSWER';
      response.writeHead(401).end();
      return undefined;
    });
    const id = await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({
      state: 'succeeded',
      result: { state: 'standby', measuredBy: 'products', unmeasured: { code: 'PROVIDER_KEY' } },
    });
    provider().forget();
    const again = await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(again)).toMatchObject({
      state: 'succeeded',
      result: { state: 'standby', measuredBy: 'titles', unmeasured: null },
    });
    expect(documents()).toEqual([]);
    provider().forget();
    await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect(provider().calls()).toBe(0);
  });

  it('fails with how many were set aside (PRODUCTS_PARKED), and a retry tries those again', async () => {
    provider().behave(refusing((text) => text === 'thing 13'));
    const id = await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({
      state: 'failed',
      error: { code: 'PRODUCTS_PARKED', context: { parked: 1 } },
    });
    provider().forget();
    await database.query('select api.retry_job($1)', [id]);
    const { left } = await startWorker(database, { drain: true }).ended;
    expect(left).toEqual({ pending: 0, parked: 0, jobs: 0, failing: null });
    expect(documents()).toEqual(['thing 13']);
    expect(await readModelState()).toBe('standby');
  });

  it('pauses the model when it is cancelled, and the next one goes on where it was', async () => {
    provider().next(() => 'ANSWER');
    provider().behave(silence);
    const id = await startJob('build', { model: 'green' });
    const worker = startWorker(database, { concurrency: 1, timing: { graceMs: 100 } });
    await vi.waitFor(() => expect(provider().calls()).toBe(2), { timeout: 10_000 });
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('running'));
    await database.query('select api.cancel_job($1)', [id]);
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('cancelled'), { timeout: 10_000 });
    expect(await readModelState()).toBe('paused');
    await worker.stop();
    provider().forget();
    const again = await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect((await readJob(again)).state).toBe('succeeded');
    expect(documents()).toHaveLength(15);
  });

  it('is given back at a stop, and counts as not tried', async () => {
    provider().behave(silence);
    const id = await startJob('build', { model: 'green' });
    const worker = startWorker(database, { timing: { graceMs: 100 } });
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('running'), { timeout: 10_000 });
    const { summary } = await worker.stop();
    expect(await readJob(id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(summary.jobs.returned).toBe(1);
  });

  it('finds what is stale although nothing waits for it before the model stands by', async () => {
    await database.query(
      `delete from embeddings.job j using product.product p where p.product_id = j.product_id and p.handle = 'thing-7'`,
    );
    await database.query(
      `insert into embeddings.product_embedding (product_id, model_id, content_hash, embedding)
       select p.product_id, m.model_id, '\\x00', '[1,0,0,0,0,0,0,0]'
       from product.product p cross join embeddings.model m where p.handle = 'thing-7' and m.name = 'green'`,
    );
    const id = await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect((await readJob(id)).state).toBe('succeeded');
    await expectWhole(database, 'green');
  });

  it('does not wait for what is written while it runs, first vectors included', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    provider().behave(async (response, asked) => {
      if (asked.texts.includes('thing 25')) await released;
      return asked.texts.some((text) => text.startsWith('edited')) ? silence(response, asked) : 'ANSWER';
    });
    const id = await startJob('build', { model: 'green' });
    const worker = startWorker(database, { concurrency: 4, timing: { graceMs: 100 } });
    await vi.waitFor(async () => expect((await readJob(id)).rows_done).toBe('20'), { timeout: 10_000 });
    await database.query(`update product.product set title = 'edited' where handle = 'thing-3'`);
    await database.query(
      `insert into product.product (handle, title, category_id) select 'thing-26', 'edited new', c.category_id from product.category c`,
    );
    release();
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('succeeded'), { timeout: 10_000 });
    expect(await readModelState()).toBe('standby');
    expect(
      await database.query(
        `select p.handle from embeddings.job j join product.product p using (product_id) order by 1`,
      ),
    ).toEqual([{ handle: 'thing-26' }, { handle: 'thing-3' }]);
    await worker.stop();
  });
});

/** What the worker said of the job and its model, without times and ids. */
const told = (log: readonly string[]) =>
  log
    .map((line) => JSON.parse(line) as { level: number; msg: string; err?: unknown })
    .map(({ level, msg, err }) => [level, msg, err]);

describe('a model that is retired', () => {
  /** Answers once `release` was called. */
  function hold(): () => void {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    provider().behave(async (): Promise<'ANSWER'> => {
      await released;
      return 'ANSWER';
    });
    return release;
  }

  it.each(['build', 'refresh'])(
    'while its %s runs: the job ends cancelled or failed (MODEL_RETIRED), and the worker only says so',
    async (kind) => {
      const release = hold();
      const log: string[] = [];
      const id = await startJob(kind, { model: 'green' });
      const worker = startWorker(database, { concurrency: 1, log });
      await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
      await vi.waitFor(async () => expect((await readJob(id)).state).toBe('running'), { timeout: 10_000 });
      await database.query(`select api.retire_model('green')`);
      release();
      await vi.waitFor(async () => expect((await readJob(id)).state).toMatch(/^(failed|cancelled)$/), {
        timeout: 10_000,
      });
      const { state, error } = await readJob(id);
      expect([state, error?.code]).toEqual(
        state === 'failed' ? ['failed', 'MODEL_RETIRED'] : ['cancelled', undefined],
      );
      await worker.stop();
      expect(told(log).sort()).toEqual([
        [30, 'a job begins', undefined],
        [
          30,
          state === 'failed' ? 'a job ended, since its model was retired' : 'a job was cancelled',
          undefined,
        ],
        [30, 'the model is in use no more', undefined],
      ]);
    },
  );

  it('before its build begins: the job is cancelled, and a model of the same name has nothing to do with it', async () => {
    const id = await startJob('build', { model: 'green' });
    await database.query(`select api.retire_model('green')`);
    expect((await readJob(id)).state).toBe('cancelled');
    await addModel(database, 'green', provider().baseUrl);
    const again = await startJob('build', { model: 'green' });
    await expect(database.query('select api.retry_job($1)', [id])).rejects.toMatchObject({
      code: 'TSJOB',
      message: `the model "green" of the job ${id} was retired`,
    });
    expect((await readJob(again)).state).toBe('queued');
    expect(await readModelState()).toBe('building');
    await startWorker(database, { drain: true }).ended;
    expect((await readJob(again)).state).toBe('succeeded');
    expect(await readModelState()).toBe('standby');
  });

  it('while a worker is about to begin its build: the job fails with MODEL_RETIRED, the next one of that name included', async () => {
    const id = await startJob('build', { model: 'green' });
    await database.query(
      `update work.job set parameters = jsonb_set(parameters, '{modelId}', '"0"') where job_id = $1`,
      [id],
    );
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({ state: 'failed', error: { code: 'MODEL_RETIRED' } });
  });

  it('while all models are refreshed: the others are, and only they are named', async () => {
    await addModel(database, 'blue', provider().baseUrl, { batchItems: 10 });
    const release = hold();
    const id = await startJob('refresh', {});
    const worker = startWorker(database, { concurrency: 1 });
    await vi.waitFor(() => expect(provider().calls()).toBe(2), { timeout: 10_000 });
    await database.query(`select api.retire_model('green')`);
    release();
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('succeeded'), { timeout: 10_000 });
    expect((await readJob(id)).result).toMatchObject({ models: ['blue'] });
    await worker.stop();
    expect(
      await database.query(
        `select j.product_id from embeddings.job j join embeddings.model m on m.model_id = j.model_id where m.name = 'green'`,
      ),
    ).toEqual([]);
  });
});

describe('refresh', () => {
  beforeEach(async () => {
    await startJob('build', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    provider().forget();
  });

  it('asks for nothing that is fresh', async () => {
    const id = await startJob('refresh', {});
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({
      state: 'succeeded',
      result: { models: ['green'], products: 25, queued: 0 },
    });
    expect(provider().calls()).toBe(0);
  });

  it('embeds the named products anew where that is forced', async () => {
    const id = await startJob('refresh', { model: 'green', products: ['thing-3', 'thing-4'], force: true });
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({ state: 'succeeded', result: { products: 2, queued: 2 } });
    expect(
      provider()
        .asked.flatMap(({ texts }) => texts)
        .sort(),
    ).toEqual(['thing 3', 'thing 4']);
  });

  it('makes good what is stale although nothing says so', async () => {
    await database.query(
      `update embeddings.product_embedding e set content_hash = '\\x00'
       from product.product p where p.product_id = e.product_id and p.handle = 'thing-9'`,
    );
    const id = await startJob('refresh', { model: 'green' });
    await startWorker(database, { drain: true }).ended;
    expect(await readJob(id)).toMatchObject({ state: 'succeeded', result: { products: 25, queued: 1 } });
    expect(provider().asked.flatMap(({ texts }) => texts)).toEqual(['thing 9']);
  });

  it('forced, makes nothing stale: coverage stays, a switch is not held up, and an edit counts', async () => {
    provider().behave(silence);
    await startJob('refresh', { model: 'green', force: true });
    startWorker(database, { concurrency: 1, timing: { graceMs: 100 } });
    await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
    const status = () =>
      database.query(
        `select s.stale::integer, s.coverage, s.backlog::integer
         from api.embedding_status('{"role": "merchant"}') s where s.model = 'green'`,
      );
    expect(await status()).toEqual([{ stale: 0, coverage: 1, backlog: 25 }]);
    const longAgo = `enqueued_at = now() - interval '2 minutes'`;
    await database.query(
      `update embeddings.job j set ${longAgo}, parked_at = case when p.handle = 'thing-2' then now() end, error = '{"code": "X"}'
       from product.product p where p.product_id = j.product_id`,
    );
    await database.query(`update product.product set title = 'thing twenty' where handle = 'thing-20'`);
    expect(await status()).toEqual([{ stale: 1, coverage: 0.96, backlog: 24 }]);
    const switchTo = () => database.query(`select api.switch_model('green') ->> 'pending' as pending`);
    await expect(switchTo()).rejects.toMatchObject({
      message:
        'model "green" is standby: 24 of 25 products have a vector of their present text, 0 are parked after failing, 1 others wait for more than a minute',
    });
    await database.query(`update embeddings.job set enqueued_at = now() where content_hash is null`);
    expect(await switchTo()).toEqual([{ pending: '1' }]);
  });

  it('forced, leaves alone what is being embedded because its text changed', async () => {
    provider().behave(silence);
    await database.query(`update product.product set title = 'thing twenty' where handle = 'thing-20'`);
    startWorker(database, { concurrency: 2, timing: { graceMs: 100 } });
    await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
    await startJob('refresh', { model: 'green', products: ['thing-20', 'thing-21'], force: true });
    await vi.waitFor(() => expect(provider().calls()).toBe(2), { timeout: 10_000 });
    expect(
      await database.query(
        `select p.handle, j.forced from embeddings.job j join product.product p on p.product_id = j.product_id order by 1`,
      ),
    ).toEqual([
      { handle: 'thing-20', forced: false },
      { handle: 'thing-21', forced: true },
    ]);
  });

  it('puts back what was parked, which has waited since its edit all the same', async () => {
    await database.query(
      `insert into embeddings.job (product_id, model_id, enqueued_at, parked_at, error)
       select e.product_id, e.model_id, '2026-01-01Z', now(), '{"code": "X"}'
       from embeddings.product_embedding e join product.product p on p.product_id = e.product_id where p.handle = 'thing-9'`,
    );
    await database.query(`update embeddings.product_embedding set content_hash = '\\x00'`);
    await startJob('refresh', { model: 'green', products: ['thing-9'] });
    await startWorker(database, { drain: true }).ended;
    expect(
      await database.query(
        `select e.enqueued_at from embeddings.product_embedding e where e.enqueued_at < '2026-01-02Z'`,
      ),
    ).toEqual([{ enqueued_at: new Date('2026-01-01Z') }]);
  });

  it('cancelled, takes off the queue what was only forced, and keeps what was edited', async () => {
    provider().behave(silence);
    const id = await startJob('refresh', { model: 'green', force: true });
    const worker = startWorker(database, { concurrency: 1, timing: { graceMs: 100 } });
    await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
    await database.query(`update product.product set title = 'thing twenty' where handle = 'thing-20'`);
    await database.query('select api.cancel_job($1)', [id]);
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('cancelled'), { timeout: 10_000 });
    await worker.stop();
    expect(
      await database.query(
        'select p.handle from embeddings.job j join product.product p on p.product_id = j.product_id',
      ),
    ).toEqual([{ handle: 'thing-20' }]);
    provider().forget();
    await startWorker(database, { drain: true }).ended;
    await expectWhole(database, 'green');
    expect(provider().asked.flatMap(({ texts }) => texts)).toEqual(['thing twenty']);
  });
});

it('fits the built-in model, which then answers', async () => {
  const id = await startJob('fit', {});
  await startWorker(database, { drain: true }).ended;
  expect(await readJob(id)).toMatchObject({
    state: 'succeeded',
    result: { build: { state: 'active', products: 25 } },
  });
});

it('opens the connections of a job under its label', async () => {
  const labels: string[] = [];
  await database.query(`select api.start_job('refresh', '{}', 'refresh/test/42')`);
  await startWorker(database, {
    drain: true,
    openFor: async (label) => {
      labels.push(label);
      return { ...database, engine: database.engine, close: async () => undefined };
    },
  }).ended;
  expect(labels).toEqual(['refresh/test/42']);
});
