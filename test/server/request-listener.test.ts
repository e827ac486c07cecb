import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { makeRequestListener } from '../../src/server/request-listener.ts';
import { makeYoga } from '../../src/server/yoga.ts';

let server: Server;
const log: Record<string, unknown>[] = [];
const logger = pino({}, { write: (line) => log.push(JSON.parse(line)) });
const yoga = makeYoga({ database: { query: async () => [] }, logger });

afterEach(() => {
  log.length = 0;
  server.close();
});

/** Sends a request as it stands, as no client that checks it would, and gives the whole answer. */
async function send(answer: Parameters<typeof makeRequestListener>[0], request: string): Promise<string> {
  server = createServer(makeRequestListener(answer, logger));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`${request.replaceAll('\n', '\r\n')}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

it.each([
  ['a Host header', 'GET /graphql?query={__typename} HTTP/1.1\nHost: ['],
  ['a target', 'GET http://shop.example/graphql HTTP/1.1\nHost: localhost:4000'],
])('refuses %s that makes no URL, without a stack trace (400)', async (_what, request) => {
  const answer = await send(yoga, `${request}\nX-Request-Id: trace-1`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toMatch(/^content-type: application\/json/im);
  expect(answer).toMatch(/^x-request-id: trace-1\r$/im);
  expect(answer).toContain('"extensions":{"code":"BAD_REQUEST"}');
  expect(answer).not.toMatch(/TypeError|node_modules|\.js:\d/);
  expect(log).toEqual([]);
});

it.each(['Host: localhost:4000', 'Host: [::1]:4000', 'Host: shop.example'])(
  'lets through %s',
  async (host) => {
    const answer = await send(yoga, `GET /health/live HTTP/1.1\n${host}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  },
);

it('lets through a request of HTTP/1.0 without a Host header', async () => {
  const answer = await send(yoga, 'GET /health/live HTTP/1.0');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

it.each([
  ['throws', () => JSON.parse('secret')],
  ['rejects', () => Promise.reject(new SyntaxError('secret'))],
])('masks what answers and %s, and logs it with the request id (500)', async (_how, fail) => {
  const answer = await send(fail, 'GET / HTTP/1.1\nHost: localhost\nX-Request-Id: trace-1');
  expect(answer).toMatch(/^HTTP\/1\.1 500 /);
  expect(answer).toContain(
    '{"errors":[{"message":"Unexpected error","extensions":{"code":"INTERNAL_SERVER_ERROR","requestId":"trace-1"}}]}',
  );
  expect(answer).not.toContain('secret');
  expect(log).toMatchObject([{ level: 50, requestId: 'trace-1', err: { type: 'SyntaxError' } }]);
});

it('cuts off an answer that fails once it has begun', async () => {
  const answer = await send((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('begun');
    throw new Error('secret');
  }, 'GET / HTTP/1.1\nHost: localhost').catch((error: NodeJS.ErrnoException) => error.code);
  expect(answer).not.toContain('Unexpected error');
  expect(log).toHaveLength(1);
});
