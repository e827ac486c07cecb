import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Draft } from '../../src/narration/narrator.ts';

export interface ModelAsked {
  url: string;
  authorization: string | undefined;
  /** The names of all headers that came. */
  headers: string[];
  body: {
    model: string;
    stream: boolean;
    stream_options: { include_usage: boolean };
    temperature: number;
    max_completion_tokens: number;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema: { strict: boolean; schema: Record<string, unknown> } };
  };
}

export type ModelBehaviour = (response: ServerResponse, asked: ModelAsked) => void | Promise<void>;

/** A chat model of OpenAI's protocol on a free port, which streams what a test tells it to and keeps what it was asked. */
export function useModel() {
  let behave: ModelBehaviour = (response) => tell(response, []);
  const asked: ModelAsked[] = [];
  /** Calls whose connection was closed before they were answered. */
  let broken = 0;
  let test = 0;
  const server = createServer(async (request, response) => {
    const of = test; // a call may end after its test
    response.on('close', () => {
      if (!response.writableFinished && of === test) broken += 1;
    });
    const question = {
      url: request.url ?? '',
      authorization: request.headers.authorization,
      headers: Object.keys(request.headers),
      body: JSON.parse(await readText(request)),
    };
    asked.push(question);
    await behave(response, question);
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
    test += 1;
    broken = 0;
  });
  return {
    asked,
    broken: () => broken,
    baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    behave: (behaviour: ModelBehaviour) => {
      behave = behaviour;
    },
    /** Tells these sentences. */
    say: (...drafts: readonly (Draft | string)[]) => {
      behave = (response) => tell(response, drafts);
    },
  };
}

/** What the model reads of the answer. */
export function readAnswer({ body }: ModelAsked): {
  question: string;
  answer: { items: { id: string; title: string; brand: string; [fact: string]: unknown }[] };
} {
  return JSON.parse(body.messages[1]?.content ?? '');
}

export async function tell(response: ServerResponse, drafts: readonly (Draft | string)[]): Promise<void> {
  const sentences = drafts.map((draft) => (typeof draft === 'string' ? { text: draft, cites: [] } : draft));
  await stream(response, JSON.stringify({ sentences }));
}

export interface StreamOptions {
  /** Characters in a piece. */
  pieceLength?: number;
  /** Before the first piece, and between pieces. */
  firstMs?: number;
  betweenMs?: number;
  finish?: string | null;
  usage?: object | null;
  /** Whether the answer ends as it should, with [DONE]. */
  done?: boolean;
}

/** Streams a content in pieces. */
export async function stream(
  response: ServerResponse,
  content: string,
  {
    pieceLength = 7,
    firstMs = 0,
    betweenMs = 0,
    finish = 'stop',
    usage = { prompt_tokens: 1_200, completion_tokens: 90, total_tokens: 1_290 },
    done = true,
  }: StreamOptions = {},
): Promise<void> {
  begin(response);
  await sleep(firstMs);
  for (let at = 0; at < content.length && !response.destroyed; at += pieceLength) {
    sendPiece(response, content.slice(at, at + pieceLength));
    await sleep(betweenMs);
  }
  if (finish !== null) send(response, { choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  if (usage !== null) send(response, { choices: [], usage });
  if (done) response.write('data: [DONE]\n\n');
  response.end();
}

export function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}

export function sendPiece(response: ServerResponse, content: string): void {
  send(response, { choices: [{ index: 0, delta: { content }, finish_reason: null }] });
}

export function send(response: ServerResponse, chunk: object): void {
  response.write(`data: ${JSON.stringify({ id: 'c-1', object: 'chat.completion.chunk', ...chunk })}\n\n`);
}

export function sleep(ms: number): Promise<void> | void {
  if (ms > 0) return new Promise((resolve) => setTimeout(resolve, ms));
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
