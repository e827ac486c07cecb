import { expect } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { vectorOf } from '../embeddings/fake-provider.ts';

/** Products "thing 1".. in an empty database; their titles are all that their models embed. */
export async function addProducts(database: Queryable, count: number): Promise<void> {
  await database.query(
    `insert into product.category (slug, name) values ('things', 'Things') on conflict do nothing`,
  );
  await database.query(
    `insert into product.product (handle, title, category_id)
     select 'thing-' || n, 'thing ' || n, (select c.category_id from product.category c where c.slug = 'things')
     from generate_series(1, $1::integer) n`,
    [count],
  );
}

export async function addModel(
  database: Queryable,
  name: string,
  baseUrl: string,
  settings: object = {},
): Promise<void> {
  await database.query('select api.add_model(name => $1, settings => $2)', [
    name,
    JSON.stringify({ baseUrl, dimensions: 8, documentTemplate: '{title}', ...settings }),
  ]);
}

export async function removeEverything(database: Queryable): Promise<void> {
  await database.query('delete from work.job');
  await database.query('delete from embeddings.model');
  await database.query('delete from product.product');
}

/** Every product has the vector of the text that it has now, but for `missing` of them, and the queue is empty but for those that are parked. */
export async function expectWhole(database: Queryable, model: string, missing = 0): Promise<void> {
  const rows = await database.query<{ title: string; embedding: string | null }>(
    `select p.title, e.embedding::text
     from product.product p
     join embeddings.model m on m.name = $1
     left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = m.model_id`,
    [model],
  );
  const wrong = rows.filter(({ title, embedding }) => embedding === null || !isVectorOf(embedding, title));
  expect(wrong.filter(({ embedding }) => embedding !== null)).toEqual([]);
  expect(wrong.length).toBe(missing);
  expect(
    await database.query(
      `select j.product_id from embeddings.job j join embeddings.model m on m.model_id = j.model_id
       where m.name = $1 and j.parked_at is null`,
      [model],
    ),
  ).toEqual([]);
}

function isVectorOf(embedding: string, text: string): boolean {
  const found = JSON.parse(embedding) as number[];
  return vectorOf(text, found.length).every((value, at) => Math.abs(value - (found[at] ?? 9)) < 1e-5);
}
