import { makeClient } from '../../openai/make-client.ts';
import type { EmbeddingModel } from '../embedding-model.ts';
import { cutText } from './cut-text.ts';
import { explainFailure } from './explain-failure.ts';
import { readVectors } from './read-vectors.ts';

export interface EmbedOptions {
  readonly signal: AbortSignal;
  /** Of the whole request, its answer included. */
  readonly timeoutMs: number;
}

export interface Embedder {
  /**
   * One request, never repeated. Vectors of length 1 in the order of `texts`, of the model's dimensions. Throws EmbeddingError, or
   * what `signal` was aborted with.
   */
  embed(texts: readonly string[], options: EmbedOptions): Promise<number[][]>;
}

/** `keys`: by origin; a key is sent to no other. */
export function makeEmbedder(model: EmbeddingModel, keys: ReadonlyMap<string, string>): Embedder {
  const { providerModel, baseUrl, dimensions, sendDimensions, inputTokens } = model;
  const apiKey = keys.get(new URL(baseUrl).origin) ?? null;
  const client = makeClient({ baseUrl, apiKey, answerBytes: longestAnswer(model) });
  return {
    async embed(texts, { signal, timeoutMs }) {
      signal.throwIfAborted();
      const request = new AbortController();
      const abort = () => request.abort();
      signal.addEventListener('abort', abort, { once: true });
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        request.abort();
      }, timeoutMs);
      try {
        const answer: unknown = await client.embeddings.create(
          {
            model: providerModel,
            input: texts.map((text) => cutText(text, inputTokens)),
            // The client's own default is base64, which some servers ignore: their numbers would be decoded to a quarter of them.
            encoding_format: 'float',
            ...(sendDimensions && { dimensions }),
          },
          // The client's own time-out, of 10 minutes unless it is told, ends with the first byte of the answer.
          { signal: request.signal, timeout: timeoutMs + 1_000 },
        );
        return readVectors(answer, texts.length, model);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw explainFailure(error, { model, texts: texts.length, timeoutMs, timedOut });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
    },
  };
}

/** In bytes: a number takes some 22 as JSON, indented some 35. */
function longestAnswer({ batchItems, dimensions }: EmbeddingModel): number {
  return 64_000 + batchItems * (dimensions * 50 + 1_000);
}
