import type { EmbeddingModel } from '../embedding-model.ts';
import { EmbeddingError } from './embedding-error.ts';

type Expected = Pick<EmbeddingModel, 'name' | 'dimensions'>;

/**
 * The vectors of an answer to `count` texts, in their order and of length 1. Throws EmbeddingError unless there is exactly one
 * good vector for every text.
 */
export function readVectors(answer: unknown, count: number, model: Expected): number[][] {
  const vectors = orderByIndex(readData(answer, model), count, model);
  checkForm(vectors, model);
  const numbers = vectors as unknown[][];
  checkLengths(numbers, model);
  return normaliseAll(numbers, model);
}

function readData(answer: unknown, model: Expected): unknown[] {
  const data = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  if (Array.isArray(data)) return data;
  // A web page comes from an address that is no provider's; what was cut or garbled may be whole the next time.
  const page = typeof answer === 'string' && /^\s*</.test(answer);
  throw new EmbeddingError(
    'PROVIDER_ANSWER',
    `The provider of ${model.name} answered with ${page ? 'a web page' : 'something that has no list of vectors'}.`,
    {
      scope: 'UNKNOWN',
      retryable: !page && (typeof answer !== 'object' || answer === null),
      detail: `Expected a JSON object with an array "data"; found ${page ? 'HTML' : describeKind(answer)}.`,
      hint: 'Check that its base URL is that of an OpenAI-compatible API, mostly with /v1 at the end.',
      context: { model: model.name },
    },
  );
}

function orderByIndex(data: readonly unknown[], count: number, model: Expected): unknown[] {
  if (data.length !== count) {
    throw misnumbered(`Expected ${count} vectors, one for each text; found ${data.length}.`, model);
  }
  const vectors: unknown[] = new Array(count);
  const seen = new Set<number>();
  for (const entry of data) {
    const index = typeof entry === 'object' && entry !== null && 'index' in entry ? entry.index : undefined;
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) {
      throw misnumbered(
        `Expected indexes 0 to ${count - 1}; found ${typeof index === 'number' ? index : describeKind(index)}.`,
        model,
      );
    }
    if (seen.has(index)) throw misnumbered(`Expected every index once; found ${index} twice.`, model);
    seen.add(index);
    vectors[index] = (entry as { embedding?: unknown }).embedding;
  }
  return vectors;
}

function misnumbered(detail: string, model: Expected): EmbeddingError {
  return new EmbeddingError(
    'PROVIDER_ANSWER',
    `The provider of ${model.name} answered with vectors that cannot be told which text each belongs to.`,
    {
      scope: 'UNKNOWN',
      retryable: false,
      detail,
      hint: 'Try a smaller batchItems; if that does not help, the server does not keep to the OpenAI API.',
      context: { model: model.name },
    },
  );
}

/** Base64 is refused: nothing in it says how wide its numbers are and in which byte order, and a wrong guess looks like a vector. */
function checkForm(vectors: readonly unknown[], model: Expected): void {
  const wrong = vectors.flatMap((vector, position) => (Array.isArray(vector) ? [] : [position]));
  if (wrong.length === 0) return;
  const encoded = wrong.every((position) => typeof vectors[position] === 'string');
  const all = wrong.length === vectors.length;
  throw new EmbeddingError(
    'PROVIDER_VECTOR',
    `The provider of ${model.name} answered with ${encoded ? 'encoded text' : 'something else'} in place of ${all ? 'vectors' : 'a vector'}.`,
    {
      // One text alone does not tell whether it is its own fault.
      scope: all && encoded && vectors.length > 1 ? 'PROVIDER' : 'UNKNOWN',
      retryable: false,
      detail: `Expected an array of ${model.dimensions} numbers; found ${encoded ? 'a string, probably base64' : describeKind(vectors[wrong[0] ?? 0])}.`,
      hint: 'It was asked for encoding_format "float"; use a server, or a version of it, that heeds that.',
      context: { model: model.name, wrong: wrong.length, texts: vectors.length },
      positions: wrong,
    },
  );
}

function checkLengths(vectors: readonly unknown[][], model: Expected): void {
  const wrong = vectors.flatMap((vector, position) => (vector.length === model.dimensions ? [] : [position]));
  if (wrong.length === 0) return;
  const found = vectors[wrong[0] ?? 0]?.length ?? 0;
  throw new EmbeddingError(
    'PROVIDER_DIMENSIONS',
    `The provider of ${model.name} answered with vectors of other dimensions.`,
    {
      scope: wrong.length === vectors.length && vectors.length > 1 ? 'PROVIDER' : 'UNKNOWN',
      retryable: false,
      detail: `Expected ${model.dimensions} dimensions; found ${found}.`,
      hint: `Add a model of ${found} dimensions in its place, or one with sendDimensions where it can shorten its vectors.`,
      context: {
        model: model.name,
        expected: model.dimensions,
        found,
        wrong: wrong.length,
        texts: vectors.length,
      },
      positions: wrong,
    },
  );
}

function normaliseAll(vectors: readonly unknown[][], model: Expected): number[][] {
  const unit = vectors.map(normalise);
  const wrong = unit.flatMap((vector, position) => (typeof vector === 'string' ? [position] : []));
  if (wrong.length === 0) return unit as number[][];
  throw new EmbeddingError(
    'PROVIDER_VECTOR',
    `The provider of ${model.name} answered with a vector that has no direction.`,
    {
      scope: 'UNKNOWN',
      retryable: false,
      detail: `Expected finite numbers, not all of them zero; found ${unit[wrong[0] ?? 0]}.`,
      hint: 'A server that computes in half precision overflows on some texts; run it with float32 or bfloat16, or change the text.',
      context: { model: model.name, wrong: wrong.length, texts: vectors.length },
      positions: wrong,
    },
  );
}

/** Of length 1; or what is wrong with it. Scaled by the largest number first, for squares of what is finite may not be. */
function normalise(vector: readonly unknown[]): number[] | string {
  let largest = 0;
  for (const value of vector) {
    if (typeof value !== 'number') return describeKind(value);
    if (!Number.isFinite(value)) return 'a number that is not finite';
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  if (largest === 0) return 'zeros only';
  const scaled = (vector as readonly number[]).map((value) => value / largest);
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / length);
}

function describeKind(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
