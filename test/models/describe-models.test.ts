import { expect, it } from 'vitest';
import { describeModels } from '../../src/models/describe-models.ts';
import type { EmbeddingModelStatus } from '../../src/retrieval/embedding-status.ts';

const now = new Date('2026-11-23T12:00:00Z');

const model = (more: Partial<EmbeddingModelStatus>): EmbeddingModelStatus => ({
  model: 'builtin-1',
  provider: 'builtin',
  state: 'active',
  dimensions: 64,
  products: 2103,
  embedded: 2103,
  stale: 0,
  coverage: 1,
  backlog: 0,
  inProgress: 0,
  parked: 0,
  oldestPending: null,
  lastEmbeddedAt: null,
  lagP50Seconds: null,
  lagP95Seconds: null,
  similarityFloor: 0.234,
  failure: null,
  lastError: null,
  ...more,
});

it('prints a line a model, and below them what went wrong', () => {
  const failed = {
    code: 'PROVIDER_KEY',
    message: 'The provider refused the key.',
    hint: 'Check it.',
    at: '2026-11-23T11:59:00Z',
  };
  const models = [
    model({}),
    model({
      model: 'small',
      provider: 'openai',
      state: 'building',
      dimensions: 1536,
      coverage: 2102 / 2103,
      backlog: 1,
      parked: 2,
      oldestPending: '2026-11-23T11:48:00.123456+00:00',
      lagP50Seconds: 0.42,
      lagP95Seconds: 61.4,
      similarityFloor: null,
      failure: failed,
      lastError: { code: 'PROVIDER_VECTOR', message: 'No\u001b[2J\ndirection.', hint: null, at: null },
    }),
  ];
  expect(describeModels(models, now)).toBe(`\
model      provider  state     dimensions  coverage  backlog  parked  oldest  lag p50  lag p95  floor
builtin-1  builtin   active            64   100.0 %        0       0       –        –        –   0.23
small      openai    building        1536    99.9 %        1       2  12 min    0.4 s     61 s      –
small: PROVIDER_KEY: The provider refused the key. Check it. (2026-11-23T11:59:00Z)
small: PROVIDER_VECTOR: No [2J direction.
2 products are set aside by small. Why: npx trueshelf model parked small; to try again: npx trueshelf model retry small
`);
});

it('never calls 100 % what lacks a product, and says a fault once', () => {
  const failure = { code: 'PROVIDER_UNREACHABLE', message: 'It cannot be reached.', hint: null, at: null };
  const text = describeModels([model({ coverage: 0.99999, backlog: 1, failure, lastError: failure })], now);
  expect(text).toContain(' 99.9 % ');
  expect(text.match(/PROVIDER_UNREACHABLE/g)).toHaveLength(1);
});

it('says what to do where there is no model', () => {
  expect(describeModels([], now)).toBe('No model is in use. "trueshelf fit" makes the built-in one.\n');
});
