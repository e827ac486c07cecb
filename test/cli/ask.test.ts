import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { Interrupted } from '../../src/command.ts';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { writeGatewayAddress } from '../../src/gateway-address.ts';
import { makeFolder } from './run-cli.ts';
import { runCommand, startCommand } from './run-command.ts';

const question = "a jacket that isn't black";

// What a real gateway answers is in serve.test.ts.
describe('ask on a folder that another process has', () => {
  let folder: string;
  let env: Record<string, string>;

  beforeEach(() => {
    folder = makeFolder();
    env = { TRUESHELF_DATA: folder, PORT: '4321' };
    const unlock = lockFolder(folder);
    onTestFinished(unlock);
  });

  const pointer = (url: string) =>
    `Stop the other one, use another folder, or use a server (DATABASE_URL) that both can share. While a gateway has it, its GraphQL embeddingStatus and /metrics tell how models and their backlog are.\nIf it is a gateway, ask it over HTTP:\n  curl -s ${url}/graphql `;

  it('says who has it and how to ask, where no gateway left an address', async () => {
    const asked = runCommand('ask', [question, '--k', '200'], env);
    await expect(asked).rejects.toMatchObject({ code: 'DATABASE_SETUP', retryable: true });
    await expect(asked).rejects.toThrow(`is held by process ${process.pid}.`);
    await expect(asked).rejects.toThrow(pointer('http://127.0.0.1:4321'));
  });

  it('says the same where nothing listens at the address', async () => {
    writeGatewayAddress(folder, 'http://127.0.0.1:1');
    await expect(runCommand('ask', [question], env)).rejects.toThrow(pointer('http://127.0.0.1:1'));
  });

  const events = [
    {
      __typename: 'ChatInterpreted',
      interpretation: { sort: { label: 'cheapest first' } },
    },
    {
      __typename: 'ChatEvidence',
      evidence: [
        {
          rank: 1,
          product: { title: 'Rain Jacket', brand: null },
          price: { money: { amount: '99.00', currencyCode: 'USD' } },
          stock: { available: 4, status: 'LOW' },
          checks: [{ kind: 'NEWER_KIND', required: 'not black', actual: 'red', satisfied: true }],
          preferences: [
            { kind: 'NEWER_KIND', required: 'lighter than 1.2 kg', actual: '840 g', satisfied: true },
          ],
        },
        {
          rank: 2,
          product: { title: 'Coat', brand: { name: 'Acme' } },
          price: { money: { amount: '120.00', currencyCode: 'USD' } },
          stock: { available: null, status: 'UNKNOWN' },
          checks: [],
          preferences: [
            { kind: 'NEWER_KIND', required: 'lighter than 1.2 kg', actual: 'not recorded', satisfied: false },
          ],
        },
      ],
      retrieval: { degraded: 'words only\u001b', emptyReason: null },
    },
    { __typename: 'ChatSentence', sentence: { text: 'One\u001b jacket.' } },
    { __typename: 'ChatSentence', sentence: { text: 'It is red.' } },
    {
      __typename: 'ChatCompleted',
      result: { conversationId: encodeGlobalId('Conversation', conversation) },
    },
  ];
  const table = [
    'rank  title        brand       price  stock    wishes                                checks',
    '   1  Rain Jacket  -       99.00 USD  4        ✓ lighter than 1.2 kg (840 g)         ✓ not black (red)',
    '   2  Coat         Acme   120.00 USD  unknown  – lighter than 1.2 kg (not recorded)',
    '',
  ];

  it('prints what a gateway tells as it comes, safe for a terminal: evidence, then sentences', async () => {
    const requests: unknown[] = [];
    let goOn = () => {};
    const read = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await listen(folder, async (body, response) => {
      requests.push(body.variables);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const tell = (chat: object) =>
        response.write(`event: next\ndata: ${JSON.stringify({ data: { chat } })}\n\n`);
      for (const event of events.slice(0, 3)) tell(event);
      await read;
      for (const event of events.slice(3)) tell(event);
      response.end('event: complete\ndata:\n\n');
    });
    const running = startCommand('ask', [question, '--conversation', conversation], env);
    await vi.waitFor(() => expect(running.stdout()).toContain('One  jacket.'), 5_000);
    expect(running.stdout().split('\n')).toEqual([...table, 'One  jacket.']);
    goOn();

    expect(await running.status).toBe(0);
    expect(running.stdout().split('\n')).toEqual([
      ...table,
      'One  jacket. It is red.',
      '',
      'note: in the order asked for: cheapest first',
      '',
      'note: words only ',
      '',
    ]);
    expect(running.stderr()).toBe(`\nGo on: trueshelf ask --conversation ${conversation} "…"\n`);
    expect(requests).toEqual([
      { input: { question, first: 5, conversationId: encodeGlobalId('Conversation', conversation) } },
    ]);
  });

  it('prints the whole answer of a gateway as it came with --json', async () => {
    const chat = { narration: { text: 'One jacket.' }, evidence: [{ rank: 1 }], addedLater: true };
    const requests: unknown[] = [];
    await listen(folder, async (body, response) => {
      requests.push(body.variables);
      response.end(JSON.stringify({ data: { chat } }));
    });
    const { status, stdout } = await runCommand('ask', [question, '--k', '2', '--json'], env);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(chat);
    expect(requests).toEqual([{ input: { question, first: 2 } }]);
  });

  it.each<[what: string, ending: string, code: string, message: string]>([
    [
      'fails in the middle',
      `event: next\ndata: ${JSON.stringify({ data: { chat: { __typename: 'ChatFailed', code: 'TIMEOUT', message: 'Too slow.', hint: 'Ask for less.', retryable: true } } })}\n\n`,
      'TIMEOUT',
      'Too slow. (TIMEOUT)\n  Ask for less.',
    ],
    ['breaks off', '', 'GATEWAY_BROKEN_OFF', 'broke off (the stream ended too early)'],
    ['says what is no event', 'event: next\ndata: {}\n\n', 'GATEWAY_ANSWER', '(data: '],
    [
      'refuses the question',
      `event: next\ndata: ${JSON.stringify({ errors: [{ message: 'No.', extensions: { code: 'BAD_TEXT' } }] })}\n\n`,
      'BAD_TEXT',
      'No. (BAD_TEXT)',
    ],
  ])('says so when the gateway %s', async (_, ending, code, message) => {
    await listen(folder, async (_body, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`:\n\n${ending}`);
    });
    const asked = runCommand('ask', [question], env);
    await expect(asked).rejects.toMatchObject({ code });
    await expect(asked).rejects.toThrow(message);
  });

  it("ends the gateway's work when it is interrupted in the middle (INTERRUPTED)", async () => {
    let left = false;
    await listen(folder, async (_body, response) => {
      response.on('close', () => {
        left = true;
      });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: next\ndata: ${JSON.stringify({ data: { chat: events[2] } })}\n\n`);
    });
    const controller = new AbortController();
    const running = startCommand('ask', [question], env, controller.signal);
    await vi.waitFor(() => expect(running.stdout()).toBe('One  jacket.'), 5_000);
    controller.abort(new Interrupted('SIGINT'));
    await expect(running.status).rejects.toThrow(Interrupted);
    await vi.waitFor(() => expect(left).toBe(true), 5_000);
  });

  it('refuses what is no id of a conversation', async () => {
    await expect(runCommand('ask', [question, '--conversation', 'last'], env)).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});

const conversation = '0199a000-0000-7000-8000-000000000001';

// biome-ignore lint/suspicious/noExplicitAny: what was posted
type Posted = any;

/** A gateway that has the folder, as far as it looks. */
async function listen(
  folder: string,
  answer: (body: Posted, response: ServerResponse) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => void answer(JSON.parse(body), response));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  writeGatewayAddress(folder, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
