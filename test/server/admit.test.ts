import { describe, expect, it } from 'vitest';
import { admit, maxBodyBytes } from '../../src/server/admit.ts';
import { makeClient } from './client.ts';

const post = (headers: Record<string, string>) => admit({ method: 'POST', headers: new Headers(headers) });
const refusedAs = (code: string, status: number) =>
  expect.objectContaining({
    extensions: expect.objectContaining({ code, http: expect.objectContaining({ status }) }),
  });

describe('admit', () => {
  it.each([
    ['a JSON POST', 'POST', { 'content-type': 'application/json' }],
    ['JSON with a charset', 'POST', { 'content-type': 'Application/JSON; charset=utf-8' }],
    ['a form with the custom header', 'POST', { 'content-type': 'text/plain', 'x-trueshelf-request': '1' }],
    ['a GET without any header', 'GET', {}],
    [
      'a body at the limit',
      'POST',
      { 'content-type': 'application/json', 'content-length': String(maxBodyBytes) },
    ],
  ])('lets %s in as an anonymous shopper', (_what, method, headers) => {
    expect(admit({ method, headers: new Headers(headers) })).toEqual({ claims: null });
  });

  it.each(['Bearer abc', 'Basic YTpi', ''])(
    'refuses an Authorization header rather than ignore it: "%s" (UNAUTHENTICATED)',
    (value) => {
      expect(() => post({ 'content-type': 'application/json', authorization: value })).toThrow(
        refusedAs('UNAUTHENTICATED', 401),
      );
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'refuses what another site can send without asking: "%s" (UNSUPPORTED_CONTENT_TYPE)',
    (contentType) => {
      expect(() => post(contentType === '' ? {} : { 'content-type': contentType })).toThrow(
        refusedAs('UNSUPPORTED_CONTENT_TYPE', 415),
      );
    },
  );

  it('refuses a body above the limit by its announced length (BODY_TOO_LARGE)', () => {
    expect(() =>
      post({ 'content-type': 'application/json', 'content-length': String(maxBodyBytes + 1) }),
    ).toThrow(refusedAs('BODY_TOO_LARGE', 413));
  });
});

describe('a refused request', () => {
  const client = makeClient({ query: () => Promise.reject(new Error('not to be asked')) });

  it('gets its code, its status and its id, and asks the database nothing (UNAUTHENTICATED)', async () => {
    const { status, errors, data, headers } = await client.ask(
      '{ products { asOf } }',
      {},
      {
        authorization: 'Bearer abc',
        'x-request-id': 'trace-2',
      },
    );
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(headers.get('x-request-id')).toBe('trace-2');
    expect(data).toBeUndefined();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(errors[0]?.message).toContain('cannot verify tokens yet');
    expect(client.takeCalls()).toEqual([]);
  });

  it('gets no echo of an id that could forge a log line', async () => {
    const { headers } = await client.ask('{ __typename }', {}, { 'x-request-id': 'a b {"level":50}' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stops at the limit where the length is not announced', async () => {
    const { status, errors } = await client.ask(`{ __typename } #${'x'.repeat(maxBodyBytes)}`);
    expect(status).toBe(413);
    expect(errors).toHaveLength(1);
  });
});

describe('another site', () => {
  const origin = 'http://localhost:3000';
  const database = { query: () => Promise.reject(new Error('not to be asked')) };
  const preflight = (client: ReturnType<typeof makeClient>, from: string) =>
    client.fetch('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  it('is not let in by default', async () => {
    const { headers } = await preflight(makeClient(database), origin);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is let in when listed, without credentials', async () => {
    const client = makeClient(database, { allowedOrigins: [origin] });
    const { headers } = await preflight(client, origin);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it.each(['null', 'http://localhost:3001', 'http://evil.example'])(
    'is not let in when others are listed: %s',
    async (from) => {
      const client = makeClient(database, { allowedOrigins: [origin] });
      expect((await preflight(client, from)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});
