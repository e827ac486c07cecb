import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { fitBuiltinModel } from '../../../src/embeddings/fit.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Status {
  model: string;
  provider: string;
  state: string;
  dimensions: number;
  products: string;
  embedded: string;
  backlog: string;
  parked: string;
  oldest_pending: Date | null;
  last_embedded_at: Date | null;
  similarity_floor: number | null;
  stale: string;
  coverage: number;
  in_progress: string;
  lag_p50: number | null;
  lag_p95: number | null;
  failure: object | null;
  last_error: object | null;
}
/** By default as somebody who sees every product. */
const status = (database: Queryable, claims: object | null = { role: 'merchant' }) =>
  database.query<Status>('select * from api.embedding_status(claims => $1)', [
    claims && JSON.stringify(claims),
  ]);

describe('api.embedding_status', () => {
  it('counts every product that ought to have a vector, and those that have', async () => {
    const [row, ...more] = await status(shop);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      model: 'builtin-1',
      provider: 'builtin',
      state: 'active',
      backlog: '0',
      parked: '0',
      oldest_pending: null,
      last_embedded_at: expect.any(Date),
      stale: '0',
      coverage: 1,
      in_progress: '0',
      failure: null,
      last_error: null,
    });
    expect(row!.embedded).toBe(row!.products);
    expect(await shop.query('select count(*) as products from product.product')).toEqual([
      { products: row!.products },
    ]);
  });

  it('counts for others only what everybody may see, whatever their group', async () => {
    const [open] = await shop.query<{ products: string }>(
      `select count(*) as products from product.product where status = 'active' and audience is null`,
    );
    for (const claims of [null, { group: 'wholesale' }]) {
      expect(await status(shop, claims)).toMatchObject([
        { products: open!.products, embedded: open!.products, coverage: 1 },
      ]);
    }
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.product set title = 'New title' where status <> 'active' or audience is not null`,
      );
      expect(await status(database, null)).toMatchObject([
        { backlog: '0', coverage: 1, oldest_pending: null },
      ]);
      const [all] = await status(database);
      expect(Number(all!.backlog)).toBeGreaterThan(0);
    });
  });

  it('counts what an edit has made stale, what a worker has taken and what never had a vector apart', async () => {
    await inTransaction(shop, async (database) => {
      const [before] = await status(database);
      const products = Number(before!.products);
      await database.query(`update product.product set title = 'New title' where product_id in (13, 14)`);
      await database.query(
        `insert into product.product (product_id, handle, title, category_id) values (900, 'wok', 'Wok', 6)`,
      );
      await database.query(
        `update embeddings.job set leased_until = now() + interval '1 minute', leased_by = 'w' where product_id = 13`,
      );
      expect(await status(database)).toMatchObject([
        {
          products: String(products + 1),
          embedded: String(products),
          stale: '2',
          coverage: (products - 2) / (products + 1),
          backlog: '3',
          in_progress: '1',
          parked: '0',
        },
      ]);
    });
  });

  it('never shows a product as covered that has neither a vector nor a job', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from embeddings.product_embedding where product_id = 13');
      const [row] = await status(database);
      expect(row!.coverage).toBe((Number(row!.products) - 1) / Number(row!.products));
    });
  });

  it('measures the seconds from edit to vector over the last hour', async () => {
    await inTransaction(shop, async (database) => {
      const lags = async () => {
        const [row] = await status(database);
        return [row!.lag_p50, row!.lag_p95];
      };
      await database.query('update embeddings.product_embedding set enqueued_at = null');
      expect(await lags()).toEqual([null, null]);
      await database.query(
        `update embeddings.product_embedding e set embedded_at = now() - interval '1 minute', enqueued_at = now() - interval '1 minute' - e.product_id * interval '1 second'
         where e.product_id in (1, 2, 3, 4, 5)`,
      );
      await database.query(
        `update embeddings.product_embedding set embedded_at = now() - interval '61 minutes', enqueued_at = now() - interval '10 hours' where product_id = 13`,
      );
      expect(await lags()).toEqual([3, expect.closeTo(4.8, 6)]);
    });
  });

  it('measures them for others over what everybody may see alone', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('update embeddings.product_embedding set enqueued_at = null');
      await database.query(
        `update embeddings.product_embedding e set embedded_at = now(),
           enqueued_at = now() - case when p.status = 'active' and p.audience is null then interval '2 seconds' else interval '1 day' end
         from product.product p where p.product_id = e.product_id`,
      );
      expect(await status(database, null)).toMatchObject([{ lag_p50: 2, lag_p95: 2 }]);
      const [all] = await status(database);
      expect(all!.lag_p95).toBeGreaterThan(2);
    });
  });

  it('shows why products are parked and a provider gives nothing: to merchants in words, to others as codes', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `insert into embeddings.job (product_id, model_id, enqueued_at, parked_at, error)
         select p.product_id, m.model_id, now(), now(), p.error::jsonb
         from embeddings.model m,
           (values (13, '{"code": "OLD", "message": "older", "at": "2026-01-01T00:00:00.000000Z"}'),
                   (14, '{"code": "BAD_INPUT", "message": "it is too long", "detail": "d", "at": "2026-01-02T00:00:00.000000Z"}')) p (product_id, error)`,
      );
      await database.query(
        `update embeddings.model set failure = '{"code": "PROVIDER_KEY", "message": "no key", "hint": "set it", "at": "2026-01-03T00:00:00Z"}'`,
      );
      expect(await status(database)).toMatchObject([
        {
          parked: '2',
          backlog: '0',
          oldest_pending: null,
          failure: { code: 'PROVIDER_KEY', message: 'no key', hint: 'set it', at: '2026-01-03T00:00:00Z' },
          last_error: { code: 'BAD_INPUT', message: 'it is too long', at: '2026-01-02T00:00:00.000000Z' },
        },
      ]);
      const [shopper] = await status(database, null);
      expect([shopper!.failure, shopper!.last_error]).toEqual([
        { code: 'PROVIDER_KEY', at: '2026-01-03T00:00:00Z' },
        { code: 'BAD_INPUT', at: '2026-01-02T00:00:00.000000Z' },
      ]);
    });
  });

  it('shows an edit as backlog, with since when it waits, until it is embedded', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.product set title = 'New title' where product_id in (13, 14)`);
      const [waiting] = await status(database);
      expect(waiting).toMatchObject({ backlog: '2', oldest_pending: expect.any(Date) });
      await database.query('select api.embed_products(1)');
      expect(await status(database)).toMatchObject([{ backlog: '1' }]);
      await database.query('select api.embed_products()');
      expect(await status(database)).toMatchObject([{ backlog: '0', oldest_pending: null }]);
    });
  });

  it('shows a model that is built beside the active one, which goes on answering', async () => {
    await inTransaction(shop, async (database) => {
      await fitBuiltinModel(database);
      const rows = await status(database);
      expect(rows.map(({ state, backlog }) => [state, backlog])).toEqual([
        ['active', '0'],
        ['building', rows[1]!.products],
      ]);
      await database.query('select api.embed_products(10000)');
      expect(
        (await status(database)).filter(({ state }) => state === 'active').map(({ backlog }) => backlog),
      ).toEqual(['0']);
    });
  });

  it('shows the relevance floor of each model, null where none was measured', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('update embeddings.model set similarity_floor = 0.1962');
      await fitBuiltinModel(database);
      expect((await status(database)).map((row) => [row.state, row.similarity_floor])).toEqual([
        ['active', 0.1962],
        ['building', null],
      ]);
    });
  });

  it('is empty before the first fit', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from embeddings.model');
      expect(await status(database)).toEqual([]);
    });
  });
});

describe('api.ready', () => {
  it('says whether a model is active', async () => {
    const ready = (database: Queryable) => database.query('select api.ready() as answer');
    expect(await ready(shop)).toEqual([{ answer: { migrated: true, modelActive: true } }]);
    await inTransaction(shop, async (database) => {
      await database.query(`delete from embeddings.model`);
      expect(await ready(database)).toEqual([{ answer: { migrated: true, modelActive: false } }]);
    });
  });
});
