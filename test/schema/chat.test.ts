import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import type { Narrator } from '../../src/narration/narrator.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);
beforeAll(() => fillSmallShop(database));

const chat = (input: object) =>
  client.ask(
    `mutation ($input: ChatInput!) {
      chat(input: $input) {
        narration { text sentences { text cites } }
        evidence { rank product { id handle } variant { offers { price { amount } } } price { money { amount } } }
        interpretation { text residue constraints { label } } retrieval { mode emptyReason }
        totalCount { value exact } asOf currencyCode decisionId unrecorded
      }
    }`,
    { input },
  );

describe('chat', () => {
  it('answers with evidence, and prose that names only what is among it', async () => {
    const { data, errors } = await chat({ question: 'lamp under $150, in stock' });
    const { narration, evidence, interpretation, totalCount } = data.chat;

    expect(errors).toEqual([]);
    expect(evidence).toEqual([
      {
        rank: 1,
        product: { id: encodeGlobalId('Product', '2'), handle: 'floor-lamp' },
        variant: { offers: [{ price: { amount: '90.50' } }] },
        price: { money: { amount: '90.50' } },
      },
    ]);
    expect(interpretation.text).toBe('lamp under $150, in stock');
    expect(totalCount).toEqual({ value: 1, exact: true });
    expect(narration.text).toContain('Floor lamp');
    expect(narration.text).toContain('$90.50');
    expect(narration.text).not.toContain('Desk lamp');
    expect(narration.sentences.flatMap(({ cites }: { cites: string[] }) => cites)).toContain(
      evidence[0].product.id,
    );
    for (const { cites } of narration.sentences)
      expect([evidence[0].product.id]).toEqual(expect.arrayContaining(cites));
  });

  it('is recorded, without the words of the question in the decision', async () => {
    const { data } = await chat({ question: 'a lamp for Ada Lovelace' });
    const uuid = Buffer.from(data.chat.decisionId, 'base64url')
      .toString()
      .replace(/^Decision:/, '');
    const rows = await database.query<{ decision: string }>(
      'select to_jsonb(d)::text as decision from audit.decision d where d.decision_id = $1',
      [uuid],
    );
    expect(data.chat.unrecorded).toBeNull();
    expect(rows).toHaveLength(1);
    expect(rows[0]!.decision).not.toContain('Lovelace');
  });

  it('says honestly that it found nothing, and why', async () => {
    const { data, errors } = await chat({ question: 'zeppelin' });
    expect(errors).toEqual([]);
    expect(data.chat.evidence).toEqual([]);
    expect(data.chat.totalCount).toEqual({ value: 0, exact: true });
    expect(data.chat.retrieval.emptyReason).toEqual(expect.stringMatching(/\w/));
    expect(data.chat.narration.text).toEqual(expect.stringMatching(/\w/));
    expect(data.chat.narration.sentences.every(({ cites }: { cites: string[] }) => cites.length === 0)).toBe(
      true,
    );
  });

  it('takes filter, size, instant and currency as arguments', async () => {
    const { data } = await chat({
      question: 'lamp',
      where: { brands: ['lumen-works'] },
      first: 1,
      asOf: '2025-05-01T00:00:00Z',
      currency: 'EUR',
    });
    expect(data.chat.currencyCode).toBe('EUR');
    expect(Date.parse(data.chat.asOf)).toBe(Date.parse('2025-05-01T00:00:00Z'));
    expect(data.chat.evidence.map(({ price }: { price: unknown }) => price)).toEqual([
      { money: { amount: '170.00' } },
    ]);
  });

  it('costs one SQL call, and one for each level below it', async () => {
    client.takeCalls();
    await chat({ question: 'lamp' });
    expect(client.takeCalls().sort()).toEqual(['chat', 'load_offers', 'load_products']);
  });
});

describe('a conversation', () => {
  const turn = (input: object) =>
    client.ask(
      `mutation ($input: ChatInput!) {
        chat(input: $input) {
          conversationId turnId position move replayed
          interpretation { constraints { key source turn { id position } trust } }
          facts { kind key trust turn { position } } superseded { key why }
          item { gone offers { variant { sku } price { money { amount } } } } reference { handle product { handle } }
          narration { text source reason } decisionId usage { calls } withheld
        }
      }`,
      { input },
    );

  it('goes on by its id, holds on to what was said, and can be read and forgotten', async () => {
    const first = (await turn({ question: 'lamp under $150' })).data.chat;
    expect([first.position, first.move, first.narration.source]).toEqual([1, 'SEARCH', 'TEMPLATE']);
    const { conversationId } = first;
    const second = (await turn({ question: 'in stock', conversationId })).data.chat;
    expect([second.conversationId, second.position, second.move]).toEqual([conversationId, 2, 'REFINE']);
    expect(second.interpretation.constraints).toEqual(
      expect.arrayContaining([
        {
          key: 'PRICE_MAX',
          source: 'CONVERSATION',
          turn: { id: first.turnId, position: 1 },
          trust: 'PARSED',
        },
        { key: 'IN_STOCK', source: 'RULE', turn: null, trust: 'PARSED' },
      ]),
    );

    const read = `query ($id: ID!) {
      conversation(id: $id) { id facts { key } turns { id position move question narration { text } decisionId } }
      node(id: $id) { __typename id }
    }`;
    const { data } = await client.ask(read, { id: conversationId });
    expect(data.node).toEqual({ __typename: 'Conversation', id: conversationId });
    expect(data.conversation.turns).toEqual([
      {
        ...{ id: first.turnId, position: 1, move: 'SEARCH', question: 'lamp under $150' },
        ...{ narration: { text: first.narration.text }, decisionId: first.decisionId },
      },
      {
        ...{ id: second.turnId, position: 2, move: 'REFINE', question: 'in stock' },
        ...{ narration: { text: second.narration.text }, decisionId: second.decisionId },
      },
    ]);

    const forget = 'mutation ($id: ID!) { forgetConversation(id: $id) }';
    expect((await client.ask(forget, { id: conversationId })).data).toEqual({ forgetConversation: true });
    expect((await client.ask(forget, { id: conversationId })).data).toEqual({ forgetConversation: false });
    expect((await client.ask(read, { id: conversationId })).data).toEqual({ conversation: null, node: null });
    const { errors } = await turn({ question: 'cheaper', conversationId });
    expect(errors[0]!.extensions.code).toBe('NOT_FOUND');
  });

  it('gives the same decision for the same idempotency key, and refuses it for another question', async () => {
    const idempotencyKey = 'a-key-of-16-or-more';
    const { chat: first } = (await turn({ question: 'lamp', idempotencyKey })).data;
    const { chat: again } = (await turn({ question: 'lamp', idempotencyKey })).data;
    expect(again).toEqual({ ...first, replayed: true });
    const { errors } = await turn({ question: 'desk', idempotencyKey });
    expect(errors[0]!.extensions.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('may be forgotten while its answer is told, and leaves a decision without a word', async () => {
    let say: (() => void) | undefined;
    const narrator: Narrator = {
      model: 'fake',
      promptVersion: '1',
      tell: () => ({
        drafts: (async function* () {
          await new Promise<void>((resolve) => {
            say = resolve;
          });
          yield* [];
        })(),
        usage: () => ({ promptTokens: 0, completionTokens: 0, calls: 1 }),
        outcome: () => 'EMPTY',
      }),
    };
    const told = makeClient(database, { narrator });
    const ask = (input: object) =>
      told.ask(
        'mutation ($input: ChatInput!) { chat(input: $input) { decisionId unrecorded narration { text } } }',
        { input },
      );
    const { conversationId } = (await turn({ question: 'lamp' })).data.chat;
    const failed = () =>
      database.query<{ error: object; words: boolean }>(
        "select d.error, d::text ~ 'Lovelace' as words from audit.decision d where d.error ->> 'code' = 'FORGOTTEN'",
      );
    const answer = ask({ question: 'a desk lamp for Ada Lovelace', conversationId });
    await expect.poll(() => say).toBeDefined();
    await client.ask('mutation ($id: ID!) { forgetConversation(id: $id) }', { id: conversationId });
    say?.();
    const { data, errors } = await answer;
    expect(errors).toEqual([]);
    expect(data.chat).toMatchObject({
      decisionId: null,
      unrecorded: 'the conversation was forgotten while the answer was being told',
      narration: { text: expect.stringContaining('lamp') },
    });
    expect(await failed()).toEqual([{ error: expect.objectContaining({ code: 'FORGOTTEN' }), words: false }]);
    expect(told.log).toEqual([]);
  });

  it.each([
    [{ conversationId: encodeGlobalId('Product', '1') }, 'BAD_ID'],
    [{ conversationId: encodeGlobalId('Conversation', '0199a000-0000-7000-8000-000000000001') }, 'NOT_FOUND'],
    [{ conversationId: '' }, 'BAD_ID'],
    [{ idempotencyKey: 'short' }, 'BAD_OPTIONS'],
    [{ idempotencyKey: ' '.repeat(16) }, 'BAD_OPTIONS'],
    [{ dismiss: Array(201).fill('SORT') }, 'BAD_OPTIONS'],
  ])('refuses %j (%s)', async (input, code) => {
    const { errors } = await turn({ question: 'lamp', ...input });
    expect(errors[0]?.extensions.code).toBe(code);
  });
});
