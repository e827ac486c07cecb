import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { addModel, queue } from '../fixture/queue.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** What waits, by model. */
async function waiting(database: Queryable): Promise<Record<string, number[]>> {
  const rows = await database.query<{ name: string; products: string[] }>(
    `select m.name, array_agg(j.product_id order by j.product_id) as products
     from embeddings.job j join embeddings.model m on m.model_id = j.model_id group by m.name`,
  );
  return Object.fromEntries(rows.map(({ name, products }) => [name, products.map(Number)]));
}

/** Four models whose templates use different fields, one in every state, and the built-in one beside them. */
const withModels = <T>(work: (database: Database) => Promise<T>): Promise<T> =>
  inTransaction(shop, async (database) => {
    await addModel(database, 'title', { template: '{title}', state: 'standby' });
    await addModel(database, 'names', { template: '{brand}, {category}', state: 'building' });
    await addModel(database, 'options', { template: '{attributes}\n{options}', state: 'paused' });
    await addModel(database, 'retired', { state: 'retired' });
    return work(database);
  });

describe('the queue gets exactly the products and models that a change concerns', () => {
  const builtin = 'builtin-1';
  it.each<[string, string, Record<string, number[]>]>([
    [
      'a title',
      `update product.product set title = 'X' where product_id = 14`,
      { title: [14], [builtin]: [14] },
    ],
    [
      'a description',
      `update product.product set description = 'X' where product_id = 14`,
      { [builtin]: [14] },
    ],
    [
      'an attribute',
      `update product.product set attributes = '{"material": "tin"}' where product_id = 14`,
      { options: [14] },
    ],
    [
      'a brand',
      `update product.product set brand_id = 1 where product_id = 14`,
      { names: [14], [builtin]: [14] },
    ],
    [
      'a brand that goes',
      `update product.product set brand_id = null where product_id = 18`,
      { names: [18], [builtin]: [18] },
    ],
    [
      'a category',
      `update product.product set category_id = 2 where product_id = 14`,
      { names: [14], [builtin]: [14] },
    ],
    [
      'one statement over many products',
      `update product.product set title = case when product_id < 3 then title else title || '!' end, rating = 1 where product_id < 6`,
      { title: [3, 4, 5], [builtin]: [3, 4, 5] },
    ],
    [
      'a new name of a brand, be it in another case only',
      `update product.brand set name = 'NORDHEM' where brand_id = 2`,
      { names: [2, 5, 7, 8, 11, 18], [builtin]: [2, 5, 7, 8, 11, 18] },
    ],
    [
      'a new name of a category, not of its subcategories',
      `update product.category set name = 'Outerwear' where category_id in (2, 10)`,
      { names: [4, 5, 6, 7, 8, 17, 18, 19, 20], [builtin]: [4, 5, 6, 7, 8, 17, 18, 19, 20] },
    ],
    [
      'options',
      `update product.variant set options = '{"size": "XL"}' where product_id = 1 and variant_id = 11`,
      { options: [1] },
    ],
    [
      'a variant that comes',
      `insert into product.variant (product_id, variant_id, sku, options) values (14, 142, 'S', '{"size": "M"}')`,
      { options: [14] },
    ],
    [
      'a variant that goes',
      `delete from product.variant where product_id = 1 and variant_id = 11`,
      { options: [1] },
    ],
    [
      'a new product',
      `insert into product.product (product_id, handle, title, category_id) values (600, 'new', 'New', 1), (601, 'newer', 'Newer', 1)`,
      { title: [600, 601], names: [600, 601], options: [600, 601], [builtin]: [600, 601] },
    ],
  ])('%s', (_what, change, expected) =>
    withModels(async (database) => {
      await database.query(change);
      expect(await waiting(database)).toEqual(expected);
    }),
  );

  it.each([
    ['a price', 'update product.price set amount = amount + 1'],
    ['a stock', 'update product.stock set on_hand = on_hand + 1'],
    ['a status', `update product.product set status = 'draft'`],
    ['a rating', 'update product.product set rating = 1'],
    ['an audience', `insert into product.audience (product_id, customer_group) values (14, 'vip')`],
    ['a handle', `update product.product set handle = handle || '-2'`],
    [
      'texts as they were',
      'update product.product set title = title, description = description, attributes = attributes, brand_id = brand_id',
    ],
    [
      'a number written otherwise',
      `update product.product set attributes = '{"capacity": 150.0, "warranty": "2 years"}' where product_id = 15`,
    ],
    ['a weight or a SKU', `update product.variant set weight_grams = 1, sku = sku || '-2'`],
    ['options as they were', 'update product.variant set options = options'],
    [
      'a variant without options',
      `insert into product.variant (product_id, variant_id, sku) values (14, 142, 'S')`,
    ],
    ['a product that goes', 'delete from product.product where product_id = 1'],
    [
      'the slug of a brand or a category',
      `with b as (update product.brand set slug = slug || '-2') update product.category set slug = slug || '-2'`,
    ],
    [
      'a newly registered attribute',
      `insert into product.attribute (name, label) values ('warranty', 'Warranty')`,
    ],
    ['a vector', 'update embeddings.product_embedding set embedded_at = now()'],
  ])('%s queues nothing', (_what, change) =>
    withModels(async (database) => {
      await database.query(change);
      expect(await waiting(database)).toEqual({});
    }),
  );
});

describe('an edit of what waits already', () => {
  const job = async (database: Queryable) =>
    (
      await database.query<{ generation: string; enqueued_at: Date }>(
        `select j.generation, j.enqueued_at, j.leased_by, j.leased_until > statement_timestamp() as leased, j.attempts, j.error,
           j.retry_at, j.parked_at
         from embeddings.job j join embeddings.model m on m.model_id = j.model_id where m.name = 'm' and j.product_id = 14`,
      )
    )[0]!;
  const first = new Date('2026-01-01T00:01:00Z');

  it('coalesces with it: another generation, the time of the first edit, no error, the lease as it was', () =>
    inTransaction(shop, async (database) => {
      await addModel(database, 'm');
      await queue(database, 'm', [14]);
      await database.query(
        `update embeddings.job set leased_by = 'w', leased_until = now() + interval '1 hour', attempts = 3, error = '{}', retry_at = now()`,
      );
      const before = await job(database);
      await database.query(`update product.product set title = 'X' where product_id = 14`);
      const { generation, ...after } = await job(database);
      expect(BigInt(generation)).toBeGreaterThan(BigInt(before.generation));
      expect(after).toEqual({
        enqueued_at: first,
        leased_by: 'w',
        leased: true,
        attempts: 0,
        error: null,
        retry_at: null,
        parked_at: null,
      });
    }));

  it('brings back what was parked, from now on', () =>
    inTransaction(shop, async (database) => {
      await addModel(database, 'm');
      await queue(database, 'm', [14]);
      await database.query(`update embeddings.job set attempts = 4, error = '{}', parked_at = now()`);
      await database.query(`update product.product set title = 'X' where product_id = 14`);
      const after = await job(database);
      expect(after).toMatchObject({ attempts: 0, error: null, parked_at: null });
      expect(after.enqueued_at.getTime()).toBeGreaterThan(first.getTime());
    }));
});
