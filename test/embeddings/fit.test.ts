import { expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { embedBacklog } from '../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../src/embeddings/fit.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase('demo');

async function models(connection: Database) {
  return connection.query<{ name: string; state: string; vectors: number; words: number; jobs: number }>(
    `select m.name, m.state,
       (select count(*)::integer from embeddings.product_embedding e where e.model_id = m.model_id) as vectors,
       (select count(*)::integer from embeddings.token t where t.model_id = m.model_id) as words,
       (select count(*)::integer from embeddings.job j where j.model_id = m.model_id) as jobs
     from embeddings.model m
     order by m.model_id`,
  );
}

test('a refit is built beside the model in use, which serves until every product is embedded', () =>
  inTransaction(database, async (db) => {
    const [before] = await models(db);
    const report = await fitBuiltinModel(db);
    const [serving, building] = await models(db);
    expect(serving).toEqual(before);
    expect(building).toMatchObject({
      name: report.model,
      state: 'building',
      vectors: 0,
      words: report.words,
    });
    expect(building!.jobs).toBe(before!.vectors);

    expect(await embedBacklog(db)).toBe(before!.vectors);
    const [retired, active] = await models(db);
    expect(retired).toMatchObject({ state: 'retired', vectors: 0, words: 0, jobs: 0 });
    expect(active).toMatchObject({ name: report.model, state: 'active', vectors: before!.vectors, jobs: 0 });
  }));

test('a refit of an unchanged catalogue gives the same vectors', () =>
  inTransaction(database, async (db) => {
    const vectors = () =>
      db.query<{ handle: string; embedding: string }>(
        `select p.handle, e.embedding::text
         from embeddings.product_embedding e
         join embeddings.model m on m.model_id = e.model_id and m.state = 'active'
         join product.product p on p.product_id = e.product_id
         where e.embedding is not null
         order by p.handle`,
      );
    const before = (await vectors()).map((row) => JSON.parse(row.embedding) as number[]);
    await fitBuiltinModel(db);
    await embedBacklog(db);
    const after = (await vectors()).map((row) => JSON.parse(row.embedding) as number[]);
    expect(after.length).toBe(before.length);
    for (const [index, vector] of after.entries()) {
      const cosine = vector.reduce((sum, value, i) => sum + value * before[index]![i]!, 0);
      expect(cosine).toBeGreaterThan(0.9999);
    }
  }));

test('learns from an even sample of very many products, and counts words for all of them', () =>
  inTransaction(database, async (db) => {
    const whole = await fitBuiltinModel(db);
    const report = await fitBuiltinModel(db, { sample: 500 });
    expect(report.products).toBeGreaterThan(400);
    expect(report.products).toBeLessThan(600);
    expect(report.words).toBeLessThan(whole.words);
    const words = await db.query<{ token: string; share: number }>(
      `select t.token, t.document_frequency / m.document_count::float8 as share
       from embeddings.token t join embeddings.model m using (model_id)
       where m.state = 'building' and t.token in ('jacket', 'tent', 'glass', 'keyboard', 'cotton')
       order by t.token`,
    );
    expect(words.map(({ token }) => token)).toEqual(['cotton', 'glass', 'jacket', 'keyboard', 'tent']);
    const cotton = words[0]!.share;
    expect(cotton).toBeGreaterThan(0.08);
    expect(cotton).toBeLessThan(0.35);
  }));

test('vectors are of unit length', async () => {
  const [row] = await database.query<{ worst: number }>(
    'select max(abs(vector_norm(embedding) - 1)) as worst from embeddings.product_embedding',
  );
  expect(row!.worst).toBeLessThan(1e-5);
});

test('the words of restricted and of inactive products are not learnt', () =>
  inTransaction(database, async (db) => {
    await db.query(
      `insert into product.product (handle, title, category_id, status)
       select h, 'Qwertyhidden ' || h, (select min(category_id) from product.category), s
       from (values ('hidden-a', 'active'), ('hidden-b', 'draft')) v (h, s)`,
    );
    await db.query(
      `insert into product.audience (product_id, customer_group)
       select product_id, 'wholesale' from product.product where handle = 'hidden-a'`,
    );
    await fitBuiltinModel(db);
    expect(await db.query(`select token from embeddings.token where token like 'qwertyhidden%'`)).toEqual([]);
  }));

test('a fit that never finished embedding is replaced by the next', () =>
  inTransaction(database, async (db) => {
    await fitBuiltinModel(db);
    const second = await fitBuiltinModel(db);
    const building = (await models(db)).filter((model) => model.state === 'building');
    expect(building.map((model) => model.name)).toEqual([second.model]);
  }));

test('what a fit writes says which fields its words come from, so that an edit of them is queued', () =>
  inTransaction(database, async (db) => {
    const { model } = await fitBuiltinModel(db);
    expect(await db.query('select document_fields from embeddings.model where name = $1', [model])).toEqual([
      { document_fields: ['brand', 'category', 'description', 'title'] },
    ]);
  }));

test('a product without any known word has no vector and is found by words alone', () =>
  inTransaction(database, async (db) => {
    await db.query(
      `insert into product.product (handle, title, category_id)
       values ('unheard-of', 'Zzyzxfoo', (select category_id from product.category where slug = 'jackets'))`,
    );
    await db.query(
      `insert into product.variant (product_id, sku) select product_id, 'UNHEARD' from product.product where handle = 'unheard-of'`,
    );
    await db.query(
      `insert into product.price (product_id, variant_id, price_list_id, amount)
       select v.product_id, v.variant_id, l.price_list_id, 10
       from product.variant v, product.price_list l where v.sku = 'UNHEARD' and l.is_default`,
    );
    await db.query(`update product.category set name = 'Zzz' where slug = 'jackets'`);
    await embedBacklog(db);
    const found = await db.query<{ handle: string; mode: string; semantic: string | null }>(
      `select handle, mode, semantic from api.similar_items('zzyzxfoo')`,
    );
    expect(found).toEqual([{ handle: 'unheard-of', mode: 'LEXICAL', semantic: null }]);
  }));

test('an empty catalogue has nothing to fit', () =>
  inTransaction(database, async (db) => {
    await db.query(`update product.product set status = 'archived'`);
    await expect(fitBuiltinModel(db)).rejects.toMatchObject({ code: 'NOTHING_TO_FIT' });
  }));
