import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, refusal } from '../fixture/ask.ts';
import { begin, complete, converse, countOf, readDecision } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** Every table of ours, but those of the catalogue, with a row in which the pattern stands. */
async function findWords(database: Queryable, pattern: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any ('{memory,audit,embeddings,work}') order by 1`,
  );
  expect(tables.length).toBeGreaterThan(8);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ there: boolean }>(
      `select exists (select from ${name} t where to_jsonb(t)::text ~* $1) as there`,
      [pattern],
    );
    if (row!.there) found.push(name);
  }
  return found;
}

const forget = async (database: Queryable, id: string | null, claims?: object) =>
  (
    await database.query<{ forgotten: boolean }>(
      'select api.forget_conversation(conversation_id => $1, claims => $2) as forgotten',
      [id, claims === undefined ? null : JSON.stringify(claims)],
    )
  )[0]!.forgotten;

describe('forgetting a conversation', () => {
  it('leaves no word of it anywhere, and of its decisions all but the words', async () => {
    await inTransaction(shop, async (database) => {
      const claims = { sub: 'c-1' };
      const first = await converse(database, 'leather jacket for Quillfeather under $145, not in zebedeean', {
        claims,
      });
      const { conversationId: conversation } = first;
      await converse(database, 'quillfeather wants it in stock', { conversation, claims });
      const begun = await begin(database, 'cheaper for Quillfeather', { conversation, claims });
      const cites = begun.page.items.slice(0, 1).map(({ productId }) => productId);
      const text = 'Quillfeather will like it.';
      await complete(
        database,
        begun.turnId,
        {
          narration: { source: 'MODEL', reason: null, text, sentences: [{ text, cites }] },
          withheld: [{ text, cites: ['quillfeather'], reasons: [{ code: 'NAME', found: 'Quillfeather' }] }],
          verdicts: [
            {
              position: 1,
              source: 'MODEL',
              verdict: 'WITHHELD',
              cites: ['quillfeather'],
              reasons: [{ code: 'NAME', found: 'Quillfeather' }],
            },
          ],
          error: { code: 'ODD', message: 'odd: “Quillfeather”' },
        },
        claims,
      );
      await database.query('select api.fail_chat($1, $2, $3, $4)', [
        'Quillfeather again',
        JSON.stringify({
          k: 3,
          filter: { brands: ['Quillfeather'] },
          options: { conversation, proposals: { x: 'Quillfeather' } },
        }),
        JSON.stringify({ code: 'TSFLT', message: 'unknown brand "Quillfeather"' }),
        JSON.stringify(claims),
      ]);
      const words = 'quillfeather|zebedee';
      expect(await findWords(database, words)).toEqual(['memory.fact', 'memory.turn']);

      expect(await forget(database, conversation, claims)).toBe(true);
      expect(await findWords(database, words)).toEqual([]);
      for (const table of ['memory.conversation', 'memory.turn', 'memory.fact'])
        expect([table, await countOf(database, table)]).toEqual([table, 0]);
      expect(
        (await database.query(`select 1 from audit.decision where conversation_id = $1`, [conversation]))
          .length,
      ).toBe(4);
      expect(await readDecision(database, first.decisionId)).toMatchObject({
        conversation_id: conversation,
        move: 'SEARCH',
      });
      expect((await refusal(begin(database, 'cheaper', { conversation, claims }))).code).toBe('TSNFD');
    });
  });

  it("is for the caller's own and for merchants, and says whether there was one", async () => {
    const { conversationId: mine } = await converse(shop, 'leather jacket', { claims: { sub: 'c-1' } });
    expect(await forget(shop, mine, { sub: 'c-2' })).toBe(false);
    expect(await forget(shop, mine)).toBe(false);
    expect(await forget(shop, mine, { sub: 'c-1' })).toBe(true);
    expect(await forget(shop, mine, { sub: 'c-1' })).toBe(false);
    expect(await forget(shop, null, merchant)).toBe(false);
    const { conversationId: other } = await converse(shop, 'leather jacket', { claims: { sub: 'c-1' } });
    expect(await forget(shop, other, merchant)).toBe(true);
  });

  it('of a whole principal takes all of theirs and nobody else’s', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from memory.conversation');
      for (const sub of ['c-1', 'c-1', 'c-2'])
        await converse(database, 'leather jacket', { claims: { sub } });
      expect(await database.query(`select api.forget_principal('c-1')::integer as gone`)).toEqual([
        { gone: 2 },
      ]);
      expect(await database.query('select principal from memory.conversation')).toEqual([
        { principal: 'c-2' },
      ]);
    });
    await expect(shop.query(`select api.forget_principal('')`)).rejects.toMatchObject({ code: 'TSTXT' });
    await expect(shop.query(`select api.forget_principal(null)`)).rejects.toMatchObject({ code: 'TSTXT' });
  });
});

describe('the end of a conversation', () => {
  it('moves with the time that they are kept, of those that are there as well', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from memory.conversation');
      await converse(database, 'leather jacket');
      expect(await database.query(`select api.keep_conversations('2 days')::integer as moved`)).toEqual([
        { moved: 1 },
      ]);
      expect(await database.query(`select api.keep_conversations('2 days')::integer as moved`)).toEqual([
        { moved: 0 },
      ]);
      await converse(database, 'suede jacket');
      expect(
        await database.query(
          `select distinct expires_at - last_turn_at = interval '2 days' as two_days from memory.conversation`,
        ),
      ).toEqual([{ two_days: true }]);
    });
  });

  it.each(['1 second', '-1 day', '2000 years', 'infinity', null])('of %s is refused (TSLIM)', async (age) => {
    await expect(shop.query('select api.keep_conversations($1)', [age])).rejects.toMatchObject({
      code: 'TSLIM',
    });
  });

  it('is what api.prune goes by, or by the age of the last turn, so many at once', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from memory.conversation');
      const ages = async () =>
        (
          await database.query<{ age: number }>(
            `select round(extract(epoch from statement_timestamp() - last_turn_at) / 86400)::integer as age from memory.conversation order by 1`,
          )
        ).map(({ age }) => age);
      await database.query(
        `insert into memory.conversation (principal, last_turn_at, expires_at)
         select 'c-1', statement_timestamp() - d * interval '1 day', statement_timestamp() + (30 - d) * interval '1 day'
         from unnest('{1,10,20,31,32,33}'::integer[]) d`,
      );
      const prune = async (olderThan: string, atMost = 1000) =>
        (await database.query<{ gone: unknown }>('select api.prune($1, $2) as gone', [olderThan, atMost]))[0]!
          .gone;
      const others = '"jobs": null, "questions": null';
      expect(await prune(`{"conversations": null, ${others}}`)).toEqual({ more: false });
      expect(await prune(`{${others}}`, 2)).toEqual({ conversations: 2, more: true });
      expect(await ages()).toEqual([1, 10, 20, 31]);
      expect(await prune(`{${others}}`, 2)).toEqual({ conversations: 1, more: false });
      expect(await prune(`{"conversations": "15 days", ${others}}`)).toEqual({
        conversations: 1,
        more: false,
      });
      expect(await prune(`{"conversations": "0", ${others}}`)).toEqual({ conversations: 0, more: false });
      expect(await ages()).toEqual([1, 10]);
    });
  });
});

describe('api.conversation', () => {
  const read = async (id: string | null, claims?: object) =>
    (
      await shop.query<{ conversation: Record<string, unknown> | null }>(
        'select api.conversation($1, $2) as conversation',
        [id, claims === undefined ? null : JSON.stringify(claims)],
      )
    )[0]!.conversation;

  it('has the turns in their order and what is held to, for its caller alone', async () => {
    const claims = { sub: 'c-5' };
    const first = await converse(shop, 'leather jacket under $145', { claims });
    const second = await begin(shop, 'in stock', { conversation: first.conversationId, claims });
    expect(await read(first.conversationId, claims)).toEqual({
      id: first.conversationId,
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      facts: second.facts,
      turns: [
        {
          id: first.turnId,
          position: 1,
          move: 'SEARCH',
          question: 'leather jacket under $145',
          askedAt: expect.stringMatching(/Z$/),
          narration: first.narration,
          decisionId: first.decisionId,
        },
        expect.objectContaining({ id: second.turnId, position: 2, move: 'REFINE', decisionId: null }),
      ],
    });
    expect(await read(first.conversationId, merchant)).toBeNull();
    expect(await read(first.conversationId)).toBeNull();
    expect(await read(null)).toBeNull();
    await shop.query(
      'update memory.conversation set expires_at = statement_timestamp() where conversation_id = $1',
      [first.conversationId],
    );
    expect(await read(first.conversationId, claims)).toBeNull();
  });
});

describe('what people did with an answer', () => {
  it.each([
    'update audit.feedback set principal = $$x$$',
    'delete from audit.feedback',
    'truncate audit.feedback',
  ])('is append-only: %s is refused to its owner too', async (statement) => {
    await inTransaction(shop, async (database) => {
      const { decisionId } = await converse(database, 'leather jacket');
      await database.query(
        `insert into audit.feedback (decision_id, kind, principal) values ($1, 'HELPFUL', 'anonymous')`,
        [decisionId],
      );
      expect((await refusal(database.query(statement))).code).toBe('23001');
    });
  });
});
