import { setTimeout } from 'node:timers/promises';
import type { Embedder } from './embedder.ts';
import { EmbeddingError } from './embedding-error.ts';

export interface Retry {
  readonly error: EmbeddingError;
  /** Of the next try: 2 to 4. */
  readonly attempt: number;
  readonly waitMs: number;
}

export interface AskOptions {
  readonly embedder: Embedder;
  readonly signal: AbortSignal;
  /** Of one request. */
  readonly timeoutMs: number;
  readonly onRetry?: (retry: Retry) => void;
  /** 0 to below 1. */
  readonly random?: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const maxTries = 4;
const firstWaitMs = 500;
/** Who is to wait longer holds no products meanwhile. */
const longestWaitMs = 60_000;

export type Answer = { readonly vectors: number[][] } | { readonly error: EmbeddingError | null };

/** One request, tried again as long as that may help; `patient`: also where a text may be at fault. Error null: aborted. */
export async function askPatiently(
  texts: readonly string[],
  patient: boolean,
  options: AskOptions,
): Promise<Answer> {
  const { embedder, signal, timeoutMs, onRetry, random = Math.random, sleep = sleepUnlessAborted } = options;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return { vectors: await embedder.embed(texts, { signal, timeoutMs }) };
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof EmbeddingError)) throw error;
      const { retryable, scope, retryAfterMs } = error;
      const helps = retryable && (patient || scope === 'PROVIDER') && (retryAfterMs ?? 0) <= longestWaitMs;
      if (!helps || attempt === maxTries) return { error };
      const backoffMs = firstWaitMs * 2 ** (attempt - 1);
      // Never before the instant that the provider named, and not all workers at that instant.
      const waitMs = Math.round(
        retryAfterMs === null ? (backoffMs * (1 + random())) / 2 : retryAfterMs + backoffMs * random(),
      );
      onRetry?.({ error, attempt: attempt + 1, waitMs });
      await sleep(waitMs, signal);
    }
  }
  return { error: null };
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
