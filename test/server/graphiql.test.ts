import { runInNewContext } from 'node:vm';
import { parse, validate } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { makeGraphiqlTabs } from '../../seeds/walkthrough/graphiql-tabs.ts';
import { openingTabs } from '../../src/server/opening-tabs.ts';
import { useGraphiql } from '../../src/server/use-graphiql.ts';
import { makeClient } from './client.ts';

const database = { query: () => Promise.reject(new Error('not to be asked')) };
const browser = { headers: { accept: 'text/html,application/xhtml+xml' } };

describe('GraphiQL', () => {
  it('comes whole with its page: nothing is loaded from anywhere', async () => {
    const response = await makeClient(database).fetch('/graphql', browser);
    const html = await response.text();
    const markup = html
      .replaceAll(/<script>[\s\S]*?<\/script>/g, '')
      .replaceAll(/<style>[\s\S]*?<\/style>/g, '');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(markup).toContain('<div id="root">');
    expect(markup).not.toMatch(/(src|href)="(?!data:)/);
    expect(html).not.toMatch(
      /<script[^>]+src=|@import|url\(["']?https?:|unpkg\.com|jsdelivr|esm\.sh|googleapis/,
    );
  });

  it('is forbidden by its own policy to load or to tell anything elsewhere', async () => {
    const { headers } = await makeClient(database).fetch('/graphql', browser);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('holds its tabs still, so that the first click on one is not lost', async () => {
    const html = await (await makeClient(database).fetch('/graphql', browser)).text();
    expect(html).toContain('.graphiql-tab { transform: none !important; }</style>');
  });

  it('opens with tabs for any catalogue, or with those that it is given', async () => {
    const html = await (await makeClient(database).fetch('/graphql', browser)).text();
    for (const query of openingTabs) expect(html).toContain(JSON.stringify(query));
    const given = makeClient(database, { graphiqlTabs: ['{ __typename }'] });
    const other = await (await given.fetch('/graphql', browser)).text();
    expect(other).toContain(JSON.stringify('{ __typename }'));
    for (const query of openingTabs) expect(other).not.toContain(JSON.stringify(query));
  });

  it('sends all by POST, which subscriptions have to be, and fills in $conversation from answers and events', async () => {
    const html = await (await makeClient(database).fetch('/graphql', browser)).text();
    expect(html).toContain('"method":"POST"');
    const script = html.slice(0, html.indexOf('</head>')).split('<script>')[1]!.split('</script>')[0]!;
    const sent: { query: string; variables?: { conversation?: string } }[] = [];
    const answers = [
      'event: next\ndata: {"data":{"chat":{"conversationId":"one"}}}\n\n',
      '{"data":{"chat":{"conversationId": "two"}}}',
      '{}',
      '{}',
    ];
    const window = {
      fetch: async (_address: string, init: { body: string }) => {
        sent.push(JSON.parse(init.body));
        return new Response(answers.shift());
      },
    };
    runInNewContext(script, { window, TextDecoderStream });
    const post = async (query: string, variables?: object) => {
      await window.fetch('/graphql', { body: JSON.stringify({ query, variables }) });
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const goOn = 'mutation ($conversation: ID) { chat { conversationId } }';
    await post('subscription { chat { conversationId } }');
    await post(goOn);
    await post(goOn, { conversation: 'mine' });
    await post('{ __typename }');
    await post(goOn, { first: 1 });
    expect(sent.map(({ variables }) => variables)).toEqual([
      undefined,
      { conversation: 'one' },
      { conversation: 'mine' },
      undefined,
      { first: 1, conversation: 'two' },
    ]);
  });

  it('is where the bare address leads a browser', async () => {
    const response = await makeClient(database).fetch('/', browser);
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('says that it cannot be loaded (503), logs why, and is tried again for the next browser', async () => {
    const log: Record<string, unknown>[] = [];
    const logger = pino({}, { write: (line) => log.push(JSON.parse(line)) });
    let renders = 0;
    const render = async () => {
      renders += 1;
      if (renders === 1) throw new Error('assets are missing');
      return '<!doctype html>';
    };
    const yoga = createYoga({
      schema,
      graphiql: false,
      logging: false,
      plugins: [useGraphiql(logger, [], render)],
    });

    const failed = await yoga.fetch('http://gateway/graphql', browser);
    expect([failed.status, await failed.text()]).toEqual([
      503,
      'GraphiQL could not be loaded; the log says why.',
    ]);
    expect(log).toMatchObject([{ level: 50, err: { message: 'assets are missing' } }]);

    for (const _browser of [1, 2]) {
      const loaded = await yoga.fetch('http://gateway/graphql', browser);
      expect([loaded.status, await loaded.text()]).toEqual([200, '<!doctype html>']);
    }
    expect(renders).toBe(2);
  });

  it('can be switched off', async () => {
    const client = makeClient(database, { graphiql: false });
    const response = await client.fetch('/graphql?query={__typename}', browser);
    expect([response.status, await response.text()]).toEqual([406, '']);
    expect((await client.fetch('/', browser)).status).toBe(404);
  });
});

it.each([...openingTabs, ...makeGraphiqlTabs(new Date('2026-03-14T10:20:30Z'))])(
  'a tab fits the schema, and its editor: %s',
  (query) => {
    expect(validate(schema, parse(query))).toEqual([]);
    const comments = query.split('\n').filter((line) => line.startsWith('#'));
    expect(comments.filter((line) => line.length > 62)).toEqual([]);
    expect(query).not.toContain('{seeding');
  },
);
