import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A server of OpenAI's embeddings on loopback. It answers as a good one does, unless it is told otherwise for a request. */

export interface Asked {
  /** From 1, over all requests to this server. */
  readonly number: number;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { model: string; input: string[]; encoding_format?: string; dimensions?: number };
  readonly texts: readonly string[];
}

/** Answers by itself and returns nothing, or returns 'ANSWER' for the usual answer. */
export type Behaviour = (
  response: ServerResponse,
  asked: Asked,
) => 'ANSWER' | undefined | Promise<'ANSWER' | undefined>;

export interface FakeProviderOptions {
  /** Of its vectors, where a request does not say; 8 unless told. */
  dimensions?: number;
  /** Of the usual answer; 0 unless told. */
  latencyMs?: number;
  /** 0, any free one, unless told. */
  port?: number;
}

export interface FakeProvider {
  readonly baseUrl: string;
  readonly origin: string;
  /** In the order in which they came; `forget` empties it. */
  readonly asked: Asked[];
  calls(): number;
  /** In all requests together. */
  texts(): number;
  /** Requests whose client went before they were answered. */
  broken(): number;
  /** How every request is answered from now on; null: as usual. */
  behave(behaviour: Behaviour | null): void;
  /** How the next requests are answered, one each; then as before. */
  next(...behaviours: Behaviour[]): void;
  forget(): void;
  close(): Promise<void>;
}

export async function startProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const { dimensions = 8, latencyMs = 0, port = 0 } = options;
  const asked: Asked[] = [];
  const queued: Behaviour[] = [];
  let usual: Behaviour = () => 'ANSWER';
  let number = 0;
  let broken = 0;

  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) broken += 1;
    });
    if (request.url === '/figures') {
      const texts = asked.reduce((sum, one) => sum + one.texts.length, 0);
      sendJson(response, { calls: asked.length, texts });
      return;
    }
    const body = JSON.parse(await readText(request)) as Asked['body'];
    number += 1;
    const one = { number, url: request.url ?? '', headers: request.headers, body, texts: body.input };
    asked.push(one);
    const behave = queued.shift() ?? usual;
    if ((await behave(response, one)) !== 'ANSWER') return;
    if (latencyMs > 0) await setTimeout(latencyMs);
    sendVectors(
      response,
      one.texts.map((text) => vectorOf(text, body.dimensions ?? dimensions)),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    baseUrl: `${origin}/v1`,
    asked,
    calls: () => asked.length,
    texts: () => asked.reduce((sum, one) => sum + one.texts.length, 0),
    broken: () => broken,
    behave(behaviour) {
      usual = behaviour ?? (() => 'ANSWER');
    },
    next(...behaviours) {
      queued.push(...behaviours);
    },
    forget() {
      asked.splice(0);
      queued.splice(0);
      usual = () => 'ANSWER';
      broken = 0;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Of length 1; the same for the same text and dimensions, and another for any other text. */
export function vectorOf(text: string, dimensions = 8): number[] {
  const numbers: number[] = [];
  for (let block = 0; numbers.length < dimensions; block += 1) {
    const digest = createHash('sha256').update(`${block} ${text}`).digest();
    for (let at = 0; at < 32 && numbers.length < dimensions; at += 4) {
      numbers.push(digest.readInt32BE(at) / 2 ** 31);
    }
  }
  const length = Math.hypot(...numbers);
  return numbers.map((value) => value / length);
}

/** Entries of a "data" array, in the order of the vectors. */
export function entriesOf(
  vectors: readonly unknown[],
): { object: string; index: number; embedding: unknown }[] {
  return vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
}

export function sendVectors(response: ServerResponse, vectors: readonly unknown[]): undefined {
  sendJson(response, {
    object: 'list',
    data: entriesOf(vectors),
    model: 'fake',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): undefined {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** The error of a status as OpenAI writes it. */
export function failing(status: number, headers: Record<string, string> = {}, error: object = {}): Behaviour {
  return (response) => sendJson(response, { error: { message: 'no', ...error } }, status, headers);
}

/** Refuses every request with such a text in it. */
export function refusing(isPoison: (text: string) => boolean, status = 400): Behaviour {
  return (response, asked) => (asked.texts.some(isPoison) ? failing(status)(response, asked) : 'ANSWER');
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

// As a process of its own: `tsx fake-provider.ts [dimensions [latencyMs]]` prints its base URL, and GET /figures tells what it was asked.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dimensions = 8, latencyMs = 3] = process.argv.slice(2).map(Number);
  console.log((await startProvider({ dimensions, latencyMs })).baseUrl);
}
