import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { begin, complete, readDecision } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';
import { addModel } from './model-life.ts';

const shop = useShop();

async function prune(database: Queryable, olderThan?: unknown, atMost?: number | null) {
  const [row] = await database.query<{ gone: Record<string, unknown> }>(
    olderThan === undefined
      ? 'select api.prune() as gone'
      : 'select api.prune(older_than => $1::jsonb, at_most => $2) as gone',
    olderThan === undefined ? [] : [JSON.stringify(olderThan), atMost === undefined ? 1000 : atMost],
  );
  return row!.gone;
}

/** A job of each age in days that has ended, and one that is older and waits; a cached question of each age. */
async function fill(database: Queryable, ages: number[]): Promise<void> {
  await database.query(
    `insert into work.job (kind, label, state, created_at, finished_at)
     select 'fit', 'a/b/' || a, 'succeeded', now() - interval '1000 days', statement_timestamp() - a * interval '1 day'
     from unnest($1::integer[]) a`,
    [ages],
  );
  await database.query(
    `insert into work.job (kind, label, created_at) values ('fit', 'a/b/open', now() - interval '1000 days')`,
  );
  await addModel(database, 'new');
  await database.query(
    `insert into embeddings.query_embedding (model_id, text_digest, embedding, created_at)
     select m.model_id, sha256(a::text::bytea), '[1,0,0]', statement_timestamp() - a * interval '1 day'
     from embeddings.model m, unnest($1::integer[]) a where m.name = 'new'`,
    [ages],
  );
}

const labels = async (database: Queryable) =>
  (await database.query<{ label: string }>('select j.label from work.job j order by 1')).map(
    ({ label }) => label,
  );

describe('api.prune', () => {
  it('removes jobs that ended 90 days ago and questions of 30 days, and nothing that is open', async () => {
    await inTransaction(shop, async (database) => {
      await fill(database, [91, 89, 31, 29]);
      expect(await prune(database)).toEqual({ conversations: 0, jobs: 1, questions: 3, more: false });
      expect(await labels(database)).toEqual(['a/b/29', 'a/b/31', 'a/b/89', 'a/b/open']);
      expect(await prune(database)).toEqual({ conversations: 0, jobs: 0, questions: 0, more: false });
    });
  });

  it('goes by other ages where it is told, and keeps what is null', async () => {
    await inTransaction(shop, async (database) => {
      await fill(database, [91, 5]);
      expect(await prune(database, { conversations: null, jobs: null, questions: '4 days' })).toEqual({
        questions: 2,
        more: false,
      });
      expect(await prune(database, { jobs: '0 seconds', questions: null })).toEqual({
        conversations: 0,
        jobs: 2,
        more: false,
      });
      expect(await labels(database)).toEqual(['a/b/open']);
    });
  });

  it('removes the oldest first, in steps, and says whether there is more', async () => {
    await inTransaction(shop, async (database) => {
      await fill(database, [91, 93, 92]);
      await database.query(
        `update work.job j set retry_of = o.job_id from work.job o where o.label = 'a/b/93' and j.label = 'a/b/91'`,
      );
      expect(await prune(database, {}, 2)).toEqual({ conversations: 0, jobs: 2, questions: 2, more: true });
      expect(await labels(database)).toEqual(['a/b/91', 'a/b/open']);
      expect(await prune(database, null, 2)).toEqual({
        conversations: 0,
        jobs: 1,
        questions: 1,
        more: false,
      });
    });
  });

  it.each([
    [{ orders: '1 day' }, 1000, 'TSOPT'],
    [[], 1000, 'TSOPT'],
    [{ jobs: 'soon' }, 1000, 'TSOPT'],
    [{ conversations: '-1 day' }, 1000, 'TSOPT'],
    [{ jobs: 90 }, 1000, 'TSOPT'],
    [{ jobs: '-1 day' }, 1000, 'TSOPT'],
    [{ jobs: '99999999 years' }, 1000, 'TSOPT'],
    [{ jobs: 'infinity' }, 1000, 'TSOPT'],
    [{}, 0, 'TSLIM'],
    [{}, 10_001, 'TSLIM'],
    [{}, null, 'TSLIM'],
  ])('refuses %j by %s (%s)', async (olderThan, atMost, code) => {
    await expect(prune(shop, olderThan, atMost)).rejects.toMatchObject({ code });
  });

  it('writes the decision of a turn that was left an hour ago, as of whoever asked, and of none before', async () => {
    const claims = { sub: 'w-1', group: 'wholesale' };
    const key = 'a key that was left behind';
    const left = await begin(shop, 'wool scarf', { claims, key });
    const anonymous = await begin(shop, 'wool scarf');
    const speaking = await begin(shop, 'wool scarf');
    await shop.query(
      `update memory.turn set created_at = statement_timestamp() - interval '61 minutes' where turn_id = any ($1::uuid[])`,
      [[left.turnId, anonymous.turnId]],
    );
    await prune(shop);
    await prune(shop);
    const rows = await shop.query<{ id: string; turn: string }>(
      `select decision_id as id, turn_id as turn from audit.decision where turn_id = any ($1::uuid[]) order by principal`,
      [[left.turnId, anonymous.turnId, speaking.turnId]],
    );
    expect(rows.map(({ turn }) => turn)).toEqual([anonymous.turnId, left.turnId]);
    expect(await readDecision(shop, rows[1]!.id)).toMatchObject({
      principal: 'w-1',
      customer_group: 'wholesale',
      policies: { role: 'shopper', restriction: 'PUBLIC_AND_GROUP' },
      evidence: left.page.items.map(({ productId }) => ({ productId })),
      narration_source: null,
      narration_digest: null,
      error: { code: 'UNFINISHED', message: 'the gateway ended before the answer was whole' },
    });
    // Whoever comes back to it finds it answered.
    expect(await complete(shop, left.turnId, {}, claims)).toBe(rows[1]!.id);
    expect(await begin(shop, 'wool scarf', { claims, key })).toMatchObject({
      replayed: true,
      decisionId: rows[1]!.id,
      narration: left.narration,
    });
  });
});
