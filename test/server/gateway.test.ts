import { request, Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Gateway, startGateway } from '../../src/server/gateway.ts';

let gateway: Gateway | undefined;
afterEach(() => gateway?.close());

async function start(
  database: { query: () => Promise<never> } = { query: async () => [] as never },
  port = 0,
) {
  gateway = await startGateway({ database, host: '127.0.0.1', port, logger: pino({ level: 'silent' }) });
  return gateway;
}

const ask = (url: string, query: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

describe('startGateway', () => {
  it('listens where its url says', async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await ask(url, '{ __typename }');
    expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says what to do about a port that is taken (PORT_UNAVAILABLE)', async () => {
    const { url } = await start();
    const taken = startGateway({
      database: { query: async () => [] },
      host: '127.0.0.1',
      port: Number(new URL(url).port),
      logger: pino({ level: 'silent' }),
    });
    await expect(taken).rejects.toMatchObject({
      code: 'PORT_UNAVAILABLE',
      message: expect.stringContaining('set PORT'),
    });
  });

  it('logs an error of the server that comes later, and serves on', async () => {
    const log: Record<string, unknown>[] = [];
    const listen = vi.spyOn(Server.prototype, 'listen');
    gateway = await startGateway({
      database: { query: async () => [] },
      host: '127.0.0.1',
      port: 0,
      logger: pino({}, { write: (line) => log.push(JSON.parse(line)) }),
    });
    const server = listen.mock.contexts[0] as Server;
    listen.mockRestore();

    server.emit('error', new Error('too many open files'));
    expect(log).toMatchObject([{ level: 50, err: { message: 'too many open files' } }]);
    expect((await ask(gateway.url, '{ __typename }')).status).toBe(200);
  });

  it('refuses a body above the limit that comes in chunks (413)', async () => {
    const { url } = await start();
    const status = await new Promise((resolve, reject) => {
      const call = request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      call.on('response', (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      call.on('error', reject);
      for (let chunk = 0; chunk < 20; chunk += 1) call.write('x'.repeat(10_000));
      call.end();
    });
    expect(status).toBe(413);
  });
});

describe('close', () => {
  it('lets a request under way finish, takes no other, and then resolves', async () => {
    let release: (rows: never) => void = () => undefined;
    let asked = false;
    const rows = new Promise<never>((resolve) => {
      release = resolve;
    });
    const { url, close } = await start({
      query: () => {
        asked = true;
        return rows;
      },
    });
    const answer = ask(url, '{ embeddingStatus { models { model } } }');
    while (!asked) await sleep(5);

    let closed = false;
    const closing = close().then(() => {
      closed = true;
    });
    await sleep(50);
    expect(closed).toBe(false);
    await expect(ask(url, '{ __typename }', { connection: 'close' })).rejects.toThrow();

    release([] as never);
    expect(await (await answer).json()).toEqual({ data: { embeddingStatus: { models: [] } } });
    const started = Date.now();
    await closing;
    expect(Date.now() - started).toBeLessThan(2_000); // Node would keep the idle connection for 5 s
  });

  it('may be called twice', async () => {
    const { close } = await start();
    await Promise.all([close(), close()]);
  });
});
