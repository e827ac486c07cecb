import { parse } from 'graphql';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { conversation } from '../../seeds/walkthrough/conversation.ts';
import { makeYoga } from '../../src/server/yoga.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase('demo');
// biome-ignore lint/suspicious/noExplicitAny: answers of four different queries
const answers: any[] = [];

/** As GraphiQL's page does: each tab goes on with what the one before was answered. */
beforeAll(async () => {
  const yoga = makeYoga({ database, logger: pino({ level: 'silent' }), graphiql: false });
  let variables = {};
  for (const { query } of conversation) {
    const response = await yoga.fetch('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream, application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const events = [...text.matchAll(/^(?:data: )?(\{.*\})$/gm)].map((match) => JSON.parse(match[1]!));
    expect(events.flatMap(({ errors = [] }) => errors)).toEqual([]);
    answers.push(events.at(-1).data.chat);
    variables = { conversation: /"conversationId":"([^"]+)"/.exec(text)![1] };
  }
});

describe('the conversation in the tabs', () => {
  it('has tabs that tell each other by their names', () => {
    const names = conversation.map(({ query }) => parse(query).definitions[0]);
    expect(names.map((node) => node?.kind === 'OperationDefinition' && node.name?.value)).toEqual([
      'Ask',
      'Refine',
      'AskOfOne',
      'Forget',
    ]);
    for (const { question, query } of conversation) expect(query).toContain(`"${question}"`);
  });

  it('begins with leather jackets, but lighter', () => {
    const { result } = answers[0];
    expect(result.evidence).toHaveLength(5);
    expect(result.facts.map(({ key, turn }: { key: string; turn: object }) => [key, turn])).toEqual(
      expect.arrayContaining([
        ['TOPIC', { position: 1 }],
        ['COMPARATIVE:weight_grams', { position: 1 }],
      ]),
    );
  });

  it('refines them by price and colour, and says which turn said what', () => {
    const { move, interpretation, evidence } = answers[1];
    expect(move).toBe('REFINE');
    expect(
      interpretation.constraints.map(({ label, turn }: { label: string; turn: unknown }) => [label, turn]),
    ).toEqual([
      ['at a current price', null],
      ['under $150.00', null],
      [expect.stringContaining('black'), null],
    ]);
    expect(interpretation.preferences).toEqual(
      expect.arrayContaining([{ label: 'lighter', source: 'CONVERSATION', turn: { position: 1 } }]),
    );
    for (const { price } of evidence) expect(Number(price.money.amount)).toBeLessThan(150);
  });

  it('answers for the second one of them, by its title and its sizes', () => {
    const { move, reference, item } = answers[2];
    expect([move, reference.kind, reference.turn]).toEqual(['ITEM', 'ORDINAL', { position: 2 }]);
    expect(reference.title).toBe(answers[1].evidence[1].product.title);
    expect(item.asked).toEqual(['SIZES']);
    expect(item.offers.length).toBeGreaterThan(0);
    expect(item.changes).toEqual([]);
  });

  it('forgets the colour, and keeps the price', () => {
    const { move, superseded, interpretation } = answers[3];
    expect(move).toBe('FORGET');
    expect(superseded).toEqual([{ label: expect.stringContaining('black'), why: 'FORGOTTEN' }]);
    expect(interpretation.constraints).toEqual([
      { label: 'at a current price', source: 'DEFAULT', turn: null },
      { label: 'under $150.00', source: 'CONVERSATION', turn: { position: 2 } },
    ]);
  });
});
