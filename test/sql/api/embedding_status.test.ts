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
}
const status = (database: Queryable) => database.query<Status>('select * from api.embedding_status()');

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
    });
    expect(row!.embedded).toBe(row!.products);
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
