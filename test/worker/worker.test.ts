import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openServer } from '../../src/db/server.ts';
import { failing, refusing } from '../embeddings/fake-provider.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { onServer, serverUrl } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';
import { addModel, addProducts, expectWhole, removeEverything } from './small-catalogue.ts';
import { startWorker } from './start-worker.ts';

const database = useDatabase();
const provider = useProvider();

beforeEach(() => addProducts(database, 25));
afterEach(() => removeEverything(database));

const setTitle = (handle: string, title: string) =>
  database.query('update product.product set title = $2 where handle = $1', [handle, title]);

const readQueue = () =>
  database.query<{ handle: string; attempts: number; held: boolean; error: string | null; parked: boolean }>(
    `select p.handle, j.attempts, coalesce(j.leased_until > now(), false) as held, j.error ->> 'code' as error,
       j.parked_at is not null as parked
     from embeddings.job j join product.product p on p.product_id = j.product_id
     order by p.product_id`,
  );

const readFailure = async () => {
  const [row] = await database.query<{ code: string | null }>(
    `select m.failure ->> 'code' as code from embeddings.model m`,
  );
  return row?.code;
};

it('embeds what is queued with as few requests as there are batches', async () => {
  await addModel(database, 'green', provider().baseUrl, { batchItems: 10 });
  const { summary, left } = await startWorker(database, { drain: true }).ended;
  await expectWhole(database, 'green');
  expect(
    provider()
      .asked.map(({ texts }) => texts.length)
      .sort(),
  ).toEqual([10, 10, 5]);
  expect(summary).toMatchObject({ embedded: { green: 25 }, calls: 3, parked: 0, superseded: 0 });
  expect(left).toEqual({ pending: 0, parked: 0, jobs: 0, failing: null });
});

it('sets aside the one text that the provider refuses, and embeds the rest', async () => {
  await addModel(database, 'green', provider().baseUrl, { batchItems: 10 });
  provider().behave(refusing((text) => text === 'thing 13'));
  const { summary, left } = await startWorker(database, { drain: true }).ended;
  await expectWhole(database, 'green', 1);
  expect(await readQueue()).toEqual([
    { handle: 'thing-13', attempts: 1, held: false, error: 'PROVIDER_REFUSED', parked: true },
  ]);
  expect(left).toMatchObject({ pending: 0, parked: 1, failing: null });
  expect(summary.parked).toBe(1);
});

it('leaves a provider alone that fails, keeps why, and goes on by itself once it answers', async () => {
  await addModel(database, 'green', provider().baseUrl, { batchItems: 2 });
  provider().behave(failing(401));
  const worker = startWorker(database, { concurrency: 1, timing: { providerPauseMs: [400, 400] } });
  await vi.waitFor(() => expect(provider().calls()).toBe(5), { timeout: 10_000 });
  expect(await readFailure()).toBe('PROVIDER_KEY');
  await sleep(150);
  expect(provider().calls()).toBe(5);
  provider().behave(null);
  // As if the minute had passed for which each of them is to wait.
  await database.query('update embeddings.job set retry_at = null');
  await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
  expect(await readFailure()).toBeNull();
  await worker.stop();
});

it('drains no longer than a provider answers, and says which model waits', async () => {
  await addModel(database, 'green', provider().baseUrl, { batchItems: 10 });
  provider().behave(failing(401));
  const { left } = await startWorker(database, { drain: true }).ended;
  expect(left).toEqual({ pending: 25, parked: 0, jobs: 0, failing: 'green' });
  expect((await readQueue()).every(({ held, parked }) => !held && !parked)).toBe(true);
});

it('does not wait for the next try of a provider that failed, where nothing else is left to do', async () => {
  await addModel(database, 'green', provider().baseUrl);
  provider().behave(failing(401));
  const { left } = await startWorker(database, { drain: true }).ended;
  expect(left).toEqual({ pending: 25, parked: 0, jobs: 0, failing: 'green' });
  expect(provider().calls()).toBe(1);
});

it('embeds again what was edited while the provider had it', async () => {
  await addModel(database, 'green', provider().baseUrl);
  provider().next(async () => {
    await setTitle('thing-7', 'thing seven');
    return 'ANSWER' as const;
  });
  const { summary } = await startWorker(database, { drain: true }).ended;
  await expectWhole(database, 'green');
  expect(provider().asked.map(({ texts }) => texts.length)).toEqual([25, 1]);
  expect(summary).toMatchObject({ embedded: { green: 25 }, superseded: 1 });
});

it('asks for no text whose vector is there already', async () => {
  await addModel(database, 'green', provider().baseUrl);
  await startWorker(database, { drain: true }).ended;
  provider().forget();
  await setTitle('thing-7', 'thing seven');
  await setTitle('thing-7', 'thing 7');
  await startWorker(database, { drain: true }).ended;
  await expectWhole(database, 'green');
  expect(provider().calls()).toBe(0);
});

describe('at a stop', () => {
  it('lets a request that is under way end, keeps its vectors, and takes no more', async () => {
    await addModel(database, 'green', provider().baseUrl, { batchItems: 10 });
    let answer = () => {};
    provider().behave(
      () =>
        new Promise((resolve) => {
          answer = () => resolve('ANSWER');
        }),
    );
    const worker = startWorker(database, { concurrency: 1 });
    await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
    const stopped = worker.stop();
    await sleep(50);
    answer();
    expect((await stopped).summary.embedded).toEqual({ green: 10 });
    expect(provider().calls()).toBe(1);
    expect((await readQueue()).map(({ held }) => held)).toEqual(Array(15).fill(false));
  });

  it('gives back what it holds as if it had not taken it, when the provider does not answer in time', async () => {
    await addModel(database, 'green', provider().baseUrl, { batchItems: 10 });
    provider().behave(() => new Promise(() => undefined));
    const worker = startWorker(database, { concurrency: 2, timing: { graceMs: 200 } });
    await vi.waitFor(() => expect(provider().calls()).toBe(2), { timeout: 10_000 });
    expect((await readQueue()).filter(({ held }) => held)).toHaveLength(20);
    await worker.stop();
    expect(new Set((await readQueue()).map(({ held, attempts }) => `${held} ${attempts}`))).toEqual(
      new Set(['false 0']),
    );
  });

  it('does not sit out the wait before a next try', async () => {
    await addModel(database, 'green', provider().baseUrl);
    provider().behave(failing(429, { 'retry-after': '30' }));
    const worker = startWorker(database);
    await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
    await sleep(100);
    const started = performance.now();
    await worker.stop();
    expect(performance.now() - started).toBeLessThan(5000);
    expect(provider().calls()).toBe(1);
    expect((await readQueue()).map(({ attempts }) => attempts)).toEqual(Array(25).fill(0));
  });
});

it('takes what a worker held that died, once its lease has run out', async () => {
  await addModel(database, 'green', provider().baseUrl);
  const held = await database.query(
    `select c.product_id from api.claim_embeddings('green', 'dead:1', 10, '1 second') c`,
  );
  expect(held).toHaveLength(10);
  const started = performance.now();
  await startWorker(database, { drain: true }).ended;
  expect(performance.now() - started).toBeGreaterThan(500);
  await expectWhole(database, 'green');
});

it('renews its leases while the provider takes long, so that nobody asks for the same twice', async () => {
  await addModel(database, 'green', provider().baseUrl);
  provider().next(async () => {
    await sleep(1200);
    return 'ANSWER' as const;
  });
  const workers = [1, 2].map(() => startWorker(database, { drain: true, timing: { leaseMs: 450 } }));
  await Promise.all(workers.map(({ ended }) => ended));
  await expectWhole(database, 'green');
  expect(provider().texts()).toBe(25);
});

it('shares a queue among workers without asking for anything twice', async () => {
  await addModel(database, 'green', provider().baseUrl, { batchItems: 2 });
  const workers = [1, 2, 3].map(() => startWorker(database, { drain: true }));
  const ends = await Promise.all(workers.map(({ ended }) => ended));
  await expectWhole(database, 'green');
  expect(provider().texts()).toBe(25);
  expect(ends.reduce((sum, { summary }) => sum + (summary.embedded.green ?? 0), 0)).toBe(25);
});

it('keeps a model fresh while the provider of another one hangs', async () => {
  await addModel(database, 'hanging', provider().baseUrl, { providerModel: 'hanging' });
  await addModel(database, 'green', provider().baseUrl, { providerModel: 'green' });
  provider().behave((_, { body }) => (body.model === 'hanging' ? new Promise(() => undefined) : 'ANSWER'));
  const worker = startWorker(database, { timing: { graceMs: 100 } });
  await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
  await setTitle('thing-3', 'thing three');
  await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
  await worker.stop();
});

it('takes up a model that is added, and lets go of one that is retired, while it runs', async () => {
  const worker = startWorker(database);
  await addModel(database, 'green', provider().baseUrl);
  await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
  await database.query(`select api.retire_model('green')`);
  await addModel(database, 'blue', provider().baseUrl);
  await vi.waitFor(() => expectWhole(database, 'blue'), { timeout: 10_000 });
  expect((await worker.stop()).summary.embedded).toEqual({ green: 25, blue: 25 });
});

// The embedded engine has one connection, which nobody may hold to listen.
describe.runIf(onServer())('on a server', () => {
  it('is woken by the commit of an edit, long before it would look by itself', async () => {
    await addModel(database, 'green', provider().baseUrl);
    const worker = startWorker(database, { timing: { pollMs: [60_000, 60_000] } });
    await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
    const started = performance.now();
    await setTitle('thing-3', 'thing three');
    await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000, interval: 20 });
    expect(performance.now() - started).toBeLessThan(5000);
    await worker.stop();
  });

  it('listens again after its connection was cut', async () => {
    await addModel(database, 'green', provider().baseUrl);
    const [current] = await database.query<{ name: string }>('select current_database() as name');
    const own = await openServer({
      url: serverUrl(current!.name),
      applicationName: 'cut me',
      maxConnections: 4,
    });
    onTestFinished(() => own.close());
    const worker = startWorker(own, { timing: { pollMs: [60_000, 60_000] } });
    await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
    const cut = await database.query(
      `select pg_terminate_backend(a.pid) from pg_stat_activity a where a.application_name = 'cut me' and a.query like 'listen%'`,
    );
    expect(cut).toHaveLength(1);
    await setTitle('thing-3', 'thing three');
    await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000, interval: 20 });
    await worker.stop();
  });

  it('holds no connection while the provider works', async () => {
    await addModel(database, 'green', provider().baseUrl);
    provider().behave(() => new Promise(() => undefined));
    const worker = startWorker(database, { timing: { graceMs: 100 } });
    await vi.waitFor(() => expect(provider().calls()).toBe(1), { timeout: 10_000 });
    const open = await database.query(
      `select a.pid from pg_stat_activity a
       where a.datname = current_database() and a.xact_start is not null and a.pid <> pg_backend_pid()
         and a.xact_start < statement_timestamp() - interval '50 milliseconds'`,
    );
    expect(open).toEqual([]);
    await worker.stop();
  });
});
