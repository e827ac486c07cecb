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
