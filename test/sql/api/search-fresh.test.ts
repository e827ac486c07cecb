import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** By product, whether its vector is fresh; null where it has none. */
async function freshness(database: Queryable, text: string): Promise<Record<string, boolean | null>> {
  const [row] = await database.query<{ fresh: Record<string, boolean | null> }>(
    `select jsonb_object_agg(i.value ->> 'productId', i.value #> '{embedding,fresh}') as fresh
     from api.search(query_text => $1, k => 50) p (page)
     cross join jsonb_array_elements(p.page -> 'items') i (value)`,
    [text],
  );
  return row!.fresh;
}

describe('what an answer says of its vectors', () => {
  it('is that they are fresh, until a text changes, and again once it is embedded', async () => {
    await inTransaction(shop, async (database) => {
      const before = await freshness(database, 'jacket');
      expect(new Set(Object.values(before))).toEqual(new Set([true]));
      const [edited = '', ...others] = Object.keys(before);
      expect(others.length).toBeGreaterThan(2);

      await database.query(
        `update product.product set description = 'A jacket, told anew.' where product_id = $1`,
        [edited],
      );
      expect(await freshness(database, 'jacket')).toEqual({ ...before, [edited]: false });
      await database.query('select api.embed_products()');
      expect(await freshness(database, 'jacket')).toEqual(before);
    });
  });

  it('is told by the text itself, not by the queue: an edit that was taken back is fresh', async () => {
    await inTransaction(shop, async (database) => {
      const before = await freshness(database, 'jacket');
      const [id] = Object.keys(before);
      await database.query(
        `update product.product set description = description || '!' where product_id = $1`,
        [id],
      );
      await database.query(
        `update product.product set description = left(description, -1) where product_id = $1`,
        [id],
      );
      expect(await database.query('select count(*)::integer as jobs from embeddings.job')).toEqual([
        { jobs: 1 },
      ]);
      expect(await freshness(database, 'jacket')).toEqual(before);
    });
  });

  it('is not touched by prices and stock', async () => {
    await inTransaction(shop, async (database) => {
      const before = await freshness(database, 'jacket');
      await database.query('update product.price set amount = amount + 1');
      await database.query('update product.stock set reserved = reserved where on_hand > 0');
      expect(await freshness(database, 'jacket')).toEqual(before);
    });
  });
});
