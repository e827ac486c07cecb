import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readArguments, readWholeNumber } from '../src/command.ts';
import { UsageError } from '../src/errors.ts';
import { hashedVector } from './hashed-vector.ts';

/*
 * A stand-in for a provider of embeddings, to try Trueshelf's models with no key and no download: npm run provider.
 * It speaks the two calls of OpenAI's API that matter here, on this machine only.
 */
const modelName = 'hashed-words';
const defaultDimensions = 512;
/** pgvector indexes no more. */
const maxDimensions = 2000;
/** OpenAI's own bounds, but for the tokens. */
const maxTexts = 2048;
const maxBodyBytes = 16 * 1024 * 1024;

const usage = `Usage: npm run provider -- [--port N]

A stand-in for a provider of embeddings, at http://127.0.0.1:4010/v1: it speaks OpenAI's API (POST /v1/embeddings, GET
/v1/models) on this machine only, needs no key, and answers for the model "${modelName}" with vectors of hashed words, ${defaultDimensions}
long or as long as a request asks for. Equal texts get equal vectors, texts that share words similar ones; it knows no meaning. Prints a
line a request: how many texts, never which. Ctrl+C stops it.

  --port N  listen there, 0 to 65535; 0: any free port [4010]

Exit status: 0 stopped, 1 the port is taken, 2 wrong usage.
`;

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) fail(error.message, 2);
  else if (error instanceof Error && 'code' in error)
    fail(`Cannot listen: ${error.message}. Choose another --port.`, 1);
  else throw error;
}

function fail(message: string, status: number): void {
  console.error(message);
  process.exitCode = status;
}

async function run(args: string[]): Promise<void> {
  const { values } = readArguments({
    args,
    options: {
      port: { type: 'string', default: '4010' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const server = await listen(readWholeNumber('port', values.port, 0, 65_535));
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Whoever asked went away half way.
      console.error(error instanceof Error ? error.message : error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  console.log(
    `A stand-in provider answers at http://127.0.0.1:${at}/v1 for the model ${modelName}. Ctrl+C stops it.`,
  );
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedMs = performance.now();
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const reply = await makeReply(`${request.method} ${path}`, request);
  response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  const tookMs = Math.round(performance.now() - startedMs);
  console.log(`${request.method} ${path} ${reply.status} ${reply.said}, ${tookMs} ms`);
}

interface Reply {
  status: number;
  body: object;
  /** For the line on the terminal. */
  said: string;
}

async function makeReply(call: string, request: IncomingMessage): Promise<Reply> {
  if (call === 'GET /v1/models') {
    const model = { id: modelName, object: 'model', created: 0, owned_by: 'trueshelf' };
    return { status: 200, body: { object: 'list', data: [model] }, said: '1 model' };
  }
  if (call !== 'POST /v1/embeddings') {
    return refuse(404, 'unknown_url', 'Expected POST /v1/embeddings or GET /v1/models.');
  }
  const body = await readBody(request);
  return body === null ? refuse(413, 'request_too_large', 'The request has more than 16 MB.') : embed(body);
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes > maxBodyBytes ? null : Buffer.concat(chunks).toString('utf8');
}

function embed(body: string): Reply {
  const asked = parseObject(body);
  if (asked === null) return refuse(400, 'invalid_json', 'The request is no JSON object.');
  const { model, input, dimensions = defaultDimensions, encoding_format: format = 'float' } = asked;
  if (model !== modelName) {
    return refuse(404, 'model_not_found', `There is no such model; expected "${modelName}".`);
  }
  const texts: unknown[] = Array.isArray(input) ? input : [input];
  if (!isTexts(texts)) {
    return refuse(
      400,
      'invalid_input',
      `"input" must be a text or 1 to ${maxTexts} texts, none of them empty.`,
    );
  }
  if (!isWholeNumber(dimensions)) {
    return refuse(
      400,
      'invalid_dimensions',
      `"dimensions" must be a whole number from 1 to ${maxDimensions}.`,
    );
  }
  if (format !== 'float' && format !== 'base64') {
    return refuse(400, 'invalid_encoding_format', '"encoding_format" must be "float" or "base64".');
  }
  const data = texts.map((text, index) => {
    const vector = hashedVector(text, dimensions);
    return { object: 'embedding', index, embedding: format === 'float' ? vector : toBase64(vector) };
  });
  // Roughly: three bytes a token.
  const tokens = Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 3);
  return {
    status: 200,
    body: { object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } },
    said: `${texts.length} ${texts.length === 1 ? 'text' : 'texts'}, ${dimensions} dimensions`,
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null; // the caller is told that it is no JSON
  }
}

function isTexts(values: unknown[]): values is string[] {
  return (
    values.length > 0 &&
    values.length <= maxTexts &&
    values.every((value) => typeof value === 'string' && value !== '')
  );
}

function isWholeNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= maxDimensions;
}

function toBase64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

/** In the shape of OpenAI's own errors. */
function refuse(status: number, code: string, message: string): Reply {
  return {
    status,
    body: { error: { message, type: 'invalid_request_error', param: null, code } },
    said: code,
  };
}
