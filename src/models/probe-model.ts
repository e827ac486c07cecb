import type { Config } from '../config.ts';
import type { EmbeddingModel } from '../embeddings/embedding-model.ts';
import { makeEmbedder } from '../embeddings/provider/embedder.ts';
import { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import { harmlessText } from '../embeddings/provider/harmless-text.ts';
import { TrueshelfError } from '../errors.ts';

/** As much of a model as its provider is asked by; `dimensions` null: as many as the provider gives. */
export type WantedModel = Pick<EmbeddingModel, 'name' | 'providerModel' | 'baseUrl' | 'sendDimensions'> & {
  readonly dimensions: number | null;
};

/** Of no effect on one short text. */
const limits = {
  documentTemplate: '{title}',
  queryTemplate: '{text}',
  batchItems: 1,
  batchTokens: 100,
  inputTokens: 100,
};

/** pgvector indexes no more. */
const maxDimensions = 2000;

/** Asks the provider once for the vector of a harmless text and returns the dimensions. Throws TrueshelfError that says what is wrong. */
export async function probeModel(
  wanted: WantedModel,
  { keys, timeoutMs }: Pick<Config['embedding'], 'keys' | 'timeoutMs'>,
  signal: AbortSignal,
): Promise<number> {
  const dimensions = await measureDimensions(wanted, { keys, timeoutMs }, signal).catch((error: unknown) => {
    throw error instanceof EmbeddingError ? describeFailure(wanted, error, keys) : error;
  });
  if (dimensions <= maxDimensions) return dimensions;
  throw new TrueshelfError(
    'PROVIDER_DIMENSIONS',
    `The provider's vectors have ${dimensions} dimensions; expected ${maxDimensions} at most, which is what pgvector can index.
  Ask for fewer if the model can shorten its vectors: --dimensions 1024 --send-dimensions. Nothing was written.`,
  );
}

async function measureDimensions(
  wanted: WantedModel,
  { keys, timeoutMs }: Pick<Config['embedding'], 'keys' | 'timeoutMs'>,
  signal: AbortSignal,
): Promise<number> {
  const embedder = makeEmbedder(
    { ...limits, ...wanted, dimensions: wanted.dimensions ?? maxDimensions },
    keys,
  );
  try {
    const [vector] = await embedder.embed([harmlessText], { signal, timeoutMs });
    return vector?.length ?? 0;
  } catch (error) {
    const found = error instanceof EmbeddingError ? error.context.found : undefined;
    const isLength = error instanceof EmbeddingError && error.code === 'PROVIDER_DIMENSIONS';
    if (wanted.dimensions === null && isLength && typeof found === 'number' && found > 0) return found;
    throw error;
  }
}

function describeFailure(
  { baseUrl, providerModel }: WantedModel,
  error: EmbeddingError,
  keys: Config['embedding']['keys'],
): TrueshelfError {
  const { origin } = new URL(baseUrl);
  const lines = [
    `${error.message} It was asked at ${origin} for a vector of the model ${JSON.stringify(providerModel)}.`,
    ...(error.detail === null ? [] : [error.detail]),
    error.hint,
    ...(error.code === 'PROVIDER_KEY' ? [describeKey(origin, keys)] : []),
    'Nothing was written.',
  ];
  return new TrueshelfError(error.code, lines.join('\n  '), { retryable: error.retryable });
}

/** A key of another origin is the likely mistake, so say whether this one has any. */
function describeKey(origin: string, keys: Config['embedding']['keys']): string {
  return keys.has(origin)
    ? `A key was sent: the one that the environment has for ${origin}.`
    : `No key was sent, for the environment has none for ${origin}: set TRUESHELF_PROVIDER_KEYS=${origin}=KEY.`;
}
