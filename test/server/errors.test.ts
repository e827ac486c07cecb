import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from './client.ts';

const database = useDatabase('empty');

/** A database that fails as told: the fault, not the database, is what is tested here. */
function failing(error: unknown): Queryable {
  return { query: () => Promise.reject(error) };
}

const secret = Object.assign(new Error('relation "product.secret" does not exist'), {
  code: '42P01',
  detail: 'the customer Ada Lovelace',
});

describe('an unexpected error', () => {
  it('is masked, carries the request id, and is logged once with it', async () => {
    const client = makeClient(failing(secret));
    const { data, errors, headers } = await client.ask(
      '{ products { asOf } }',
      {},
      { 'x-request-id': 'trace-1' },
    );

    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        message: 'Unexpected error',
        path: ['products'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'trace-1' },
      },
    ]);
    expect(headers.get('x-request-id')).toBe('trace-1');
    expect(client.log).toHaveLength(1);
    expect(client.log[0]).toMatchObject({
      requestId: 'trace-1',
      path: ['products'],
      err: { message: secret.message },
    });
  });

  it('is logged once where one batch fails many fields', async () => {
    const client = makeClient(failing(secret));
    const { errors } = await client.ask(
      '{ a: node(id: "UHJvZHVjdDox") { id } b: node(id: "UHJvZHVjdDoy") { id } }',
    );

    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['a'], 'INTERNAL_SERVER_ERROR'],
      [['b'], 'INTERNAL_SERVER_ERROR'],
    ]);
    expect(client.log).toHaveLength(1);
  });

  it('carries the request id where the request cannot be read, and is logged with it', async () => {
    const client = makeClient(failing(secret));
    const body = new ReadableStream({ start: (controller) => controller.error(secret) });
    const response = await client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/graphql', 'x-request-id': 'trace-1' },
      body,
      ...{ duplex: 'half' }, // fetch demands it of a stream, and TypeScript's own types do not know it
    });

    expect([response.status, response.headers.get('x-request-id'), await response.json()]).toEqual([
      500,
      'trace-1',
      {
        errors: [
          {
            message: 'Unexpected error',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'trace-1' },
          },
        ],
      },
    ]);
    expect(client.log).toMatchObject([{ level: 50, requestId: 'trace-1', err: { message: secret.message } }]);
  });

  it.each([
    [
      'no list',
      '{ embeddingStatus { models { model } } }',
      { models: 'none' },
      ['embeddingStatus', 'models'],
    ],
    [
      'too great a number',
      '{ embeddingStatus { models { dimensions } } }',
      [{ dimensions: 2 ** 31 }],
      ['embeddingStatus', 'models', 0, 'dimensions'],
    ],
  ])('is a result of ours that does not fit its type: %s', async (_what, query, rows, path) => {
    const client = makeClient({ query: async () => rows as never });
    const { errors } = await client.ask(query, {}, { 'x-request-id': 'trace-1' });

    expect(errors).toMatchObject([
      {
        message: 'Unexpected error',
        path,
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'trace-1' },
      },
    ]);
    expect(client.log).toMatchObject([{ level: 50, requestId: 'trace-1' }]);
  });

  it("is not a caller's value that only execution finds not to fit (BAD_USER_INPUT)", async () => {
    const client = makeClient(failing(secret));
    const { errors } = await client.ask('query ($id: ID = "UHJvZHVjdDox") { node(id: $id) { id } }', {
      id: null,
    });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['node'], 'BAD_USER_INPUT'],
    ]);
    expect(client.log).toEqual([]);
  });

  it('is masked in development as well', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'development';
    try {
      const { errors } = await makeClient(failing(secret)).ask('{ products { asOf } }');
      expect(JSON.stringify(errors)).not.toMatch(/secret|Ada/);
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});

describe('a database that cannot be reached', () => {
  it('is told from a fault, to the caller without its address (SERVICE_UNAVAILABLE)', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7'), { code: 'ECONNREFUSED' });
    const client = makeClient(failing(refused));
    const { errors } = await client.ask('{ products { asOf } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
    expect(client.log.map(({ level }) => level)).toEqual([40]);
  });

  it('is what a closing one is (SERVICE_UNAVAILABLE)', async () => {
    await database.close();
    const { errors } = await makeClient(database).ask('{ embeddingStatus { models { model } } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SERVICE_UNAVAILABLE']);
  });
});

it('asks to try again when a product goes away between two reads (CHANGED_MEANWHILE)', async () => {
  const item = { productId: '1', cursor: 'c', rank: 1 };
  const page = { asOf: '2026-01-01T00:00:00Z', currency: 'USD', items: [item], hasNextPage: false };
  const client = makeClient({
    query: async <Row extends object>(text: string) =>
      (text.includes('api.search') ? [{ page }] : [{ products: [] }]) as Row[],
  });
  const { errors } = await client.ask('{ products { nodes { title } } }');
  expect(errors[0]?.extensions).toMatchObject({ code: 'CHANGED_MEANWHILE', retryable: true });
  expect(client.log).toEqual([]);
});
