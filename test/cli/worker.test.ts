import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useProvider } from '../embeddings/use-provider.ts';
import { onServer, serverUrl } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';
import { addModel, addProducts, expectWhole } from '../worker/small-catalogue.ts';
import { makeFolder, startCli } from './run-cli.ts';
import { runCommand } from './run-command.ts';

describe.skipIf(onServer())('worker on an embedded folder', () => {
  it('refuses to work where there is no database (DATABASE_SETUP), and makes none', async () => {
    const folder = makeFolder();
    const run = runCommand('worker', ['--drain'], { TRUESHELF_DATA: folder });
    await expect(run).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: expect.stringContaining('There is no embedded database'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

// The embedded folder is open in one process, and the tests of src/worker say the rest.
describe.runIf(onServer())('worker on a server', () => {
  const database = useDatabase();
  const provider = useProvider();

  async function findUrl(): Promise<string> {
    const [row] = await database.query<{ name: string }>('select current_database() as name');
    return serverUrl(row!.name);
  }

  it('drains the queue with a summary, and fails as long as something is set aside', async () => {
    const env = { DATABASE_URL: await findUrl(), TRUESHELF_LOG_LEVEL: 'silent' };
    await addProducts(database, 12);
    await addModel(database, 'green', provider().baseUrl, { batchItems: 5 });
    const first = await runCommand('worker', ['--drain', '--json'], env);
    expect(JSON.parse(first.stdout)).toEqual({
      embedded: { green: 12 },
      parked: 0,
      superseded: 0,
      calls: 3,
      jobs: { succeeded: 0, failed: 0, cancelled: 0, returned: 0 },
    });
    expect(first.status).toBe(0);
    await expectWhole(database, 'green');

    await database.query(
      `insert into embeddings.job (product_id, model_id, parked_at, error)
       select p.product_id, m.model_id, statement_timestamp(), '{"code":"PROVIDER_REFUSED","message":"no"}'
       from product.product p, embeddings.model m where p.handle = 'thing-3'`,
    );
    const second = await runCommand('worker', ['--drain'], env);
    expect(second).toMatchObject({ status: 1, stdout: 'nothing to do\n' });
    expect(second.stderr).toContain('1 product is set aside');
  });

  it('says what it waits for while another worker holds it, and how far it is', async () => {
    const env = { DATABASE_URL: await findUrl(), TRUESHELF_LOG_LEVEL: 'silent' };
    await database.query('delete from embeddings.job');
    await database.query(`update product.product set title = title || ' again'`);
    await database.query(`select * from api.claim_embeddings('green', 'another', 100, interval '3 seconds')`);
    const { status, stderr } = await runCommand('worker', ['--drain'], env);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^Waiting for 12 products that another worker holds until \d\d:\d\d:\d\dZ, unless it goes on with them\.$/m,
    );
    expect(stderr).toMatch(/^Embedding \[#{20}\] 12\/12 /m);
  });

  it('answers /metrics and /health/live, and stops in order', async () => {
    const env = { DATABASE_URL: await findUrl() };
    const worker = startCli(['worker', '--port', '0'], { env });
    const [, url] = await worker.waitFor(/figures at (http:\S+)\/metrics/);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toContain('trueshelf_embedded_products_total');
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'live' });
    expect((await fetch(`${url}/graphql`)).status).toBe(404);
    worker.child.kill('SIGTERM');
    expect((await worker.result).status).toBe(0);
  });
});
