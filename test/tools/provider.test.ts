import { spawnSync } from 'node:child_process';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { hashedVector } from '../../tools/hashed-vector.ts';
import { providerProgram, startProvider } from './start-provider.ts';

describe('the stand-in provider', () => {
  const provider = startProvider();

  const embed = (body: unknown) =>
    fetch(`${provider.baseUrl}/embeddings`, { method: 'POST', body: JSON.stringify(body) });

  it('answers the client of OpenAI, in the order of the texts and as long as asked for', async () => {
    const client = new OpenAI({ baseURL: provider.baseUrl, apiKey: 'none', maxRetries: 0 });
    const input = ['Red leather jacket', 'A kettle of steel'];
    for (const encoding_format of ['float', 'base64'] as const) {
      const { data } = await client.embeddings.create({
        model: 'hashed-words',
        input,
        dimensions: 64,
        encoding_format,
      });
      const embeddings = data.map(({ embedding }) =>
        typeof embedding === 'string'
          ? [...new Float32Array(new Uint8Array(Buffer.from(embedding, 'base64')).buffer)]
          : embedding,
      );
      expect(data.map(({ index }) => index)).toEqual([0, 1]);
      expect(embeddings.map((embedding) => embedding.map((value) => value.toFixed(5)))).toEqual(
        input.map((text) => hashedVector(text, 64).map((value) => value.toFixed(5))),
      );
    }
  });

  it('takes one text, gives 512 dimensions by default and names its model', async () => {
    const response = await embed({ model: 'hashed-words', input: 'jacket' });
    const { data } = (await response.json()) as { data: { embedding: number[] }[] };
    expect(data.map(({ embedding }) => embedding.length)).toEqual([512]);
    const models = await (await fetch(`${provider.baseUrl}/models`)).json();
    expect(models).toMatchObject({ data: [{ id: 'hashed-words' }] });
  });

  it.each([
    [404, 'model_not_found', { model: 'other', input: 'jacket' }],
    [400, 'invalid_input', { model: 'hashed-words', input: [] }],
    [400, 'invalid_input', { model: 'hashed-words', input: ['jacket', ''] }],
    [400, 'invalid_input', { model: 'hashed-words' }],
    [400, 'invalid_dimensions', { model: 'hashed-words', input: 'jacket', dimensions: 2001 }],
    [400, 'invalid_encoding_format', { model: 'hashed-words', input: 'jacket', encoding_format: 'int8' }],
    [400, 'invalid_json', []],
  ])('refuses with %i %s in the shape of OpenAI', async (status, code, body) => {
    const response = await embed(body);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status,
      body: { error: { message: expect.any(String), type: 'invalid_request_error', param: null, code } },
    });
  });

  it('prints how many texts it was given, and none of them', async () => {
    await embed({ model: 'hashed-words', input: ['a secret wish', 'another'] });
    await expect
      .poll(() => provider.printed)
      .toMatch(/POST \/v1\/embeddings 200 2 texts, 512 dimensions, \d+ ms\n/);
    expect(provider.printed).not.toContain('secret');
  });
});

describe('hashed vectors', () => {
  const similarity = (left: string, right: string) => {
    const other = hashedVector(right, 512);
    return hashedVector(left, 512).reduce((sum, value, index) => sum + value * other[index]!, 0);
  };

  it('have length 1 and the dimensions asked for, whatever the text', () => {
    for (const [text, dimensions] of [
      ['jacket', 1],
      ['…', 3],
      ['the of and', 2000],
    ] as const) {
      const vector = hashedVector(text, dimensions);
      expect(vector).toHaveLength(dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
    }
  });

  it('are equal for equal words in any case, and nearer the more the texts share', () => {
    expect(hashedVector('Léather Jacket', 64)).toEqual(hashedVector('leather jacket', 64));
    const same = similarity('leather jacket', 'jackets of leather');
    const half = similarity('leather jacket', 'leather sofa');
    const none = similarity('leather jacket', 'garden hose');
    expect(same).toBeGreaterThan(half);
    expect(half).toBeGreaterThan(none + 0.2);
    expect(Math.abs(none)).toBeLessThan(0.15);
  });

  it('say most by the first line, where the title is', () => {
    const question = 'kettle';
    expect(similarity(question, 'Steel kettle\nGoes with a toaster')).toBeGreaterThan(
      similarity(question, 'Steel toaster\nGoes with a kettle'),
    );
  });
});

it.each([
  [['--help'], 0, /^Usage: npm run provider -- /],
  [['--port', 'x'], 2, /^--port: found "x"; expected a whole number from 0 to 65535\.\n$/],
])('%j ends with %i', (args, status, text) => {
  const ended = spawnSync(process.execPath, [...providerProgram, ...args], { encoding: 'utf8' });
  expect({ status: ended.status, output: ended.stdout + ended.stderr }).toEqual({
    status,
    output: expect.stringMatching(text),
  });
});
