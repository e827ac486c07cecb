import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { Interrupted } from '../../src/command.ts';
import { askGateway, type GatewayQuestion } from '../../src/narration/ask-gateway.ts';

/** Something that listens, and its address; a real gateway answers in test/cli/serve.test.ts. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const listenAnswering = (body: unknown, status = 200) =>
  listen((_, response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });

const ask = (url: string, options: Partial<GatewayQuestion> = {}) =>
  askGateway({ url, question: 'jacket', first: 5, signal: new AbortController().signal, ...options });

const refusal = (extensions?: object) => ({
  data: null,
  errors: [{ message: 'Found it.', ...(extensions && { extensions }) }],
});

it.each([
  [
    'with its hint',
    refusal({ code: 'TIMEOUT', retryable: true, hint: 'Ask for\u001b[31m less.' }),
    { code: 'TIMEOUT', retryable: true, message: 'Found it. (TIMEOUT)\n  Ask for [31m less.' },
  ],
  [
    'with where its log has more',
    refusal({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' }),
    {
      code: 'INTERNAL_SERVER_ERROR',
      retryable: false,
      message: "Found it. (INTERNAL_SERVER_ERROR)\n  The gateway's log has the reason, with request r-1.",
    },
  ],
  [
    'without any code',
    refusal(),
    { code: 'INTERNAL_SERVER_ERROR', retryable: false, message: 'Found it. (INTERNAL_SERVER_ERROR)' },
  ],
])("passes the gateway's error on, %s", async (_, body, error) => {
  await expect(ask(await listenAnswering(body))).rejects.toMatchObject({ name: 'TrueshelfError', ...error });
});

it.each([
  ['a page', '<html>', 404, 'HTTP 404', '(body: '],
  [
    'an answer without evidence',
    { data: { chat: { narration: { text: '' } } } },
    200,
    'HTTP 200',
    '(data.chat.evidence: ',
  ],
  ['no errors and no data', { errors: [] }, 200, 'HTTP 200', '(data: '],
])('does not take %s for an answer (GATEWAY_ANSWER)', async (_, body, status, ...found) => {
  const url = await listenAnswering(body, status);
  const error = await ask(url).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'GATEWAY_ANSWER', retryable: false });
  for (const text of [url, ...found]) expect(error.message).toContain(text);
});

it.each(['127.0.0.1', 'localhost'])('says that nothing listens on %s (GATEWAY_UNREACHABLE)', async (host) => {
  const url = `http://${host}:${await freePort()}`;
  await expect(ask(url)).rejects.toMatchObject({
    code: 'GATEWAY_UNREACHABLE',
    retryable: true,
    message: `Cannot ask the gateway at ${url}: nothing listens there.`,
  });
});

it('says that fetch does not call a port that browsers refuse (GATEWAY_UNREACHABLE)', async () => {
  await expect(ask('http://127.0.0.1:6000')).rejects.toMatchObject({
    code: 'GATEWAY_UNREACHABLE',
    message: 'Cannot ask the gateway at http://127.0.0.1:6000: bad port.',
  });
});

it.each<[what: string, answer: RequestListener, found: string]>([
  ['hangs up', (request) => request.socket.destroy(), 'broke off (UND_ERR_SOCKET)'],
  [
    'hangs up in mid-answer',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 10);
    },
    'broke off (UND_ERR_SOCKET)',
  ],
  [
    'sends elsewhere',
    (_, response) => response.writeHead(307, { location: '/' }).end(),
    'broke off (unexpected redirect)',
  ],
  ['says nothing', () => undefined, 'gave no answer within 0.2 s'],
  [
    'never ends',
    (_, response) => {
      response.writeHead(200).write('{');
    },
    'gave no answer within 0.2 s',
  ],
])('gives up a gateway that %s (GATEWAY_BROKEN_OFF)', async (_, answer, found) => {
  const url = await listen(answer);
  await expect(ask(url, { timeoutMs: 200 })).rejects.toMatchObject({
    code: 'GATEWAY_BROKEN_OFF',
    retryable: true,
    message: `The gateway at ${url} ${found}. Look at it, then ask again.`,
  });
});

it('keeps its time-out when memory is collected while it waits', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  // Caught at once: a collection may take longer than the time-out.
  const asked = ask(await listen(() => undefined), { timeoutMs: 300 }).catch((error: unknown) => error);
  for (let times = 0; times < 5; times++) {
    await sleep(20);
    collectGarbage();
  }
  const outcome = await Promise.race([asked, sleep(5_000, 'still waiting')]);
  expect(outcome).toMatchObject({ code: 'GATEWAY_BROKEN_OFF' });
});

it('stops waiting when the command is interrupted (INTERRUPTED)', async () => {
  const controller = new AbortController();
  const asked = ask(await listen(() => undefined), { signal: controller.signal });
  void sleep(50).then(() => controller.abort(new Interrupted('SIGINT')));
  await expect(asked).rejects.toThrow(Interrupted);
});
