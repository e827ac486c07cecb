import { expect, it } from 'vitest';
import { converse, readDecision } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const fail = async (
  request: unknown,
  error: unknown,
  question: string | null = 'for Quillfeather',
  claims: unknown = null,
) =>
  (
    await shop.query<{ id: string | null }>(
      'select api.fail_chat(question => $1, request => $2, error => $3, claims => $4) as id',
      [
        question,
        JSON.stringify(request),
        JSON.stringify(error),
        claims === null ? null : JSON.stringify(claims),
      ],
    )
  )[0]!.id;

it('a failed question is a decision without evidence, of its conversation, and has none of its words', async () => {
  const claims = { sub: 'c-1', group: 'wholesale' };
  const { conversationId: conversation } = await converse(shop, 'leather jacket', { claims });
  const options = {
    conversation,
    asOf: '2025-01-01T00:00:00Z',
    sort: 'RATING',
    currency: 'Quillfeather',
    dismiss: ['PRICE_MAX', 'Quillfeather', 7],
    idempotencyKey: 'Quillfeather Quillfeather',
    proposals: { text: 'Quillfeather' },
  };
  const id = await fail(
    { k: 3, filter: { price: { max: '145' } }, options },
    {
      code: 'TSCCY',
      message: 'options.currency is "Quillfeather \\" Quillfeather", expected one that is known',
    },
    'for Quillfeather',
    claims,
  );
  const decision = await readDecision(shop, id);
  expect(decision).toMatchObject({
    turn_id: null,
    conversation_id: conversation,
    position: null,
    move: null,
    principal: 'c-1',
    customer_group: 'wholesale',
    evidence: [],
    narration_source: null,
    narration_digest: null,
    request: {
      k: 3,
      filter: { price: { max: '145' } },
      options: { asOf: '2025-01-01T00:00:00Z', sort: 'RATING', dismiss: ['PRICE_MAX'] },
    },
    error: { code: 'TSCCY', message: 'options.currency is …' },
  });
  expect(JSON.stringify(decision)).not.toMatch(/quillfeather/i);
  expect(
    await shop.query(
      `select d.question_digest = sha256(convert_to(c.salt::text || 'for Quillfeather', 'UTF8')) as same
       from audit.decision d join memory.conversation c using (conversation_id) where d.decision_id = $1`,
      [id],
    ),
  ).toEqual([{ same: true }]);
});

it.each([
  ['no question', null, {}],
  ['a filter that is none', 'x', { filter: { colour: 'Quillfeather' } }],
  ['a filter that is a text', 'x', { filter: 'Quillfeather' }],
  ['options that are none', 'x', { options: 'Quillfeather' }],
  ['a page size that is none', 'x', { k: 'Quillfeather' }],
  ['a conversation that is none', 'x', { options: { conversation: 'Quillfeather' } }],
  [
    "somebody else's conversation",
    'x',
    { options: { conversation: '00000000-0000-4000-8000-000000000000' } },
  ],
  ['a dismissal that is none', 'x', { options: { dismiss: 'Quillfeather' } }],
  [
    'options of objects',
    'x',
    { options: { asOf: { a: 1 }, sort: [], interpret: 'Quillfeather', currency: null } },
  ],
])('with %s it is recorded all the same, without what was wrong', async (_what, question, request) => {
  const decision = await readDecision(shop, await fail(request, { code: 'TSOPT', message: '' }, question));
  expect(decision).toMatchObject({ conversation_id: null, error: { code: 'TSOPT', message: '' } });
  expect(JSON.stringify(decision)).not.toMatch(/quillfeather/i);
});

it('of the same question twice has two digests: nothing is kept that a guess could be held against', async () => {
  const ids = [await fail({}, { code: 'X', message: '' }), await fail({}, { code: 'X', message: '' })];
  const digests = await Promise.all(ids.map(async (id) => (await readDecision(shop, id)).question_digest));
  expect(new Set(digests).size).toBe(2);
});

it.each([
  [null, {}],
  [{}, null],
  [[], { code: 'X', message: '' }],
  [{}, { code: 'X Y', message: '' }],
  [{}, { code: 'X' }],
  [{}, { code: 'X', message: 'x'.repeat(1001) }],
])('is refused as %j with the error %j (TSOPT)', async (request, error) => {
  await expect(fail(request, error)).rejects.toMatchObject({ code: 'TSOPT' });
});

it('is null in a read-only transaction', async () => {
  await shop.transaction(async (connection) => {
    await connection.query('set transaction read only');
    expect(
      await connection.query(`select api.fail_chat('x', '{}', '{"code": "X", "message": ""}') as id`),
    ).toEqual([{ id: null }]);
  });
});
