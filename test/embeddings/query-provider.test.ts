import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { EmbeddingModel } from '../../src/embeddings/embedding-model.ts';
import { makeEmbedder } from '../../src/embeddings/provider/embedder.ts';
import { makeQueryProvider } from '../../src/embeddings/query-provider.ts';
import { type Metrics, noMetrics } from '../../src/metrics.ts';
import { failing, refusing, vectorOf } from './fake-provider.ts';
import { aModel } from './provider/a-model.ts';
import { useProvider } from './use-provider.ts';

const provider = useProvider();
const key = 'sk-hunter2';

function make({
  deadlineMs = 2_000,
  ...differences
}: Partial<EmbeddingModel> & { deadlineMs?: number } = {}) {
  const log: Record<string, unknown>[] = [];
  const outcomes: string[] = [];
  const told: string[] = [];
  const gauge: boolean[] = [];
  const state = { now: 0 };
  const model = aModel(provider().baseUrl, differences);
  const metrics: Metrics = {
    ...noMetrics,
    countProviderCall: ({ outcome }) => outcomes.push(outcome),
    noteQueryProvider: (_model, fails) => gauge.push(fails),
  };
  const { embed } = makeQueryProvider({
    model,
    embedder: makeEmbedder(model, new Map([[provider().origin, key]])),
    deadlineMs,
    logger: pino({}, { write: (line) => log.push(JSON.parse(line)) }),
    metrics,
    clock: () => state.now,
    onFailing: (code) => told.push(code),
  });
  return { embed, log, outcomes, state, told, gauge };
}

const timedOut = { reason: 'TIMED_OUT' };
const failed = { reason: 'FAILED' };
const paused = { reason: 'PAUSED' };
const waits = { reason: 'ASKED_TO_WAIT' };
const rounded = (text: string) => ({ vector: vectorOf(text).map((value) => Number(value.toPrecision(7))) });
const messages = (log: readonly Record<string, unknown>[]) => log.map(({ msg }) => msg);

describe('a question', () => {
  it('is put as the model wants it, whatever signs are in it', async () => {
    const { embed, outcomes } = make({ queryTemplate: 'query: {text}' });
    expect(await embed("$& {text} $'")).toEqual(rounded("query: $& {text} $'"));
    expect(provider().asked.map(({ texts }) => texts)).toEqual([["query: $& {text} $'"]]);
    expect(outcomes).toEqual(['OK']);
  });

  it('that ten ask at once is put once', async () => {
    const { embed } = make();
    const answers = await Promise.all(Array.from({ length: 10 }, () => embed('lamp')));
    expect(answers).toEqual(Array(10).fill(rounded('lamp')));
    expect(provider().calls()).toBe(1);
  });
});

describe('the wait', () => {
  it('ends at the deadline, and the request with it', async () => {
    provider().behave(() => undefined);
    const { embed, log, outcomes } = make({ deadlineMs: 60 });
    const begun = performance.now();
    expect(await embed('lamp')).toEqual(timedOut);
    expect(performance.now() - begun).toBeLessThan(1_000);
    await expect.poll(provider().broken).toBe(1);
    expect(messages(log)).toEqual(['a question went without its vector: no answer within 60 ms']);
    expect(outcomes).toEqual(['TIMED_OUT']);
  });

  it('ends at the deadline of an answer that has begun and does not end', async () => {
    provider().behave((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data": [');
      return undefined;
    });
    expect(await make({ deadlineMs: 60 }).embed('lamp')).toEqual(timedOut);
  });
});

describe('a failure', () => {
  it('is told in our own words, with neither the key nor the text', async () => {
    provider().behave(failing(401, {}, { message: `no such key: ${key}, for "lamp of Jane Doe"` }));
    const { embed, log, outcomes } = make();
    expect(await embed('lamp of Jane Doe')).toEqual(failed);
    expect(messages(log)).toEqual([
      'a question went without its vector: The provider of green refused the key, or the lack of one. status 401',
    ]);
    expect(JSON.stringify(log)).not.toMatch(/hunter2|Jane/);
    expect(outcomes).toEqual(['PROVIDER_KEY']);
  });

  it('silences the provider for 30 s after five in a row; then one is tried, and if it answers all are', async () => {
    provider().behave(failing(500));
    const { embed, log, state } = make();
    for (let count = 1; count <= 5; count += 1) expect(await embed(`lamp ${count}`)).toEqual(failed);
    expect(await embed('lamp')).toEqual(paused);
    expect(provider().calls()).toBe(5);
    expect(log.at(-1)?.msg).toMatch(/; not asked again for 30 s$/);
    state.now = 30_000;
    expect(await embed('lamp')).toEqual(failed);
    expect(await embed('lamp')).toEqual(paused);
    provider().behave(null);
    state.now = 60_000;
    expect(await embed('lamp')).toEqual(rounded('lamp'));
    expect(await embed('desk')).toEqual(rounded('desk'));
  });

  it('that may be the fault of the text silences nothing', async () => {
    provider().behave(refusing((text) => text.startsWith('poison')));
    const { embed } = make();
    for (let count = 1; count <= 6; count += 1) expect(await embed(`poison ${count}`)).toEqual(failed);
    expect(await embed('lamp')).toEqual(rounded('lamp'));
  });

  it('with Retry-After is not followed by another request before, and the questions say that it asked to wait', async () => {
    provider().next(failing(429, { 'retry-after': '7' }));
    const { embed, state } = make();
    expect(await embed('lamp')).toEqual(waits);
    state.now = 6_999;
    expect(await embed('lamp')).toEqual(waits);
    state.now = 7_000;
    expect(await embed('lamp')).toEqual(rounded('lamp'));
    expect(provider().calls()).toBe(2);
  });

  it('with a long Retry-After silences the provider for 30 s at most, and none at all where a text was refused', async () => {
    provider().next(failing(503, { 'retry-after': '900' }), failing(400, { 'retry-after': '900' }));
    const { embed, state } = make();
    expect(await embed('lamp')).toEqual(waits);
    state.now = 29_999;
    expect(await embed('desk')).toEqual(waits);
    state.now = 30_000;
    expect(await embed('desk')).toEqual(failed);
    expect(await embed('chair')).toEqual(rounded('chair'));
  });
});

describe('a burst of questions', () => {
  it('puts 32 at once; the others go without, until one is answered', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    provider().behave(async () => {
      await answered;
      return 'ANSWER' as const;
    });
    const { embed } = make({ deadlineMs: 10_000 });
    const asked = Array.from({ length: 32 }, (_, number) => embed(`lamp ${number}`));
    expect(await embed('lamp')).toEqual({ reason: 'BUSY' });
    const shared = embed('lamp 7');
    answer();
    expect(await shared).toEqual(rounded('lamp 7'));
    expect(await Promise.all(asked)).toHaveLength(32);
    expect(await embed('lamp')).toEqual(rounded('lamp'));
    expect(provider().calls()).toBe(33);
  });
});

describe('what others are told', () => {
  it('is that the provider fails, once a minute at most, and that it answers again', async () => {
    provider().behave(failing(401));
    const { embed, state, told, gauge, log } = make();
    await embed('lamp');
    await embed('desk');
    expect(gauge).toEqual([true, true]);
    state.now = 60_000;
    await embed('sofa');
    expect(told).toEqual(['PROVIDER_KEY', 'PROVIDER_KEY']);
    provider().behave(null);
    await embed('lamp');
    expect(gauge.at(-1)).toBe(false);
    expect(messages(log).at(-1)).toBe('the provider gives vectors of questions again');
  });

  it('is nothing of a single late answer, nor of a text that is refused', async () => {
    provider().next(() => undefined);
    const { embed, told, gauge } = make({ deadlineMs: 60 });
    expect(await embed('lamp')).toEqual(timedOut);
    provider().next(refusing(() => true));
    expect(await embed('desk')).toEqual(failed);
    expect({ told, gauge }).toEqual({ told: [], gauge: [] });
  });
});
