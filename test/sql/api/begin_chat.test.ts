import { describe, expect, it } from 'vitest';
import type { BegunChat, Completion } from '../../../src/narration/chat-answer.ts';
import { chat, merchant, refusal, wholesale } from '../fixture/ask.ts';
import { begin, complete, converse, countOf, readDecision } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
const nobody = '00000000-0000-4000-8000-000000000000';

describe('a turn', () => {
  it('begins a conversation where none is named, and goes on with the one that is', async () => {
    const first = await converse(shop, 'leather jacket');
    const second = await converse(shop, 'under $145', { conversation: first.conversationId });
    const third = await begin(shop, 'in stock', { conversation: first.conversationId });
    const other = await begin(shop, 'leather jacket');

    expect([first, second, third].map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(new Set([first, second, third].map(({ conversationId }) => conversationId)).size).toBe(1);
    expect([other.position, other.conversationId === first.conversationId]).toEqual([1, false]);
    expect(
      await shop.query('select turns, principal from memory.conversation where conversation_id = $1', [
        first.conversationId,
      ]),
    ).toEqual([{ turns: 3, principal: 'anonymous' }]);
  });

  it('is kept whole before anybody narrates it, and has no decision until it is completed', async () => {
    const begun = await begin(shop, 'leather jacket', { filter: { price: { max: '145' } } });
    expect(Object.keys(begun).sort()).toEqual([
      'conversationId',
      'decisionId',
      'facts',
      'item',
      'latency',
      'move',
      'narration',
      'nearest',
      'page',
      'position',
      'reference',
      'replayed',
      'superseded',
      'turnId',
      'unrecorded',
    ]);
    expect(begun).toMatchObject({ move: 'SEARCH', replayed: false, decisionId: null, unrecorded: null });
    expect(begun.page.funnel.remaining).toBe(begun.page.total.value);
    const [kept] = await shop.query<Record<string, unknown>>(
      'select answer, request, completed_at, decision_id from memory.turn where turn_id = $1',
      [begun.turnId],
    );
    expect(kept).toMatchObject({ answer: begun, completed_at: null, decision_id: null });
    expect(kept!.request).toMatchObject({ k: 3, filter: { price: { max: '145' } }, options: {} });
  });

  it('of api.chat is the same answer, taken apart into columns', async () => {
    const row = (await chat(shop, { text: 'leather jacket', k: 2 })) as unknown as Record<string, unknown>;
    const { page, narration, ...answer } = row.answer as Awaited<ReturnType<typeof converse>>;
    expect(row).toMatchObject({
      assistant_text: narration.text,
      sentences: narration.sentences,
      rows: page.items,
      interpretation: page.interpretation,
      retrieval: page.retrieval,
      currency: page.currency,
      total: page.total,
      conversation_id: answer.conversationId,
      turn_id: answer.turnId,
      decision_id: answer.decisionId,
      position: 1,
      move: 'SEARCH',
      unrecorded: null,
    });
    expect(page.items).toHaveLength(2);
    expect(answer.decisionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that finds nothing names the categories that are near, and those of the shop where no word means anything', async () => {
    const { page, nearest } = await begin(shop, 'leather jacket zeppelin under $1', {
      filter: { price: { max: '1' } },
    });
    expect(page.items).toEqual([]);
    expect(nearest.map(({ slug }) => slug)).toContain('leather-jackets');
    const { nearest: top, narration } = await begin(shop, 'zeppelin');
    expect(top).toEqual(
      ['Apparel', 'Kitchen', 'Electronics'].map((name) => ({
        slug: name.toLowerCase(),
        name,
        isNear: false,
      })),
    );
    expect(narration.sentences.at(-1)?.text).toBe(
      'The shop has categories such as Apparel, Kitchen and Electronics.',
    );
  });

  it('says how long each stage took, in milliseconds', async () => {
    const { latency } = await begin(shop, 'leather jacket');
    const { read, search, narrate, total } = latency;
    expect(Object.keys(latency).sort()).toEqual(['narrate', 'read', 'search', 'total']);
    expect(total).toBeGreaterThanOrEqual(Math.max(read!, search!, narrate!));
  });

  it.each([
    ['of an unknown conversation', 'jacket', { conversation: nobody }, 'TSNFD'],
    ['of a conversation that is no id', 'jacket', { conversation: 'mine' }, 'TSOPT'],
    ['of a conversation that is no text', 'jacket', { conversation: 7 as never }, 'TSOPT'],
    ['with a short key', 'jacket', { key: 'short' }, 'TSOPT'],
    ['with a long key', 'jacket', { key: 'x'.repeat(201) }, 'TSOPT'],
    ['with a key of control characters', 'jacket', { key: 'x'.repeat(20).concat('\n') }, 'TSOPT'],
    ['with an option that only a search has', 'jacket', { options: { like: { handle: 'x' } } }, 'TSOPT'],
    ['with a sort that is none', 'hello', { options: { sort: 'UP' } }, 'TSOPT'],
    ['with a filter that is none', 'hello', { filter: { colour: 'red' } }, 'TSFLT'],
    ['with no question', null, {}, 'TSTXT'],
    ['with an empty question', ' \u00a0', {}, 'TSTXT'],
    ['with a long question', 'x'.repeat(1001), {}, 'TSTXT'],
    ['of no rows', 'jacket', { k: 0 }, 'TSLIM'],
    ['of null rows', 'hello', { k: null }, 'TSLIM'],
    ['of the future', 'jacket', { options: { asOf: '2090-01-01T00:00:00Z' } }, 'TSFOR'],
    ['of a bad claim', 'jacket', { claims: { role: 'king' } as never }, 'TSCLM'],
  ] as const)('%s is refused, and leaves nothing behind', async (_what, question, turn, code) => {
    const before = await countOf(shop, 'memory.conversation');
    const refused = await refusal(begin(shop, question, turn));
    expect(refused.code).toBe(code);
    expect(refused.hint).not.toBe('');
    expect(await countOf(shop, 'memory.conversation')).toBe(before);
  });

  it("of somebody else's conversation, or of one that has expired, is refused alike (TSNFD)", async () => {
    const { conversationId } = await converse(shop, 'leather jacket', { claims: { sub: 'c-1' } });
    const others = await refusal(begin(shop, 'cheaper', { conversation: conversationId, claims: merchant }));
    await shop.query(
      `update memory.conversation set expires_at = statement_timestamp() - interval '1 second' where conversation_id = $1`,
      [conversationId],
    );
    const expired = await refusal(
      begin(shop, 'cheaper', { conversation: conversationId, claims: { sub: 'c-1' } }),
    );
    expect([others.code, expired]).toEqual(['TSNFD', others]);
  });

  it('puts off the end of its conversation', async () => {
    const { conversationId } = await converse(shop, 'leather jacket');
    await shop.query(
      `update memory.conversation set expires_at = statement_timestamp() + interval '1 minute' where conversation_id = $1`,
      [conversationId],
    );
    await converse(shop, 'under $145', { conversation: conversationId });
    expect(
      await shop.query(
        `select expires_at - last_turn_at = interval '30 days' as whole from memory.conversation where conversation_id = $1`,
        [conversationId],
      ),
    ).toEqual([{ whole: true }]);
  });
});

describe('a completion', () => {
  const told = (productId: string): Completion => ({
    narration: {
      source: 'MODEL',
      reason: null,
      text: 'It is warm. It is brown.',
      sentences: [
        { text: 'It is warm.', cites: [productId] },
        { text: 'It is brown.', cites: [] },
      ],
    },
    withheld: [
      {
        text: 'Quillfeather costs nothing.',
        cites: ['999', 'Quillfeather'],
        reasons: [{ code: 'PRICE', found: 'Quillfeather' }],
      },
    ],
    verdicts: [
      { position: 1, source: 'MODEL', verdict: 'STANDS', cites: [productId], reasons: [] },
      {
        position: 2,
        source: 'MODEL',
        verdict: 'WITHHELD',
        cites: ['999', 'Quillfeather'],
        reasons: [{ code: 'PRICE', found: 'Quillfeather' }],
      },
    ],
    usage: { promptTokens: 900, completionTokens: 40, calls: 1 },
    model: { name: 'small-model', promptVersion: '1' },
    latency: { model: 310.5, firstSentence: 290, total: 400 },
    error: { code: 'NARRATOR_CUT', message: 'the model stopped at "Quillfeather said' },
  });

  it('puts what the model said into memory, and verdicts without its words into the decision', async () => {
    const begun = await begin(shop, 'leather jacket', { claims: { sub: 'c-2' } });
    const { productId } = begun.page.items[0]!;
    const decisionId = await complete(shop, begun.turnId, told(productId), { sub: 'c-2' });

    const decision = await readDecision(shop, decisionId);
    expect(decision).toMatchObject({
      turn_id: begun.turnId,
      conversation_id: begun.conversationId,
      position: 1,
      move: 'SEARCH',
      principal: 'c-2',
      narration_source: 'MODEL',
      verdicts: [
        { position: 1, source: 'MODEL', verdict: 'STANDS', cites: [productId], reasons: [] },
        { position: 2, source: 'MODEL', verdict: 'WITHHELD', cites: ['999'], reasons: [{ code: 'PRICE' }] },
      ],
      usage: { promptTokens: 900, completionTokens: 40, calls: 1 },
      relaxations: expect.any(Array),
      models: { narration: { name: 'small-model', promptVersion: '1' } },
      latency: { read: begun.latency.read, model: 310.5, firstSentence: 290, total: 400 },
      error: { code: 'NARRATOR_CUT', message: 'the model stopped at …' },
    });
    expect(JSON.stringify(decision)).not.toMatch(/Quillfeather|is warm/);
    const [turn] = await shop.query<Record<string, unknown>>(
      'select narration, answer, completed_at is not null as completed, decision_id from memory.turn where turn_id = $1',
      [begun.turnId],
    );
    expect(turn).toMatchObject({
      narration: 'It is warm. It is brown.',
      completed: true,
      decision_id: decisionId,
    });
    expect(turn!.answer).toMatchObject({
      decisionId,
      narration: told(productId).narration,
      withheld: told('').withheld,
    });
  });

  it('of nothing records what the template said', async () => {
    const begun = await begin(shop, 'leather jacket');
    const decision = await readDecision(shop, await complete(shop, begun.turnId));
    expect(decision).toMatchObject({ narration_source: 'TEMPLATE', usage: null, error: null, verdicts: [] });
    expect(decision.models).toMatchObject({
      narration: null,
      template: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('that comes a second time gives the same decision and changes nothing', async () => {
    const begun = await begin(shop, 'leather jacket');
    const first = await complete(shop, begun.turnId);
    const before = await readDecision(shop, first);
    expect(await complete(shop, begun.turnId, told(begun.page.items[0]!.productId))).toBe(first);
    expect(await readDecision(shop, first)).toEqual(before);
    expect(
      await shop.query('select count(*)::integer as count from audit.decision where turn_id = $1', [
        begun.turnId,
      ]),
    ).toEqual([{ count: 1 }]);
  });

  it("of another caller's turn is refused, merchants' too, and so is one of no turn (TSNFD)", async () => {
    const { turnId } = await begin(shop, 'leather jacket', { claims: { sub: 'c-3' } });
    expect((await refusal(complete(shop, turnId, {}, { sub: 'c-4' }))).code).toBe('TSNFD');
    expect((await refusal(complete(shop, turnId, {}, merchant))).code).toBe('TSNFD');
    expect((await refusal(complete(shop, nobody))).code).toBe('TSNFD');
    expect((await refusal(complete(shop, null))).code).toBe('TSNFD');
  });

  /** One turn for them all, for each leaves it as it is. */
  let begun: Promise<BegunChat> | undefined;
  const sentence = (text: unknown, cites: unknown) => ({
    narration: { source: 'MODEL', reason: null, text, sentences: [{ text, cites }] },
  });
  it.each([
    ['no object', []],
    ['an unknown key', { evidence: [] }],
    ['a citation of another product', sentence('It is.', ['999'])],
    ['a citation that is a number', sentence('It is.', [1])],
    ['no citations', sentence('It is.', null)],
    ['a sentence that is no text', sentence(7, [])],
    ['a sentence without end', sentence('x'.repeat(10_001), [])],
    [
      'more than it has sentences',
      {
        narration: { source: 'MODEL', text: 'It is. And more.', sentences: [{ text: 'It is.', cites: [] }] },
      },
    ],
    ['a narration without sentences', { narration: { source: 'MODEL', text: '' } }],
    [
      'too many sentences',
      { narration: { source: 'MODEL', text: '', sentences: Array(201).fill({ text: '', cites: [] }) } },
    ],
    ['an unknown source', { narration: { source: 'ME', text: '', sentences: [] } }],
    ['a narration that is no object', { narration: 'It is.' }],
    [
      'a reason without end',
      { narration: { source: 'MODEL', reason: 'x'.repeat(501), text: '', sentences: [] } },
    ],
    ['withheld words that are no list', { withheld: {} }],
    ['withheld words without a reason', { withheld: [{ text: 'x', cites: [] }] }],
    ['a reason that is a sentence', { withheld: [{ text: 'x', cites: [], reasons: [{ code: 'a b' }] }] }],
    ['reasons that are no list', { withheld: [{ text: 'x', cites: [], reasons: 'no' }] }],
    ['a reason without a code', { withheld: [{ text: 'x', cites: [], reasons: [{}] }] }],
    [
      'a verdict of an unknown kind',
      { verdicts: [{ position: 1, source: 'MODEL', verdict: 'PERHAPS', cites: [], reasons: [] }] },
    ],
    [
      'a verdict at no position',
      { verdicts: [{ position: -1, source: 'MODEL', verdict: 'STANDS', cites: [], reasons: [] }] },
    ],
    ['a usage that is text', { usage: { promptTokens: '9' } }],
    ['a usage below nothing', { usage: { promptTokens: -1 } }],
    ['a usage of something else', { usage: { dollars: 1 } }],
    ['a model without a name', { model: { promptVersion: '1' } }],
    ['a stage that is none', { latency: { lunch: 1 } }],
    ['an error whose code is a sentence', { error: { code: 'went wrong', message: '' } }],
    ['an error without a message', { error: { code: 'X' } }],
    ['a megabyte', { withheld: Array(120).fill({ text: 'x'.repeat(9_000), cites: [], reasons: [] }) }],
  ])(
    'with %s is refused (TSOPT), says nothing of what it was, and leaves the turn as it is',
    async (_what, completion) => {
      begun ??= begin(shop, 'leather jacket');
      const { turnId } = await begun;
      const refused = await refusal(complete(shop, turnId, completion));
      expect(refused.code).toBe('TSOPT');
      expect(refused.message).not.toMatch(/It is\.|went wrong|PERHAPS/);
      expect(
        await shop.query('select completed_at, decision_id from memory.turn where turn_id = $1', [turnId]),
      ).toEqual([{ completed_at: null, decision_id: null }]);
    },
  );
});

describe('the decision of a turn', () => {
  it('keeps of what could be relaxed what it would bring, and nothing of what was dismissed', async () => {
    const answer = await converse(shop, 'leather jacket under $1', {
      options: { dismiss: ['Quillfeather'] },
    });
    const decision = await readDecision(shop, answer.decisionId);
    expect(answer.page.relaxations.length).toBeGreaterThan(0);
    expect(decision.relaxations).toEqual(answer.page.relaxations.map(({ apply: _apply, ...rest }) => rest));
    expect(JSON.stringify(decision)).not.toContain('Quillfeather');
  });

  it('says by which policies and models it was made, and of which memory', async () => {
    const first = await converse(shop, 'leather jacket under $145', { claims: wholesale });
    const { decisionId } = await converse(shop, 'in stock', {
      conversation: first.conversationId,
      claims: wholesale,
    });
    const decision = await readDecision(shop, decisionId);
    expect(decision.policies).toMatchObject({
      priceList: expect.stringMatching(/wholesale/),
      customerGroup: 'wholesale',
      role: 'shopper',
      restriction: 'PUBLIC_AND_GROUP',
      curation: null,
      unavailable: 'LAST',
    });
    expect(decision.models).toMatchObject({
      embedding: {
        name: 'builtin-1',
        provider: 'builtin',
        id: expect.stringMatching(/^\d+$/),
        templateHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      interpretation: null,
    });
    expect(decision.facts).toEqual(
      expect.arrayContaining([
        {
          factId: expect.any(String),
          kind: 'CONSTRAINT',
          key: 'PRICE_MAX',
          trust: 'PARSED',
          turn: { id: first.turnId, position: 1 },
        },
      ]),
    );
    expect(decision).toMatchObject({ position: 2, move: 'REFINE', funnel: { basis: expect.any(String) } });
  });

  it('has digests that the conversation’s salt confirms, and no two alike', async () => {
    const [one, two] = [await converse(shop, 'leather jacket'), await converse(shop, 'leather jacket')];
    const digests = await shop.query<{ same: boolean; digest: string }>(
      `select d.question_digest = sha256(convert_to(c.salt::text || t.question, 'UTF8'))
           and d.narration_digest = sha256(convert_to(c.salt::text || t.narration, 'UTF8')) as same,
         encode(d.question_digest, 'hex') as digest
       from audit.decision d join memory.turn t using (turn_id) join memory.conversation c on c.conversation_id = t.conversation_id
       where d.decision_id in ($1, $2)`,
      [one.decisionId, two.decisionId],
    );
    expect(digests.map(({ same }) => same)).toEqual([true, true]);
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(2);
  });
});

describe('in a read-only transaction', () => {
  it('a turn of a conversation is answered in its light, and says that nothing was kept', async () => {
    const first = await converse(shop, 'leather jacket under $145');
    const before = await countOf(shop, 'memory.turn');
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      const answer = await converse(connection, 'in stock', {
        conversation: first.conversationId,
        key: 'a key of a read-only question',
      });
      expect(answer).toMatchObject({
        conversationId: first.conversationId,
        turnId: null,
        decisionId: null,
        position: 2,
        unrecorded: expect.stringContaining('read-only'),
      });
      expect(answer.page.interpretation.constraints.map(({ key }) => key)).toEqual(
        expect.arrayContaining(['PRICE_MAX', 'IN_STOCK']),
      );
      expect(answer.page.items.length).toBeGreaterThan(0);
    });
    expect(await countOf(shop, 'memory.turn')).toBe(before);
  });
});
