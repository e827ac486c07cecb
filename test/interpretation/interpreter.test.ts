import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { makeInterpreter } from '../../src/interpretation/interpreter.ts';
import { sayContent, useProvider } from './fake-provider.ts';

const provider = useProvider();
const key = 'sk-hunter2';
const vocabulary = { currency: 'USD', attributes: [], categories: [], brands: ['Acme'] };
const never = new AbortController().signal;
const proposal = { quote: 'thirty (30)', kind: 'PRICE_MAX', amount: '30', exclusive: false };

/** An interpreter with a clock of its own, the log that it writes, and the vocabularies that it has read. */
function make({ apiKey = key as string | null, deadlineMs = 2000, baseUrl = provider.baseUrl() } = {}) {
  const log: Record<string, unknown>[] = [];
  const state = { now: 0, vocabularies: 0, vocabulary: vocabulary as unknown };
  const interpreter = makeInterpreter({
    config: { model: 'small', apiKey, baseUrl, deadlineMs },
    database: {
      query: async () => {
        state.vocabularies += 1;
        return [{ vocabulary: state.vocabulary }] as never;
      },
    },
    logger: pino({}, { write: (line) => log.push(JSON.parse(line)) }),
    clock: () => state.now,
  });
  return { log, state, propose: (text: string, signal = never) => interpreter.propose(text, signal) };
}

const failed = { model: 'small', outcome: 'FAILED', constraints: [] };
const timedOut = { model: 'small', outcome: 'TIMED_OUT', constraints: [] };

describe('a question', () => {
  it('is put once, as data, with the vocabulary and a strict schema', async () => {
    provider.propose([proposal]);
    const text = 'a "lamp"\n for thirty (30)';
    const { propose } = make();
    expect(await propose(text)).toEqual({
      model: 'small',
      outcome: 'ANSWERED',
      constraints: [expect.objectContaining(proposal)],
    });
    expect(provider.asked).toHaveLength(1);
    const [{ url, authorization, body }] = provider.asked as [(typeof provider.asked)[0]];
    expect([url, authorization]).toEqual(['/v1/chat/completions', `Bearer ${key}`]);
    expect([body.model, body.temperature, body.max_completion_tokens]).toEqual(['small', 0, 800]);
    expect(body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(body.messages[0]?.content.endsWith(JSON.stringify(vocabulary))).toBe(true);
    expect(JSON.parse(body.messages[1]?.content ?? '')).toEqual({ text: 'a "lamp" for thirty (30)' });
    expect(body.response_format.type).toBe('json_schema');
    expect(body.response_format.json_schema.strict).toBe(true);
    expect(schemaFaults(body.response_format.json_schema.schema)).toEqual([]);
  });

  it('goes without a key to a server that needs none', async () => {
    provider.propose([]);
    expect((await make({ apiKey: null }).propose('lamp')).outcome).toBe('ANSWERED');
    expect(provider.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('that was asked before costs nothing, whatever its case and blanks', async () => {
    provider.propose([proposal]);
    const { propose, state } = make();
    const first = await propose('Lamp for thirty (30)');
    expect(await propose('  lamp for  THIRTY (30) ')).toEqual(first);
    expect([provider.asked.length, state.vocabularies]).toEqual([1, 1]);
    await propose('lamp for thirty');
    expect(provider.asked).toHaveLength(2);
  });

  it('that several ask at once is put once, and its answer given to all', async () => {
    provider.propose([proposal], 50);
    const { propose } = make();
    const answers = await Promise.all([propose('lamp'), propose('Lamp'), propose('lamp ')]);
    expect(answers.map(({ constraints }) => constraints.length)).toEqual([1, 1, 1]);
    expect(provider.asked).toHaveLength(1);
  });

  it('is put again when the vocabulary has changed, which is read once a minute', async () => {
    provider.propose([]);
    const { propose, state } = make();
    await propose('lamp');
    state.vocabulary = { ...vocabulary, brands: ['Acme', 'Nordhem'] };
    state.now = 59_999;
    await propose('lamp');
    expect([state.vocabularies, provider.asked.length]).toEqual([1, 1]);
    state.now = 60_000;
    await propose('lamp'); // served by the old one while the new one is read
    await propose('lamp');
    expect([state.vocabularies, provider.asked.length]).toEqual([2, 2]);
  });
});

describe('the wait', () => {
  it('ends at the deadline, and the call with it', async () => {
    provider.propose([proposal], 5_000);
    const { propose, log } = make({ deadlineMs: 100 });
    const begun = performance.now();
    expect(await propose('lamp')).toEqual(timedOut);
    expect(performance.now() - begun).toBeLessThan(1_000);
    await expect.poll(provider.broken).toBe(1);
    expect(log.map(({ msg }) => msg)).toEqual(['the language model added nothing: no answer within 100 ms']);
  });

  it('ends at the deadline of an answer that has begun and does not end', async () => {
    provider.behave((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"choices": [');
    });
    expect(await make({ deadlineMs: 100 }).propose('lamp')).toEqual(timedOut);
  });

  it('includes that for the vocabulary', async () => {
    const interpreter = makeInterpreter({
      config: { model: 'small', apiKey: key, baseUrl: provider.baseUrl(), deadlineMs: 50 },
      database: { query: () => new Promise(() => {}) },
      logger: pino({ level: 'silent' }),
    });
    expect(await interpreter.propose('lamp', never)).toEqual(timedOut);
  });

  it('ends when the client has left, without a line in the log', async () => {
    provider.propose([], 5_000);
    const { propose, log } = make();
    const client = new AbortController();
    const answer = propose('lamp', client.signal);
    await expect.poll(() => provider.asked.length).toBe(1);
    client.abort();
    expect(await answer).toEqual(failed);
    await expect.poll(provider.broken).toBe(1);
    expect(log).toEqual([]);
  });

  it('goes on while another client waits for the same', async () => {
    provider.propose([proposal], 100);
    const { propose } = make();
    const client = new AbortController();
    const [left, stayed] = [propose('lamp', client.signal), propose('lamp')];
    client.abort();
    expect((await stayed).outcome).toBe('ANSWERED');
    expect((await left).outcome).toBe('ANSWERED');
    expect(provider.asked).toHaveLength(1);
  });
});

describe('a failure', () => {
  const content = (proposals: unknown) => JSON.stringify({ proposals });
  const whole = {
    ...{
      amount: null,
      exclusive: null,
      currency: null,
      attribute: null,
      values: null,
      min: null,
      max: null,
      unit: null,
    },
    quote: 'lamp',
    kind: 'IN_STOCK',
  };

  it.each<[string, unknown, string?, string?]>([
    ['is no JSON', 'Sure! Here are', 'its answer is not JSON'],
    ['is empty', '', 'its answer is not JSON'],
    ['is no text', null, 'its answer has no content'],
    ['was cut short', content([]), 'its answer was cut short', 'length'],
    ['is another object', '{"constraints": []}'],
    ['has an unknown kind', content([{ ...whole, kind: 'DELETE' }])],
    ['has an unknown key', content([{ ...whole, sql: 'drop' }])],
    ['lacks a key', content([{ quote: 'lamp', kind: 'IN_STOCK' }])],
    ['has an empty quote', content([{ ...whole, quote: '' }])],
    ['has a quote of 201 characters', content([{ ...whole, quote: 'x'.repeat(201) }])],
    ['has 21 proposals', content(Array(21).fill(whole))],
    ['has an amount that is no decimal', content([{ ...whole, amount: 'NaN' }])],
    ['has an amount that is a number', content([{ ...whole, amount: 30 }])],
  ])('of an answer that %s adds nothing, and is logged once', async (_what, said, reason, finish) => {
    provider.behave((response) => sayContent(response, said, finish));
    const { propose, log } = make();
    expect(await propose('lamp')).toEqual(failed);
    expect(log.map(({ msg }) => msg)).toEqual([
      `the language model added nothing: ${reason ?? 'its answer does not fit the schema'}`,
    ]);
    expect(provider.asked).toHaveLength(1);
  });

  it.each([500, 429, 401, 400])(
    'of status %i is not tried again, and never shows what the provider said',
    async (status) => {
      provider.behave((response, { authorization }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ error: { message: `bad key ${authorization}`, type: 'x', code: key } }),
        );
      });
      const { propose, log } = make();
      expect(await propose('lamp')).toEqual(failed);
      expect(provider.asked).toHaveLength(1);
      expect(log).toEqual([
        expect.objectContaining({
          model: 'small',
          msg: `the language model added nothing: status ${status}`,
        }),
      ]);
      expect(JSON.stringify(log)).not.toContain('hunter2');
    },
  );

  it('of a connection that is cut adds nothing', async () => {
    provider.behave((response) => response.destroy());
    const { propose, log } = make();
    expect(await propose('lamp')).toEqual(failed);
    expect(log.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(/^the language model added nothing: no connection/),
    ]);
  });

  it('of an address where nothing listens says so', async () => {
    const { propose, log } = make({ baseUrl: 'http://127.0.0.1:9/v1' });
    expect(await propose('lamp')).toEqual(failed);
    expect(JSON.stringify(log)).toMatch(/no connection/);
  });

  it('is not remembered', async () => {
    provider.behave((response) => sayContent(response, 'no'));
    const { propose } = make();
    await propose('lamp');
    provider.propose([proposal]);
    expect((await propose('lamp')).constraints).toHaveLength(1);
  });

  it('repeated five times in a row pauses the asking for 30 seconds; then one question tries', async () => {
    provider.behave((response) => sayContent(response, 'no'));
    const { propose, log, state } = make();
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) expect(await propose(text)).toEqual(failed);
    expect(provider.asked).toHaveLength(5);
    expect(log).toHaveLength(5);
    expect(log[4]?.msg).toMatch(/; not asked again for 30 s$/);
    state.now = 30_000;
    await Promise.all(['h', 'i', 'j'].map((text) => propose(text)));
    expect(provider.asked).toHaveLength(6);
    state.now = 60_000;
    provider.propose([]);
    await propose('k');
    await propose('l');
    expect(provider.asked).toHaveLength(8);
  });

  it('that is followed by an answer begins the count anew', async () => {
    const { propose } = make();
    for (const text of ['a', 'b', 'c', 'd', 'ok', 'e', 'f', 'g', 'h', 'i']) {
      if (text === 'ok') provider.propose([]);
      else provider.behave((response) => sayContent(response, 'no'));
      await propose(text);
    }
    expect(provider.asked).toHaveLength(10);
  });

  it('leaves answers that are known as they are, also while it pauses', async () => {
    provider.propose([proposal]);
    const { propose } = make();
    await propose('lamp');
    provider.behave((response) => sayContent(response, 'no'));
    for (const text of ['a', 'b', 'c', 'd', 'e']) await propose(text);
    expect((await propose('lamp')).outcome).toBe('ANSWERED');
  });
});

/** What "strict" refuses: an object with further keys, or with one that may be left out. */
function schemaFaults(schema: Record<string, unknown>, place = '$'): string[] {
  const properties = (schema.properties ?? {}) as Record<string, Record<string, unknown>>;
  const own =
    schema.type === 'object' &&
    (schema.additionalProperties !== false ||
      JSON.stringify(schema.required) !== JSON.stringify(Object.keys(properties)))
      ? [place]
      : [];
  const items = schema.items as Record<string, unknown> | undefined;
  return [
    ...own,
    ...Object.entries(properties).flatMap(([name, one]) => schemaFaults(one, `${place}.${name}`)),
    ...(items ? schemaFaults(items, `${place}[]`) : []),
  ];
}
