import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export interface Asked {
  url: string;
  authorization: string | undefined;
  body: {
    model: string;
    temperature: number;
    max_completion_tokens: number;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema: { strict: boolean; schema: Record<string, unknown> } };
  };
}

type Behaviour = (response: ServerResponse, asked: Asked) => void;

/** All of a proposal that its kind has no use for. */
const nothing = {
  amount: null,
  exclusive: null,
  currency: null,
  attribute: null,
  values: null,
  min: null,
  max: null,
  unit: null,
};

/** A server of OpenAI's protocol on a free port, which keeps what it was asked and behaves as a test tells it. */
export function useProvider() {
  let behave: Behaviour = (response) => sayContent(response, '{"proposals": []}');
  const asked: Asked[] = [];
  /** Questions whose connection was closed before they were answered. */
  let broken = 0;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) broken += 1;
    });
    const body = JSON.parse(await readText(request));
    const question = { url: request.url ?? '', authorization: request.headers.authorization, body };
    asked.push(question);
    behave(response, question);
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  beforeEach(() => {
    asked.splice(0);
    broken = 0;
  });
  return {
    asked,
    broken: () => broken,
    baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    behave: (behaviour: Behaviour) => {
      behave = behaviour;
    },
    /** Answers with these proposals, after a while. */
    propose: (proposals: object[], delayMs = 0) => {
      const content = JSON.stringify({
        proposals: proposals.map((proposal) => ({ ...nothing, ...proposal })),
      });
      behave = (response) => setTimeout(() => sayContent(response, content), delayMs);
    },
  };
}

export function sayContent(response: ServerResponse, content: unknown, finish = 'stop'): void {
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      id: 'c-1',
      object: 'chat.completion',
      choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content } }],
    }),
  );
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
