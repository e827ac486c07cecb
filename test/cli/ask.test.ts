import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { writeGatewayAddress } from '../../src/gateway-address.ts';
import { makeFolder } from './run-cli.ts';
import { runCommand } from './run-command.ts';

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

  it('prints what a gateway answers, safe for a terminal, and as it came with --json', async () => {
    const chat = {
      narration: { text: 'One\u001b jacket.' },
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
      interpretation: { sort: { key: 'SORT', label: 'cheapest first' } },
      retrieval: { degraded: 'words only\u001b', emptyReason: null },
      addedLater: true,
    };
    const requests: { path: string | undefined; variables: unknown }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        requests.push({ path: request.url, variables: JSON.parse(body).variables });
        response.end(JSON.stringify({ data: { chat } }));
      });
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    writeGatewayAddress(folder, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

    const { status, stdout } = await runCommand('ask', [question], env);
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'One  jacket.',
      '',
      'rank  title        brand       price  stock    wishes                                checks',
      '   1  Rain Jacket  -       99.00 USD  4        ✓ lighter than 1.2 kg (840 g)         ✓ not black (red)',
      '   2  Coat         Acme   120.00 USD  unknown  – lighter than 1.2 kg (not recorded)',
      '',
      'note: in the order asked for: cheapest first',
      '',
      'note: words only ',
      '',
    ]);
    const { stdout: json } = await runCommand('ask', [question, '--k', '2', '--json'], env);
    expect(JSON.parse(json)).toEqual(chat);
    expect(requests).toEqual([
      { path: '/graphql', variables: { question, first: 5 } },
      { path: '/graphql', variables: { question, first: 2 } },
    ]);
  });
});
