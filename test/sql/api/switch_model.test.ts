import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';
import { addModel, buildModel, embedAll, finishBuild, states } from './model-life.ts';

const shop = useShop();

async function switchTo(database: Queryable, name: string | null, force = false) {
  const [row] = await database.query<{ switched: Record<string, unknown> }>(
    'select api.switch_model(name => $1, force => $2) as switched',
    [name, force],
  );
  return row!.switched;
}

/** What is queued now has been so for a little more than a minute. */
const waitLonger = (database: Queryable) =>
  database.query(`update embeddings.job set enqueued_at = statement_timestamp() - interval '61 seconds'`);

describe('api.switch_model', () => {
  it('lets a complete model answer; the one before stands by and is kept fresh, and the way back is the same', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'other');
      expect(await switchTo(database, 'other')).toEqual({
        model: 'other',
        replaced: 'builtin-1',
        coverage: 1,
        pending: 0,
      });
      expect(await states(database)).toEqual({ 'builtin-1': 'standby', other: 'active' });

      await database.query(`update product.product set title = 'Renamed' where product_id = 13`);
      expect(
        await database.query(
          `select m.name from embeddings.job j join embeddings.model m using (model_id) where j.product_id = 13 order by 1`,
        ),
      ).toEqual([{ name: 'builtin-1' }, { name: 'other' }]);

      await waitLonger(database);
      await expect(database.transaction((nested) => switchTo(nested, 'builtin-1'))).rejects.toMatchObject({
        code: 'TSMOD',
      });
      await database.query('select api.embed_products()');
      await embedAll(database, 'other');
      expect(await switchTo(database, 'builtin-1')).toMatchObject({ replaced: 'other', coverage: 1 });
      expect(await states(database)).toEqual({ 'builtin-1': 'active', other: 'standby' });
    });
  });

  it('has questions compared with vectors of the new model only, from the switch on', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'other');
      const models = async () => {
        const [row] = await database.query<{ models: string[] }>(
          `select array(select distinct e.value #>> '{}' from jsonb_path_query(p.page, '$.items[*].embedding.model') e (value)) as models
           from api.search(query_text => null, options => '{"like": {"productId": "1"}}') p (page)`,
        );
        return row!.models;
      };
      expect(await models()).toEqual(['builtin-1']);
      await switchTo(database, 'other');
      expect(await models()).toEqual(['other']);
    });
  });

  it('says so and changes nothing when the model answers already', async () => {
    await inTransaction(shop, async (database) => {
      expect(await switchTo(database, 'builtin-1')).toEqual({
        model: 'builtin-1',
        replaced: null,
        coverage: 1,
        pending: 0,
      });
      expect(await states(database)).toEqual({ 'builtin-1': 'active' });
    });
  });

  const incomplete: [string, (database: Queryable) => Promise<unknown>, RegExp][] = [
    [
      'being built',
      (database) => addModel(database, 'new'),
      /^model "new" is building: 0 of \d+ products have/,
    ],
    [
      'with a product that waits',
      async (database) => {
        await buildModel(database, 'new');
        await database.query(`update product.product set title = 'Renamed' where product_id = 13`);
        await waitLonger(database);
      },
      /^model "new" is standby: .*, 0 are parked after failing, 1 others wait for more than a minute$/,
    ],
    [
      'with a parked product',
      async (database) => {
        await buildModel(database, 'new');
        await database.query(
          `insert into embeddings.job (product_id, model_id, parked_at, error)
           select 13, m.model_id, now(), '{"code": "X"}' from embeddings.model m where m.name = 'new'`,
        );
      },
      /, 1 are parked after failing, 0 others wait/,
    ],
    [
      'with a product that has neither a vector nor a job',
      async (database) => {
        await buildModel(database, 'new');
        await database.query(
          `delete from embeddings.product_embedding e using embeddings.model m where m.model_id = e.model_id and m.name = 'new' and e.product_id = 13`,
        );
      },
      /^model "new" is standby/,
    ],
  ];
  it.each(incomplete)('refuses a model %s (TSMOD), unless it is forced', async (_what, prepare, message) => {
    await inTransaction(shop, async (database) => {
      await prepare(database);
      await expect(database.transaction((nested) => switchTo(nested, 'new'))).rejects.toMatchObject({
        code: 'TSMOD',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('force'),
      });
      expect((await states(database))['builtin-1']).toBe('active');
      const forced = await switchTo(database, 'new', true);
      expect(forced).toMatchObject({ model: 'new', replaced: 'builtin-1' });
      expect(forced.pending).toBeGreaterThan(0);
      expect(await states(database)).toEqual({ 'builtin-1': 'standby', new: 'active' });
    });
  });

  it('is not held up by what was queued within the last minute, and says how much that is', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'new');
      await database.query(`update product.product set title = 'Renamed' where product_id = 13`);
      await database.query(
        `insert into product.product (product_id, handle, title, category_id) values (900, 'wok', 'Wok', 6)`,
      );
      await database.query(
        `update embeddings.job set enqueued_at = statement_timestamp() - interval '55 seconds'`,
      );
      expect(await switchTo(database, 'new')).toMatchObject({ replaced: 'builtin-1', pending: 2 });
    });
  });

  it('is held up by an import of everything, however fresh (TSMOD)', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'new');
      const add = (first: number, last: number) =>
        database.query(
          `insert into product.product (handle, title, category_id)
           select 'wok-' || n, 'Wok', 6 from generate_series($1::integer, $2) n`,
          [first, last],
        );
      await add(1, 101);
      await expect(database.transaction((nested) => switchTo(nested, 'new'))).rejects.toMatchObject({
        code: 'TSMOD',
        message: expect.stringContaining('0 others wait for more than a minute'),
        detail: expect.stringContaining('no more than 100 products or a twentieth of all'),
      });
      await database.query(`delete from product.product where handle = 'wok-101'`);
      expect(await switchTo(database, 'new')).toMatchObject({ pending: 100 });
    });
  });

  it('measures a model that was forced into use once it is complete', async () => {
    await inTransaction(shop, async (database) => {
      await addModel(database, 'new');
      await switchTo(database, 'new', true);
      const floor = async () =>
        (
          await database.query<{ floor: number | null }>(
            `select similarity_floor as floor from embeddings.model where name = 'new'`,
          )
        )[0]!.floor;
      expect(await floor()).toBeNull();
      await embedAll(database, 'new');
      // The shop has fewer than twenty products that everybody may see: too few to measure.
      const [enough] = await database.query<{ enough: boolean }>(
        `select count(*) >= 20 as enough from product.product where status = 'active' and audience is null`,
      );
      expect(await finishBuild(database, 'new')).toBe('active');
      expect((await floor()) !== null).toBe(enough!.enough);
    });
  });

  it('refuses a retired model (TSMOD), by force as well, and one that does not exist (TSNFD)', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'gone');
      await database.query(`select api.retire_model('gone')`);
      await expect(database.transaction((nested) => switchTo(nested, 'gone', true))).rejects.toMatchObject({
        code: 'TSMOD',
      });
    });
    await expect(switchTo(shop, 'nobody')).rejects.toMatchObject({ code: 'TSNFD' });
    await expect(switchTo(shop, null)).rejects.toMatchObject({ code: 'TSNFD' });
  });
});
