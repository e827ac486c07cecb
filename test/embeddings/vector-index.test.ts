import { beforeAll, describe, expect, it } from 'vitest';
import { buildVectorIndex, dropVectorIndex, needsVectorIndex } from '../../src/embeddings/vector-index.ts';
import { onServer } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';

// The embedded engine builds no index, and cannot cancel a statement.
describe.runIf(onServer())('the index of a model', () => {
  const database = useDatabase();
  const never = new AbortController().signal;
  let model = { modelId: '', dimensions: 64 };

  beforeAll(async () => {
    const [row] = await database.query<{ model_id: string }>(
      `insert into embeddings.model (name, provider, dimensions, document_template)
       values ('test', 'builtin', 64, '{title}') returning model_id`,
    );
    model = { ...model, modelId: row!.model_id };
    await database.query(`insert into product.category (slug, name) values ('things', 'Things')`);
    await database.query(
      `insert into product.product (handle, title, category_id)
       select 'thing-' || n, 'Thing', c.category_id from product.category c, generate_series(1, 3000) n`,
    );
    await database.query(
      `insert into embeddings.product_embedding (product_id, model_id, content_hash, embedding)
       select p.product_id, $1, '\\x00',
         (select array_agg(sin(p.product_id * d)) from generate_series(1, 64) d)::real[]::vector
       from product.product p`,
      [model.modelId],
    );
  });

  const findIndexes = () =>
    database.query<{ valid: boolean }>(
      `select i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname like '%_hnsw'`,
    );

  it('is not needed by a small catalogue', async () => {
    expect(await needsVectorIndex(database, model.modelId)).toBe(false);
  });

  it('leaves nothing behind when its building is stopped', async () => {
    const stopping = new AbortController();
    const reason = new Error('stopped');
    setTimeout(() => stopping.abort(reason), 30);
    await expect(buildVectorIndex(database, model, stopping.signal)).rejects.toBe(reason);
    expect(await findIndexes()).toEqual([]);
  });

  it('is built in place of one that a killed building left, once by two that begin together', async () => {
    await buildVectorIndex(database, model, never);
    await database.query(`update pg_index set indisvalid = false where indexrelid = $1::regclass`, [
      `embeddings.product_embedding_model_${model.modelId}_hnsw`,
    ]);
    await Promise.all([buildVectorIndex(database, model, never), buildVectorIndex(database, model, never)]);
    expect(await findIndexes()).toEqual([{ valid: true }]);
  });

  it('is dropped, and a second time there is nothing to drop', async () => {
    await dropVectorIndex(database, model.modelId);
    await dropVectorIndex(database, model.modelId);
    expect(await findIndexes()).toEqual([]);
  });
});
