import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { embedBacklog } from '../../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../../src/embeddings/fit.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { addModel, buildModel, embedAll, finishBuild, states } from '../api/model-life.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function words(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    'select distinct m.name from embeddings.token t join embeddings.model m using (model_id) order by 1',
  );
  return rows.map(({ name }) => name);
}

describe('embeddings.finish_build', () => {
  it("lets a provider's model stand by, measured, while the active one goes on answering", async () => {
    await inTransaction(shop, async (database) => {
      await addModel(database, 'new');
      expect(await finishBuild(database, 'new')).toBe('building');
      await embedAll(database, 'new');
      expect(await finishBuild(database, 'new')).toBe('standby');
      expect(await finishBuild(database, 'new')).toBe('standby');
      expect(await states(database)).toEqual({ 'builtin-1': 'active', new: 'standby' });
      expect(
        await database.query(
          `select calibration ->> 'questions' as by from embeddings.model where name = 'new'`,
        ),
      ).toEqual([{ by: 'products' }]);
    });
  });

  it('waits for the first vector of every product, not for edits, which never end in a busy shop', async () => {
    await inTransaction(shop, async (database) => {
      await addModel(database, 'new');
      await embedAll(database, 'new');
      await database.query(`update product.product set title = 'Renamed' where product_id = 13`);
      await database.query(
        `insert into product.product (product_id, handle, title, category_id) values (900, 'wok', 'Wok', 6)`,
      );
      expect(await finishBuild(database, 'new')).toBe('building');
      await database.query('delete from embeddings.job where product_id = 900');
      expect(await finishBuild(database, 'new')).toBe('building');
      expect(
        await database.query(
          `select m.name from embeddings.job j join embeddings.model m using (model_id) where j.product_id = 900`,
        ),
      ).toEqual([{ name: 'new' }]);
      await database.query(
        `update embeddings.job set parked_at = now(), error = '{"code": "X"}' where product_id = 900`,
      );
      expect(await finishBuild(database, 'new')).toBe('standby');
    });
  });

  it('waits for nothing that was queued after the look, but for what had never been queued', async () => {
    await inTransaction(shop, async (database) => {
      await addModel(database, 'new');
      await embedAll(database, 'new');
      const add = async (id: number, enqueuedAt: string) => {
        await database.query(
          `insert into product.product (product_id, handle, title, category_id)
           values ($1::bigint, 'wok-' || $1::bigint, 'Wok', 6)`,
          [id],
        );
        await database.query('update embeddings.job set enqueued_at = $2 where product_id = $1', [
          id,
          enqueuedAt,
        ]);
      };
      const finish = async () => {
        const [row] = await database.query<{ state: string }>(
          `select embeddings.finish_build(m.model_id, '2026-03-01 12:00:10+00', queued_until => '2026-03-01 12:00:00+00') as state
           from embeddings.model m where m.name = 'new'`,
        );
        return row!.state;
      };
      await add(900, '2026-03-01 12:00:00+00');
      await add(901, '2026-03-01 12:00:01+00');
      await add(902, '2026-03-01 12:00:01+00');
      expect(await finish()).toBe('building');
      await database.query('delete from embeddings.job where product_id = 902');
      await database.query(
        `update embeddings.job set enqueued_at = '2026-03-01 12:00:01+00' where product_id = 900`,
      );
      expect(await finish()).toBe('building');
      expect(
        await database.query(
          `select j.enqueued_at = '2026-03-01 12:00:00+00' as awaited
           from embeddings.job j join embeddings.model m using (model_id) where m.name = 'new' and j.product_id = 902`,
        ),
      ).toEqual([{ awaited: true }]);
      expect(await finish()).toBe('building');
      await database.query(
        `update embeddings.job set enqueued_at = '2026-03-01 12:00:01+00' where product_id = 902`,
      );
      expect(await finish()).toBe('standby');
    });
  });

  it('measures a ready model anew by titles where it had been measured by products only', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'new');
      await database.query(`update embeddings.model set similarity_floor = 0.4 where name = 'new'`);
      const measure = async (questionIds: number[]) => {
        await database.query(
          `select embeddings.finish_build(
             m.model_id, statement_timestamp(), question_ids => $1, question_embeddings => $2::vector[]
           ) from embeddings.model m where m.name = 'new'`,
          [questionIds, questionIds.map(() => '[1,0,0]')],
        );
        const [after] = await database.query<{ by: string }>(
          `select m.calibration ->> 'questions' as by from embeddings.model m where m.name = 'new'`,
        );
        return after!.by;
      };
      expect(await measure([])).toBe('products');
      expect(await measure([1, 2])).toBe('titles');
    });
  });

  it('lets a refitted built-in model take over, and retires the one before with its words', async () => {
    await inTransaction(shop, async (database) => {
      const { model } = await fitBuiltinModel(database);
      await embedBacklog(database);
      expect(await states(database)).toEqual({ 'builtin-1': 'retired', [model]: 'active' });
      expect(await words(database)).toEqual([model]);
      expect(
        await database.query(
          `select count(*)::integer as left from embeddings.product_embedding e join embeddings.model m using (model_id) where m.state = 'retired'`,
        ),
      ).toEqual([{ left: 0 }]);
    });
  });

  it("lets it stand by where a provider's model answers, in place of the built-in one that stood by", async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'other');
      await database.query(`select api.switch_model('other')`);
      const { model } = await fitBuiltinModel(database);
      await embedBacklog(database);
      expect(await states(database)).toEqual({ 'builtin-1': 'retired', other: 'active', [model]: 'standby' });
      expect(await words(database)).toEqual([model]);
      expect(
        await database.query(
          'select m.name from embeddings.model m where m.model_id = embeddings.lexicon_model()',
        ),
      ).toEqual([{ name: model }]);
    });
  });

  it('lets the first one of a shop answer', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from embeddings.model');
      const { model } = await fitBuiltinModel(database);
      await embedBacklog(database);
      expect(await states(database)).toEqual({ [model]: 'active' });
    });
  });

  it('leaves a paused and a retired model as they are, and knows none that is gone (TSNFD)', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'one');
      await database.query(`update embeddings.model set state = 'paused' where name = 'one'`);
      expect(await finishBuild(database, 'one')).toBe('paused');
      await database.query(`select api.retire_model('one')`);
      expect(await finishBuild(database, 'one')).toBe('retired');
      await expect(
        database.query('select embeddings.finish_build(-1, statement_timestamp())'),
      ).rejects.toMatchObject({ code: 'TSNFD' });
    });
  });
});
