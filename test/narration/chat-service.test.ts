import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { makeMetrics } from '../../src/metrics.ts';
import type { BegunChat, ChatEvent, Completion } from '../../src/narration/chat-answer.ts';
import { makeGatewayStopped } from '../../src/narration/chat-failure.ts';
import type { ChatRequest } from '../../src/narration/chat-request.ts';
import { makeChatService } from '../../src/narration/chat-service.ts';
import { makeNarrator } from '../../src/narration/openai-narrator.ts';
import { mapSqlError } from '../../src/server/map-sql-error.ts';
import { countsIn } from '../exposition.ts';
import { begunChat, question } from './begun-chat.ts';
import { begin, type ModelBehaviour, sendPiece, sleep, stream, useModel } from './fake-model.ts';

// SQL's half is scripted here, so that every fault of it can be had; with the real one: model-lies.test.ts.

const model = useModel();
const request: ChatRequest = { question, first: 3, filter: null, options: {} };
const never = new AbortController().signal;
const decisionId = '019ab000-0000-7000-8000-000000000003';
const juno = { text: 'The Juno Faux Leather Biker Jacket costs $98.00.', cites: ['3'] };
const dyer = { text: 'The Dyer Waxed Cotton Quilted Jacket weighs 785 g.', cites: ['46'] };
const lie = { text: 'The Juno Faux Leather Biker Jacket costs $97.00.', cites: ['3'] };
const count = { text: 'I found 12 products.', cites: [] };

type Call = 'begin_chat' | 'complete_chat' | 'chat' | 'fail_chat' | 'conversation';
type Answers = Partial<Record<Call, () => unknown>>;

function make({ answers = {} as Answers, narrated = true, deadlineMs = 4_000 } = {}) {
  const calls: { call: string; values: readonly unknown[] }[] = [];
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => log.push(JSON.parse(line)) });
  const usual: Required<Answers> = {
    begin_chat: () => [{ begun: begunChat }],
    complete_chat: () => [{ decision_id: decisionId }],
    chat: () => [{ answer: { ...begunChat, decisionId } }],
    fail_chat: () => [],
    conversation: () => [{ conversation: { turns: [] } }],
  };
  const database: Queryable = {
    async query(text, values = []) {
      const call = /api\.(\w+)/.exec(text)?.[1] as keyof Answers;
      calls.push({ call, values });
      return (answers[call] ?? usual[call])() as never;
    },
  };
  const metrics = makeMetrics({ process: false });
  const service = makeChatService({
    ...{ database, metrics, logger },
    narrator: narrated
      ? makeNarrator({
          config: {
            model: 'small',
            apiKey: 'sk-hunter2',
            baseUrl: model.baseUrl(),
            deadlineMs,
            maxTokens: 700,
          },
          ...{ logger, metrics },
        })
      : null,
  });
  return {
    ...{ calls, log, metrics, service },
    called: () => calls.map(({ call }) => call),
    completion: () => {
      const json = calls.find(({ call }) => call === 'complete_chat')?.values[1];
      return json === undefined ? undefined : (JSON.parse(json as string) as Completion);
    },
    tell: (signal = never) => collect(service.stream(request, null, signal)),
  };
}

async function collect(events: AsyncIterable<ChatEvent>): Promise<ChatEvent[]> {
  const told: ChatEvent[] = [];
  for await (const event of events) told.push(event);
  return told;
}

const typesOf = (events: ChatEvent[]) => events.map(({ type }) => type);
const sentencesOf = (events: ChatEvent[]) =>
  events.flatMap((event) =>
    event.type === 'SENTENCE' ? [[event.position, event.source, event.sentence.text]] : [],
  );
const resultOf = (events: ChatEvent[]) => {
  const [last] = events.slice(-1);
  if (last?.type !== 'COMPLETED') throw new Error(`ended with ${JSON.stringify(last)}`);
  return last.result;
};
const templateSaid = begunChat.narration.sentences.map(({ text }, index) => [index + 1, 'TEMPLATE', text]);

describe('without a language model', () => {
  it('a turn is one SQL call, told as interpretation, evidence, sentences and the outcome', async () => {
    const { tell, called } = make({ narrated: false });
    const events = await tell();
    expect(typesOf(events)).toEqual(['INTERPRETED', 'EVIDENCE', 'SENTENCE', 'SENTENCE', 'COMPLETED']);
    expect(sentencesOf(events)).toEqual(templateSaid);
    expect(resultOf(events)).toMatchObject({
      decisionId,
      usage: null,
      withheld: 0,
      narration: begunChat.narration,
    });
    expect(called()).toEqual(['chat']);
    expect(model.asked).toEqual([]);
  });

  it('an answer in one go is the same', async () => {
    const { service, called } = make({ narrated: false });
    expect(await service.answer(request, null, never)).toMatchObject({
      decisionId,
      narration: begunChat.narration,
    });
    expect(called()).toEqual(['chat']);
  });
});

describe('with a language model', () => {
  it('its sentences that stand are the answer, and all of it is recorded', async () => {
    model.say(count, juno, dyer);
    const { tell, called, completion, metrics } = make();
    const events = await tell();
    expect(sentencesOf(events)).toEqual([
      [1, 'MODEL', count.text],
      [2, 'MODEL', juno.text],
      [3, 'MODEL', dyer.text],
    ]);
    const narration = {
      ...{ source: 'MODEL', reason: null, text: `${count.text} ${juno.text} ${dyer.text}` },
      sentences: [count, juno, dyer],
    };
    const usage = { promptTokens: 1_200, completionTokens: 90, calls: 1 };
    expect(resultOf(events)).toMatchObject({ decisionId, narration, usage, withheld: 0 });
    expect(called()).toEqual(['begin_chat', 'complete_chat']);
    expect(completion()).toMatchObject({
      ...{ narration, usage, withheld: [], error: null },
      model: { name: 'small', promptVersion: 'narrator-2' },
      verdicts: [count, juno, dyer].map(({ cites }, index) => ({
        ...{ position: index + 1, source: 'MODEL', verdict: 'STANDS', cites, reasons: [] },
      })),
    });
    expect(Object.keys(completion()?.latency ?? {}).sort()).toEqual([
      ...['firstSentence', 'model', 'narrate', 'read', 'search', 'total'],
    ]);
    expect(countsIn((await metrics.render()).text, /chat/)).toEqual({
      'trueshelf_chat_model_calls_total{outcome="WHOLE"}': 1,
      'trueshelf_chat_narrations_total{source="MODEL"}': 1,
      'trueshelf_chat_sentences_total{verdict="STANDS",code="NONE"}': 3,
      'trueshelf_chat_stage_seconds_count{stage="evidence"}': 1,
      'trueshelf_chat_stage_seconds_count{stage="first_sentence"}': 1,
      'trueshelf_chat_tokens_total{kind="prompt"}': 1_200,
      'trueshelf_chat_tokens_total{kind="completion"}': 90,
    });
  });

  it('a sentence that does not stand is withheld, recorded with its reason, and told nobody', async () => {
    model.say(lie, juno);
    const { tell, completion, metrics } = make();
    const events = await tell();
    expect(sentencesOf(events)).toEqual([[1, 'MODEL', juno.text]]);
    expect(resultOf(events)).toMatchObject({
      withheld: 1,
      narration: {
        source: 'MODEL',
        reason: 'a sentence of the language model did not agree with the evidence',
      },
    });
    expect(JSON.stringify(events)).not.toContain('$97.00');
    const recorded = completion();
    expect(recorded?.withheld).toMatchObject([{ ...lie, reasons: [{ code: 'AMOUNT' }] }]);
    expect(recorded?.verdicts?.map(({ verdict, reasons }) => [verdict, reasons[0]?.code])).toEqual([
      ['WITHHELD', 'AMOUNT'],
      ['STANDS', undefined],
    ]);
    expect(countsIn((await metrics.render()).text, /chat_sentences/)).toMatchObject({
      'trueshelf_chat_sentences_total{verdict="WITHHELD",code="AMOUNT"}': 1,
    });
  });

  it('the template speaks where nothing that stands cites evidence, also for what stood without', async () => {
    model.say(count, lie);
    const { tell, completion } = make();
    const events = await tell();
    expect(sentencesOf(events)).toEqual(templateSaid);
    const reason = 'nothing that the language model said agreed with the evidence';
    expect(resultOf(events)).toMatchObject({ withheld: 2, narration: { ...begunChat.narration, reason } });
    expect(completion()?.verdicts?.map(({ source, verdict }) => [source, verdict])).toEqual([
      ['MODEL', 'WITHHELD'],
      ['MODEL', 'WITHHELD'],
      ['TEMPLATE', 'STANDS'],
      ['TEMPLATE', 'STANDS'],
    ]);
  });

  it.each<[string, string, string, ModelBehaviour]>([
    [
      'fails',
      'NARRATOR_REFUSED',
      'the language model refused',
      (response) => {
        response.writeHead(401).end();
      },
    ],
    [
      'says nothing',
      'NARRATOR_EMPTY',
      'the language model said nothing',
      (response) => stream(response, '{"sentences": []}'),
    ],
    [
      'is too slow',
      'NARRATOR_TIMED_OUT',
      'the language model did not come to an end in time',
      (response) => begin(response),
    ],
    [
      'says something else',
      'NARRATOR_MALFORMED',
      'the language model did not answer in the agreed form',
      (response) => stream(response, 'Sure!'),
    ],
  ])(
    'the template speaks where the model %s, and the decision has %s',
    async (_what, code, reason, behave) => {
      model.behave(behave);
      const { tell, completion } = make({ deadlineMs: 500 });
      const events = await tell();
      expect(sentencesOf(events)).toEqual(templateSaid);
      expect(resultOf(events).narration).toEqual({ ...begunChat.narration, reason });
      expect(completion()?.error).toEqual({ code, message: reason });
    },
  );

  it('what it said before it broke off stays, with the reason why it is not whole', async () => {
    model.behave((response) => stream(response, `{"sentences": [${JSON.stringify(juno)}, {"text": "And`));
    const { tell, completion } = make();
    const events = await tell();
    expect(sentencesOf(events)).toEqual([[1, 'MODEL', juno.text]]);
    expect(resultOf(events).narration).toMatchObject({
      source: 'MODEL',
      reason: "the language model's answer broke off",
    });
    expect(completion()?.error?.code).toBe('NARRATOR_CUT');
  });

  it('is not asked where there is no evidence', async () => {
    const page = { ...begunChat.page, items: [] };
    const { tell, completion } = make({ answers: { begin_chat: () => [{ begun: { ...begunChat, page } }] } });
    const { narration, usage } = resultOf(await tell());
    expect([narration.source, narration.reason, usage]).toEqual([
      ...['TEMPLATE', 'there is no evidence that a language model could speak of', null],
    ]);
    expect(model.asked).toEqual([]);
    expect(completion()?.model).toBeNull();
  });

  it('is not asked again for what was answered before under the same key', async () => {
    const narration = { source: 'MODEL', reason: null, text: juno.text, sentences: [juno] };
    const replayed = { ...begunChat, replayed: true, decisionId, narration };
    const { tell, called } = make({ answers: { begin_chat: () => [{ begun: replayed }] } });
    const events = await tell();
    expect(sentencesOf(events)).toEqual([[1, 'MODEL', juno.text]]);
    expect(resultOf(events)).toMatchObject({ decisionId, replayed: true, narration });
    expect([called(), model.asked]).toEqual([['begin_chat'], []]);
  });

  it('does not hide that words were left aside or read as others: the template adds what it kept to itself', async () => {
    const notes = [
      { text: 'I left “for my aunt” aside: no rule reads it.', cites: [] },
      { text: 'I read “lether” as “leather”.', cites: [] },
    ];
    const begun: BegunChat = {
      ...begunChat,
      page: {
        ...begunChat.page,
        interpretation: {
          ...begunChat.page.interpretation,
          ignored: [
            {
              span: { start: 0, end: 11, text: 'for my aunt' },
              kind: 'NOT_POSSIBLE',
              key: null,
              reason: 'no rule reads it',
              turn: null,
              label: null,
            },
          ],
          repairs: [{ from: 'lether', to: 'leather' }],
        },
      },
      narration: { ...begunChat.narration, sentences: [...begunChat.narration.sentences, ...notes] },
    };
    model.say(juno);
    const { tell } = make({ answers: { begin_chat: () => [{ begun }] } });
    const events = await tell();
    expect(sentencesOf(events)).toEqual([
      [1, 'MODEL', juno.text],
      ...notes.map(({ text }, index) => [index + 2, 'TEMPLATE', text]),
    ]);
    expect(resultOf(events).narration).toMatchObject({ source: 'MODEL_AND_TEMPLATE', reason: null });
  });

  it('evidence does not wait for it', async () => {
    model.behave((response) => begin(response));
    const events = make().service.stream(request, null, never);
    expect([(await events.next()).value?.type, (await events.next()).value?.type]).toEqual([
      'INTERPRETED',
      'EVIDENCE',
    ]);
    expect(model.asked).toEqual([]);
    await events.return?.();
  });

  it('what jsonb cannot hold is recorded as U+FFFD', async () => {
    model.behave((response) =>
      stream(response, `{"sentences": [{"text": "a\\u0000b\\ud83d", "cites": []}, ${JSON.stringify(juno)}]}`),
    );
    const { tell, completion } = make();
    expect(sentencesOf(await tell())).toEqual([[1, 'MODEL', juno.text]]);
    expect(completion()?.withheld?.map(({ text }) => text)).toEqual(['a\ufffdb\ufffd']);
  });
});

describe('a client that leaves', () => {
  const speakOnce: ModelBehaviour = (response) => {
    begin(response);
    sendPiece(response, `{"sentences": [${JSON.stringify(juno)},`);
  };
  const gone = { code: 'CLIENT_GONE', message: 'the client left before the end' };

  it('before the first sentence ends the call, and the turn is recorded with the template', async () => {
    model.behave((response) => begin(response));
    const client = new AbortController();
    const { tell, completion, log } = make();
    const events = tell(client.signal);
    await expect.poll(() => model.asked.length).toBe(1);
    client.abort();
    expect(typesOf(await events)).toEqual(['INTERPRETED', 'EVIDENCE', 'FAILED']);
    await expect.poll(model.broken).toBe(1);
    expect(completion()).toMatchObject({
      error: gone,
      narration: { source: 'TEMPLATE', reason: gone.message },
      usage: { calls: 1 },
    });
    expect(log).toEqual([]);
  });

  it('by return() while the model is waited for ends the call at once, not with its next sentence', async () => {
    model.behave(speakOnce);
    const { service, completion, called } = make();
    const events = service.stream(request, null, never);
    for (const type of ['INTERPRETED', 'EVIDENCE', 'SENTENCE'])
      expect((await events.next()).value?.type).toBe(type);
    const next = events.next();
    await sleep(20);
    await events.return?.();
    await next;
    await expect.poll(model.broken).toBe(1);
    expect(completion()).toMatchObject({
      error: gone,
      narration: { source: 'MODEL', text: juno.text, reason: gone.message },
    });
    expect(called()).toEqual(['begin_chat', 'complete_chat']);
  });

  it('by return() between two sentences is recorded once', async () => {
    model.say(juno, dyer);
    const { service, completion, called } = make();
    const events = service.stream(request, null, never);
    for (const type of ['INTERPRETED', 'EVIDENCE', 'SENTENCE'])
      expect((await events.next()).value?.type).toBe(type);
    expect(await events.return?.()).toEqual({ done: true, value: undefined });
    expect(completion()?.error).toEqual(gone);
    expect(called()).toEqual(['begin_chat', 'complete_chat']);
  });

  it('is told from a gateway that stops', async () => {
    model.behave((response) => begin(response));
    const client = new AbortController();
    const { tell, completion, log } = make();
    const events = tell(client.signal);
    await expect.poll(() => model.asked.length).toBe(1);
    client.abort(makeGatewayStopped());
    expect((await events).at(-1)).toMatchObject({
      type: 'FAILED',
      code: 'SERVICE_UNAVAILABLE',
      retryable: true,
    });
    expect(completion()).toMatchObject({
      error: { code: 'SERVICE_UNAVAILABLE', message: 'the gateway stopped before the end' },
      narration: { source: 'TEMPLATE', reason: 'the gateway stopped before the end' },
    });
    expect(log).toEqual([]);
  });

  it('before it is asked anything leaves no trace', async () => {
    const { tell, called } = make();
    expect(await tell(AbortSignal.abort())).toMatchObject([{ type: 'FAILED', code: 'CLIENT_GONE' }]);
    expect(called()).toEqual([]);
  });

  it('leaves no listener on a signal that lives on', async () => {
    const signal = new AbortController().signal;
    let listening = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...values: [never, never]) => {
      listening += 1;
      addEventListener.apply(signal, values);
    };
    signal.removeEventListener = (...values: [never, never]) => {
      listening -= 1;
      removeEventListener.apply(signal, values);
    };
    model.say(juno);
    await make().tell(signal);
    expect(listening).toBe(0);
  });
});

describe('a conversation that is forgotten while its answer is told', () => {
  const notFound = () => {
    throw Object.assign(new Error('there is no turn to complete'), { code: 'TSNFD' });
  };

  it('ends the answer as usual, and the log of decisions has that there was one', async () => {
    model.say(juno);
    const { tell, calls, called, log } = make({
      answers: { complete_chat: notFound, conversation: () => [{ conversation: null }] },
    });
    const events = await tell();
    expect(sentencesOf(events)).toEqual([[1, 'MODEL', juno.text]]);
    const message = 'the conversation was forgotten while the answer was being told';
    expect(resultOf(events)).toMatchObject({ decisionId: null, unrecorded: message });
    expect(called()).toEqual(['begin_chat', 'complete_chat', 'conversation', 'fail_chat']);
    expect(JSON.parse(String(calls.at(-1)?.values[2]))).toEqual({ code: 'FORGOTTEN', message });
    expect(log).toEqual([]);
  });

  it('is not what became of a turn that is not there for another reason', async () => {
    model.say(juno);
    const { tell, called, log } = make({ answers: { complete_chat: notFound } });
    expect(resultOf(await tell()).unrecorded).toBe('the decision could not be written down');
    expect(called()).not.toContain('fail_chat');
    expect(log.map(({ level, msg }) => [level, msg])).toEqual([[50, 'a decision was not recorded']]);
  });
});

describe('a failure of SQL', () => {
  const refusal = Object.assign(new Error('k is 0, expected 1 to 200'), {
    code: 'TSLIM',
    hint: 'Ask for 1.',
  });
  const words = Object.assign(new Error('invalid input: kumquat'), {
    code: '22P02',
    detail: 'kumquat',
    where: '$1 = kumquat',
  });
  const throwing = (error: Error) => () => {
    throw error;
  };

  it.each([true, false])('by the caller is told and recorded (language model: %s)', async (narrated) => {
    const { tell, calls, log } = make({
      narrated,
      answers: { begin_chat: throwing(refusal), chat: throwing(refusal) },
    });
    expect(await tell()).toEqual([
      {
        type: 'FAILED',
        code: 'LIMIT_OUT_OF_RANGE',
        message: refusal.message,
        hint: 'Ask for 1.',
        retryable: false,
      },
    ]);
    expect(calls.slice(1)).toEqual([
      {
        call: 'fail_chat',
        values: [
          question,
          JSON.stringify({ k: 3, filter: null, options: {} }),
          JSON.stringify({ code: 'LIMIT_OUT_OF_RANGE', message: refusal.message }),
          null,
        ],
      },
    ]);
    expect(log).toEqual([]);
  });

  it('that nobody foresaw is masked, and logged without a word of the question', async () => {
    const { tell, log, service } = make({
      answers: { begin_chat: throwing(words), fail_chat: throwing(words) },
    });
    expect(await tell()).toEqual([
      {
        type: 'FAILED',
        code: 'INTERNAL_SERVER_ERROR',
        message: 'Unexpected error',
        hint: null,
        retryable: false,
      },
    ]);
    expect(log.map(({ msg }) => msg)).toEqual(['a failed question was not recorded', 'a chat failed']);
    expect(JSON.stringify(log)).toContain('22P02');
    const thrown = await service.answer(request, null, never).catch((error: unknown) => error);
    expect(mapSqlError(thrown)).toBeNull();
    expect(JSON.stringify([log, String(thrown), (thrown as Error).stack, thrown])).not.toContain('kumquat');
  });

  it('in one go is thrown as mapSqlError knows it', async () => {
    const busy = Object.assign(new Error('the question with this idempotency key is still being answered'), {
      ...{ code: 'TSKEY', detail: 'RETRYABLE', hint: 'Send it again in a few seconds.' },
    });
    const { service } = make({ answers: { begin_chat: throwing(busy) } });
    const thrown = await service.answer(request, null, never).catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      code: 'TSKEY',
      detail: 'RETRYABLE',
      message: busy.message,
      hint: busy.hint,
    });
  });

  it('that is a lost connection is not recorded, for there is nowhere to', async () => {
    const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const { tell, called } = make({ answers: { begin_chat: throwing(lost) } });
    expect(await tell()).toMatchObject([{ code: 'SERVICE_UNAVAILABLE', retryable: true }]);
    expect(called()).toEqual(['begin_chat']);
  });

  it('while the decision is written takes nothing back: the answer says that it is not recorded', async () => {
    model.say(juno);
    const { tell, log } = make({ answers: { complete_chat: throwing(words) } });
    expect(resultOf(await tell())).toMatchObject({
      ...{ decisionId: null, unrecorded: 'the decision could not be written down' },
      narration: { text: juno.text },
    });
    expect(log.map(({ msg }) => msg)).toEqual(['a decision was not recorded']);
    expect(JSON.stringify(log)).not.toContain('kumquat');
  });

  it('on a read-only standby there is nothing to complete', async () => {
    model.say(juno);
    const begun = { ...begunChat, turnId: null, unrecorded: 'the database is read-only' };
    const { tell, called } = make({ answers: { begin_chat: () => [{ begun }] } });
    expect(resultOf(await tell())).toMatchObject({
      decisionId: null,
      unrecorded: 'the database is read-only',
    });
    expect(called()).toEqual(['begin_chat']);
  });
});
