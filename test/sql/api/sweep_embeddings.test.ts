import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { onServer } from '../../harness/engine.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { addModel, claim, store } from '../fixture/queue.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function sweep(database: Queryable, args: string): Promise<unknown> {
  const [row] = await database.query<{ swept: unknown }>(`select api.sweep_embeddings(${args}) as swept`);
  return row!.swept;
}

const waiting = (database: Queryable) =>
  database.query(
    `select j.product_id::integer as id, j.parked_at is not null as parked
     from embeddings.job j join embeddings.model m using (model_id) where m.name = 'm' order by 1`,
  );

describe('api.sweep_embeddings', () => {
  it('queues what is missing or stale and does not wait yet, page by page, and leaves parked what is', () =>
    inTransaction(shop, async (database) => {
      await addModel(database, 'm', { template: '{title}' });
      await sweep(database, "'m'");
      await store(database, await claim(database));
      await database.query(`update embeddings.product_embedding set content_hash = '' where product_id = 13`);
      await database.query('delete from embeddings.product_embedding where product_id = 12');
      await database.query(
        `insert into embeddings.job (product_id, model_id, parked_at, error)
         select 12, m.model_id, '2026-01-01', '{"code": "X"}' from embeddings.model m where m.name = 'm'`,
      );
      expect(await sweep(database, "'m', 10, 3")).toEqual({ next: '13', looked: 3, queued: 1 });
      expect(await waiting(database)).toEqual([
        { id: 12, parked: true },
        { id: 13, parked: false },
      ]);
      expect(await sweep(database, "'m', 13, 10000")).toMatchObject({ next: null, queued: 0 });
    }));

  it('may be called by operators and workers', () =>
    inTransaction(shop, async (database) => {
      for (const role of ['trueshelf_operator', 'trueshelf_worker']) {
        await database.query(`set local role ${role}`);
        expect(await sweep(database, '')).toMatchObject({ next: null });
        await database.query('reset role');
      }
    }));

  it.each([
    ['a model that is not in use', "'nobody'", 'TSNFD'],
    ['batches of none', 'batch_size => 0', 'TSLIM'],
    ['batches of 10,001', 'batch_size => 10001', 'TSLIM'],
    ['batches of null', 'batch_size => null', 'TSLIM'],
  ])('refuses %s', async (_what, args, code) => {
    await expect(sweep(shop, args)).rejects.toMatchObject({ code });
  });

  // Two sessions: the embedded engine has one.
  it.runIf(onServer())(
    'finds the edit of a transaction that began before the model was added and that nothing was queued for',
    async () => {
      await shop.session(async (writer) => {
        await writer.query('begin isolation level repeatable read');
        await writer.query('select from product.product where product_id = 13');
        await addModel(shop, 'm', { template: '{title}' });
        await sweep(shop, "'m'");
        await store(shop, await claim(shop));
        await writer.query(`update product.product set title = 'Late' where product_id = 13`);
        await writer.query('commit');
      });
      try {
        expect(await waiting(shop)).toEqual([]);
        expect(await sweep(shop, "'m'")).toMatchObject({ queued: 1 });
        expect((await claim(shop)).map(({ content }) => content)).toEqual(['Late']);
      } finally {
        await shop.query(`delete from embeddings.model where name = 'm'`);
        await shop.query('delete from embeddings.job');
      }
    },
  );
});
