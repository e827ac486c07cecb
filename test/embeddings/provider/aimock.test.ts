import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbedOutcome, embedItems } from '../../../src/embeddings/provider/embed-items.ts';
import { makeEmbedder } from '../../../src/embeddings/provider/embedder.ts';
import { aModel } from './a-model.ts';

/** The protocol as somebody else reads it, so that our own fake and our own client do not share a mistake. */
const mock = new LLMock({ port: 0, logLevel: 'silent' });
beforeAll(() => mock.start());
afterAll(() => mock.stop());
beforeEach(() => mock.reset());

const texts = ['lamp', 'chair', 'table'];

async function run(path = '/v1'): Promise<{ outcomes: EmbedOutcome[]; waits: number[] }> {
  const model = aModel(`${mock.url}${path}`, { dimensions: 16, sendDimensions: true });
  const waits: number[] = [];
  const outcomes: EmbedOutcome[] = [];
  for await (const outcome of embedItems({
    embedder: makeEmbedder(model, new Map([[mock.url, 'sk-mock']])),
    model,
    items: texts.map((text) => ({ id: text, text })),
    signal: new AbortController().signal,
    timeoutMs: 2_000,
    random: () => 0,
    sleep: async (ms) => void waits.push(ms),
  })) {
    outcomes.push(outcome);
  }
  return { outcomes, waits };
}

const embedded = { status: 'EMBEDDED', ids: texts, vectors: texts.map(() => expect.any(Array)) };
const requests = () => mock.getRequests().map(({ path }) => path);

describe('against @copilotkit/aimock', () => {
  it.each([
    ['OpenAI', '/v1', '/v1/embeddings'],
    ['Azure', '/openai/deployments/small?api-version=2024-10-21', '/openai/deployments/small/embeddings'],
  ])('texts are embedded as by %s', async (_whose, base, path) => {
    const { outcomes } = await run(base);
    expect(outcomes).toEqual([embedded]);
    const [outcome] = outcomes;
    if (outcome?.status !== 'EMBEDDED') throw new Error('nothing was embedded');
    expect(new Set(outcome.vectors.map((vector) => vector.join())).size).toBe(3);
    for (const vector of outcome.vectors) {
      expect([vector.length, Math.hypot(...vector).toFixed(9)]).toEqual([16, '1.000000000']);
    }
    expect(requests()).toEqual([expect.stringContaining(path)]);
  });

  it('a 429 is waited for as long as its Retry-After of 1 s says', async () => {
    mock.nextRequestError(429, { message: 'slow down', type: 'rate_limit_error' });
    const { outcomes, waits } = await run();
    expect([outcomes, waits, requests().length]).toEqual([[embedded], [1_000], 2]);
  });

  it('a 500 is tried again', async () => {
    mock.nextRequestError(500, { message: 'oops' });
    const { outcomes, waits } = await run();
    expect([outcomes, waits, requests().length]).toEqual([[embedded], [250], 2]);
  });

  it.each([
    ['malformedRate', 'PROVIDER_ANSWER'],
    ['disconnectRate', 'PROVIDER_CUT'],
    ['dropRate', 'PROVIDER_STATUS'],
  ] as const)('chaos of %s gives everything back after four tries and a probe', async (rate, code) => {
    mock.setChaos({ [rate]: 1 });
    const { outcomes } = await run().finally(() => mock.clearChaos());
    expect(outcomes).toEqual([
      { status: 'RETURNED', ids: texts, error: expect.objectContaining({ code }), retryAfterMs: 10_000 },
    ]);
    expect(requests()).toHaveLength(5);
  });
});
