import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';
import { addModel, buildModel, states } from './model-life.ts';

const shop = useShop();

async function retire(database: Queryable, name: string): Promise<unknown> {
  const [row] = await database.query<{ retired: unknown }>('select api.retire_model(name => $1) as retired', [
    name,
  ]);
  return row!.retired;
}

describe('api.retire_model', () => {
  it("drops a model's vectors, queue, cached questions and index, and says how many vectors", async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'old');
      const [model] = await database.query<{ model_id: string; products: number }>(
        `select m.model_id, (select count(*) from product.product)::integer as products from embeddings.model m where m.name = 'old'`,
      );
      const id = model!.model_id;
      await database.query(
        `create index product_embedding_model_${id}_hnsw on embeddings.product_embedding
         using hnsw ((embedding::vector(3)) vector_cosine_ops) where model_id = ${id}`,
      );
      await database.query(`update product.product set title = 'Renamed' where product_id = 13`);
      await database.query(
        `insert into embeddings.query_embedding (model_id, text_digest, embedding) values ($1, sha256('pan'), '[1,0,0]')`,
        [id],
      );

      expect(await retire(database, 'old')).toEqual({ model: 'old', vectors: model!.products });
      expect(await states(database)).toEqual({ 'builtin-1': 'active', old: 'retired' });
      expect(
        await database.query(
          `select (select count(*)::integer from embeddings.product_embedding where model_id = $1) as vectors,
                  (select count(*)::integer from embeddings.job where model_id = $1) as jobs,
                  (select count(*)::integer from embeddings.query_embedding where model_id = $1) as questions,
                  to_regclass('embeddings.product_embedding_model_${id}_hnsw') as index`,
          [id],
        ),
      ).toEqual([{ vectors: 0, jobs: 0, questions: 0, index: null }]);
      expect(await retire(database, 'old')).toEqual({ model: 'old', vectors: 0 });
    });
  });

  it('leaves the words of the built-in model to word repair while no other has any', async () => {
    await inTransaction(shop, async (database) => {
      const words = async () =>
        (await database.query('select count(*)::integer as words from embeddings.token'))[0];
      const before = await words();
      await buildModel(database, 'other');
      await database.query(`select api.switch_model('other')`);
      await retire(database, 'builtin-1');
      expect(await words()).toEqual(before);
      expect(
        await database.query(
          `select api.search(query_text => 'alumnium pan') #> '{interpretation,repairs}' as repairs`,
        ),
      ).toEqual([{ repairs: [{ from: 'alumnium', to: 'aluminium' }] }]);
    });
  });

  it('refuses the model that answers (TSMOD), and one that does not exist (TSNFD)', async () => {
    await expect(retire(shop, 'builtin-1')).rejects.toMatchObject({ code: 'TSMOD' });
    await expect(retire(shop, 'nobody')).rejects.toMatchObject({ code: 'TSNFD' });
  });

  it('stops a model that is being built', async () => {
    await inTransaction(shop, async (database) => {
      await addModel(database, 'half');
      expect(await retire(database, 'half')).toEqual({ model: 'half', vectors: 0 });
      expect(await database.query('select count(*)::integer as jobs from embeddings.job')).toEqual([
        { jobs: 0 },
      ]);
    });
  });
});
