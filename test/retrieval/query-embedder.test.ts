import { pino } from 'pino';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { type Metrics, noMetrics } from '../../src/metrics.ts';
import type { SearchOptions } from '../../src/retrieval/page.ts';
import { makeQueryEmbedder } from '../../src/retrieval/query-embedder.ts';
import { search } from '../../src/retrieval/search.ts';
import { failing } from '../embeddings/fake-provider.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { makeClient } from '../server/client.ts';
import { wholesale } from '../sql/fixture/ask.ts';
import { begin } from '../sql/fixture/converse.ts';
import { addProvidedModel } from '../sql/fixture/provided-model.ts';
import { useShop } from '../sql/fixture/use-shop.ts';

const shop = useShop();
const provider = useProvider();
const key = 'sk-hunter2';
const text = 'cosy blanket';
/** What "small" compares with; "other" knows the frying pan by the same words. */
const meanings = { 'wool-scarf': `query: ${text}`, 'zibeline-jacket': `query: ${text}` };

beforeAll(async () => {
  const settings = { baseUrl: provider().baseUrl, queryTemplate: 'query: {text}' };
  await addProvidedModel(shop, { ...settings, name: 'other', meanings: { 'frying-pan': `query: ${text}` } });
  await addProvidedModel(shop, { ...settings, name: 'small', meanings });
});
/** What the processes of a test asked of the database; they remember a question without waiting for it. */
const underWay: Promise<unknown>[] = [];
afterEach(async () => {
  await Promise.allSettled(underWay.splice(0));
  await shop.query('delete from embeddings.query_embedding');
  await shop.query(
    `select api.switch_model('small', true) from embeddings.model m where m.name = 'small' and m.state <> 'active'`,
  );
});

/** A gateway process: what it has in memory, its SQL calls, its log, a clock. */
function startProcess({ deadlineMs = 2_000, database = shop as Queryable } = {}) {
  const log: Record<string, unknown>[] = [];
  const sources: string[] = [];
  const calls: string[] = [];
  const state = { now: 0 };
  const metrics: Metrics = { ...noMetrics, countQueryVector: (source) => sources.push(source) };
  const queryEmbedder = makeQueryEmbedder({
    config: { keys: new Map([[provider().origin, key]]), queryDeadlineMs: deadlineMs },
    database: {
      query<Row extends object>(statement: string, values?: readonly unknown[]) {
        calls.push(/api\.(\w+)/.exec(statement)?.[1] ?? statement);
        const answer = database.query<Row>(statement, values);
        underWay.push(answer);
        return answer;
      },
    },
    logger: pino({ level: 'debug' }, { write: (line) => log.push(JSON.parse(line)) }),
    metrics,
    clock: () => state.now,
  });
  const client = makeClient(database, { queryEmbedder });
  return {
    queryEmbedder,
    client,
    /** Of the client: those that the embedder has a part in. */
    takeAnswers: () => client.takeCalls().filter((call) => call === 'search' || call === 'chat'),
    log,
    sources,
    state,
    /** Of the embedder: since it was last read. */
    takeCalls: () => calls.splice(0).sort(),
    async ask(asked = text, variables: { first?: number; after?: string } = {}) {
      const { data, errors } = await client.ask(searchQuery, { text: asked, first: 5, ...variables });
      expect(errors).toEqual([]);
      const { nodes, edges, retrieval } = data.similarItems;
      return {
        handles: nodes.map((node: { product: { handle: string } }) => node.product.handle) as string[],
        cursors: edges.map((edge: { cursor: string }) => edge.cursor) as string[],
        retrieval,
      };
    },
  };
}

const searchQuery = `query ($text: String!, $first: Int, $after: String) {
  similarItems(to: { text: $text }, first: $first, after: $after) {
    nodes { product { handle } } edges { cursor } retrieval { mode embeddingModel degraded } } }`;
const byMeaning = { mode: 'HYBRID', embeddingModel: 'small', degraded: null };
const byWords = (why: string) => ({
  mode: 'LEXICAL',
  embeddingModel: null,
  degraded: `the provider of small ${why}; searched by words`,
});

const remembered = async () => (await shop.query('select from embeddings.query_embedding')).length;

describe('the vector of a question', () => {
  it('is asked for once by ten who ask at once, and costs each of them nothing more', async () => {
    const { ask, takeCalls, sources } = startProcess();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask('leather jacket')));
    expect(answers.map(({ retrieval }) => retrieval)).toEqual(Array(10).fill(byMeaning));
    expect(provider().calls()).toBe(1);
    expect(takeCalls()).toEqual(['embedding_models', 'question_text', 'remember_question']);
    expect(sources).toEqual(Array(10).fill('provider'));
  });

  it('is that of the topic which a conversation goes on with, read anew at every turn', async () => {
    const { queryEmbedder, takeCalls } = startProcess();
    const wanted = async (text: string, conversation: string) => {
      const options: SearchOptions & { conversation: string } = { conversation };
      const embedded = await queryEmbedder.embedBeside(
        { text, filter: null, options },
        null,
        new AbortController().signal,
      );
      return embedded.queryEmbedding?.text;
    };
    const { conversationId } = await begin(shop, 'leather jacket');
    expect(await wanted('in black', conversationId!)).toBe('leather jacket');
    await begin(shop, 'frying pan', { conversation: conversationId });
    takeCalls();
    expect(await wanted('in black', conversationId!)).toBe('frying pan');
    expect(takeCalls()).toContain('question_text');
  });

  it('is remembered: by the process, and by the database for the next process', async () => {
    const first = startProcess();
    await first.ask('leather jacket');
    first.takeCalls();
    expect((await first.ask('Leather  JACKET under $150')).retrieval).toEqual(byMeaning);
    expect(first.sources).toEqual(['provider', 'memory']);
    expect(first.takeCalls()).toEqual(['question_text']);
    await expect.poll(remembered).toBe(1);
    const next = startProcess();
    expect((await next.ask('leather jacket')).retrieval).toEqual(byMeaning);
    expect(next.sources).toEqual(['shared']);
    expect(provider().calls()).toBe(1);
  });

  it('is remembered by the process alone where the database is read-only, without an error', async () => {
    await shop.session(async (connection) => {
      await connection.query('set default_transaction_read_only = on');
      const { ask, log, sources } = startProcess({ database: connection });
      for (const asked of ['leather jacket', 'Leather jacket']) {
        expect((await ask(asked)).retrieval).toEqual(byMeaning);
      }
      expect(sources).toEqual(['provider', 'memory']);
      expect(log).toEqual([]);
    });
    expect(await remembered()).toBe(0);
    expect(provider().calls()).toBe(1);
  });

  it('is of what is left of the text: what is demanded never reaches the provider', async () => {
    await startProcess().ask('cosy blanket under $100, not by Acme, in stock');
    expect(provider().asked.map(({ texts }) => texts)).toEqual([[`query: ${text}`]]);
    expect(provider().asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('is the same for all in the answer, the explanation and the narration', async () => {
    const { client, ask } = startProcess();
    const { handles } = await ask();
    const { data, errors } = await client.ask(
      `mutation ($text: String!) { chat(input: { question: $text }) { evidence { product { handle } } retrieval { mode embeddingModel degraded } } }`,
      { text },
    );
    expect(errors).toEqual([]);
    expect(data.chat.retrieval).toEqual(byMeaning);
    expect(
      data.chat.evidence.slice(0, 5).map((row: { product: { handle: string } }) => row.product.handle),
    ).toEqual(handles);
    const why = await client.ask(
      `query ($text: String!) { explainMatch(to: { text: $text }, product: { handle: "wool-scarf" }) { verdict rank } }`,
      { text },
    );
    expect(why.data.explainMatch).toEqual({ verdict: 'IN_ANSWER', rank: 1 });
    expect(provider().calls()).toBe(1);
  });

  it('shows nobody what is not theirs, whoever asked first', async () => {
    const { queryEmbedder } = startProcess();
    const found = async (claims: typeof wholesale | null) => {
      const question = { text, filter: {}, options: {} };
      const options = await queryEmbedder.embedBeside(question, claims, new AbortController().signal);
      const { items } = await search(shop, { ...question, first: 50, options }, claims);
      return items.map(({ handle }) => handle);
    };
    expect(await found(wholesale)).toContain('zibeline-jacket');
    const publicly = await found(null);
    expect(publicly).toContain('wool-scarf');
    expect(publicly).not.toContain('zibeline-jacket');
    expect(provider().calls()).toBe(1);
  });

  it('is not waited for by a client that has left, and is there for the next', async () => {
    const { queryEmbedder, ask, sources } = startProcess();
    let answer = () => undefined as unknown;
    provider().next(
      () =>
        new Promise((resolve) => {
          answer = () => resolve('ANSWER');
        }),
    );
    const client = new AbortController();
    const left = queryEmbedder.embedBeside({ text, filter: {}, options: {} }, null, client.signal);
    await expect.poll(provider().calls).toBe(1);
    client.abort();
    expect(await left).toEqual({});
    answer();
    await expect.poll(remembered).toBe(1);
    await ask();
    expect(sources).toEqual(['memory']);
  });
});

describe('a provider that is slow or down', () => {
  it('leaves the answer to words within the deadline, says so, and is asked again by the next', async () => {
    const { ask, log } = startProcess({ deadlineMs: 300 });
    provider().behave(() => undefined);
    const begun = performance.now();
    expect((await ask('leather jacket')).retrieval).toEqual(byWords('did not answer in time'));
    expect(performance.now() - begun).toBeLessThan(2_000);
    provider().behave(failing(503));
    const { handles, retrieval } = await ask('leather jacket');
    expect(retrieval).toEqual(byWords('failed'));
    expect(handles).toContain('racer-jacket');
    provider().behave(null);
    expect((await ask('leather jacket')).retrieval).toEqual(byMeaning);
    expect(JSON.stringify(log)).not.toMatch(/hunter2|leather/);
  });

  it('is left alone for a while after five failures, and is back without a restart', async () => {
    const { ask, state } = startProcess();
    provider().behave(failing(500));
    for (let count = 1; count <= 5; count += 1) await ask(`jacket ${count}`);
    expect((await ask('jacket')).retrieval).toEqual(byWords('is not asked again for a while after failures'));
    expect(provider().calls()).toBe(5);
    provider().behave(null);
    state.now = 30_000;
    expect((await ask('jacket')).retrieval).toEqual(byMeaning);
  });

  it('does not end the pages of a question that it had a vector for', async () => {
    const { cursors } = await startProcess().ask('leather jacket', { first: 2 });
    await expect.poll(remembered).toBe(1);
    await shop.query('delete from embeddings.query_embedding');
    provider().behave(failing(500));
    const { retrieval, handles } = await startProcess().ask('leather jacket', { after: cursors[1]! });
    expect(retrieval.degraded).toMatch(
      /^the provider of small failed; searched by words, and the pages before by meaning too/,
    );
    expect(handles).not.toEqual([]);
  });
});

describe('what the status tells of a provider that fails for questions', () => {
  const failure = async () => {
    const [row] = await shop.query<{ failure: { code: string; context: object } | null }>(
      `select s.failure from api.embedding_status('{"role": "merchant"}') s where s.model = 'small'`,
    );
    return row!.failure;
  };

  it('is that it fails, though nobody edits, until a question is answered', async () => {
    const { ask } = startProcess();
    provider().behave(failing(401));
    await ask('leather jacket');
    await expect.poll(failure).toMatchObject({ code: 'PROVIDER_KEY', context: { purpose: 'query' } });
    provider().behave(null);
    await startProcess().ask('leather jacket');
    await expect.poll(failure).toBeNull();
  });

  it('is what a worker said where that is more, and nothing but a code word of a gateway (TSOPT)', async () => {
    const worker = { code: 'PROVIDER_QUOTA', message: 'No quota.' };
    await shop.query(`select api.report_provider('small', $1)`, [JSON.stringify(worker)]);
    const report = (code: string) =>
      shop.query<{ noted: boolean }>(`select api.report_question_failure('small', $1) as noted`, [code]);
    expect(await report('PROVIDER_KEY')).toEqual([{ noted: false }]);
    expect(await failure()).toMatchObject(worker);
    await shop.query(`select api.report_provider('small', null)`);
    expect(await report('PROVIDER_KEY')).toEqual([{ noted: true }]);
    await shop.query(`select api.report_provider('small', null)`);
    await expect(report('no key: sk-1')).rejects.toMatchObject({ code: 'TSOPT' });
    expect(
      await shop.query(`select api.report_question_failure('builtin-1', 'PROVIDER_KEY') as noted`),
    ).toEqual([{ noted: false }]);
  });
});

describe('a switch to another model', () => {
  it('between the two steps lets no vector of the first be used, though its dimensions are the same', async () => {
    const { ask } = startProcess();
    provider().next(async () => {
      await shop.query(`select api.switch_model('other', true)`);
      return 'ANSWER' as const;
    });
    const { handles, retrieval } = await ask();
    expect(retrieval).toEqual({ ...byMeaning, embeddingModel: 'other' });
    expect(handles[0]).toBe('frying-pan');
    expect(provider().calls()).toBe(2);
  });

  it('to the built-in one is noticed within two seconds, and costs its questions nothing', async () => {
    const { ask, state, takeCalls } = startProcess();
    await ask();
    await shop.query(`select api.switch_model('builtin-1', true)`);
    state.now = 2_000;
    expect((await ask('leather jacket')).retrieval.embeddingModel).toBe('builtin-1');
    await ask('denim jacket');
    takeCalls();
    for (const asked of ['suede jacket', 'rain jacket', 'wool scarf']) await ask(asked);
    expect(takeCalls()).toEqual([]);
    expect(provider().calls()).toBe(1);
  });

  it('from it is noticed by the first question, which is asked once more', async () => {
    await shop.query(`select api.switch_model('builtin-1', true)`);
    const { ask, takeAnswers } = startProcess();
    expect((await ask()).retrieval.embeddingModel).toBeNull(); // it knows no blankets
    takeAnswers();
    await shop.query(`select api.switch_model('small', true)`);
    expect((await ask()).retrieval).toEqual(byMeaning);
    expect(takeAnswers()).toEqual(['search', 'search']);
    expect((await ask('woollen rug')).retrieval).toEqual(byMeaning);
    expect(takeAnswers()).toEqual(['search']);
  });

  it('is noticed by a chat, which is recorded once and goes by words; the next question does not', async () => {
    await shop.query(`select api.switch_model('builtin-1', true)`);
    const { ask, client, takeAnswers } = startProcess();
    await ask();
    takeAnswers();
    await shop.query(`select api.switch_model('small', true)`);
    const { data } = await client.ask(
      'mutation ($text: String!) { chat(input: { question: $text }) { retrieval { degraded } } }',
      { text },
    );
    expect(data.chat.retrieval.degraded).toMatch(/^no vector of the question is cached for small;/);
    expect(takeAnswers()).toEqual(['chat']);
    expect((await ask()).retrieval).toEqual(byMeaning);
    expect(takeAnswers()).toEqual(['search']);
  });

  it('to one whose provider is down costs no second search', async () => {
    await shop.query(`select api.switch_model('builtin-1', true)`);
    const { ask, takeAnswers } = startProcess();
    await ask();
    takeAnswers();
    await shop.query(`select api.switch_model('small', true)`);
    provider().behave(failing(500));
    expect((await ask()).retrieval.degraded).toMatch(/^no vector of the question is cached for small;/);
    expect(takeAnswers()).toEqual(['search']);
  });
});

describe('options.model', () => {
  it('lets another model answer, with a vector of its own', async () => {
    const { queryEmbedder } = startProcess();
    const question = { text, filter: {}, options: { model: 'other' } };
    const options = await queryEmbedder.embedBeside(question, null, new AbortController().signal);
    const page = await search(shop, { ...question, first: 1, options }, null);
    expect(page.items.map(({ handle }) => handle)).toEqual(['frying-pan']);
    expect(page.retrieval).toMatchObject({ embeddingModel: 'other', degraded: null });
  });
});
