import { describe, expect, it } from 'vitest';
import type { EmbeddingModel } from '../../../src/embeddings/embedding-model.ts';
import type { Retry } from '../../../src/embeddings/provider/ask-patiently.ts';
import {
  type EmbedItem,
  type EmbedOutcome,
  embedItems,
} from '../../../src/embeddings/provider/embed-items.ts';
import { makeEmbedder } from '../../../src/embeddings/provider/embedder.ts';
import { type Behaviour, failing, refusing, sendVectors, vectorOf } from '../fake-provider.ts';
import { useProvider } from '../use-provider.ts';
import { aModel } from './a-model.ts';

const provider = useProvider();
const probe = 'a plain text';

const itemsOf = (count: number, textOf = (at: number) => `text ${at}`): EmbedItem[] =>
  Array.from({ length: count }, (_item, at) => ({ id: String(at), text: textOf(at) }));

interface Run {
  items?: readonly EmbedItem[];
  model?: Partial<EmbeddingModel>;
  timeoutMs?: number;
  caller?: AbortController;
  onOutcome?: (outcome: EmbedOutcome) => void;
}

/** Runs with no jitter and without waiting, and checks that every id is in exactly one outcome, with the vector of its own text. */
async function run({
  items = itemsOf(64),
  model: differences,
  timeoutMs = 2_000,
  caller = new AbortController(),
  onOutcome,
}: Run = {}) {
  const model = aModel(provider().baseUrl, differences);
  const waits: number[] = [];
  const retries: Retry[] = [];
  const outcomes: EmbedOutcome[] = [];
  for await (const outcome of embedItems({
    embedder: makeEmbedder(model, new Map()),
    model,
    items,
    signal: caller.signal,
    timeoutMs,
    onRetry: (retry) => retries.push(retry),
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
  })) {
    outcomes.push(outcome);
    onOutcome?.(outcome);
  }
  const embedded = outcomes.flatMap((one) => (one.status === 'EMBEDDED' ? one.ids : []));
  const parked = outcomes.flatMap((one) => (one.status === 'PARKED' ? [one.id] : []));
  const returned = outcomes.flatMap((one) => (one.status === 'RETURNED' ? one.ids : []));
  expect([...embedded, ...parked, ...returned].sort()).toEqual(items.map(({ id }) => id).sort());
  for (const one of outcomes) {
    if (one.status !== 'EMBEDDED') continue;
    const texts = one.ids.map((id) => items.find((item) => item.id === id)?.text ?? '');
    expect(one.vectors.map((vector) => vector.map((value) => value.toFixed(9)))).toEqual(
      texts.map((text) => vectorOf(text).map((value) => value.toFixed(9))),
    );
  }
  return { outcomes, embedded, parked, returned, waits, retries };
}

const sizes = () => provider().asked.map(({ texts }) => (texts[0] === probe ? 'probe' : texts.length));
const errorsOf = (outcomes: readonly EmbedOutcome[]) => [
  ...new Set(outcomes.flatMap((one) => (one.status === 'EMBEDDED' ? [] : [one.error?.code ?? null]))),
];

describe('batches', () => {
  it('are as few as the limit of items allows, in order', async () => {
    const { embedded } = await run({ items: itemsOf(150) });
    expect(embedded).toEqual(itemsOf(150).map(({ id }) => id));
    expect(sizes()).toEqual([64, 64, 22]);
  });

  it('keep to the limit of tokens, at three bytes a token', async () => {
    const text = (at: number) => `${at}`.padEnd(30, 'é'); // 59 or 58 bytes
    await run({ items: itemsOf(10, text), model: { batchTokens: 60 } });
    expect(sizes()).toEqual([3, 3, 3, 1]);
  });

  it('have a text once that several products have, and give each its vector', async () => {
    const { embedded } = await run({ items: itemsOf(100, (at) => `text ${at % 7}`) });
    expect(embedded).toHaveLength(100);
    expect(sizes()).toEqual([7]);
  });

  it('of a text that is longer than a request may be have it alone, cut', async () => {
    const long = await runLong('😀'.repeat(50), { inputTokens: 40, batchTokens: 20 });
    expect(long).toEqual(['😀'.repeat(15)]);
    expect(await runLong('a😀😀', { inputTokens: 2 })).toEqual(['a😀']);
  });

  it('of nothing ask nothing', async () => {
    expect((await run({ items: [] })).outcomes).toEqual([]);
    expect(sizes()).toEqual([]);
  });

  it('leave out what has no text, which is parked for it (EMPTY_TEXT)', async () => {
    const { parked, outcomes } = await run({ items: itemsOf(3, (at) => (at === 1 ? ' \n' : `text ${at}`)) });
    expect([parked, errorsOf(outcomes), sizes()]).toEqual([['1'], ['EMPTY_TEXT'], [2]]);
  });

  async function runLong(text: string, model: Partial<EmbeddingModel>): Promise<string[]> {
    provider().forget();
    provider().behave((response, asked) =>
      sendVectors(
        response,
        asked.texts.map(() => vectorOf(text)),
      ),
    );
    await run({ items: [{ id: '0', text }], model });
    return provider().asked.flatMap(({ texts }) => [...texts]);
  }
});

describe('a provider that asks for patience', () => {
  it('by a 429 is asked again no earlier than it says, and then gives everything', async () => {
    provider().next(failing(429, { 'retry-after': '3' }), failing(429, { 'retry-after-ms': '40' }));
    const { embedded, waits, retries } = await run();
    expect([embedded.length, sizes()]).toEqual([64, [64, 64, 64]]);
    expect(waits).toEqual([3_250, 540]); // half of the backoff is jitter
    expect(retries.map(({ attempt, error, waitMs }) => [attempt, error.code, waitMs])).toEqual([
      [2, 'PROVIDER_RATE_LIMIT', 3_250],
      [3, 'PROVIDER_RATE_LIMIT', 540],
    ]);
  });

  it('by a date is asked again after it', async () => {
    provider().next(failing(429, { 'retry-after': new Date(Date.now() + 20_000).toUTCString() }));
    const { waits } = await run();
    expect(waits[0]).toBeGreaterThan(18_000);
    expect(waits[0]).toBeLessThanOrEqual(20_250);
  });

  it.each([
    ['61', 61_000],
    ['31536000', 900_000],
    ['Fri, 31 Dec 2999 23:59:59 GMT', 900_000],
  ])(
    'of more than a minute gets everything back for so long, of a quarter of an hour at most: %s',
    async (said, retryAfterMs) => {
      provider().behave(failing(429, { 'retry-after': said }));
      const { outcomes, returned, waits } = await run({ items: itemsOf(150) });
      expect([outcomes.length, returned.length, waits, sizes()]).toEqual([1, 150, [], [64]]);
      expect(outcomes[0]).toMatchObject({ status: 'RETURNED', retryAfterMs });
    },
  );

  it('for ever is asked four times, and gets everything back with no probe', async () => {
    provider().behave(failing(429));
    const { outcomes, waits } = await run({ items: itemsOf(150) });
    expect([outcomes.map(({ status }) => status), errorsOf(outcomes)]).toEqual([
      ['RETURNED'],
      ['PROVIDER_RATE_LIMIT'],
    ]);
    expect([sizes(), waits]).toEqual([
      [64, 64, 64, 64],
      [375, 750, 1_500],
    ]);
    expect(outcomes[0]).toMatchObject({ retryAfterMs: 10_000 });
  });
});

describe('a provider that fails', () => {
  it('three times and is well then loses nothing, and is asked for no vector twice that it gave', async () => {
    provider().next(failing(500), failing(503), failing(502));
    const { embedded, waits } = await run({ items: itemsOf(100) });
    expect([embedded.length, sizes(), waits]).toEqual([100, [64, 64, 64, 64, 36], [375, 750, 1_500]]);
  });

  it('by a cut connection or broken JSON, and is well then, loses nothing', async () => {
    provider().next(
      (response) => void response.destroy(),
      (response) => void response.end('{"data": ['),
    );
    const { embedded } = await run();
    expect([embedded.length, sizes()]).toEqual([64, [64, 64, 64]]);
  });

  it.each<[string, Behaviour, string]>([
    ['500s', failing(500), 'PROVIDER_STATUS'],
    ['cut connections', (response) => void response.destroy(), 'PROVIDER_CUT'],
    ['no answers', () => undefined, 'PROVIDER_TIMEOUT'],
  ])(
    'for ever by %s is asked four times and probed once, and everything is given back',
    async (_what, behaviour, code) => {
      provider().behave(behaviour);
      const { outcomes, returned } = await run({ items: itemsOf(150), timeoutMs: 60 });
      expect([outcomes.length, returned.length, errorsOf(outcomes)]).toEqual([1, 150, [code]]);
      expect(sizes()).toEqual([64, 64, 64, 64, 'probe']);
    },
  );

  it.each<[string, Behaviour, string]>([
    ['401', failing(401), 'PROVIDER_KEY'],
    ['404', failing(404), 'PROVIDER_MODEL'],
    [
      'vectors of other dimensions',
      (response, { texts }) =>
        sendVectors(
          response,
          texts.map(() => [1, 2]),
        ),
      'PROVIDER_DIMENSIONS',
    ],
    [
      'base64',
      (response, { texts }) =>
        sendVectors(
          response,
          texts.map(() => 'AAAA'),
        ),
      'PROVIDER_VECTOR',
    ],
  ])(
    'whatever the texts, by %s, is asked once, and everything is given back for a minute',
    async (_what, behaviour, code) => {
      provider().behave(behaviour);
      const { outcomes, returned } = await run({ items: itemsOf(150) });
      expect([outcomes.length, returned.length, errorsOf(outcomes), sizes()]).toEqual([1, 150, [code], [64]]);
      expect(outcomes[0]).toMatchObject({ retryAfterMs: 60_000 });
    },
  );

  it.each<[string, Behaviour]>([
    ['a 400', failing(400)],
    ['HTML', (response) => void response.end('<html>')],
    [
      'zeros',
      (response, { texts }) =>
        sendVectors(
          response,
          texts.map(() => Array(8).fill(0)),
        ),
    ],
    [
      'a vector too few',
      (response, { texts }) =>
        sendVectors(
          response,
          texts.slice(1).map(() => Array(8).fill(1)),
        ),
    ],
  ])('by %s, the probe too, is asked twice, and everything is given back', async (_what, behaviour) => {
    provider().behave(behaviour);
    const { outcomes, returned } = await run({ items: itemsOf(150) });
    expect([outcomes.length, returned.length, sizes()]).toEqual([1, 150, [64, 'probe']]);
  });

  it('by other dimensions gets a single product back too, for the probe has them as well', async () => {
    provider().behave((response, { texts }) =>
      sendVectors(
        response,
        texts.map(() => [1, 2]),
      ),
    );
    const { outcomes } = await run({ items: itemsOf(1) });
    expect([outcomes.map(({ status }) => status), errorsOf(outcomes), sizes()]).toEqual([
      ['RETURNED'],
      ['PROVIDER_DIMENSIONS'],
      [1, 'probe'],
    ]);
  });

  it('in the middle of a split gets back what is left, the suspect too, after a few calls', async () => {
    provider().behave((response, asked) =>
      provider().calls() <= 9
        ? refusing((text) => text === 'text 0')(response, asked)
        : failing(500)(response, asked),
    );
    const { embedded, parked, returned, outcomes } = await run();
    // 64, probe, 32 refused, 32, 16 refused, 16, 8 refused, 8, 4 refused; dead: 4, 2, 2 and the probe.
    expect(sizes()).toEqual([64, 'probe', 32, 32, 16, 16, 8, 8, 4, 4, 2, 'probe']);
    expect([embedded.length, parked, returned.length]).toEqual([56, [], 8]);
    expect(errorsOf(outcomes)).toEqual(['PROVIDER_STATUS']);
  });
});

describe('a poisonous text', () => {
  it.each([
    [0, 14],
    [22, 14],
    [62, 14],
    [63, 15],
  ])(
    'at %i of 64 is parked alone after %i calls: its batch, a probe, two for each of six halvings, and a probe if nothing came after it',
    async (at, calls) => {
      provider().behave(refusing((text) => text === `text ${at}`));
      const { embedded, parked, outcomes, waits } = await run();
      expect([embedded.length, parked, errorsOf(outcomes)]).toEqual([63, [String(at)], ['PROVIDER_REFUSED']]);
      expect([provider().calls(), waits]).toEqual([calls, []]);
    },
  );

  it('at the end of a batch needs no second probe when another batch is answered', async () => {
    provider().behave(refusing((text) => text === 'text 63'));
    const { parked } = await run({ items: itemsOf(65) });
    expect([parked, provider().calls()]).toEqual([['63'], 15]);
  });

  it('that is the only one is parked after a probe', async () => {
    provider().behave(refusing((text) => text === 'text 0'));
    const { parked } = await run({ items: itemsOf(1) });
    expect([parked, sizes()]).toEqual([['0'], [1, 'probe']]);
  });

  it('of several products parks them all', async () => {
    provider().behave(refusing((text) => text === 'text 0'));
    const { parked, embedded } = await run({ items: itemsOf(9, (at) => `text ${at % 3}`) });
    expect([parked, embedded.length, sizes()]).toEqual([['0', '3', '6'], 6, [3, 'probe', 2, 1, 1, 1]]);
  });

  it('that makes the provider fail with 500 is tried four times with the others and four times alone', async () => {
    provider().behave(refusing((text) => text === 'text 5', 500));
    const { parked, embedded, outcomes, retries } = await run({ items: itemsOf(8) });
    expect([parked, embedded.length, errorsOf(outcomes)]).toEqual([['5'], 7, ['PROVIDER_STATUS']]);
    expect(sizes()).toEqual([8, 8, 8, 8, 'probe', 4, 4, 2, 2, 1, 1, 1, 1, 1, 'probe']);
    expect(retries).toHaveLength(6);
  });

  it.each<[string, unknown]>([
    ['NaN as null', null],
    ['zeros', 0],
  ])('whose vector is %s is known, and asked for apart from the others at once', async (_what, number) => {
    provider().behave((response, { texts }) =>
      sendVectors(
        response,
        texts.map((text) => (text === 'text 40' ? Array(8).fill(number) : vectorOf(text))),
      ),
    );
    const { parked, embedded, outcomes } = await run();
    expect([parked, embedded.length, errorsOf(outcomes)]).toEqual([['40'], 63, ['PROVIDER_VECTOR']]);
    expect(sizes()).toEqual([64, 'probe', 63, 1, 'probe']);
  });

  it('whose vector has another length is parked, and nobody else with it', async () => {
    provider().behave((response, { texts }) =>
      sendVectors(
        response,
        texts.map((text) => (text === 'text 40' ? [1, 2] : vectorOf(text))),
      ),
    );
    const { parked, embedded, outcomes } = await run();
    expect([parked, embedded.length, errorsOf(outcomes)]).toEqual([['40'], 63, ['PROVIDER_DIMENSIONS']]);
    expect(sizes()).toEqual([64, 'probe', 63, 1, 'probe']);
  });

  it('is each of 64: all are parked after 134 calls, of which 7 are probes', async () => {
    provider().behave(refusing((text) => text !== probe));
    const { parked, outcomes } = await run();
    expect([parked.length, errorsOf(outcomes)]).toEqual([64, ['PROVIDER_REFUSED']]);
    expect([provider().calls(), sizes().filter((size) => size === 'probe').length]).toEqual([134, 7]);
  });

  it('among others does not hold up those after it', async () => {
    provider().behave(refusing((text) => ['text 3', 'text 70', 'text 71'].includes(text)));
    const { parked, embedded } = await run({ items: itemsOf(200) });
    expect([parked, embedded.length]).toEqual([['3', '70', '71'], 197]);
  });

  it('cannot be told from a batch that is too large: halves are asked for, and nothing is parked (413)', async () => {
    provider().behave((response, asked) =>
      asked.texts.length > 32 ? failing(413)(response, asked) : 'ANSWER',
    );
    const { embedded } = await run();
    expect([embedded.length, sizes()]).toEqual([64, [64, 'probe', 32, 32]]);
  });
});

describe('a caller who aborts', () => {
  it.each<[string, Behaviour]>([
    ['before the answer', () => undefined],
    ['in the middle of the answer', (response) => void response.writeHead(200).write('{')],
  ])('%s gets everything back, and nobody has failed', async (_when, behaviour) => {
    provider().next(behaviour);
    const caller = new AbortController();
    const running = run({ items: itemsOf(150), caller });
    await expect.poll(() => provider().calls()).toBe(1);
    caller.abort();
    const { outcomes, returned } = await running;
    expect([outcomes.length, returned.length, errorsOf(outcomes), sizes()]).toEqual([1, 150, [null], [64]]);
    expect(outcomes[0]).toMatchObject({ retryAfterMs: 0 });
  });

  it('beforehand has asked nothing', async () => {
    const caller = new AbortController();
    caller.abort();
    const { returned } = await run({ caller });
    expect([returned.length, sizes()]).toEqual([64, []]);
  });

  it('between two batches keeps what came, and gets the rest back', async () => {
    const caller = new AbortController();
    const { embedded, returned } = await run({
      items: itemsOf(150),
      caller,
      onOutcome: () => caller.abort(),
    });
    expect([embedded.length, returned.length, sizes()]).toEqual([64, 86, [64]]);
  });

  it('in a split keeps what came, and gets the suspects back unparked', async () => {
    provider().behave(refusing((text) => text === 'text 7'));
    const caller = new AbortController();
    const { embedded, parked, returned, outcomes } = await run({
      items: itemsOf(8),
      caller,
      onOutcome: (outcome) => {
        if (outcome.status === 'EMBEDDED' && outcome.ids.includes('6')) caller.abort();
      },
    });
    expect([embedded.length, parked, returned, errorsOf(outcomes)]).toEqual([7, [], ['7'], [null]]);
  });

  it('while it waits for the next try gets everything back at once', async () => {
    provider().behave(failing(429, { 'retry-after': '50' }));
    const caller = new AbortController();
    const model = aModel(provider().baseUrl);
    const begun = performance.now();
    const outcomes: EmbedOutcome[] = [];
    for await (const outcome of embedItems({
      embedder: makeEmbedder(model, new Map()),
      model,
      items: itemsOf(3),
      signal: caller.signal,
      timeoutMs: 1_000,
      onRetry: () => void setTimeout(() => caller.abort(), 20),
    })) {
      outcomes.push(outcome);
    }
    expect(outcomes).toEqual([{ status: 'RETURNED', ids: ['0', '1', '2'], error: null, retryAfterMs: 0 }]);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(sizes()).toEqual([3]);
  });
});
