import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import type { Queryable } from '../../src/db/database.ts';
import { makeMetrics } from '../../src/metrics.ts';
import type { Draft, Narrator } from '../../src/narration/narrator.ts';
import { type GatewayOptions, startGateway } from '../../src/server/gateway.ts';
import { makeStreamRegister } from '../../src/server/stream-register.ts';
import { conversationId, decisionId, makeBegunChat, turnId } from './begun-chat.ts';
import { postForEvents } from './event-client.ts';

const chat = `subscription ($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatInterpreted { conversationId position move interpretation { text } }
    ... on ChatEvidence { evidence { rank price { money { amount } } } totalCount { value } }
    ... on ChatSentence { position source sentence { text cites } }
    ... on ChatCompleted { result { decisionId turnId narration { text source } usage { calls } } }
    ... on ChatFailed { code message hint retryable }
  }
}`;

const asking = (question = 'jacket', input = {}) => ({
  query: chat,
  variables: { input: { question, ...input } },
});

/** A gateway over what answers SQL here; `calls` has the completions that were recorded. */
async function openGateway(
  options: Partial<GatewayOptions> & { begun?: ReturnType<typeof makeBegunChat> } = {},
) {
  const calls: { call: string; values: readonly unknown[] }[] = [];
  const streams = options.streams ?? makeStreamRegister();
  const database: Queryable = {
    query: async (text, values = []) => {
      const call = /api\.(\w+)/.exec(text)![1]!;
      calls.push({ call, values });
      if (call === 'chat') return [{ answer: options.begun ?? makeBegunChat({ decided: true }) }] as never;
      if (call === 'begin_chat') return [{ begun: options.begun ?? makeBegunChat() }] as never;
      if (call === 'complete_chat') return [{ decision_id: decisionId }] as never;
      return [] as never;
    },
  };
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    database,
    logger: pino({ level: 'silent' }),
    ...options,
    streams,
  });
  onTestFinished(() => gateway.close());
  return { ...gateway, calls, streams };
}

/** A language model that says what it is let to. */
function makeModel() {
  const asked: { question: string; signal: AbortSignal; say(draft: Draft | null): void }[] = [];
  const narrator: Narrator = {
    model: 'fake',
    promptVersion: '1',
    tell(question, _begun, signal) {
      const said: (Draft | null)[] = [];
      let wake = () => {};
      asked.push({
        question,
        signal,
        say: (draft) => {
          said.push(draft);
          wake();
        },
      });
      let gone = false;
      return {
        drafts: (async function* () {
          signal.addEventListener('abort', () => {
            gone = true;
            wake();
          });
          while (!gone) {
            const draft = said.shift();
            if (draft === null) return;
            if (draft !== undefined) yield draft;
            else {
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            }
          }
        })(),
        usage: () => ({ promptTokens: 10, completionTokens: 5, calls: 1 }),
        outcome: () => (gone ? 'CLIENT_GONE' : 'WHOLE'),
      };
    },
  };
  return { narrator, asked };
}

const truth: Draft = { text: 'The Juno Jacket costs $98.00.', cites: ['7'] };
const typeOf = ({ data }: { data: { chat: { __typename: string } } }) => data.chat.__typename;
const until = async (holds: () => boolean | Promise<boolean>) => {
  for (let waited = 0; !(await holds()); waited += 20) {
    if (waited > 5_000) throw new Error('waited for 5 s');
    await sleep(20);
  }
};

describe('Subscription.chat over HTTP', () => {
  it('tells what was understood, the evidence, each sentence and the whole, in this order, and completes', async () => {
    const { url } = await openGateway();
    const response = await postForEvents(url, asking());
    expect([
      response.status,
      response.headers['content-type'],
      response.headers['x-accel-buffering'],
    ]).toEqual([200, 'text/event-stream', 'no']);
    expect(response.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
    const cites = [encodeGlobalId('Product', '7')];
    expect(await response.rest()).toEqual(
      [
        {
          __typename: 'ChatInterpreted',
          conversationId: encodeGlobalId('Conversation', conversationId),
          position: 1,
          move: 'SEARCH',
          interpretation: { text: 'jacket' },
        },
        {
          __typename: 'ChatEvidence',
          evidence: [{ rank: 1, price: { money: { amount: '98.00' } } }],
          totalCount: { value: 1 },
        },
        {
          __typename: 'ChatSentence',
          position: 1,
          source: 'TEMPLATE',
          sentence: { text: 'One jacket.', cites },
        },
        {
          __typename: 'ChatSentence',
          position: 2,
          source: 'TEMPLATE',
          sentence: { text: 'It costs $98.00.', cites },
        },
        {
          __typename: 'ChatCompleted',
          result: {
            decisionId: encodeGlobalId('Decision', decisionId),
            turnId: encodeGlobalId('Turn', turnId),
            narration: { text: 'One jacket. It costs $98.00.', source: 'TEMPLATE' },
            usage: null,
          },
        },
      ].map((event) => ({ data: { chat: event } })),
    );
    expect(response.isComplete()).toBe(true);
  });

  it('sends the evidence before the model has said a word, and a comment now and then while it thinks', async () => {
    const { narrator, asked } = makeModel();
    const { url, calls } = await openGateway({ narrator });
    const response = await postForEvents(url, asking());
    expect([typeOf(await response.next()), typeOf(await response.next())]).toEqual([
      'ChatInterpreted',
      'ChatEvidence',
    ]);
    // Yoga sends one every 300 ms in tests, every 12 s otherwise.
    await until(() => response.comments() >= 3);
    await until(() => asked.length === 1);
    asked[0]!.say(truth);
    expect(await response.next()).toMatchObject({
      data: { chat: { source: 'MODEL', sentence: { text: truth.text } } },
    });
    asked[0]!.say(null);
    expect((await response.rest()).map(typeOf)).toEqual(['ChatCompleted']);
    expect(calls.map(({ call }) => call)).toEqual(['begin_chat', 'complete_chat']);
  });

  it("ends the model's call when the client leaves, records that, and leaves nothing behind", async () => {
    const { narrator, asked } = makeModel();
    const metrics = makeMetrics({ process: false });
    const { url, calls, streams } = await openGateway({ narrator, metrics });
    const response = await postForEvents(url, asking());
    await response.next();
    await response.next();
    await until(() => asked.length === 1);
    expect(streams.size).toBe(1);
    response.leave();
    await until(() => asked[0]!.signal.aborted);
    await until(() => calls.some(({ call }) => call === 'complete_chat'));
    expect(JSON.parse(String(calls.at(-1)!.values[1])).error.code).toBe('CLIENT_GONE');
    expect(calls.filter(({ call }) => call === 'complete_chat')).toHaveLength(1);
    expect(streams.size).toBe(0);
    const { text } = await metrics.render();
    expect(text).toContain('trueshelf_request_duration_seconds_count{root="chat",outcome="left"} 1');
  });

  it('ends the stream of a client that leaves before it has read anything', async () => {
    const { narrator } = makeModel();
    const { url, streams, calls } = await openGateway({ narrator });
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    sent.on('error', () => undefined);
    sent.end(JSON.stringify(asking()));
    await until(() => streams.size === 1);
    sent.destroy();
    await until(() => streams.size === 0);
    await until(() => calls.some(({ call }) => call === 'complete_chat'));
  });

  it('serves two clients at once, each with its own answer', async () => {
    const { narrator, asked } = makeModel();
    const { url } = await openGateway({ narrator });
    const [one, other] = await Promise.all(
      ['one', 'other'].map((question) => postForEvents(url, asking(question))),
    );
    for (const client of [one!, other!]) {
      await client.next();
      await client.next();
    }
    await until(() => asked.length === 2);
    const said = (question: string) => asked.find((call) => call.question === question)!;
    said('other').say(truth);
    expect(typeOf(await other!.next())).toBe('ChatSentence');
    said('one').say(null);
    expect((await one!.rest()).map(typeOf).at(-1)).toBe('ChatCompleted');
    expect(other!.isComplete()).toBe(false);
    said('other').say(null);
    expect((await other!.rest()).map(typeOf)).toEqual(['ChatCompleted']);
  });

  it('is not read ahead for a client that does not read, and goes on when that does', async () => {
    let read = 0;
    const many = 2_000;
    // 100 kB each, 200 MB in all, made when they are asked for: the kernel takes a few MB of them.
    const sentences = Array.from({ length: many }, () => ({
      get text() {
        read += 1;
        return 'x'.repeat(100_000);
      },
      cites: [],
    }));
    const { url } = await openGateway({ begun: makeBegunChat({ decided: true, sentences }) });
    const response = await postForEvents(url, {
      query:
        'subscription { chat(input: { question: "jacket" }) { ... on ChatSentence { sentence { text } } ... on ChatCompleted { result { decisionId } } } }',
    });
    response.pause();
    await sleep(700);
    const paused = read;
    await sleep(300);
    expect(read).toBe(paused);
    expect(paused).toBeLessThan(200);
    response.resume();
    const events = await response.rest();
    expect(events).toHaveLength(many + 3);
    expect(read).toBe(many);
  });

  it('cuts off a client that reads no further for too long', async () => {
    const sentences = Array.from({ length: 500 }, () => ({ text: 'x'.repeat(100_000), cites: [] }));
    const streams = makeStreamRegister({ stallMs: 200 });
    const { url } = await openGateway({ streams, begun: makeBegunChat({ decided: true, sentences }) });
    const response = await postForEvents(url, asking());
    response.pause();
    await until(() => streams.size === 1);
    await until(() => streams.size === 0);
    response.resume();
    await response.rest();
    expect(response.isComplete()).toBe(false);
  });
});

describe('a gateway that stops', () => {
  it('lets a stream come to its end', async () => {
    const { narrator, asked } = makeModel();
    const { url, close } = await openGateway({ narrator });
    const response = await postForEvents(url, asking());
    await until(() => asked.length === 1);
    const closed = close();
    asked[0]!.say(truth);
    asked[0]!.say(null);
    expect((await response.rest()).map(typeOf).slice(-2)).toEqual(['ChatSentence', 'ChatCompleted']);
    await closed;
  });

  it('ends one that takes longer with ChatFailed, and its model call, and is then closed', async () => {
    const { narrator, asked } = makeModel();
    const { url, close, streams } = await openGateway({ narrator, streamGraceMs: 100 });
    const response = await postForEvents(url, asking());
    await until(() => asked.length === 1);
    const closed = close();
    const events = await response.rest();
    expect(events.at(-1)).toEqual({
      data: {
        chat: {
          __typename: 'ChatFailed',
          code: 'SERVICE_UNAVAILABLE',
          message: 'The gateway stopped before the answer was whole.',
          hint: 'Ask again in a few seconds.',
          retryable: true,
        },
      },
    });
    expect(response.isComplete()).toBe(true);
    await closed;
    expect([asked[0]!.signal.aborted, streams.size]).toEqual([true, 0]);
  });
});

describe('a whole answer, where the gateway stops', () => {
  const ask = (url: string, signal?: AbortSignal) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { chat(input: { question: "jacket" }) { decisionId } }' }),
      ...(signal && { signal }),
    });

  it('is ended as a stream is, and recorded before the gateway is closed', async () => {
    const { narrator, asked } = makeModel();
    const log: unknown[] = [];
    const logger = pino({ level: 'warn' }, { write: (line) => log.push(JSON.parse(line)) });
    const { url, close, calls, streams } = await openGateway({ narrator, logger, streamGraceMs: 100 });
    const response = ask(url);
    await until(() => asked.length === 1);
    const closed = close();
    expect(await (await response).json()).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }],
    });
    await closed;
    expect(calls.map(({ call }) => call)).toEqual(['begin_chat', 'complete_chat']);
    expect(JSON.parse(String(calls.at(-1)!.values[1])).error.code).toBe('SERVICE_UNAVAILABLE');
    expect([streams.size, log]).toEqual([0, []]);
  });

  it('is waited for until it is recorded, also where its client has left', async () => {
    const { narrator, asked } = makeModel();
    let record = () => {};
    const recorded = new Promise<void>((resolve) => {
      record = resolve;
    });
    const { url, close } = await openGateway({
      narrator,
      database: {
        async query(text) {
          if (text.includes('begin_chat')) return [{ begun: makeBegunChat() }] as never;
          await recorded;
          return [{ decision_id: decisionId }] as never;
        },
      },
    });
    const client = new AbortController();
    const response = ask(url, client.signal);
    response.catch(() => undefined);
    await until(() => asked.length === 1);
    client.abort();
    await until(() => asked[0]!.signal.aborted);
    let isClosed = false;
    const closed = close().then(() => {
      isClosed = true;
    });
    await sleep(100);
    expect(isClosed).toBe(false);
    record();
    await closed;
  });
});

describe('before a stream begins', () => {
  const failing = (code: string, message: string) => ({
    query: async () => Promise.reject(Object.assign(new Error(message), { code, hint: 'Send another.' })),
  });

  it("a caller's fault is an error in place of the stream", async () => {
    const { url, streams } = await openGateway({ database: failing('TSFLT', 'Found an unknown brand.') });
    const response = await postForEvents(url, asking());
    const events = await response.rest();
    expect(events).toMatchObject([
      {
        errors: [
          { message: 'Found an unknown brand.', extensions: { code: 'BAD_FILTER', hint: 'Send another.' } },
        ],
      },
    ]);
    expect([response.isComplete(), streams.size]).toEqual([true, 0]);
  });

  it('a fault of ours is masked, with the id that finds it in the log', async () => {
    const log: Record<string, unknown>[] = [];
    const { url } = await openGateway({
      database: failing('42P01', 'relation "secret" does not exist'),
      logger: pino({ level: 'error' }, { write: (line) => log.push(JSON.parse(line)) }),
    });
    const response = await postForEvents(url, asking(), { 'x-request-id': 'r-1' });
    const [event] = await response.rest();
    expect(event.errors).toMatchObject([
      { message: 'Unexpected error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(JSON.stringify(event)).not.toContain('secret');
    expect(log.map(({ requestId }) => requestId)).toContain('r-1');
  });

  it('by GET it is refused with 405, whatever the page that sends it', async () => {
    const { url, calls } = await openGateway();
    const query = encodeURIComponent('subscription { chat(input: { question: "jacket" }) { __typename } }');
    const response = await fetch(`${url}/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.text()).toContain('BAD_REQUEST');
    expect(calls).toEqual([]);
  });

  it('a client that does not read events is refused with 406, and nothing is asked', async () => {
    const { url, calls } = await openGateway();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(asking()),
    });
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] });
    expect(calls).toEqual([]);
  });

  it.each([
    ['BAD_TEXT', asking('jac\0ket')],
    ['BAD_TEXT', asking(' ')],
    ['BAD_ID', asking('jacket', { conversationId: 'eA' })],
    ['BAD_ID', asking('jacket', { conversationId: '' })],
    ['BAD_OPTIONS', asking('jacket', { asOf: 'yesterday' })],
    ['UNKNOWN_CURRENCY', asking('jacket', { currency: 'usd' })],
    ['BAD_FILTER', asking('jacket', { where: { price: { max: '$150' } } })],
    ['BAD_USER_INPUT', asking('jacket', { first: 'ten' })],
    ['LIMIT_OUT_OF_RANGE', asking('jacket', { first: 0 })],
    [
      'ALIAS_LIMIT_EXCEEDED',
      {
        query: `subscription { chat(input: { question: "x" }) { ${Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ')} } }`,
      },
    ],
  ])('%s is found as in a query', async (code, body) => {
    const { url, calls } = await openGateway();
    const [event] = await (await postForEvents(url, body)).rest();
    expect(event.errors[0].extensions.code).toBe(code);
    expect(calls).toEqual([]);
  });

  it('one more than there may be at once is refused (SERVICE_UNAVAILABLE)', async () => {
    const { narrator } = makeModel();
    const { url } = await openGateway({
      narrator,
      streams: makeStreamRegister({ limit: 1 }),
      streamGraceMs: 50,
    });
    const first = await postForEvents(url, asking());
    await first.next();
    const [event] = await (await postForEvents(url, asking())).rest();
    expect(event.errors[0].extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  });
});
