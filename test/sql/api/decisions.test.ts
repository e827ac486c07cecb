import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { type DecisionRequest, listDecisions } from '../../../src/decisions/list-decisions.ts';
import { readDecisions } from '../../../src/decisions/read-decisions.ts';
import type { Claims } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, merchant, refusal } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
const ann: Claims = { sub: 'ann' };

const list = async (
  database: Queryable,
  filter: DecisionRequest['filter'] = {},
  claims: Claims | null = merchant,
  request: Partial<DecisionRequest> = {},
) => listDecisions(database, { first: 50, after: null, ...request, filter }, claims);

/** Three questions of Ann and one of nobody, oldest first, an hour apart. */
const ask = async (database: Queryable) => {
  const first = await chat(database, { text: 'leather jacket under $145', claims: ann });
  const conversation = first.conversation_id!;
  const second = await chat(database, { text: 'in stock', claims: ann, options: { conversation } });
  const empty = await chat(database, { text: 'a zeppelin under $5', claims: ann });
  const nobody = await chat(database, { text: 'wool scarf' });
  const ids = [first, second, empty, nobody].map(({ decision_id: id }) => id!);
  await database.query('alter table audit.decision disable trigger refuse_rewriting');
  await database.query(
    `update audit.decision d set decided_at = timestamptz '2026-03-01T12:00:00Z' + i.position * interval '1 hour'
     from unnest($1::uuid[]) with ordinality i (id, position) where d.decision_id = i.id`,
    [ids],
  );
  return { ids, conversation, anonymous: nobody.conversation_id! };
};

describe('api.decision', () => {
  it('has everything of an answer with its words, and without them once it is forgotten', async () => {
    await inTransaction(shop, async (database) => {
      const answer = await chat(database, { text: 'leather jacket under $145 in stock', k: 2, claims: ann });
      const read = async () => (await readDecisions(database, [answer.decision_id!], ann))[0]!;
      const decision = await read();
      expect(decision).toMatchObject({
        decisionId: answer.decision_id,
        conversationId: answer.conversation_id,
        position: 1,
        move: 'SEARCH',
        principal: 'ann',
        customerGroup: null,
        forgotten: false,
        question: 'leather jacket under $145 in stock',
        asOf: answer.as_of ? expect.stringMatching(/Z$/) : null,
        request: { k: 2 },
        narration: { source: 'TEMPLATE', text: answer.assistant_text },
        retrieval: { mode: 'HYBRID', total: answer.total },
        policies: { role: 'shopper', priceList: 'usd' },
        withheld: [],
        usage: null,
        error: null,
        feedback: [],
      });
      expect(decision.evidence.map(({ title, sku }) => [title, sku])).toEqual(
        answer.rows.map(({ title, sku }) => [title, sku]),
      );
      await database.query('delete from memory.conversation where conversation_id = $1', [
        answer.conversation_id,
      ]);
      expect(await read()).toEqual({
        ...decision,
        forgotten: true,
        question: null,
        narration: { source: 'TEMPLATE', text: null },
        withheld: null,
        evidence: decision.evidence.map((item) => ({ ...item, title: null })),
      });
    });
  });

  it('is of whoever asked, and of merchants', async () => {
    await inTransaction(shop, async (database) => {
      const { ids } = await ask(database);
      const seen = async (claims: Claims | null) =>
        (await readDecisions(database, [...ids, '00000000-0000-7000-8000-000000000000'], claims)).map(
          (decision) => decision?.principal ?? null,
        );
      expect(await seen(ann)).toEqual(['ann', 'ann', 'ann', null, null]);
      expect(await seen({ sub: 'bob' })).toEqual([null, null, null, null, null]);
      expect(await seen(null)).toEqual([null, null, null, 'anonymous', null]);
      expect(await seen(merchant)).toEqual(['ann', 'ann', 'ann', 'anonymous', null]);
    });
  });
});

describe('api.decisions', () => {
  it.each<
    [
      string,
      (ids: { conversation: string; anonymous: string }) => DecisionRequest['filter'],
      Claims | null,
      number[],
    ]
  >([
    ['all to a merchant, newest first', () => ({}), merchant, [3, 2, 1, 0]],
    ['their own to a shopper', () => ({}), ann, [2, 1, 0]],
    ['none to somebody who never asked', () => ({}), { sub: 'bob' }, []],
    ['those since an instant', () => ({ since: '2026-03-01T15:00:00Z' }), merchant, [3, 2]],
    ['those before an instant', () => ({ until: '2026-03-01T15:00:00Z' }), merchant, [1, 0]],
    ['those of a conversation', ({ conversation }) => ({ conversation }), ann, [1, 0]],
    ["nothing of somebody else's conversation", ({ conversation }) => ({ conversation }), null, []],
    [
      'those of their conversation to who is not signed in',
      ({ anonymous }) => ({ conversation: anonymous }),
      null,
      [3],
    ],
    ['those of a move', () => ({ move: 'REFINE' }), merchant, [1]],
    ['those of a source', () => ({ source: 'MODEL' }), merchant, []],
    ['those without evidence', () => ({ empty: true }), merchant, [2]],
    ['those with evidence', () => ({ empty: false }), merchant, [3, 1, 0]],
    ['those that failed', () => ({ failed: true }), merchant, []],
    ['those of somebody', () => ({ principal: 'anonymous' }), merchant, [3]],
  ])('lists %s', async (_what, filter, claims, expected) => {
    await inTransaction(shop, async (database) => {
      const made = await ask(database);
      const { items, hasNextPage } = await list(database, filter(made), claims);
      expect(items.map(({ decisionId }) => made.ids.indexOf(decisionId))).toEqual(expected);
      expect(hasNextPage).toBe(false);
    });
  });

  it('goes on behind the last one, each once', async () => {
    await inTransaction(shop, async (database) => {
      const { ids } = await ask(database);
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: Awaited<ReturnType<typeof list>> = await list(database, {}, merchant, {
          first: 3,
          after,
        });
        seen.push(...page.items.map(({ decisionId }) => decisionId));
        after = seen.at(-1)!;
        more = page.hasNextPage;
      }
      expect(seen).toEqual([...ids].reverse());
    });
  });

  it('has questions that failed', async () => {
    await inTransaction(shop, async (database) => {
      const [failed] = await database.query<{ id: string }>(
        `select api.fail_chat('a secret', '{"k": 10, "filter": null, "options": {}}', '{"code": "TIMEOUT", "message": "late"}') as id`,
      );
      const { items } = await list(database, { failed: true });
      expect(items).toMatchObject([
        {
          decisionId: failed!.id,
          question: null,
          turnId: null,
          error: { code: 'TIMEOUT' },
          evidence: [],
          retrieval: {},
        },
      ]);
      expect(JSON.stringify(items)).not.toContain('secret');
    });
  });

  it.each<[string, string, DecisionRequest['filter'] | unknown, Claims | null, Partial<DecisionRequest>]>([
    ['who is not signed in and names no conversation', 'TSFOR', {}, null, {}],
    ['a shopper who asks for others', 'TSFOR', { principal: 'ann' }, { sub: 'bob' }, {}],
    ['k 0', 'TSLIM', {}, merchant, { first: 0 }],
    ['k 201', 'TSLIM', {}, merchant, { first: 201 }],
    ['an unknown key', 'TSFLT', { who: 'ann' }, merchant, {}],
    ['an instant that is none', 'TSFLT', { since: 'yesterday' }, merchant, {}],
    ['an instant that no calendar has', 'TSFLT', { until: '2026-02-31T00:00:00Z' }, merchant, {}],
    ['an instant that is a number', 'TSFLT', { since: 20260101 }, merchant, {}],
    ['a conversation that is no id', 'TSFLT', { conversation: 'abc' }, merchant, {}],
    ['an unknown move', 'TSFLT', { move: 'JUMP' }, merchant, {}],
    ['an unknown source', 'TSFLT', { source: 'ORACLE' }, merchant, {}],
    ['a word for yes or no', 'TSFLT', { failed: 'yes' }, merchant, {}],
    ['a principal that is no text', 'TSFLT', { principal: {} }, merchant, {}],
    ['a filter that is no object', 'TSFLT', ['since'], merchant, {}],
    [
      'an unknown decision to go on behind',
      'TSCUR',
      {},
      merchant,
      { after: '00000000-0000-7000-8000-000000000000' },
    ],
  ])('refuses %s (%s)', async (_what, code, filter, claims, request) => {
    const refused = await refusal(list(shop, filter as DecisionRequest['filter'], claims, request));
    expect(refused.code).toBe(code);
    expect(refused.hint).not.toBe('');
  });
});
