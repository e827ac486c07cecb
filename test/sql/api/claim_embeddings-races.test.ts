import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { onServer } from '../../harness/engine.ts';
import { addModel, claim, ids, queue, store } from '../fixture/queue.ts';
import { useShop } from '../fixture/use-shop.ts';

// The embedded engine has one connection, and so no two of anything at once.
describe.runIf(onServer())('the queue, with several at work at once', () => {
  const shop = useShop();
  const everything = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19];

  beforeEach(async () => {
    await addModel(shop, 'm', { template: '{title}' });
    await queue(shop, 'm', everything);
  });
  afterEach(async () => {
    await shop.query(`delete from embeddings.model where name = 'm'`);
    await shop.query('delete from embeddings.job');
  });

  const editTitle = (database: Queryable, productId: number, title: string) =>
    database.query('update product.product set title = $2 where product_id = $1', [productId, title]);

  /** Runs `work` while a transaction that has done `statement` is open; it is committed afterwards. */
  const during = <T>(change: (writer: Queryable) => Promise<unknown>, work: () => Promise<T>): Promise<T> =>
    shop.session(async (writer) => {
      await writer.query('begin');
      try {
        await change(writer);
        return await work();
      } finally {
        await writer.query('commit');
      }
    });

  /** Products whose vector is missing or of another text, and those that wait. */
  const state = async () => {
    const [row] = await shop.query<{ stale: string[]; waiting: string[] }>(
      `select embeddings.stale_products(m.model_id, $1) as stale,
         array(select j.product_id from embeddings.job j where j.model_id = m.model_id order by 1) as waiting
       from embeddings.model m where m.name = 'm'`,
      [everything],
    );
    return { stale: row!.stale.map(Number), waiting: row!.waiting.map(Number) };
  };

  it('gives no product to two claimers, and all of them to somebody', async () => {
    const rounds = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (worker) => {
        const got: number[] = [];
        for (;;) {
          const claimed = ids(await claim(shop, { worker, batch: 3 }));
          if (claimed.length === 0) return got;
          got.push(...claimed);
        }
      }),
    );
    expect(rounds.flat().sort()).toEqual(everything);
  });

  it('passes by what somebody is editing, for however long, and later hands out the new text', async () => {
    const claims = await during(
      async (writer) => {
        await editTitle(writer, 10, 'Ten');
        await editTitle(writer, 11, 'Eleven');
      },
      async () => [ids(await claim(shop, { batch: 3 })), ids(await claim(shop, { worker: 'other' }))],
    );
    expect(claims).toEqual([
      [12, 13, 14],
      [15, 16, 17, 18, 19],
    ]);
    expect((await claim(shop)).map(({ content }) => content)).toEqual(['Ten', 'Eleven']);
  });

  it('stores the others while one of them is being edited, which is embedded again', async () => {
    const claimed = await claim(shop, { batch: 3 });
    const outcomes = await during(
      (writer) => editTitle(writer, 11, 'Eleven, edited again'),
      () => store(shop, claimed),
    );
    expect(outcomes).toEqual({ 10: 'STORED', 11: 'SUPERSEDED', 12: 'STORED' });
    await shop.query('update embeddings.job set leased_until = null');
    await store(shop, await claim(shop));
    expect(await state()).toEqual({ stale: [], waiting: [] });
  });

  it('stores the others while one of them is being deleted, whose deletion goes through', async () => {
    const claimed = await claim(shop, { batch: 3 });
    const outcomes = await during(
      (writer) => writer.query('delete from product.product where product_id = 19'),
      () => store(shop, claimed),
    );
    expect(outcomes).toEqual({ 10: 'STORED', 11: 'STORED', 12: 'STORED' });

    const rest = await claim(shop);
    const later = await during(
      (writer) => writer.query('delete from product.product where product_id = 15'),
      () => store(shop, rest),
    );
    expect(later).toEqual({
      13: 'STORED',
      14: 'STORED',
      15: 'SUPERSEDED',
      16: 'STORED',
      17: 'STORED',
      18: 'STORED',
    });
    expect((await state()).waiting).toEqual([]);
    await shop.query(
      `insert into product.product (product_id, handle, title, category_id) values (15, 'a', 'A', 1), (19, 'b', 'B', 1)`,
    );
  });

  it('embeds an edit again that waited for a delivery', async () => {
    const claimed = await claim(shop, { batch: 1 });
    let edited: Promise<unknown> = Promise.resolve();
    const outcomes = await shop.session(async (worker) => {
      await worker.query('begin');
      const stored = await store(worker, claimed);
      edited = editTitle(shop, 10, 'Edited in between');
      await sleep(150); // it waits for the delivery by now
      await worker.query('commit');
      return stored;
    });
    await edited;
    expect(outcomes).toEqual({ 10: 'STORED' });
    expect(await state()).toEqual({ stale: everything, waiting: everything });
    expect(ids(await claim(shop))).toContain(10);
  });

  it('does not let a claim that is still open hand out an old text under a new generation', async () => {
    let edited: Promise<unknown> = Promise.resolve();
    const claimed = await shop.session(async (worker) => {
      await worker.query('begin');
      const got = await claim(worker, { batch: 1 });
      edited = editTitle(shop, 10, 'Edited behind');
      await sleep(150); // it waits for the claim by now
      await worker.query('commit');
      return got;
    });
    await edited;
    expect(claimed.map(({ content }) => content)).not.toEqual(['Edited behind']);
    expect(await store(shop, claimed)).toEqual({ 10: 'SUPERSEDED' });
  });

  it('hands out the new name of a brand that was renamed while its products were with a worker', async () => {
    await shop.query(`delete from embeddings.model where name = 'm'`);
    await addModel(shop, 'm', { template: '{brand}' });
    await queue(shop, 'm', [2, 18]);
    const claimed = await claim(shop);
    const outcomes = await during(
      (writer) => writer.query(`update product.brand set name = 'Nordhem & Co' where brand_id = 2`),
      () => store(shop, claimed),
    );
    expect(outcomes).toEqual({ 2: 'SUPERSEDED', 18: 'SUPERSEDED' });
    await shop.query('update embeddings.job set leased_until = null');
    expect(new Set((await claim(shop)).map(({ content }) => content))).toEqual(new Set(['Nordhem & Co']));
    await shop.query(`update product.brand set name = 'Nordhem' where brand_id = 2`);
  });

  it('embeds by the built-in model what nobody is editing or deleting, and the rest afterwards', async () => {
    const embed = async () =>
      (await shop.query<{ taken: number }>('select api.embed_products() as taken'))[0]!.taken;
    await shop.query(`update product.product set title = title || '.' where product_id in (12, 13, 14)`);
    const taken = await during(async (writer) => {
      await editTitle(writer, 13, 'Thirteen');
      await writer.query('delete from product.product where product_id = 14');
    }, embed);
    expect([taken, await embed(), await embed()]).toEqual([1, 1, 0]);
    await shop.query(
      `insert into product.product (product_id, handle, title, category_id) values (14, 'c', 'C', 1)`,
    );
  });

  it('wakes who listens when the edit is committed, and not by an edit of anything else', async () => {
    const heard: string[] = [];
    const listener = await shop.listen(['trueshelf_embeddings'], (channel) => heard.push(channel));
    await sleep(200);
    heard.length = 0; // it calls once when it begins to listen
    try {
      await during(
        (writer) => editTitle(writer, 13, 'Woken'),
        async () => {
          await shop.query('update product.price set amount = amount + 1 where product_id = 12');
          await shop.query('update product.product set rating = 1 where product_id = 12');
          await claim(shop);
          await sleep(200);
          expect(heard).toEqual([]);
        },
      );
      await sleep(200);
      expect(heard).toEqual(['trueshelf_embeddings']);
    } finally {
      await listener.close();
    }
  });
});
