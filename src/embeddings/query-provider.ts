import { abortion } from '../abortion.ts';
import { makeCircuitBreaker } from '../circuit-breaker.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import type { Embedder } from './provider/embedder.ts';
import { EmbeddingError } from './provider/embedding-error.ts';

/** Of length 1, with the seven digits that a four-byte float holds; or why there is none. */
export type QueryVector =
  | { readonly vector: readonly number[] }
  | { readonly reason: 'TIMED_OUT' | 'FAILED' | 'PAUSED' | 'ASKED_TO_WAIT' | 'BUSY' };

export interface QueryProvider {
  /** The vector of a question's text, within the deadline. Equal texts at once share one request. Never throws. */
  embed(text: string): Promise<QueryVector>;
}

export interface QueryProviderOptions {
  model: EmbeddingModel;
  embedder: Embedder;
  deadlineMs: number;
  logger: Logger;
  metrics: Metrics;
  clock: () => number;
  /** Told at most once a minute, while the provider fails. Never throws. */
  onFailing?: (code: string) => void;
}

/** Also the longest that a provider's Retry-After is heeded: it may be about one question, and silences all. */
const pauseMs = 30_000;
/** Requests under way: more at once are a burst that a provider answers too late or refuses, and hold a connection each. */
const mostCalls = 32;
const tellMs = 60_000;

/** Asks a provider while somebody waits: once, with a deadline, and not at all for a while after five failures in a row or where it asks to be left alone. */
export function makeQueryProvider(options: QueryProviderOptions): QueryProvider {
  const { model, embedder, deadlineMs, logger, metrics, clock, onFailing = () => undefined } = options;
  const breaker = makeCircuitBreaker({ failures: 5, pauseMs }, clock);
  const calls = new Map<string, Promise<QueryVector>>();
  let notBefore = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  let failing = false;
  let toldAt = Number.NEGATIVE_INFINITY;

  const ask = async (text: string): Promise<QueryVector> => {
    if (clock() < notBefore) return { reason: 'ASKED_TO_WAIT' };
    if (underWay >= mostCalls) return { reason: 'BUSY' };
    if (!breaker.mayTry()) return { reason: 'PAUSED' };
    underWay += 1;
    const deadline = new AbortController();
    // The embedded engine computes in this thread: an answer that came meanwhile is read before the time is said to be over.
    const timer = setTimeout(() => setImmediate(() => deadline.abort(timedOut)), deadlineMs);
    const begun = performance.now();
    let outcome = 'OK';
    try {
      const input = model.queryTemplate.replaceAll('{text}', () => text);
      const asked = embedder.embed([input], { signal: deadline.signal, timeoutMs: deadlineMs + 1_000 });
      // The client may be slower than the timer to notice that it was aborted.
      const [vector] = await Promise.race([asked, abortion(deadline.signal)]);
      succeed();
      return { vector: (vector ?? []).map((value) => Number(value.toPrecision(7))) };
    } catch (error) {
      const late = error === timedOut || codeOf(error) === 'PROVIDER_TIMEOUT';
      outcome = late ? 'TIMED_OUT' : codeOf(error);
      fail(error, outcome);
      if (asksToWait(error)) return { reason: 'ASKED_TO_WAIT' };
      return { reason: late ? 'TIMED_OUT' : 'FAILED' };
    } finally {
      underWay -= 1;
      clearTimeout(timer);
      metrics.countProviderCall({ purpose: 'query', outcome });
      metrics.observeProvider('query', (performance.now() - begun) / 1_000);
    }
  };

  const succeed = (): void => {
    breaker.succeeded();
    if (failing) logger.info({ model: model.name }, 'the provider gives vectors of questions again');
    failing = false;
    metrics.noteQueryProvider(model.name, false);
  };

  const fail = (error: unknown, code: string): void => {
    const known = error instanceof EmbeddingError ? error : null;
    if (asksToWait(error)) notBefore = clock() + Math.min(error.retryAfterMs, pauseMs);
    // A refusal may be the fault of this one text, and who asks it five times must not silence the provider for all others.
    const isOfText = known?.scope === 'UNKNOWN' && !known.retryable;
    const pauses = isOfText ? false : breaker.failed();
    // One that is late now and then is slow, not down.
    failing ||= !isOfText && (code !== 'TIMED_OUT' || pauses);
    if (failing) {
      metrics.noteQueryProvider(model.name, true);
      if (clock() - toldAt >= tellMs) {
        toldAt = clock();
        onFailing(code);
      }
    }
    logger.warn(
      { model: model.name, code },
      `a question went without its vector: ${error === timedOut ? `no answer within ${deadlineMs} ms` : describe(error)}${pauses ? `; not asked again for ${pauseMs / 1_000} s` : ''}`,
    );
  };

  return {
    embed(text) {
      const known = calls.get(text);
      if (known !== undefined) return known;
      const call = ask(text).finally(() => calls.delete(text));
      calls.set(text, call);
      return call;
    },
  };
}

/** A text that is refused is no reason to wait, whatever stands beside the refusal. */
function asksToWait(error: unknown): error is EmbeddingError & { retryAfterMs: number } {
  return error instanceof EmbeddingError && error.retryable && (error.retryAfterMs ?? 0) > 0;
}

const timedOut = new Error('timed out');

function codeOf(error: unknown): string {
  return error instanceof EmbeddingError ? error.code : 'UNEXPECTED';
}

/** Only our own words: a provider's may repeat the key and the text. */
function describe(error: unknown): string {
  if (!(error instanceof EmbeddingError)) return error instanceof Error ? error.name : typeof error;
  return [error.message, error.detail].filter((part) => part !== null).join(' ');
}
