import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeEmbedder } from '../../../src/embeddings/provider/embedder.ts';
import { EmbeddingError } from '../../../src/embeddings/provider/embedding-error.ts';
import { type Behaviour, entriesOf, failing, sendJson, sendVectors, vectorOf } from '../fake-provider.ts';
import { useProvider } from '../use-provider.ts';
import { aModel } from './a-model.ts';

const provider = useProvider();
const key = 'sk_hunter2_hunter2';
const never = new AbortController().signal;
const texts = ['lamp', 'chair', 'table'];
const good = texts.map((text) => vectorOf(text));

function embed(
  asked: readonly string[] = texts,
  { model = {}, timeoutMs = 2_000, signal = never, keys = new Map([[provider().origin, key]]) } = {},
): Promise<number[][]> {
  return makeEmbedder(aModel(provider().baseUrl, model), keys).embed(asked, { signal, timeoutMs });
}

async function failureOf(call: Promise<unknown>): Promise<EmbeddingError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EmbeddingError);
  return error as EmbeddingError;
}

const rounded = (vectors: readonly number[][]) =>
  vectors.map((vector) => vector.map((value) => Number(value.toFixed(6))));

/** Everything that a log, a record or a person could see of an error. */
const everythingOf = (error: EmbeddingError) =>
  `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${JSON.stringify(error.toRecord())} ${error.stack}`;

const say =
  (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Behaviour =>
  (response) => {
    response.writeHead(200, headers);
    response.end(body);
    return undefined;
  };
const sayVectors =
  (vectors: readonly unknown[]): Behaviour =>
  (response) =>
    sendVectors(response, vectors);
/** JSON as it would be, but for what stands in place of the first number of the second vector. */
const sayNumber = (written: string) =>
  say(
    JSON.stringify({ data: entriesOf(good.map((v, at) => (at === 1 ? ['X', ...v.slice(1)] : v))) }).replace(
      '"X"',
      written,
    ),
  );

afterEach(() => vi.unstubAllEnvs());

describe('a request', () => {
  it('is one, with the texts in their order and floats asked for, and gives unit vectors in that order', async () => {
    provider().next((response, asked) =>
      sendVectors(
        response,
        asked.texts.map((text) => vectorOf(text).map((value) => value * 7)),
      ),
    );
    const vectors = await embed();
    expect(rounded(vectors)).toEqual(rounded(good));
    expect(provider().asked.map(({ url, body }) => [url, body])).toEqual([
      ['/v1/embeddings', { model: 'fake-8', input: texts, encoding_format: 'float' }],
    ]);
  });

  it('asks for dimensions only of a model that is told to', async () => {
    await embed(texts, { model: { sendDimensions: true, dimensions: 5 } });
    expect(provider().asked[0]?.body.dimensions).toBe(5);
  });

  it('puts vectors in order by their index', async () => {
    provider().next((response) => sendJson(response, { data: entriesOf(good).reverse() }));
    expect(await embed()).toEqual(await embed());
  });

  it('normalises numbers whose squares are not finite, or are zero', async () => {
    provider().next(sayVectors([[0, 0, 3e300, -4e300, 0, 0, 0, 0]]));
    expect(rounded(await embed(['lamp']))).toEqual([[0, 0, 0.6, -0.8, 0, 0, 0, 0]]);
    provider().next(sayVectors([[0, 0, 3e-300, 4e-300, 0, 0, 0, 0]]));
    expect(rounded(await embed(['lamp']))).toEqual([[0, 0, 0.6, 0.8, 0, 0, 0, 0]]);
  });

  it('cuts a text to the tokens that the model takes', async () => {
    await embed(['é'.repeat(10)], { model: { inputTokens: 3 } });
    expect(provider().asked[0]?.texts).toEqual(['éééé']);
  });
});

describe('the key', () => {
  it('goes to its origin as a bearer, and nothing of the environment goes with it', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
    vi.stubEnv('OPENAI_ORG_ID', 'org-environment');
    vi.stubEnv('OPENAI_PROJECT_ID', 'project-environment');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Token: environment\nAuthorization: Bearer environment');
    await embed();
    const headers = provider().asked[0]?.headers ?? {};
    expect(headers.authorization).toBe(`Bearer ${key}`);
    expect(headers['api-key']).toBeUndefined();
    expect(JSON.stringify(headers)).not.toContain('environment');
  });

  it.each(['http://127.0.0.1:1', 'https://api.openai.com'])(
    'of %s goes nowhere else: this server is sent none',
    async (origin) => {
      vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
      await embed(texts, { keys: new Map([[origin, key]]) });
      expect(provider().asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    },
  );

  it('does not follow a redirect, nor do the texts', async () => {
    provider().behave((response) => {
      response.writeHead(307, {
        location: `http://localhost:${new URL(provider().origin).port}/v1/embeddings`,
      });
      response.end();
      return undefined;
    });
    const { code, scope, retryable } = await failureOf(embed());
    expect([code, scope, retryable]).toEqual(['PROVIDER_REDIRECT', 'PROVIDER', false]);
    expect(provider().calls()).toBe(1);
  });

  it.each([401, 403, 400, 429, 500])(
    'does not leak from an error of status %i that repeats it',
    async (status) => {
      provider().next(
        failing(
          status,
          { 'x-request-id': key, 'retry-after': key },
          { message: `bad key ${key} for lamp`, code: key, type: key, param: key },
        ),
      );
      const error = await failureOf(embed());
      expect(everythingOf(error)).not.toContain('hunter2');
      expect(everythingOf(error)).not.toContain('lamp');
      expect(error.detail).toBe(`status ${status}`);
    },
  );

  it('goes to Azure in its own header too, with the version in the query', async () => {
    await embed(texts, {
      model: { baseUrl: `${provider().origin}/openai/deployments/small?api-version=2024-10-21` },
    });
    expect(
      provider().asked.map(({ url, headers }) => [url, headers['api-key'], headers.authorization]),
    ).toEqual([['/openai/deployments/small/embeddings?api-version=2024-10-21', key, `Bearer ${key}`]]);
  });
});

describe('a status', () => {
  it.each<[number, object, string, 'PROVIDER' | 'UNKNOWN', boolean]>([
    [401, { code: 'invalid_api_key' }, 'PROVIDER_KEY', 'PROVIDER', false],
    [403, {}, 'PROVIDER_KEY', 'PROVIDER', false],
    [402, {}, 'PROVIDER_QUOTA', 'PROVIDER', false],
    [429, { code: 'insufficient_quota' }, 'PROVIDER_QUOTA', 'PROVIDER', false],
    [429, { code: 'rate_limit_exceeded' }, 'PROVIDER_RATE_LIMIT', 'PROVIDER', true],
    [404, { code: 'model_not_found' }, 'PROVIDER_MODEL', 'PROVIDER', false],
    [404, { code: 'DeploymentNotFound' }, 'PROVIDER_MODEL', 'PROVIDER', false],
    [400, { code: 'model_not_found' }, 'PROVIDER_MODEL', 'PROVIDER', false],
    [405, {}, 'PROVIDER_STATUS', 'PROVIDER', false],
    [400, { type: 'invalid_request_error' }, 'PROVIDER_REFUSED', 'UNKNOWN', false],
    [413, {}, 'PROVIDER_REFUSED', 'UNKNOWN', false],
    [422, {}, 'PROVIDER_REFUSED', 'UNKNOWN', false],
    [408, {}, 'PROVIDER_STATUS', 'UNKNOWN', true],
    [500, {}, 'PROVIDER_STATUS', 'UNKNOWN', true],
    [503, {}, 'PROVIDER_STATUS', 'UNKNOWN', true],
  ])('of %i with %j is %s, scope %s, retryable %s', async (status, said, code, scope, retryable) => {
    provider().next(failing(status, {}, said));
    const error = await failureOf(embed());
    expect([error.code, error.scope, error.retryable]).toEqual([code, scope, retryable]);
    const word = Object.values(said).join().toLowerCase();
    expect(error.toRecord()).toEqual({
      code,
      message: expect.stringMatching(/^The provider of green .+\.$/),
      detail: word === '' ? `status ${status}` : `status ${status}, ${word}`,
      hint: expect.stringMatching(/\.$/),
      context: { model: 'green', origin: provider().origin, texts: 3, status, ...(word !== '' && { word }) },
    });
    expect(provider().calls()).toBe(1);
  });

  it('of an error page in HTML is told by its number', async () => {
    provider().next((response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>Bad Gateway</html>');
      return undefined;
    });
    expect((await failureOf(embed())).detail).toBe('status 502');
  });

  it.each([
    ['retry-after', '7', 7_000],
    ['retry-after-ms', '250', 250],
    ['retry-after', '31536000', 900_000],
    ['retry-after', 'soon', null],
  ])('says when to come again: %s %s', async (name, value, expected) => {
    provider().next(failing(429, { [name]: value }));
    expect((await failureOf(embed())).retryAfterMs).toBe(expected);
  });
});

describe('an answer', () => {
  const short = good.map((vector) => vector.slice(0, 2));
  const replace = (vector: unknown) => sayVectors(good.map((one, at) => (at === 1 ? vector : one)));
  const zeros = Array(8).fill(0);
  const base64 = (vector: readonly number[]) =>
    Buffer.from(new Float32Array(vector).buffer).toString('base64');

  it.each<[string, Behaviour, string, 'PROVIDER' | 'UNKNOWN', RegExp, number[] | null]>([
    [
      'with every length wrong',
      sayVectors(short),
      'PROVIDER_DIMENSIONS',
      'PROVIDER',
      /^Expected 8 dimensions; found 2\.$/,
      [0, 1, 2],
    ],
    [
      'with one length wrong',
      replace([1, 2]),
      'PROVIDER_DIMENSIONS',
      'UNKNOWN',
      /^Expected 8 dimensions; found 2\.$/,
      [1],
    ],
    ['with an empty vector', replace([]), 'PROVIDER_DIMENSIONS', 'UNKNOWN', /found 0\.$/, [1]],
    ['with null in a vector', sayNumber('null'), 'PROVIDER_VECTOR', 'UNKNOWN', /found null\.$/, [1]],
    ['with a string in a vector', sayNumber('"0.5"'), 'PROVIDER_VECTOR', 'UNKNOWN', /found a string\.$/, [1]],
    [
      'with an infinite number',
      sayNumber('1e999'),
      'PROVIDER_VECTOR',
      'UNKNOWN',
      /found a number that is not finite\.$/,
      [1],
    ],
    ['with NaN, which is no JSON', sayNumber('NaN'), 'PROVIDER_ANSWER', 'UNKNOWN', /^$/, null],
    ['with Infinity, which is no JSON', sayNumber('-Infinity'), 'PROVIDER_ANSWER', 'UNKNOWN', /^$/, null],
    ['with a zero vector', replace(zeros), 'PROVIDER_VECTOR', 'UNKNOWN', /found zeros only\.$/, [1]],
    ['with null in place of a vector', replace(null), 'PROVIDER_VECTOR', 'UNKNOWN', /found null\.$/, [1]],
    [
      'in base64',
      sayVectors(good.map(base64)),
      'PROVIDER_VECTOR',
      'PROVIDER',
      /found a string, probably base64\.$/,
      [0, 1, 2],
    ],
    [
      'with one vector in base64',
      replace(base64(good[1] ?? [])),
      'PROVIDER_VECTOR',
      'UNKNOWN',
      /probably base64\.$/,
      [1],
    ],
    [
      'with fewer vectors',
      sayVectors(good.slice(1)),
      'PROVIDER_ANSWER',
      'UNKNOWN',
      /^Expected 3 vectors, one for each text; found 2\.$/,
      null,
    ],
    ['with more vectors', sayVectors([...good, zeros]), 'PROVIDER_ANSWER', 'UNKNOWN', /found 4\.$/, null],
    [
      'with an index twice',
      (response) =>
        sendJson(response, { data: entriesOf(good).map((one) => ({ ...one, index: one.index % 2 })) }),
      'PROVIDER_ANSWER',
      'UNKNOWN',
      /^Expected every index once; found 0 twice\.$/,
      null,
    ],
    [
      'with an index out of range',
      (response) =>
        sendJson(response, { data: entriesOf(good).map((one) => ({ ...one, index: one.index + 1 })) }),
      'PROVIDER_ANSWER',
      'UNKNOWN',
      /^Expected indexes 0 to 2; found 3\.$/,
      null,
    ],
    [
      'with no indexes',
      (response) => sendJson(response, { data: good.map((embedding) => ({ embedding })) }),
      'PROVIDER_ANSWER',
      'UNKNOWN',
      /found nothing\.$/,
      null,
    ],
    ['of broken JSON', say('{"data": [{"ind'), 'PROVIDER_ANSWER', 'UNKNOWN', /^$/, null],
    ['of other JSON', say('{"embedding": [1]}'), 'PROVIDER_ANSWER', 'UNKNOWN', /found an object\.$/, null],
    ['of a JSON null', say('null'), 'PROVIDER_ANSWER', 'UNKNOWN', /found null\.$/, null],
    ['of nothing', say(''), 'PROVIDER_ANSWER', 'UNKNOWN', /^$/, null],
    [
      'of nothing, with its length',
      say('', { 'content-type': 'application/json', 'content-length': '0' }),
      'PROVIDER_ANSWER',
      'UNKNOWN',
      /found nothing\.$/,
      null,
    ],
    [
      'of HTML with status 200',
      say('<!doctype html><p>Log in, lamp', { 'content-type': 'text/html' }),
      'PROVIDER_ANSWER',
      'UNKNOWN',
      /found HTML\.$/,
      null,
    ],
    ['of HTML that calls itself JSON', say('<!doctype html>'), 'PROVIDER_ANSWER', 'UNKNOWN', /^$/, null],
  ])('%s is refused', async (_what, behaviour, code, scope, detail, positions) => {
    provider().next(behaviour);
    const error = await failureOf(embed());
    expect([error.code, error.scope, error.positions]).toEqual([code, scope, positions]);
    expect(error.detail ?? '').toMatch(detail);
    expect(everythingOf(error)).not.toContain('lamp');
    expect(provider().calls()).toBe(1);
  });

  it('of a wrong length to one text does not tell whose fault it is', async () => {
    provider().next(sayVectors([[1, 2]]));
    expect((await failureOf(embed(['lamp']))).scope).toBe('UNKNOWN');
  });

  it('that is huge is read no further than an answer can be', async () => {
    let sent = 0;
    provider().next((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1_000_000, ' ');
      const push = () => {
        while (sent < 300 && !response.destroyed) {
          sent += 1;
          if (!response.write(chunk)) return void response.once('drain', push);
        }
        if (!response.destroyed) response.end();
      };
      push();
      return undefined;
    });
    const error = await failureOf(embed());
    expect([error.code, error.retryable]).toEqual(['PROVIDER_ANSWER', false]);
    expect(error.detail).toBe('Expected 3 vectors of 8 numbers; its answer has more than 153600 bytes.');
    await expect.poll(() => provider().broken()).toBe(1);
    expect(sent).toBeLessThan(50);
  });
});

describe('a connection', () => {
  it.each<[string, Behaviour]>([
    ['before the answer', (response) => void response.destroy()],
    [
      'in the middle of the answer',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
        response.write('{"data": [', () => response.destroy());
        return undefined;
      },
    ],
  ])('that is cut %s may have been cut by a text, and is worth another try', async (_when, behaviour) => {
    provider().next(behaviour);
    const error = await failureOf(embed());
    expect([error.code, error.scope, error.retryable]).toEqual(['PROVIDER_CUT', 'UNKNOWN', true]);
    expect(provider().calls()).toBe(1);
  });

  it('to a port that fetch blocks is never sent, and no other try helps', async () => {
    const error = await failureOf(embed(texts, { model: { baseUrl: 'http://127.0.0.1:9/v1' } }));
    expect([error.code, error.scope, error.retryable, error.detail]).toEqual([
      'PROVIDER_UNREACHABLE',
      'PROVIDER',
      false,
      'blocked port',
    ]);
    expect(error.hint).toContain('http://127.0.0.1:9, which belongs to another service');
  });

  it('that nobody accepts has nothing to do with the texts', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await failureOf(embed(texts, { model: { baseUrl: `http://127.0.0.1:${port}/v1` } }));
    expect([error.code, error.scope, error.retryable, error.detail]).toEqual([
      'PROVIDER_UNREACHABLE',
      'PROVIDER',
      true,
      'ECONNREFUSED',
    ]);
  });

  it.each<[string, Behaviour]>([
    ['does not begin', () => undefined],
    [
      'begins and does not end',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data": [');
        return undefined;
      },
    ],
    [
      'comes by drops',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
        return undefined;
      },
    ],
  ])('whose answer %s is given up when the time is over', async (_what, behaviour) => {
    provider().next(behaviour);
    const begun = performance.now();
    const error = await failureOf(embed(texts, { timeoutMs: 150 }));
    expect([error.code, error.scope, error.retryable]).toEqual(['PROVIDER_TIMEOUT', 'UNKNOWN', true]);
    expect(error.message).toBe('The provider of green gave no whole answer within 150 ms.');
    expect(performance.now() - begun).toBeLessThan(1_000);
    await expect.poll(() => provider().broken()).toBe(1);
  });

  it.each<[string, Behaviour]>([
    ['before the answer', () => undefined],
    [
      'in the middle of the answer',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data": [');
        return undefined;
      },
    ],
  ])('is given up %s when the caller aborts, who gets what they aborted with', async (_when, behaviour) => {
    provider().next(behaviour);
    const caller = new AbortController();
    const call = embed(texts, { signal: caller.signal });
    await expect.poll(() => provider().calls()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const reason = new Error('stop');
    caller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect.poll(() => provider().broken()).toBe(1);
  });

  it('is not made for a caller who has aborted already', async () => {
    await expect(embed(texts, { signal: AbortSignal.abort('gone') })).rejects.toBe('gone');
    expect(provider().calls()).toBe(0);
  });
});
