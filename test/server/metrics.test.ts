import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { makeMetrics } from '../../src/metrics.ts';
import { measureDatabase } from '../../src/server/measure-database.ts';
import { countsIn, parseExposition } from '../exposition.ts';
import { useDatabase } from '../harness/use-database.ts';
import { fillSmallShop } from '../schema/small-shop.ts';
import { makeClient } from './client.ts';

const database = useDatabase('empty');
beforeAll(() => fillSmallShop(database));

/** A gateway that is measured, over a database that may be made to fail. */
function makeMeasured(query: Queryable['query'] = (text, values) => database.query(text, values)) {
  const metrics = makeMetrics({ process: false });
  const client = makeClient(measureDatabase({ ...database, query } as typeof database, metrics), { metrics });
  return {
    ...client,
    async scrape(name: RegExp): Promise<Record<string, number>> {
      return countsIn(await (await client.fetch('/metrics')).text(), name);
    },
  };
}

const requests = /^trueshelf_request_duration_seconds$/;
const count = (root: string, outcome: string) =>
  `trueshelf_request_duration_seconds_count{root="${root}",outcome="${outcome}"}`;

const look = (handle: string) => `{ product(by: { handle: "${handle}" }) { title } }`;
const find = '{ similarItems(to: { text: "desk lamp" }, first: 2) { nodes { rank } } }';

describe('/metrics', () => {
  it('answers in the text format of Prometheus, to GET and to HEAD', async () => {
    const { fetch } = makeMeasured();
    const response = await fetch('/metrics');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(parseExposition(await response.text()).get('trueshelf_up')?.samples).toEqual(
      new Map([['trueshelf_up{part="database"}', 1]]),
    );
    expect((await fetch('/metrics', { method: 'HEAD' })).status).toBe(200);
  });

  it('is not there where nothing is measured, and takes no POST', async () => {
    expect((await makeClient(database).fetch('/metrics')).status).toBe(404);
    expect((await makeMeasured().fetch('/metrics', { method: 'POST' })).status).toBe(404);
  });

  it('tells the state of the models', async () => {
    const { scrape, takeCalls } = makeMeasured();
    await database.query(
      `insert into embeddings.model (name, provider, dimensions, document_template, state, activated_at)
       values ('builtin-1', 'builtin', 64, '{title}', 'active', '2025-01-01')
       on conflict do nothing`,
    );
    const figures = await scrape(/^trueshelf_embedding_(model_info|products|coverage)/);
    expect(figures).toMatchObject({
      'trueshelf_embedding_model_info{model="builtin-1",provider="builtin",state="active"}': 1,
      // The secret one is not public.
      'trueshelf_embedding_products{model="builtin-1"}': 4,
    });
    await scrape(/^$/);
    expect(takeCalls()).toEqual([]); // none of a request, and the two scrapes shared one of their own
    await database.query("delete from embeddings.model where name = 'builtin-1'");
  });
});

describe('a measured gateway', () => {
  it('counts every request once, by root field and outcome, while it is scraped', async () => {
    const { ask, scrape } = makeMeasured();
    const scrapes: Promise<unknown>[] = [];
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        await ask(index % 3 === 0 ? find : look('desk-lamp'));
        scrapes.push(scrape(requests));
      }),
    );
    await Promise.all(scrapes);
    expect(await scrape(requests)).toEqual({
      [count('similarItems', 'ok')]: 10,
      [count('product', 'ok')]: 20,
    });
  });

  it('names the root field behind aliases, fragments and names of operations, and several as such', async () => {
    const { ask, scrape } = makeMeasured();
    await ask('{ __typename a: product(by: { handle: "x" }) { id } b: product(by: { handle: "y" }) { id } }');
    await ask(
      'query named { ...more } fragment more on Query { ... on Query { embeddingStatus { active { model } } } }',
    );
    await ask('{ embeddingStatus { active { model } } product(by: { handle: "x" }) { id } }');
    await ask('{ __schema { queryType { name } } }');
    expect(await scrape(requests)).toEqual({
      [count('product', 'ok')]: 1,
      [count('embeddingStatus', 'ok')]: 1,
      [count('several', 'ok')]: 1,
      [count('__schema', 'ok')]: 1,
    });
  });

  it('counts refusals by their codes, those before execution among them', async () => {
    const { ask, fetch, scrape } = makeMeasured();
    await ask('{ similarItems(to: { text: " " }) { asOf } }');
    await ask('{ similarItems(to: { text: "lamp" }, first: 0) { asOf } }');
    await ask('{ nothing }');
    await ask('{');
    await ask('{ __typename }', {}, { authorization: 'Bearer sesame' });
    await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' });
    expect(await scrape(/refusals|request_duration/)).toEqual({
      'trueshelf_refusals_total{code="BAD_TEXT"}': 1,
      'trueshelf_refusals_total{code="LIMIT_OUT_OF_RANGE"}': 1,
      'trueshelf_refusals_total{code="GRAPHQL_VALIDATION_FAILED"}': 1,
      'trueshelf_refusals_total{code="GRAPHQL_PARSE_FAILED"}': 1,
      'trueshelf_refusals_total{code="UNAUTHENTICATED"}': 1,
      'trueshelf_refusals_total{code="UNSUPPORTED_CONTENT_TYPE"}': 1,
      [count('similarItems', 'refused')]: 2,
      [count('none', 'refused')]: 4,
    });
  });

  it('counts what is our fault as failed, and answers scrapes while the database is away', async () => {
    const { ask, scrape, fetch } = makeMeasured(() =>
      Promise.reject(Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' })),
    );
    await ask(look('desk-lamp'));
    expect(await (await fetch('/metrics')).text()).toContain('\ntrueshelf_up{part="database"} 0\n');
    expect(await scrape(/refusals|request_duration|sql/)).toEqual({
      'trueshelf_refusals_total{code="SERVICE_UNAVAILABLE"}': 1,
      [count('product', 'failed')]: 1,
      'trueshelf_sql_duration_seconds_count{call="load_products"}': 1,
      'trueshelf_sql_duration_seconds_count{call="embedding_status"}': 1,
    });
  });

  it('times each SQL call under the name of its function', async () => {
    const { ask, scrape } = makeMeasured();
    await ask(find);
    await ask(look('desk-lamp'));
    await ask(look('floor-lamp'));
    expect(await scrape(/sql/)).toEqual({
      'trueshelf_sql_duration_seconds_count{call="search"}': 1,
      'trueshelf_sql_duration_seconds_count{call="load_products"}': 2,
      'trueshelf_sql_duration_seconds_count{call="embedding_status"}': 1,
    });
  });

  it('counts an answer by words alone as degraded, and why', async () => {
    const { ask, scrape } = makeMeasured();
    await ask(find);
    await ask('{ products { nodes { rank } } }');
    expect(await scrape(/degraded/)).toEqual({ 'trueshelf_degraded_total{reason="NO_MODEL"}': 1 });
  });

  it('lets nothing that a person wrote into a scrape', async () => {
    const { ask, fetch } = makeMeasured();
    await ask('query zanzibar($text: String!) { tuvalu: similarItems(to: { text: $text }) { asOf } }', {
      text: 'madagascar',
    });
    await ask(look('lesotho'));
    await ask('{ botswana }', {}, { 'x-request-id': 'eritrea' });
    expect(await (await fetch('/metrics?senegal')).text()).not.toMatch(
      /zanzibar|tuvalu|madagascar|lesotho|botswana|eritrea|senegal/,
    );
  });
});
