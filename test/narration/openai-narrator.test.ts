import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { makeMetrics } from '../../src/metrics.ts';
import type { Draft } from '../../src/narration/narrator.ts';
import { promptVersion } from '../../src/narration/narrator-prompt.ts';
import { makeNarrator } from '../../src/narration/openai-narrator.ts';
import { countsIn } from '../exposition.ts';
import { begunChat, question } from './begun-chat.ts';
import {
  begin,
  type ModelBehaviour,
  readAnswer,
  send,
  sendPiece,
  sleep,
  stream,
  useModel,
} from './fake-model.ts';

const model = useModel();
const key = 'sk-hunter2';
const one: Draft = { text: 'The Juno costs $98.00.', cites: ['3'] };
const two: Draft = { text: 'It is in stock.', cites: ['3'] };
const whole = JSON.stringify({ sentences: [one, two] });
const never = new AbortController().signal;

function make({ apiKey = key as string | null, deadlineMs = 4_000, maxTokens = 700 } = {}) {
  const log: Record<string, unknown>[] = [];
  const metrics = makeMetrics({ process: false });
  const state = { now: 0 };
  const narrator = makeNarrator({
    config: { model: 'small', apiKey, baseUrl: model.baseUrl(), deadlineMs, maxTokens },
    logger: pino({ level: 'debug' }, { write: (line) => log.push(JSON.parse(line)) }),
    metrics,
    clock: () => state.now,
  });
  const ask = async (signal = never) => {
    const telling = narrator.tell(question, begunChat, signal);
    const drafts: Draft[] = [];
    for await (const draft of telling.drafts) drafts.push(draft);
    return { drafts, outcome: telling.outcome(), usage: telling.usage() };
  };
  return { narrator, log, state, ask, metrics };
}

const spent = { promptTokens: 1_200, completionTokens: 90, calls: 1 };

describe('an answer', () => {
  it('is asked for once, as data, streamed, by a strict schema, with a bound of tokens', async () => {
    model.say(one, two);
    const { ask, narrator, log, metrics } = make();
    expect(await ask()).toEqual({ drafts: [one, two], outcome: 'WHOLE', usage: spent });
    expect(model.asked).toHaveLength(1);
    const [asked] = model.asked as [(typeof model.asked)[0]];
    const { body } = asked;
    expect([asked.url, asked.authorization]).toEqual(['/v1/chat/completions', `Bearer ${key}`]);
    expect(body).toMatchObject({
      ...{ model: 'small', temperature: 0, max_completion_tokens: 700, stream: true },
      stream_options: { include_usage: true },
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    expect(body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(narrator.promptVersion).toBe(promptVersion);
    expect(log).toEqual([]);
    expect(countsIn((await metrics.render()).text, /model_calls/)).toEqual({
      'trueshelf_chat_model_calls_total{outcome="WHOLE"}': 1,
    });
  });

  it('is about what was found, and tells nobody who asked', async () => {
    model.say(one);
    await make().ask();
    const [asked] = model.asked as [(typeof model.asked)[0]];
    const { question: put, answer } = readAnswer(asked);
    expect(put).toBe(question);
    expect(answer.items.map(({ id, title }) => [id, title])).toEqual([
      ['3', 'Juno Faux Leather Biker Jacket'],
      ['46', 'Dyer Waxed Cotton Quilted Jacket'],
      ['80', 'Foundry Suede Jacket'],
    ]);
    expect(answer.items[1]).toMatchObject({
      ...{ brand: 'Marl & Co', options: { colour: 'olive', size: 'L' }, weightGrams: '785', available: 12 },
      price: { amount: '119.50', currency: 'USD', before: '139.00', until: '2026-11-28T00:00:00Z' },
    });
    expect(answer).toMatchObject({ total: { value: 12, exact: true }, demands: ['under $150.00'] });
    expect(JSON.stringify(asked.body)).not.toContain(begunChat.conversationId);
  });

  it('goes without a key to a server that needs none', async () => {
    model.say(one);
    expect((await make({ apiKey: null }).ask()).outcome).toBe('WHOLE');
    expect(model.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it.each([1, 2, 3, 1_000])('is read in pieces of %i characters', async (pieceLength) => {
    model.behave((response) => stream(response, whole, { pieceLength }));
    expect((await make().ask()).drafts).toEqual([one, two]);
  });

  it('gives each sentence while the next is still being written', async () => {
    let finish = () => {};
    model.behave(async (response) => {
      begin(response);
      sendPiece(response, `{"sentences": [${JSON.stringify(one)},`);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      sendPiece(response, `${JSON.stringify(two)}]}`);
      response.end('data: [DONE]\n\n');
    });
    const { drafts } = make().narrator.tell(question, begunChat, never);
    expect(await drafts.next()).toEqual({ done: false, value: one });
    finish();
    expect(await drafts.next()).toEqual({ done: false, value: two });
    expect(await drafts.next()).toEqual({ done: true, value: undefined });
  });

  it.each<[string, ModelBehaviour]>([
    ['no end', (response) => stream(response, whole, { done: false, finish: null, usage: null })],
    [
      'no end of its connection',
      (response) => {
        begin(response);
        sendPiece(response, whole);
      },
    ],
    [
      'its figures with every piece',
      async (response) => {
        begin(response);
        for (const [tokens, content] of [...whole].entries())
          send(response, {
            choices: [{ delta: { content } }],
            usage: { prompt_tokens: 1_200, completion_tokens: tokens },
          });
        response.end();
      },
    ],
    [
      'figures that are none',
      (response) => stream(response, whole, { usage: { prompt_tokens: 'many', completion_tokens: -1 } }),
    ],
    [
      'empty pieces and comments',
      async (response) => {
        begin(response);
        response.write(': keep-alive\n\n: ping\r\n\r\nevent: x\ndata: {}\n\n');
        send(response, { choices: [] });
        send(response, { choices: [{ delta: { role: 'assistant', content: null } }] });
        await stream2(response);
      },
    ],
  ])('with %s is an answer all the same', async (_what, behave) => {
    model.behave(behave);
    const { drafts, outcome, usage } = await make().ask();
    expect([drafts, outcome, usage.calls]).toEqual([[one, two], 'WHOLE', 1]);
    expect(usage.completionTokens).toBeLessThanOrEqual(whole.length);
  });

  it('has eight sentences at most; then the call is ended', async () => {
    model.behave(async (response) => {
      begin(response);
      sendPiece(response, '{"sentences": [');
      while (!response.destroyed) {
        sendPiece(response, `${JSON.stringify(one)},`);
        await sleep(1);
      }
    });
    const { drafts, outcome } = await make().ask();
    expect([drafts.length, outcome]).toEqual([8, 'WHOLE']);
    await expect.poll(model.broken).toBe(1);
  });
});

async function stream2(response: Parameters<ModelBehaviour>[0]): Promise<void> {
  for (const piece of whole) sendPiece(response, piece);
  response.end('data: [DONE]\n\n');
}

describe('the wait', () => {
  it('for the first sentence ends at half of the deadline, and the call with it', async () => {
    model.behave((response) => begin(response));
    const { ask, log } = make({ deadlineMs: 200 });
    expect(await ask()).toMatchObject({ drafts: [], outcome: 'TIMED_OUT' });
    await expect.poll(model.broken).toBe(1);
    expect(log.map(({ msg }) => msg)).toEqual([
      'the language model did not narrate: no sentence within 100 ms',
    ]);
    expect(model.asked).toHaveLength(1);
  });

  it('ends at the deadline of an answer that has begun and goes on', async () => {
    model.behave(async (response) => {
      begin(response);
      sendPiece(response, `{"sentences": [${JSON.stringify(one)}`);
      while (!response.destroyed) {
        sendPiece(response, ' ');
        await sleep(5);
      }
    });
    const { ask, log } = make({ deadlineMs: 200 });
    expect(await ask()).toMatchObject({ drafts: [one], outcome: 'TIMED_OUT' });
    expect(log.map(({ msg }) => msg)).toEqual(['the language model did not narrate: no end within 200 ms']);
  });

  it('ends when the client leaves, without a line in the log', async () => {
    model.behave((response) => begin(response));
    const { ask, log } = make();
    const client = new AbortController();
    const answer = ask(client.signal);
    await expect.poll(() => model.asked.length).toBe(1);
    client.abort();
    expect(await answer).toMatchObject({ drafts: [], outcome: 'CLIENT_GONE' });
    await expect.poll(model.broken).toBe(1);
    expect(log).toEqual([]);
  });

  it('ends when nobody reads on', async () => {
    model.behave(async (response) => {
      begin(response);
      sendPiece(response, `{"sentences": [${JSON.stringify(one)},`);
    });
    const telling = make().narrator.tell(question, begunChat, never);
    await telling.drafts.next();
    await telling.drafts.return();
    expect(telling.outcome()).toBe('CLIENT_GONE');
    await expect.poll(model.broken).toBe(1);
  });

  it('is no reason to read ahead: what nobody takes stays with the server', async () => {
    model.behave(async (response) => {
      begin(response);
      sendPiece(response, `{"sentences": [${JSON.stringify(one)},`);
      while (!response.destroyed) if (!response.write(`: ${' '.repeat(60_000)}\n\n`)) await sleep(1);
    });
    const { drafts } = make().narrator.tell(question, begunChat, never);
    await drafts.next();
    await sleep(200);
    // Who reads on comes to the bound of bytes, and breaks the call off, within a few milliseconds.
    expect(model.broken()).toBe(0);
    expect(await drafts.next()).toEqual({ done: true, value: undefined });
    await expect.poll(model.broken).toBe(1);
    await drafts.return();
  });
});

describe('a provider that asks us to wait', () => {
  const wait =
    (after: string): ModelBehaviour =>
    (response) => {
      if (model.asked.length > 1) return stream(response, whole);
      response.writeHead(429, { 'retry-after': after }).end();
    };

  it('is asked again after that, and not before', async () => {
    model.behave(wait('0.5'));
    const begun = performance.now();
    const { drafts, outcome, usage } = await make().ask();
    expect([drafts, outcome, usage.calls]).toEqual([[one, two], 'WHOLE', 2]);
    expect(performance.now() - begun).toBeGreaterThan(450);
  });

  it('is not asked again where that is too late, and nobody waits for it', async () => {
    model.behave(wait('60'));
    const begun = performance.now();
    expect(await make().ask()).toMatchObject({ drafts: [], outcome: 'REFUSED' });
    expect(model.asked).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('a failure', () => {
  const cut = (response: Parameters<ModelBehaviour>[0]) => {
    begin(response);
    sendPiece(response, '{"sentences": [{"te');
    setTimeout(() => response.destroy(), 20);
  };
  const status =
    (code: number): ModelBehaviour =>
    (response, { authorization, body }) => {
      response.writeHead(code, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/' });
      response.end(
        JSON.stringify({ error: { message: `${authorization} ${body.messages[1]?.content}`, code: key } }),
      );
    };
  const content =
    (text: string, options = {}): ModelBehaviour =>
    (response) =>
      stream(response, text, options);

  it.each<[string, string, string, number, ModelBehaviour]>([
    ['status 500', 'REFUSED', 'status 500', 2, status(500)],
    ['status 429', 'REFUSED', 'status 429', 2, status(429)],
    ['status 401', 'REFUSED', 'status 401', 1, status(401)],
    ['status 400', 'REFUSED', 'status 400', 1, status(400)],
    ['a redirect', 'REFUSED', 'status 302', 1, status(302)],
    [
      'a connection that is closed',
      'UNREACHABLE',
      'no connection (UND_ERR_SOCKET)',
      2,
      (response) => void response.destroy(),
    ],
    ['a connection that is cut', 'CUT', 'the connection broke off (UND_ERR_SOCKET)', 2, cut],
    ['prose', 'MALFORMED', 'its answer does not fit the schema', 2, content('Sure! Here is what I found.')],
    ['another object', 'CUT', 'its answer breaks off', 2, content('{"answer": "x"}')],
    ['nothing', 'CUT', 'its answer breaks off', 2, content('')],
    ['no sentences', 'EMPTY', 'its answer has no sentences', 2, content('{"sentences": []}')],
    ['half an answer', 'CUT', 'its answer breaks off', 2, content('{"sentences": [')],
    [
      'an answer cut at the bound',
      'CUT',
      'its answer was cut short at the bound of tokens',
      1,
      content('{"sentences": [', { finish: 'length' }),
    ],
    [
      'a filter',
      'REFUSED',
      "the provider's filter stopped it",
      1,
      content('{"sentences": [', { finish: 'content_filter' }),
    ],
    [
      'a refusal',
      'REFUSED',
      'the model refused',
      1,
      (response) => {
        begin(response);
        send(response, { choices: [{ delta: { refusal: `I will not, ${key}` } }] });
        response.end();
      },
    ],
    [
      'an error in the stream',
      'REFUSED',
      'an error in its stream',
      2,
      (response) => {
        begin(response);
        send(response, { error: { message: key } });
        response.end();
      },
    ],
    [
      'an event that is no JSON',
      'MALFORMED',
      'its answer does not fit the schema',
      2,
      (response) => {
        begin(response);
        response.end(`event: thread.error\ndata: ${key} ${question}\n\n`);
      },
    ],
    [
      'choices that are none',
      'MALFORMED',
      'its answer does not fit the schema',
      2,
      (response) => {
        begin(response);
        response.end('data: {"choices": 3}\n\n');
      },
    ],
    [
      'no stream',
      'MALFORMED',
      'its answer is no stream of events',
      1,
      (response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ choices: [{ message: { content: whole } }] }));
      },
    ],
    [
      'endless blanks',
      'MALFORMED',
      'its answer does not fit the schema',
      2,
      content(' '.repeat(60_000), { pieceLength: 5_000 }),
    ],
    [
      'endless events',
      'TOO_LONG',
      'its answer has more than 2000000 bytes',
      1,
      async (response) => {
        begin(response);
        while (!response.destroyed) if (!response.write(`: ${'x'.repeat(60_000)}\n\n`)) await sleep(1);
      },
    ],
    [
      'an endless line',
      'TOO_LONG',
      'its answer has more than 2000000 bytes',
      1,
      async (response) => {
        begin(response);
        while (!response.destroyed) if (!response.write('data: '.repeat(10_000))) await sleep(1);
      },
    ],
  ])(
    'by %s ends as %s, is logged once, "%s", after %i calls, and never in the provider\'s words',
    async (_what, outcome, detail, calls, behave) => {
      model.behave(behave);
      const { ask, log } = make();
      expect(await ask()).toMatchObject({ drafts: [], outcome, usage: { calls } });
      expect(model.asked).toHaveLength(calls);
      expect(log).toEqual([
        expect.objectContaining({
          model: 'small',
          outcome,
          msg: `the language model did not narrate: ${detail}`,
        }),
      ]);
      expect(JSON.stringify(log)).not.toMatch(/hunter2|leather/);
    },
  );

  it('that passes is got over by a second call', async () => {
    let calls = 0;
    model.behave((response, asked) => {
      calls += 1;
      return calls === 1 ? status(503)(response, asked) : stream(response, whole);
    });
    const { ask, log } = make();
    expect(await ask()).toEqual({ drafts: [one, two], outcome: 'WHOLE', usage: { ...spent, calls: 2 } });
    expect(log).toEqual([]);
  });

  it('is not tried again where the time for the first sentence ends before that', async () => {
    model.behave(status(503));
    const { ask, log } = make({ deadlineMs: 300 });
    expect(await ask()).toMatchObject({ drafts: [], outcome: 'REFUSED', usage: { calls: 1 } });
    expect(log).toHaveLength(1);
  });

  it('after the first sentence is not tried again, and what was said stays', async () => {
    model.behave((response) => stream(response, `{"sentences": [${JSON.stringify(one)}, {"te`));
    const { ask, log } = make();
    expect(await ask()).toMatchObject({ drafts: [one], outcome: 'CUT', usage: { calls: 1 } });
    expect(log).toHaveLength(1);
  });

  it('five times in a row makes a pause of 30 seconds, after which one call is let through', async () => {
    model.behave(status(401));
    const { ask, log, state } = make();
    for (let time = 0; time < 5; time += 1) expect((await ask()).outcome).toBe('REFUSED');
    expect(log.at(-1)?.msg).toBe('the language model did not narrate: status 401; not asked again for 30 s');
    expect(await ask()).toEqual({
      ...{ drafts: [], outcome: 'PAUSED' },
      usage: { promptTokens: 0, completionTokens: 0, calls: 0 },
    });
    state.now = 30_000;
    model.say(one);
    expect((await ask()).outcome).toBe('WHOLE');
    expect([model.asked.length, log.length]).toEqual([6, 5]);
  });
});
