import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { GatewayContext } from '../../schema/context.ts';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { schema } from '../../schema/index.ts';
import { listDecisions } from '../../src/decisions/list-decisions.ts';
import { readDemand } from '../../src/decisions/read-demand.ts';
import { replayDecision } from '../../src/decisions/replay-decision.ts';
import { makeClient } from '../server/client.ts';
import { chat, merchant } from '../sql/fixture/ask.ts';
import { useShop } from '../sql/fixture/use-shop.ts';

const shop = useShop();
const client = makeClient(shop);

const decisionIdOf = (id: string | null) => encodeGlobalId('Decision', id!);

/** As a merchant, whom the gateway cannot tell from others yet. */
const askAsMerchant = async (source: string, variableValues: Record<string, unknown> = {}) => {
  const context = {
    ask: {
      decisions: (request) => listDecisions(shop, request, merchant),
      demand: (request) => readDemand(shop, request, merchant),
      replayDecision: (id) => replayDecision(shop, id, merchant),
    } satisfies Partial<GatewayContext['ask']>,
  };
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue: context });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
};

describe('decision', () => {
  const fields = `id asOf decidedAt principal customerGroup position move forgotten question request interpretation policies models
    retrieval { mode emptyReason } totalCount { value exact } funnel { candidates } facts { kind key trust turn { position } }
    evidence { rank productId product { handle } handle title brand category sku price { money { amount } } stock { available }
      score { fused } matchedBy checks { required satisfied } preferences { required } }
    narration { source text } verdicts { verdict } withheld { text } latency { stage ms } usage { calls } error { code } feedback { kind }`;

  it('is the whole record, by its id and as a node, in one SQL call each beside those of its products', async () => {
    const answer = await chat(shop, { text: 'frying pan under $50' });
    const id = decisionIdOf(answer.decision_id);
    client.takeCalls();
    const { data, errors } = await client.ask(
      `query ($id: ID!) { decision(id: $id) { ${fields} } node(id: $id) { id ... on Decision { question conversationId turnId } } }`,
      { id },
    );
    expect(errors).toEqual([]);
    expect(data.decision).toMatchObject({
      id,
      principal: 'anonymous',
      customerGroup: null,
      position: 1,
      move: 'SEARCH',
      forgotten: false,
      question: 'frying pan under $50',
      retrieval: { mode: 'HYBRID', emptyReason: null },
      totalCount: { value: 1, exact: true },
      evidence: [
        {
          rank: 1,
          productId: encodeGlobalId('Product', '13'),
          product: { handle: 'frying-pan' },
          title: 'Non-stick frying pan',
          sku: 'FP-28',
          price: { money: { amount: '39.90' } },
          stock: { available: 50 },
        },
      ],
      narration: { source: 'TEMPLATE', text: answer.assistant_text },
      withheld: [],
      usage: null,
      error: null,
      feedback: [],
    });
    expect(data.node).toEqual({
      id,
      question: 'frying pan under $50',
      conversationId: encodeGlobalId('Conversation', answer.conversation_id!),
      turnId: expect.any(String),
    });
    expect(client.takeCalls().sort()).toEqual(['decision', 'decision', 'load_products']);
  });

  it('of somebody else is null, and an id of another type is refused (BAD_ID)', async () => {
    const { decision_id: id } = await chat(shop, { text: 'frying pan', claims: { sub: 'ann' } });
    const query = 'query ($id: ID!) { decision(id: $id) { id } }';
    expect((await client.ask(query, { id: decisionIdOf(id) })).data).toEqual({ decision: null });
    const wrong = await client.ask(query, { id: encodeGlobalId('Product', '13') });
    expect(wrong.errors[0]!.extensions.code).toBe('BAD_ID');
  });

  it('of a question that failed has its error and no answer', async () => {
    const [failed] = await shop.query<{ id: string }>(
      `select api.fail_chat('jacket', '{"k": 10, "filter": null, "options": {}}', '{"code": "TIMEOUT", "message": "late"}') as id`,
    );
    const { data, errors } = await client.ask(`query ($id: ID!) { decision(id: $id) { ${fields} } }`, {
      id: decisionIdOf(failed!.id),
    });
    expect(errors).toEqual([]);
    expect(data.decision).toMatchObject({
      error: { code: 'TIMEOUT' },
      move: null,
      retrieval: null,
      totalCount: null,
      evidence: [],
      narration: { source: null, text: null },
    });
  });
});

describe('decisions', () => {
  it('are for who is not signed in those of a conversation that they name (else FORBIDDEN)', async () => {
    const answer = await chat(shop, { text: 'wool scarf' });
    const query = 'query ($where: DecisionFilter) { decisions(where: $where) { nodes { question } } }';
    const refused = await client.ask(query);
    expect(refused.errors[0]!.extensions.code).toBe('FORBIDDEN');
    const conversationId = encodeGlobalId('Conversation', answer.conversation_id!);
    const { data } = await client.ask(query, { where: { conversationId } });
    expect(data.decisions.nodes).toEqual([{ question: 'wool scarf' }]);
  });

  it('go on behind a cursor', async () => {
    await chat(shop, { text: 'rain jacket', claims: { sub: 'cy' } });
    await chat(shop, { text: 'denim jacket', claims: { sub: 'cy' } });
    const page = async (after: string | null) =>
      (
        await askAsMerchant(
          `query ($after: String) { decisions(first: 1, after: $after, where: { principal: "cy", empty: false, move: SEARCH }) {
            edges { cursor node { question } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
          { after },
        )
      ).decisions;
    const first = await page(null);
    expect(first.edges[0].node).toEqual({ question: 'denim jacket' });
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0].cursor,
      endCursor: first.edges[0].cursor,
    });
    const second = await page(first.pageInfo.endCursor);
    expect(second.edges[0].node).toEqual({ question: 'rain jacket' });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('are at most 100 at once (LIMIT_OUT_OF_RANGE)', async () => {
    const { errors } = await client.ask('{ decisions(first: 101) { nodes { id } } }');
    expect(errors[0]!.extensions.code).toBe('LIMIT_OUT_OF_RANGE');
  });
});

describe('replayDecision', () => {
  const query = `query ($id: ID!) { replayDecision(id: $id) { outcome asOf replayedAt notReconstructed evidence { product { handle } }
    differences { kind productId handle title field before now causes { changeId changedAt actor cause relation subject field before after } } } }`;

  it('says what differs and why, to a merchant by whom, to others not', async () => {
    const { decision_id: id } = await chat(shop, { text: 'wool scarf', k: 1 });
    const [shown] = await shop.query<{ sku: string }>(
      `update product.stock set on_hand = 24 where product_id = 18 returning 'WS-BLACK' as sku`,
    );
    const stock = (cause: object) => ({
      kind: 'STOCK',
      productId: encodeGlobalId('Product', '18'),
      handle: 'wool-scarf',
      title: 'Wool scarf',
      field: 'available',
      before: '25',
      now: '24',
      causes: expect.arrayContaining([
        expect.objectContaining({
          relation: 'product.stock',
          field: 'on_hand',
          before: '25',
          after: '24',
          ...cause,
        }),
      ]),
    });
    const variables = { id: decisionIdOf(id) };
    const { data, errors } = await client.ask(query, variables);
    expect(errors).toEqual([]);
    expect(data.replayDecision).toMatchObject({
      outcome: 'DIFFERS',
      evidence: [{ product: { handle: 'wool-scarf' } }],
    });
    expect(data.replayDecision.differences).toContainEqual(
      stock({ changeId: null, actor: null, cause: null, subject: `${shown!.sku}, berlin` }),
    );
    const told = await askAsMerchant(query.replace('evidence { product { handle } }', ''), variables);
    expect(told.replayDecision.differences).toContainEqual(
      stock({ changeId: expect.stringMatching(/^\d+$/), actor: expect.stringMatching(/\w/) }),
    );
  });

  it('is refused for a decision that the caller may not see (NOT_FOUND)', async () => {
    const { errors } = await client.ask(query, { id: decisionIdOf('00000000-0000-7000-8000-000000000000') });
    expect(errors[0]!.extensions).toMatchObject({ code: 'NOT_FOUND', hint: expect.any(String) });
  });
});

describe('sendFeedback', () => {
  const mutation =
    'mutation ($input: SendFeedbackInput!) { sendFeedback(input: $input) { feedback { kind productId givenAt } unrecorded } }';

  it('is kept with the decision, once', async () => {
    const decisionId = decisionIdOf((await chat(shop, { text: 'frying pan' })).decision_id);
    const productId = encodeGlobalId('Product', '13');
    const input = { decisionId, kind: 'ADDED_TO_BASKET', productId };
    const first = await client.ask(mutation, { input });
    expect(first.data.sendFeedback).toEqual({
      feedback: { kind: 'ADDED_TO_BASKET', productId, givenAt: expect.stringMatching(/Z$/) },
      unrecorded: null,
    });
    expect((await client.ask(mutation, { input })).data).toEqual(first.data);
    const { data } = await client.ask(
      'query ($id: ID!) { decision(id: $id) { feedback { kind productId } } }',
      {
        id: decisionId,
      },
    );
    expect(data.decision.feedback).toEqual([{ kind: 'ADDED_TO_BASKET', productId }]);
  });

  it('is refused for what was not shown (NOT_FOUND), and for a click on nothing (BAD_OPTIONS)', async () => {
    const decisionId = decisionIdOf((await chat(shop, { text: 'frying pan' })).decision_id);
    const code = async (input: object) =>
      (await client.ask(mutation, { input: { decisionId, ...input } })).errors[0]!.extensions.code;
    expect(await code({ kind: 'CLICKED', productId: encodeGlobalId('Product', '18') })).toBe('NOT_FOUND');
    expect(await code({ kind: 'CLICKED' })).toBe('BAD_OPTIONS');
  });
});

describe('demand', () => {
  const query =
    '{ demand(first: 5) { since questions { question times lastAskedAt constraints } constraints { key label turnedAway questions } } }';

  it('is for merchants (else FORBIDDEN)', async () => {
    expect((await client.ask(query)).errors[0]!.extensions.code).toBe('FORBIDDEN');
  });

  it('has what people asked for in vain', async () => {
    await chat(shop, { text: 'frying pan under $7' });
    const { demand } = await askAsMerchant(query);
    expect(demand.questions).toContainEqual({
      question: 'frying pan under $7',
      times: 1,
      lastAskedAt: expect.stringMatching(/Z$/),
      constraints: ['under $7.00'],
    });
    expect(demand.constraints).toContainEqual({
      key: 'PRICE_MAX',
      label: 'under $7.00',
      turnedAway: 1,
      questions: 1,
    });
  });
});
