import { describe, expect, it } from 'vitest';
import { onServer } from '../../harness/engine.ts';
import { refusal } from '../fixture/ask.ts';
import { begin, complete, converse, countOf, type Turn } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let made = 0;
const newKey = () => {
  made += 1;
  return `a key for question ${made}`;
};
const minuteAgo = (turnId: string | null) =>
  shop.query(
    `update memory.turn set created_at = statement_timestamp() - interval '61 seconds' where turn_id = $1`,
    [turnId],
  );

describe('an idempotency key', () => {
  it('gives the same decision again, as it was, and writes nothing', async () => {
    const key = newKey();
    const first = await converse(shop, 'leather jacket', { key, options: { currency: null } });
    const before = await countOf(shop, 'audit.decision');
    const again = await converse(shop, 'leather jacket', { key });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await countOf(shop, 'audit.decision')).toBe(before);
  });

  it('gives what the model said, and not what of it was withheld', async () => {
    const key = newKey();
    const begun = await begin(shop, 'leather jacket', { key });
    const narration = {
      source: 'MODEL',
      reason: null,
      text: 'Warm.',
      sentences: [{ text: 'Warm.', cites: [] }],
    };
    const withheld = [{ text: 'Free.', cites: [], reasons: [{ code: 'PRICE' }] }];
    const decisionId = await complete(shop, begun.turnId, { narration, withheld });
    expect(await begin(shop, 'leather jacket', { key })).toEqual({
      ...begun,
      narration,
      decisionId,
      replayed: true,
    });
  });

  const base: Turn = { k: 3, filter: {}, options: { sort: 'RATING' } };
  it.each<[string, string, Turn]>([
    ['another question', 'suede jacket', base],
    ['another page size', 'leather jacket', { ...base, k: 4 }],
    ['another filter', 'leather jacket', { ...base, filter: { inStock: true } }],
    ['nothing said about a filter', 'leather jacket', { ...base, filter: null }],
    ['another order', 'leather jacket', { ...base, options: { sort: 'NEWEST' } }],
    ['one option more', 'leather jacket', { ...base, options: { sort: 'RATING', currency: 'USD' } }],
    ['another customer group', 'leather jacket', { ...base, claims: { group: 'wholesale' } }],
    ['another role', 'leather jacket', { ...base, claims: { role: 'merchant' } }],
  ])('with %s is a conflict (TSKEY)', async (_what, question, turn) => {
    const key = newKey();
    await converse(shop, 'leather jacket', { ...base, key });
    expect(await refusal(converse(shop, question, { ...turn, key }))).toMatchObject({
      code: 'TSKEY',
      message:
        'the idempotency key has been used for another question, or as somebody of another role or group',
    });
  });

  it('with another conversation is a conflict (TSKEY), with the same one a repetition', async () => {
    const { conversationId: conversation } = await converse(shop, 'leather jacket');
    const key = newKey();
    const second = await converse(shop, 'under $145', { conversation, key });
    expect((await refusal(converse(shop, 'under $145', { key }))).code).toBe('TSKEY');
    expect(await converse(shop, 'under $145', { conversation, key })).toEqual({ ...second, replayed: true });
  });

  it('holds whatever a model proposed beside the question', async () => {
    const key = newKey();
    const first = await converse(shop, 'leather jacket', { key });
    const queryEmbedding = { model: 'm', text: 'leather jacket', reason: 'FAILED' };
    const again = await converse(shop, 'leather jacket', { key, options: { queryEmbedding } });
    expect(again.decisionId).toBe(first.decisionId);
  });

  it('is of its caller: another one with the same key has an answer of their own', async () => {
    const key = newKey();
    const mine = await converse(shop, 'leather jacket', { key, claims: { sub: 'c-1' } });
    const yours = await converse(shop, 'suede jacket', { key, claims: { sub: 'c-2' } });
    expect([yours.replayed, yours.turnId === mine.turnId]).toEqual([false, false]);
  });

  it('of a question that is still being answered says to wait (TSKEY, RETRYABLE)', async () => {
    const key = newKey();
    await begin(shop, 'leather jacket', { key });
    const outcome = await begin(shop, 'leather jacket', { key }).catch((error: unknown) => error);
    expect(outcome).toMatchObject({
      code: 'TSKEY',
      detail: 'RETRYABLE',
      message: expect.stringContaining('still being answered'),
    });
  });

  it('is answered anew when its model has been silent for a minute, in the place of the turn, which nobody completes then', async () => {
    const { conversationId: conversation } = await converse(shop, 'leather jacket under $145');
    const key = newKey();
    const silent = await begin(shop, 'under $120', { conversation, key });
    await minuteAgo(silent.turnId);
    const anew = await begin(shop, 'under $120', { conversation, key });

    expect([anew.replayed, anew.position, anew.turnId === silent.turnId]).toEqual([
      false,
      silent.position,
      false,
    ]);
    const [withoutTurns, expected] = [anew, silent].map(({ facts, superseded }) => ({
      facts: facts.map(({ key: about, label, trust, turn }) => [about, label, trust, turn.position]),
      superseded: superseded.map(({ factId, why }) => [factId, why]),
    }));
    expect(withoutTurns).toEqual(expected);
    expect(anew.superseded.map(({ key: about }) => about)).toEqual(['PRICE_MAX']);
    expect((await refusal(complete(shop, silent.turnId))).code).toBe('TSNFD');
    expect(await complete(shop, anew.turnId)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('of a silent turn that the conversation has gone on from is answered at the end of it', async () => {
    const { conversationId: conversation } = await converse(shop, 'leather jacket');
    const key = newKey();
    const silent = await begin(shop, 'under $145', { conversation, key });
    await converse(shop, 'in stock', { conversation });
    await minuteAgo(silent.turnId);
    const anew = await begin(shop, 'under $145', { conversation, key });
    expect([silent.position, anew.position]).toEqual([2, 4]);
    expect(await complete(shop, silent.turnId)).not.toBe(await complete(shop, anew.turnId));
  });

  it('of a first turn that fell silent leaves no empty conversation behind', async () => {
    const key = newKey();
    const silent = await begin(shop, 'leather jacket', { key });
    await minuteAgo(silent.turnId);
    const anew = await begin(shop, 'leather jacket', { key });
    expect(
      await shop.query('select conversation_id from memory.conversation where conversation_id in ($1, $2)', [
        silent.conversationId,
        anew.conversationId,
      ]),
    ).toEqual([{ conversation_id: anew.conversationId }]);
  });

  it('is free again once its conversation has expired', async () => {
    const key = newKey();
    const { conversationId } = await converse(shop, 'leather jacket', { key });
    await shop.query(
      `update memory.conversation set expires_at = statement_timestamp() where conversation_id = $1`,
      [conversationId],
    );
    expect(await converse(shop, 'suede jacket', { key })).toMatchObject({ replayed: false });
  });
});

// The embedded engine has one connection, and so no two of anything at once.
describe.runIf(onServer())('at the same instant', () => {
  const several = <T>(count: number, work: (index: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
  const reasons = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  const values = <T>(outcomes: PromiseSettledResult<T>[]) =>
    outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

  it('one of four with the same key is answered, and the others are given its decision', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = newKey();
      const outcomes = await several(4, () => converse(shop, 'leather jacket', { key }));
      expect(reasons(outcomes)).toEqual([]);
      const answers = values(outcomes);
      expect(new Set(answers.map(({ decisionId }) => decisionId)).size).toBe(1);
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    }
  });

  it('one of four that want a model is begun, and the others are told to wait', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = newKey();
      const outcomes = await several(4, () => begin(shop, 'leather jacket', { key }));
      expect(values(outcomes)).toHaveLength(1);
      expect(reasons(outcomes)).toEqual(
        Array(3).fill(expect.objectContaining({ code: 'TSKEY', detail: 'RETRYABLE' })),
      );
    }
  });

  it('a silent turn is taken over once', async () => {
    const key = newKey();
    const silent = await begin(shop, 'leather jacket', { key });
    await minuteAgo(silent.turnId);
    const outcomes = await several(4, () => begin(shop, 'leather jacket', { key }));
    expect(values(outcomes)).toHaveLength(1);
    expect(reasons(outcomes).map(({ code }) => code)).toEqual(['TSKEY', 'TSKEY', 'TSKEY']);
  });

  it('turns of one conversation take their places one behind the other, and see what was said before', async () => {
    const { conversationId: conversation } = await converse(shop, 'leather jacket under $145');
    const texts = ['in stock', 'by Acme', 'not suede', 'cheaper', 'in black', 'under $140'];
    const outcomes = await several(texts.length, (index) => converse(shop, texts[index]!, { conversation }));
    expect(reasons(outcomes)).toEqual([]);
    const answers = values(outcomes);
    expect(answers.map(({ position }) => position).sort()).toEqual([2, 3, 4, 5, 6, 7]);
    const last = answers.find(({ position }) => position === 7)!;
    expect(last.facts.map(({ key }) => key)).toEqual(expect.arrayContaining(['IN_STOCK', 'PRICE_MAX']));
  });

  it('two completions of one turn are one decision', async () => {
    const { turnId } = await begin(shop, 'leather jacket');
    const outcomes = await several(4, () => complete(shop, turnId));
    expect(reasons(outcomes)).toEqual([]);
    expect(new Set(values(outcomes)).size).toBe(1);
  });

  it('a conversation that is forgotten while its turns are asked refuses the rest by TSNFD, and is gone', async () => {
    const { conversationId: conversation } = await converse(shop, 'leather jacket');
    const outcomes = await several(6, async (index) =>
      index === 2
        ? shop.query('select api.forget_conversation($1)', [conversation])
        : converse(shop, 'in stock', { conversation }),
    );
    expect(reasons(outcomes).filter(({ code }) => code !== 'TSNFD')).toEqual([]);
    expect(await shop.query('select 1 from memory.turn where conversation_id = $1', [conversation])).toEqual(
      [],
    );
  });
});
