import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal } from '../fixture/ask.ts';
import { addModel, claim, documentTemplate, ids, queue, store } from '../fixture/queue.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** A model "m" for which 13, 12 and 14 wait, in this order. */
const withQueue = (work: (database: Database) => Promise<void>, template = documentTemplate): Promise<void> =>
  inTransaction(shop, async (database) => {
    await addModel(database, 'm', { template });
    await queue(database, 'm', [13, 12, 14]);
    await work(database);
  });

const editTitle = (database: Queryable, productId: number, title: string) =>
  database.query('update product.product set title = $2 where product_id = $1', [productId, title]);

const jobs = (database: Queryable) =>
  database.query<{ product_id: string; attempts: number }>(
    `select j.product_id, j.attempts, j.leased_until > statement_timestamp() as leased, j.parked_at is not null as parked, j.error
     from embeddings.job j join embeddings.model m on m.model_id = j.model_id where m.name = 'm' order by j.product_id`,
  );

const waiting = async (database: Queryable) =>
  (await jobs(database)).map(({ product_id }) => Number(product_id));

/** The lease of everything that was claimed is over. */
const runOut = (database: Queryable) =>
  database.query(
    `update embeddings.job set leased_until = statement_timestamp() where leased_until is not null`,
  );

const release = async (
  database: Queryable,
  claimed: readonly { product_id: string; generation: string }[],
  { worker = 'w', error = null as object | null, park = false, retryAfter = '0' } = {},
) =>
  (
    await database.query<{ released: number }>(
      `select api.release_embeddings('m', $1, $2, $3, $4, $5, $6) as released`,
      [
        worker,
        claimed.map(({ product_id }) => product_id),
        claimed.map(({ generation }) => generation),
        error === null ? null : JSON.stringify(error),
        park,
        retryAfter,
      ],
    )
  )[0]!.released;

const failed = { code: 'TIMED_OUT', message: 'the provider took too long' };

describe('api.claim_embeddings', () => {
  it('hands out the oldest first, with their texts, and nothing twice', () =>
    withQueue(async (database) => {
      const first = await claim(database, { batch: 2 });
      expect(
        first.map(({ product_id, attempts, content }) => [product_id, attempts, content.split('\n')[0]]),
      ).toEqual([
        ['13', 1, 'Non-stick frying pan'],
        ['12', 1, '501 straight jeans'],
      ]);
      expect(ids(await claim(database, { worker: 'other' }))).toEqual([14]);
      expect(await claim(database)).toEqual([]);
    }));

  it('hands out again what was leased to one who did not come back', () =>
    withQueue(async (database) => {
      await claim(database, { lease: '1 millisecond' });
      await database.query('select pg_sleep(0.005)');
      expect((await claim(database, { worker: 'other' })).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
    }));

  it('does not hand out a text of which there is a vector: A to B to A costs nothing', () =>
    withQueue(async (database) => {
      await store(database, await claim(database));
      await editTitle(database, 14, 'Other');
      await editTitle(database, 14, 'Under the sink organiser');
      await editTitle(database, 13, 'Other');
      expect(await waiting(database)).toEqual([13, 14]);
      expect(ids(await claim(database))).toEqual([13]);
      expect(await waiting(database)).toEqual([13]);
    }));

  it('goes on past what needs nothing until the batch is full', () =>
    withQueue(async (database) => {
      await store(database, await claim(database));
      await queue(database, 'm', [12, 13, 14, 15, 16]);
      expect(ids(await claim(database, { batch: 1 }))).toEqual([15]);
      expect(await waiting(database)).toEqual([15, 16]);
    }));

  it('hands out what is to be embedded anyhow', () =>
    withQueue(async (database) => {
      await store(database, await claim(database));
      await queue(database, 'm', [13]);
      await database.query('update embeddings.job set forced = true');
      expect(ids(await claim(database))).toEqual([13]);
    }));

  it('forgets that it was forced where the text is another one, and tells no lag of what was only embedded anew', () =>
    withQueue(async (database) => {
      await store(database, await claim(database));
      await queue(database, 'm', [12, 13]);
      await database.query('update embeddings.job set forced = true');
      await editTitle(database, 12, 'Other');
      const claimed = await claim(database);
      expect(
        await database.query(
          `select j.product_id::integer as id, j.forced from embeddings.job j join embeddings.model m using (model_id)
           where m.name = 'm' order by 1`,
        ),
      ).toEqual([
        { id: 12, forced: false },
        { id: 13, forced: true },
      ]);
      await store(database, claimed);
      expect(
        await database.query(
          `select e.product_id::integer as id, e.enqueued_at is not null as lag
           from embeddings.product_embedding e join embeddings.model m using (model_id)
           where m.name = 'm' and e.product_id in (12, 13) order by 1`,
        ),
      ).toEqual([
        { id: 12, lag: true },
        { id: 13, lag: false },
      ]);
    }));

  it('gives a text that came to nothing no vector, and does not hand it out', () =>
    withQueue(async (database) => {
      expect(ids(await claim(database))).toEqual([13, 12]);
      expect(await waiting(database)).toEqual([12, 13]);
      expect(
        await database.query(
          `select e.embedding, embeddings.stale_products(e.model_id, '{14}') as stale
           from embeddings.product_embedding e join embeddings.model m on m.model_id = e.model_id where m.name = 'm'`,
        ),
      ).toEqual([{ embedding: null, stale: [] }]);
    }, '{brand}'));

  it('leaves what is parked or waits for its time, and a paused model', () =>
    withQueue(async (database) => {
      await database.query(`update embeddings.job set parked_at = now(), error = '{}' where product_id = 12`);
      await database.query(
        `update embeddings.job set retry_at = now() + interval '1 hour' where product_id = 13`,
      );
      await database.query(`update embeddings.model set state = 'paused' where name = 'm'`);
      expect(await claim(database)).toEqual([]);
      await database.query(`update embeddings.model set state = 'building' where name = 'm'`);
      expect(ids(await claim(database))).toEqual([14]);
    }));

  it.each([
    ['an unknown model', `'x', 'w'`, 'TSNFD', 'there is no model "x"', 'Models of providers in use: m.'],
    ['no model', `null, 'w'`, 'TSNFD', 'there is no model', 'in use: m.'],
    ['a retired model', `'old', 'w'`, 'TSNFD', 'the model "old" is retired', 'in use: m.'],
    ['the built-in model', `'builtin-1', 'w'`, 'TSNFD', 'the built-in one', 'trueshelf worker'],
    ['no worker', `'m', null`, 'TSTXT', 'worker is null', 'Any name'],
    ['an empty worker', `'m', ' '`, 'TSTXT', 'worker has 1 characters', 'Any name'],
    ['a batch of none', `'m', 'w', 0`, 'TSLIM', 'batch_size is 0', 'claim again'],
    ['a batch of 10,001', `'m', 'w', 10001`, 'TSLIM', 'batch_size is 10001', 'claim again'],
    ['a lease of no time', `'m', 'w', 1, '0'`, 'TSLIM', 'lease is 00:00:00', '2 minutes'],
    ['a lease for ever', `'m', 'w', 1, 'infinity'`, 'TSLIM', 'lease is infinity', '2 minutes'],
  ])('refuses %s', (_what, argumentList, code, message, hint) =>
    withQueue(async (database) => {
      await addModel(database, 'old', { state: 'retired' });
      expect(
        await refusal(database.query(`select * from api.claim_embeddings(${argumentList})`)),
      ).toMatchObject({
        code,
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      });
    }),
  );
});

it.each([
  `store_embeddings('m', 'w', '{{12,13}}', '{1,2}', array['[1,1,1]', '[1,1,1]']::vector[])`,
  `store_embeddings('m', 'w', '{12,13}', '{{1,2}}', array['[1,1,1]', '[1,1,1]']::vector[])`,
  `store_embeddings('m', 'w', '{12,13}', '{1,2}', array[array['[1,1,1]', '[1,1,1]']]::vector[])`,
  `release_embeddings('m', 'w', '{{12}}', '{1}')`,
  `release_embeddings('m', 'w', '{12}', '{{1}}')`,
  `renew_embeddings('m', 'w', '{{12}}')`,
])('refuses arrays of arrays: %s (TSLIM)', (call) =>
  withQueue(async (database) => {
    expect(await refusal(database.query(`select api.${call}`))).toMatchObject({
      code: 'TSLIM',
      message: expect.stringContaining('is an array of 2 dimensions, expected a plain list'),
    });
  }),
);

it('claims nothing in a read-only transaction, and says so', () =>
  withQueue(async (database) => {
    await database.query('set transaction read only');
    expect(await refusal(database.query(`select api.claim_embeddings('m', 'w')`))).toMatchObject({
      code: '25006',
      message: 'products cannot be claimed in a read-only transaction, nor on a standby',
    });
  }));

describe('api.store_embeddings', () => {
  it('keeps the vector at unit length with the text it is of and since when that waited, and takes the product off the queue', () =>
    withQueue(async (database) => {
      expect(await store(database, (await claim(database)).slice(0, 2))).toEqual({
        13: 'STORED',
        12: 'STORED',
      });
      expect(await waiting(database)).toEqual([14]);
      expect(
        await database.query(
          `select e.product_id, e.embedding::text, e.enqueued_at, embeddings.stale_products(e.model_id, '{12,13,14}') as stale
           from embeddings.product_embedding e join embeddings.model m on m.model_id = e.model_id where m.name = 'm' order by 1`,
        ),
      ).toEqual([
        {
          product_id: '12',
          embedding: '[0.6,0.8,0]',
          enqueued_at: new Date('2026-01-01T00:02:00Z'),
          stale: ['14'],
        },
        {
          product_id: '13',
          embedding: '[0.6,0.8,0]',
          enqueued_at: new Date('2026-01-01T00:01:00Z'),
          stale: ['14'],
        },
      ]);
    }));

  it('stores nothing of what was edited or deleted since, whose new text is free at once', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      await editTitle(database, 12, 'Other');
      await database.query('delete from product.product where product_id = 13');
      expect(await claim(database, { worker: 'other' })).toEqual([]);
      expect(await store(database, claimed)).toEqual({ 13: 'SUPERSEDED', 12: 'SUPERSEDED', 14: 'STORED' });
      const again = await claim(database, { worker: 'other' });
      expect(again.map(({ content }) => content.split('\n')[0])).toEqual(['Other']);
    }));

  it('stores nothing of what its brand was renamed under', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      await database.query(`update product.brand set name = 'Tefal' where brand_id = 4`);
      expect(await store(database, claimed)).toEqual({ 13: 'SUPERSEDED', 12: 'STORED', 14: 'STORED' });
    }));

  it('takes the vector of a change that its template does not use', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      await database.query(`update product.product set description = 'Other' where product_id = 14`);
      expect(await store(database, claimed)).toEqual({ 13: 'STORED', 12: 'STORED', 14: 'STORED' });
    }, '{title}'));

  it('takes it after the lease has run out, as long as nobody else has taken the product', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      await runOut(database);
      await claim(database, { worker: 'other', batch: 1 });
      expect(await store(database, claimed)).toEqual({ 13: 'SUPERSEDED', 12: 'STORED', 14: 'STORED' });
      expect(await store(database, claimed, { worker: 'other' })).toEqual({
        13: 'STORED',
        12: 'SUPERSEDED',
        14: 'SUPERSEDED',
      });
    }));

  it('does not take an old delivery for a product that went off the queue, came again and is with the same worker', () =>
    withQueue(async (database) => {
      const late = await claim(database, { batch: 1 });
      await runOut(database);
      await store(database, await claim(database, { worker: 'other', batch: 1 }), { worker: 'other' });
      await editTitle(database, 13, 'Other');
      const now = (await claim(database)).filter(({ product_id }) => product_id === '13');
      expect(await store(database, late)).toEqual({ 13: 'SUPERSEDED' });
      expect(await store(database, now)).toEqual({ 13: 'STORED' });
    }));

  it('clears what was said of the provider, for it answers', () =>
    withQueue(async (database) => {
      const report = (failure: object | null) =>
        database.query(`select api.report_provider('m', $1)`, [
          failure === null ? null : JSON.stringify(failure),
        ]);
      const failure = async () =>
        (await database.query(`select failure from embeddings.model where name = 'm'`))[0];
      await report(failed);
      expect(await failure()).toEqual({ failure: { ...failed, at: expect.stringMatching(/^2.+Z$/) } });
      await store(database, await claim(database));
      expect(await failure()).toEqual({ failure: null });
      await report(failed);
      await report(null);
      expect(await failure()).toEqual({ failure: null });
      await database.query(`select api.report_provider('gone', '{"code": "X", "message": "x"}')`);
    }));

  it.each([
    [
      'a vector of other dimensions',
      `'{13,12}', '{13,12}', '{"[1,2,3]","[1,2]"}'`,
      'TSVEC',
      'product 12 has 2 dimensions, expected 3',
    ],
    [
      'a vector of no length',
      `'{13,12}', '{13,12}', '{"[0,0,0]","[1,2,3]"}'`,
      'TSVEC',
      'product 13 has no length',
    ],
    ['no vector', `'{13,12}', '{13,12}', '{"[1,0,0]",null}'`, 'TSVEC', 'product 12 is null'],
    [
      'too few vectors',
      `'{13,12}', '{13,12}', '{"[1,0,0]"}'`,
      'TSLIM',
      'embeddings has 1 elements, expected 2',
    ],
    [
      'too few generations',
      `'{13,12}', '{13}', '{"[1,0,0]","[1,0,0]"}'`,
      'TSLIM',
      'generations has 1 elements, expected 2',
    ],
    ['missing arrays', `'{13}', null, null`, 'TSLIM', 'generations has 0 elements, expected 1'],
    [
      'a product twice',
      `'{13,13}', '{13,13}', '{"[1,0,0]","[1,0,0]"}'`,
      'TSLIM',
      'product 13 is in product_ids twice',
    ],
    [
      'a product that is null',
      `'{13,null}', '{13,12}', '{"[1,0,0]","[1,0,0]"}'`,
      'TSLIM',
      'product_ids contains null',
    ],
    ['10,001 products', `array(select generate_series(1, 10001)), null, null`, 'TSLIM', '10001 products'],
  ])('refuses %s, and stores nothing of the rest', (_what, argumentList, code, message) =>
    withQueue(async (database) => {
      await claim(database, { batch: 2 });
      await database.query('update embeddings.job set generation = product_id');
      const refused = await refusal(
        database.transaction((connection) =>
          connection.query(`select * from api.store_embeddings('m', 'w', ${argumentList})`),
        ),
      );
      expect(refused).toMatchObject({
        code,
        message: expect.stringContaining(message),
        hint: expect.stringMatching(/\w/),
      });
      expect(await waiting(database)).toEqual([12, 13, 14]);
    }),
  );

  it('has nothing to say to nothing', () =>
    withQueue(async (database) => {
      expect(await store(database, [])).toEqual({});
      expect(await database.query(`select * from api.store_embeddings('m', 'w', null, null, null)`)).toEqual(
        [],
      );
    }));
});

describe('api.release_embeddings', () => {
  it('gives back as if never taken', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      expect(await release(database, claimed, { worker: 'other' })).toBe(0);
      expect(await release(database, claimed)).toBe(3);
      expect(await release(database, claimed)).toBe(0);
      expect(await jobs(database)).toMatchObject(
        [12, 13, 14].map(() => ({ attempts: 0, leased: null, error: null })),
      );
      expect(ids(await claim(database, { worker: 'other' }))).toEqual([13, 12, 14]);
    }));

  it('gives back with an error and the number of attempts, not to be taken before its time', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      await release(database, claimed.slice(0, 1), { error: failed, retryAfter: '1 hour' });
      await release(database, claimed.slice(1, 2), { error: failed });
      expect((await jobs(database)).slice(0, 2)).toEqual([
        {
          product_id: '12',
          attempts: 1,
          leased: null,
          parked: false,
          error: { ...failed, attempts: 1, at: expect.stringMatching(/Z$/) },
        },
        {
          product_id: '13',
          attempts: 1,
          leased: null,
          parked: false,
          error: { ...failed, attempts: 1, at: expect.stringMatching(/Z$/) },
        },
      ]);
      expect((await claim(database)).map(({ product_id, attempts }) => [product_id, attempts])).toEqual([
        ['12', 2],
      ]);
    }));

  it('parks until an edit or an operator puts it back; the rest goes on', () =>
    withQueue(async (database) => {
      const claimed = await claim(database);
      expect(await release(database, claimed, { error: failed, park: true })).toBe(3);
      await runOut(database);
      expect(await claim(database)).toEqual([]);
      await editTitle(database, 12, 'Other');
      expect(ids(await claim(database))).toEqual([12]);

      const retry = async (model: string | null) =>
        (await database.query<{ retried: number }>('select api.retry_embeddings($1) as retried', [model]))[0]!
          .retried;
      expect([await retry('builtin-1'), await retry('m'), await retry(null)]).toEqual([0, 2, 0]);
      const again = await claim(database);
      expect(again.map(({ product_id, attempts }) => [product_id, attempts])).toEqual([
        ['13', 1],
        ['14', 1],
      ]);
      expect(await jobs(database)).toMatchObject([{ error: null }, { error: null }, { error: null }]);
      expect(await store(database, claimed)).toEqual({
        13: 'SUPERSEDED',
        12: 'SUPERSEDED',
        14: 'SUPERSEDED',
      });
    }));

  it('put back by an operator, has waited since the edit all the same', () =>
    withQueue(async (database) => {
      const enqueued = async () =>
        (
          await database.query<{ enqueued_at: Date }>(
            'select j.enqueued_at from embeddings.job j order by j.product_id',
          )
        ).map(({ enqueued_at: at }) => at.toISOString());
      const before = await enqueued();
      await release(database, await claim(database), { error: failed, park: true });
      await database.query(`select api.retry_embeddings('m')`);
      expect(await enqueued()).toEqual(before);
      await store(database, await claim(database));
      const [lag] = await database.query<{ days: boolean }>(
        `select s.lag_p50 > 86400 as days from api.embedding_status('{"role": "merchant"}') s where s.model = 'm'`,
      );
      expect(lag).toEqual({ days: true });
    }));

  it('does not hold the failure of an old text against a new one', () =>
    withQueue(async (database) => {
      const claimed = await claim(database, { batch: 1 });
      await editTitle(database, 13, 'Other');
      expect(await release(database, claimed, { error: failed, park: true, retryAfter: '1 hour' })).toBe(0);
      expect(
        (await claim(database, { batch: 1 })).map(({ product_id, attempts }) => [product_id, attempts]),
      ).toEqual([['13', 1]]);
    }));

  it.each([
    ['parking without a reason', `'{}', '{}', null, true`, 'TSOPT', 'error is null'],
    ['an error without a code', `'{}', '{}', '{"message": "x"}'`, 'TSOPT', 'no text as its "code"'],
    ['an error that is a text', `'{}', '{}', '"x"'`, 'TSOPT', 'string, expected an object'],
    [
      'an error with a stranger in it',
      `'{}', '{}', '{"code": "X", "message": "x", "body": "y"}'`,
      'TSOPT',
      'a key "body"',
    ],
    [
      'a time to wait that lies behind',
      `'{}', '{}', null, false, '-1 second'`,
      'TSLIM',
      'retry_after is -00:00:01',
    ],
  ])('refuses %s', (_what, argumentList, code, message) =>
    withQueue(async (database) => {
      expect(
        await refusal(database.query(`select api.release_embeddings('m', 'w', ${argumentList})`)),
      ).toMatchObject({
        code,
        message: expect.stringContaining(message),
        hint: expect.stringMatching(/\w/),
      });
    }),
  );
});

describe('api.renew_embeddings', () => {
  it('extends what the worker still holds, and says which', () =>
    withQueue(async (database) => {
      const renew = async (worker: string) =>
        (
          await database.query<{ held: string[] }>(
            `select api.renew_embeddings('m', $1, '{14,13,12,999}', '1 hour') as held`,
            [worker],
          )
        )[0]!.held;
      const claimed = await claim(database);
      await runOut(database);
      expect(ids(await claim(database, { worker: 'other', batch: 1 }))).toEqual([13]);
      await release(database, claimed.slice(1, 2));
      expect([await renew('w'), await renew('other'), await renew('nobody')]).toEqual([['14'], ['13'], []]);
      expect(
        await database.query(
          `select product_id from embeddings.job where leased_until > now() + interval '50 minutes' order by 1`,
        ),
      ).toEqual([{ product_id: '13' }, { product_id: '14' }]);
    }));
});

describe('the roles', () => {
  it.each([
    [
      'trueshelf_worker',
      ['claim_embeddings', 'release_embeddings', 'renew_embeddings', 'report_provider', 'store_embeddings'],
    ],
    ['trueshelf_operator', ['retry_embeddings']],
    ['trueshelf_gateway', []],
  ])('of a %s may execute of the queue: %s', async (role, expected) => {
    const rows = await shop.query<{ name: string }>(
      `select p.proname as name from pg_proc p
       where p.pronamespace = 'api'::regnamespace and has_function_privilege($1, p.oid, 'execute')
         and p.proname = any ('{claim_embeddings,release_embeddings,renew_embeddings,report_provider,store_embeddings,retry_embeddings,embed_products}')
       order by 1`,
      [role],
    );
    expect(rows.map(({ name }) => name)).toEqual(expected);
  });

  it('suffice for the whole round, without any right upon a table', () =>
    withQueue(async (database) => {
      await database.query('set local role trueshelf_worker');
      const claimed = await claim(database);
      await database.query(`select api.renew_embeddings('m', 'w', '{12}')`);
      expect(await release(database, claimed.slice(2))).toBe(1);
      expect(await store(database, claimed.slice(0, 2))).toEqual({ 13: 'STORED', 12: 'STORED' });
      expect((await refusal(database.query('select from embeddings.job'))).code).toBe('42501');
    }));
});
