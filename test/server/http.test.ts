import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { makeClient } from './client.ts';

const client = makeClient({ query: async () => [{ state: { migrated: true, modelActive: true } }] as never });

describe('GraphQL over HTTP', () => {
  // What the audit calls a warning is a SHOULD of the specification: those count as well.
  for (const audit of serverAudits({
    url: 'http://gateway/graphql',
    fetchFn: (url: string, init: RequestInit) =>
      client.fetch(new URL(url).pathname + new URL(url).search, init),
  })) {
    it(audit.name, async () => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    });
  }

  it('answers a query by GET', async () => {
    const response = await client.fetch('/graphql?query={__typename}');
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('refuses a mutation by GET with 405', async () => {
    const query = encodeURIComponent('mutation { chat(input: { question: "lamp" }) { asOf } }');
    const response = await client.fetch(`/graphql?query=${query}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(client.takeCalls()).toEqual([]);
  });

  it.each(['variables', 'extensions'])(
    'refuses malformed %s by GET with 400, not as an internal error',
    async (name) => {
      const response = await client.fetch(`/graphql?query={__typename}&${name}={oops`);
      expect(response.status).toBe(400);
      expect((await response.json()).errors[0].extensions.code).toBe('BAD_REQUEST');
      expect(client.log).toEqual([]);
    },
  );

  it('refuses batches, which would multiply every limit', async () => {
    const response = await client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    });
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it.each(['/nope', '/graphql/nope', '/'])('knows nothing at %s', async (path) => {
    expect((await client.fetch(path)).status).toBe(404);
  });
});
