import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { handles, refusal, search } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const embed = async (database: Queryable, batchSize?: number) =>
  (
    await database.query<{ taken: number }>(
      `select api.embed_products(${batchSize === undefined ? '' : `batch_size => ${batchSize}`}) as taken`,
    )
  )[0]!.taken;

const vectorOf = async (database: Queryable, productId: number) =>
  (
    await database.query<{ vector: string }>(
      'select embedding::text as vector from embeddings.product_embedding where product_id = $1',
      [productId],
    )
  )[0]?.vector;

const backlog = async (database: Queryable) =>
  (
    await database.query<{ product_id: string }>('select product_id from embeddings.job order by product_id')
  ).map(({ product_id }) => product_id);

describe('api.embed_products', () => {
  it('has nothing to do when everything is embedded', async () => {
    expect(await embed(shop)).toBe(0);
  });

  it('embeds an edited text from SQL alone, so that it is found by its new meaning', async () => {
    await inTransaction(shop, async (database) => {
      const before = await vectorOf(database, 14);
      await database.query(
        `update product.product set title = 'Leather jacket rack', description = 'Holds a leather jacket.' where product_id = 14`,
      );
      expect(await backlog(database)).toEqual(['14']);
      expect(await vectorOf(database, 14)).toBe(before);

      expect([await embed(database), await embed(database)]).toEqual([1, 0]);

      expect(await vectorOf(database, 14)).not.toBe(before);
      const page = await search(database, {
        text: 'leather jacket',
        k: 200,
        filter: { categories: ['organisers'] },
      });
      expect(page.items.map(({ handle, matchedBy }) => [handle, matchedBy])).toEqual([
        ['sink-organiser', ['MEANING', 'WORDS']],
      ]);
    });
  });

  it.each([
    ['title', `title = 'Wool blanket'`],
    ['description', `description = 'A leather jacket with a belt'`],
    ['category', 'category_id = 3'],
    ['brand', 'brand_id = 1'],
  ])('is asked for by an edit of the %s', async (_what, change) => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.product set ${change} where product_id = 14`);
      expect(await backlog(database)).toEqual(['14']);
    });
  });

  it.each([
    ['a rating', `update product.product set rating = 1 where product_id = 14`],
    ['the same title', `update product.product set title = title`],
    ['a price', `update product.price set amount = amount + 1`],
    ['a stock', `update product.stock set on_hand = on_hand + 1`],
  ])('is not asked for by %s', async (_what, statement) => {
    await inTransaction(shop, async (database) => {
      await database.query(statement);
      expect(await backlog(database)).toEqual([]);
    });
  });

  it('takes at most a batch, and edits of one product coalesce', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.product set title = title || ' I' where product_id in (12, 13, 14)`,
      );
      await database.query(
        `update product.product set title = title || 'I' where product_id in (12, 13, 14)`,
      );
      expect([await embed(database, 2), await embed(database, 2), await embed(database, 2)]).toEqual([
        2, 1, 0,
      ]);
    });
  });

  it('embeds a new product, which words find before', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `insert into product.product (product_id, handle, title, category_id) values (600, 'suede-shoes', 'Suede shoes', 1)`,
      );
      await database.query(
        `insert into product.variant (product_id, variant_id, sku) values (600, 6001, 'SS-1')`,
      );
      await database.query(
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (600, 6001, 1, 80, '[2021-01-01 00:00+00,)')`,
      );
      await database.query(
        `insert into product.stock (product_id, variant_id, location_id, on_hand) values (600, 6001, 1, 9)`,
      );

      const found = async () =>
        (await search(database, { text: 'shoes of suede', k: 200 })).items.find(
          ({ handle }) => handle === 'suede-shoes',
        );
      expect(await found()).toMatchObject({
        matchedBy: ['WORDS'],
        score: { semantic: null, lexical: { rank: 1 } },
        embedding: null,
      });
      expect(await embed(database)).toBe(1);
      expect(await found()).toMatchObject({
        matchedBy: ['MEANING', 'WORDS'],
        embedding: { model: 'builtin-1' },
      });
      expect(await handles(database, { options: { like: { handle: 'suede-shoes' } }, k: 1 })).toEqual([
        'suede-jacket',
      ]);
    });
  });

  it('forgets the vector and the job of a product that is deleted', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`update product.product set title = 'Gone' where product_id = 14`);
      await database.query(`delete from product.product where product_id = 14`);
      expect([await backlog(database), await vectorOf(database, 14), await embed(database)]).toEqual([
        [],
        undefined,
        0,
      ]);
    });
  });

  it('gives the same vector for the same text, of unit length', async () => {
    const [row] = await shop.query<{ same: boolean; length: number }>(`
      select a.embedding = b.embedding as same, vector_norm(a.embedding) as length
      from embeddings.product_embedding a, embeddings.product_embedding b where a.product_id = 2 and b.product_id = 11`);
    expect(row).toEqual({ same: true, length: expect.closeTo(1, 5) });
  });

  it.each(['0', '-1', 'null', '10001'])('refuses a batch of %s (TSLIM)', async (batchSize) => {
    const { code, message, hint } = await refusal(shop.query(`select api.embed_products(${batchSize})`));
    expect([code, message, hint]).toEqual([
      'TSLIM',
      expect.stringContaining(batchSize),
      expect.stringMatching(/\w/),
    ]);
  });

  it('says that there is no model when there is none (TSNFD)', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from embeddings.model');
      expect(await refusal(database.query('select api.embed_products()'))).toMatchObject({
        code: 'TSNFD',
        hint: expect.stringContaining('trueshelf fit'),
      });
    });
  });
});

describe('without a model', () => {
  it('questions are answered by words, and the answer says so', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from embeddings.model');
      const page = await search(database, { text: 'leather jacket under $150', k: 3 });
      expect(page.items.map(({ handle }) => handle)).toEqual([
        'racer-jacket',
        'racer-jacket-two',
        'featherlight-jacket',
      ]);
      expect(page.retrieval).toMatchObject({
        mode: 'LEXICAL',
        embeddingModel: null,
        degraded: expect.stringMatching(/model/),
      });
      expect(page.items.every(({ score, embedding }) => score.semantic === null && embedding === null)).toBe(
        true,
      );
    });
  });
});
