import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function read(database: Queryable, format: string): Promise<string> {
  const [row] = await database.query<{ status: string }>('select api.status(format => $1) as status', [
    format,
  ]);
  return row!.status;
}

/** A shop in trouble: an edit that waits, two parked products, a provider that is down, jobs that run, wait and failed. */
async function makeTrouble(database: Queryable): Promise<void> {
  await database.query(`update product.product set title = 'Renamed' where product_id = 13`);
  await database.query(
    `insert into embeddings.job (product_id, model_id, parked_at, error)
     select p.product_id, m.model_id, '2026-01-02T00:00:00Z', '{"code": "BAD_INPUT", "message": "it is too long", "hint": "Shorten it."}'
     from embeddings.model m, (values (14), (15)) p (product_id)`,
  );
  await database.query(
    `update embeddings.model set failure = '{"code": "PROVIDER_KEY", "message": "no key", "at": "2026-01-03T00:00:00Z"}'`,
  );
  await database.query(
    `insert into work.job (kind, label, state, step, rows_done, rows_total, error, created_at, started_at, heartbeat_at, finished_at, attempts, runner)
     values ('import', 'import/local/1', 'running', 'Sending', 40, 100, null, now() - interval '3 minutes', now(), now(), null, 1, 'r'),
            ('fit', 'fit/local/2', 'queued', null, 0, null, null, now() - interval '2 minutes', null, null, null, 0, null),
            ('build', 'build/local/3', 'failed', null, 0, null, '{"code": "LOST", "message": "it went away"}', now() - interval '1 hour', now(), now(), now(), 1, 'r'),
            ('build', 'build/local/4', 'failed', null, 0, null, '{"code": "OLD", "message": "long ago"}', now() - interval '3 days', now(), now(), now() - interval '2 days', 1, 'r')`,
  );
}

describe('api.status', () => {
  it('says as JSON how server, catalogue, models and jobs do', async () => {
    await inTransaction(shop, async (database) => {
      await makeTrouble(database);
      const [counts] = await database.query<{ catalogue: object; products: number }>(
        `select count(*)::integer as products, json_build_object(
           'products', count(*), 'active', count(*) filter (where status = 'active'),
           'public', count(*) filter (where status = 'active' and audience is null),
           'variants', (select count(*) from product.variant), 'offers', (select count(*) from product.offer)) as catalogue
         from product.product`,
      );
      const status = JSON.parse(await read(database, 'json'));
      expect(status).toMatchObject({
        at: expect.stringMatching(/Z$/),
        server: { version: expect.stringMatching(/^18/), standby: false, replayLagSeconds: null },
        migrated: true,
        catalogue: counts!.catalogue,
        activeModel: 'builtin-1',
        models: [
          {
            model: 'builtin-1',
            provider: 'builtin',
            state: 'active',
            products: counts!.products,
            embedded: counts!.products,
            stale: 3,
            backlog: 1,
            inProgress: 0,
            parked: 2,
            oldestPending: expect.stringMatching(/Z$/),
            failure: { code: 'PROVIDER_KEY' },
          },
        ],
        parkedErrors: [
          {
            model: 'builtin-1',
            code: 'BAD_INPUT',
            products: 2,
            message: 'it is too long',
            hint: 'Shorten it.',
            parkedAt: '2026-01-02T00:00:00.000000Z',
          },
        ],
        jobs: { queued: 1, running: 1, failedInLastDay: 1 },
      });
      expect(status.jobs.open.map((job: { label: string }) => job.label)).toEqual([
        'fit/local/2',
        'import/local/1',
      ]);
      expect(status.jobs.failed).toMatchObject([{ label: 'build/local/3', errorCode: 'LOST' }]);
    });
  });

  it('sees a job whose runner died as api.jobs does, and counts no failure that is older than a day', async () => {
    await inTransaction(shop, async (database) => {
      const died = (kind: string, ago: string) =>
        database.query(
          `insert into work.job (kind, label, state, runner, attempts, started_at, heartbeat_at)
           values ($1, 'a/b/' || $1, 'running', 'gone', 1, statement_timestamp() - $2::interval, statement_timestamp() - $2::interval)`,
          [kind, ago],
        );
      await died('import', '61 seconds');
      await died('fit', '61 seconds');
      await died('seed', '2 days');
      const { jobs } = JSON.parse(await read(database, 'json'));
      expect(jobs).toMatchObject({ queued: 1, running: 0, failedInLastDay: 1 });
      expect(jobs.failed).toMatchObject([{ label: 'a/b/import', errorCode: 'RUNNER_LOST' }]);
      expect(await database.query('select label, state from api.jobs() order by 1')).toEqual([
        { label: 'a/b/fit', state: 'queued' },
        { label: 'a/b/import', state: 'failed' },
        { label: 'a/b/seed', state: 'failed' },
      ]);
    });
  });

  it('says the same in words, a line a fact', async () => {
    await inTransaction(shop, async (database) => {
      await makeTrouble(database);
      const { models, catalogue, jobs } = JSON.parse(await read(database, 'json'));
      const { products, stale, oldestPending } = models[0];
      const lines = (await read(database, 'text')).trimEnd().split('\n');
      expect(lines[0]).toMatch(/^server {5}PostgreSQL 18\S*.*, takes writes, at \S+Z$/);
      expect(lines.slice(1)).toEqual([
        `catalogue  ${products} products (${catalogue.active} active, ${catalogue.public} of them for everybody), ${catalogue.variants} variants, ${catalogue.offers} offers`,
        expect.stringMatching(
          new RegExp(
            `^model {6}builtin-1, active: ${products - stale} of ${products} products have a vector of their present text \\([\\d.]+ %\\), 1 wait since ${oldestPending}, 0 in progress, 2 parked; lag p50 .+, p95 .+$`,
          ),
        ),
        'provider   of builtin-1 gives nothing: PROVIDER_KEY: no key (2026-01-03T00:00:00Z)',
        'parked     2 of builtin-1: BAD_INPUT: it is too long',
        'jobs       1 queued, 1 running, 1 failed in the last day',
        `job        ${jobs.open[0].jobId} fit/local/2 queued`,
        `job        ${jobs.open[1].jobId} import/local/1 running: Sending, 40 of 100 rows`,
        `failed     ${jobs.failed[0].jobId} build/local/3: LOST: it went away`,
      ]);
    });
  });

  it('says that no model is active', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from embeddings.model');
      expect(JSON.parse(await read(database, 'json'))).toMatchObject({ activeModel: null, models: [] });
      expect(await read(database, 'text')).toContain(
        '\nmodel      none is active: questions are answered by words alone\n',
      );
    });
  });

  it.each(['yaml', '', 'JSON', null])('refuses the format %j (TSOPT)', async (format) => {
    await expect(shop.query('select api.status(format => $1)', [format])).rejects.toMatchObject({
      code: 'TSOPT',
      hint: expect.stringContaining('json'),
    });
  });

  it('is for operators, not for the role of the gateway', async () => {
    expect(
      await shop.query(
        `select has_function_privilege('trueshelf_operator', 'api.status(text)', 'execute') as operator,
                has_function_privilege('trueshelf_gateway', 'api.status(text)', 'execute') as gateway`,
      ),
    ).toEqual([{ operator: true, gateway: false }]);
  });
});
