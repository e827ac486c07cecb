import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { onServer } from '../../harness/engine.ts';
import { addModel, buildModel, states } from '../api/model-life.ts';
import { useShop } from '../fixture/use-shop.ts';

// The embedded engine has one connection, and so nobody beside whom a model could be added or switched.
describe.runIf(onServer())('a model that is added or switched to while others work', () => {
  const shop = useShop();

  it('misses no product and no edit of a transaction that was open before', async () => {
    await shop.session(async (writer) => {
      await shop.session(async (operator) => {
        await writer.query('begin');
        await writer.query(
          `insert into product.product (product_id, handle, title, category_id) values (900, 'wok', 'Wok', 6)`,
        );
        await writer.query(`update product.product set title = 'Edited' where product_id = 13`);
        let added = false;
        const adding = addModel(operator, 'beside').then((result) => {
          added = true;
          return result;
        });
        await sleep(400);
        expect(added).toBe(false);
        // Others are not kept from their work by the wait for one.
        await shop.query(`update product.product set title = 'Edited too' where product_id = 14`);
        await writer.query('commit');
        await adding;
      });
    });
    expect(
      await shop.query(
        `select j.product_id::integer as product from embeddings.job j join embeddings.model m using (model_id)
         where m.name = 'beside' and j.product_id in (13, 14, 900) order by 1`,
      ),
    ).toEqual([{ product: 13 }, { product: 14 }, { product: 900 }]);
    await shop.query(`select api.retire_model('beside')`);
    await shop.query('delete from product.product where product_id = 900');
    await shop.query('select api.embed_products()');
  });

  it('is one model throughout for every search, whenever it is switched to', async () => {
    await buildModel(shop, 'other');
    let switching = true;
    const seen = new Set<string>();
    const search = async () => {
      while (switching) {
        const [row] = await shop.query<{ models: string[]; retrieval: string | null }>(
          `select p.page #>> '{retrieval,embeddingModel}' as retrieval,
             array(select distinct e.value #>> '{}' from jsonb_path_query(p.page, '$.items[*].embedding.model') e (value)) as models
           from api.search(query_text => null, k => 20, options => '{"like": {"productId": "1"}}') p (page)`,
        );
        expect(row!.models).toEqual([row!.retrieval]);
        seen.add(row!.retrieval ?? 'none');
      }
    };
    const searching = Promise.all([search(), search()]);
    try {
      for (let turn = 0; turn < 20; turn += 1) {
        await shop.query('select api.switch_model($1)', [turn % 2 === 0 ? 'other' : 'builtin-1']);
        await sleep(10);
      }
    } finally {
      switching = false;
      await searching;
    }
    expect([...seen].sort()).toEqual(['builtin-1', 'other']);
  });

  it('answers alone, however many switch at once', async () => {
    const targets = ['other', 'builtin-1', 'other', 'builtin-1'];
    await Promise.all(targets.map((name) => shop.query('select api.switch_model($1)', [name])));
    expect(Object.values(await states(shop)).filter((state) => state === 'active')).toEqual(['active']);
  });
});
