import type OpenAI from 'openai';
import { abortion } from '../abortion.ts';
import { makeCircuitBreaker } from '../circuit-breaker.ts';
import { type Config, openaiBaseUrl } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { makeClient } from '../openai/make-client.ts';
import type { BegunChat, Usage } from './chat-answer.ts';
import { type CompletionCall, openCompletion } from './completion-stream.ts';
import type { Draft, Narrator, Telling, TellingOutcome } from './narrator.ts';
import { describeNarratorFailure, TellingError } from './narrator-failure.ts';
import { makeNarratorMessages, promptVersion } from './narrator-prompt.ts';
import { makeSentenceScanner } from './sentence-scanner.ts';

export interface NarratorOptions {
  config: NonNullable<Config['narration']>;
  logger: Logger;
  metrics: Metrics;
  clock?: () => number;
}

/** More than anybody reads beside the evidence. */
const mostSentences = 8;
/** A token takes some 300 bytes of the stream. */
const answerBytes = 2_000_000;
const pauseMs = 30_000;
/** A provider that is busy for a moment is often free after it; longer, and the template is better than the wait. */
const retryAfterMs = 200;
/** They follow the last token at once, or never. */
const figuresMs = 300;

/** A chat model behind any server of OpenAI's protocol. One call a turn, and a second one only if no sentence has come of the first. */
export function makeNarrator({ config, logger, metrics, clock }: NarratorOptions): Narrator {
  const { model, apiKey, baseUrl, deadlineMs, maxTokens } = config;
  const client = makeClient({ apiKey, baseUrl: baseUrl ?? openaiBaseUrl, answerBytes });
  const breaker = makeCircuitBreaker({ failures: 5, pauseMs }, clock);

  return {
    model,
    promptVersion,
    tell(question, begun, signal) {
      const usage: Usage = { promptTokens: 0, completionTokens: 0, calls: 0 };
      let outcome: TellingOutcome = 'CLIENT_GONE';
      const end = (ended: TellingOutcome, detail = '') => {
        outcome = ended;
        metrics.countNarratorCall(ended);
        if (ended === 'CLIENT_GONE' || ended === 'PAUSED') return;
        if (ended === 'WHOLE') return breaker.succeeded();
        const pauses = breaker.failed() ? `; not asked again for ${pauseMs / 1_000} s` : '';
        logger.warn({ model, outcome }, `the language model did not narrate: ${detail}${pauses}`);
      };
      async function* drafts(): AsyncGenerator<Draft, void> {
        if (signal.aborted) return end('CLIENT_GONE');
        if (!breaker.mayTry()) return end('PAUSED');
        const limit = makeLimit(deadlineMs, signal);
        let told = 0;
        let ended = false;
        try {
          for (let attempt = 1; !ended; attempt += 1) {
            usage.calls = attempt;
            try {
              for await (const draft of readDrafts({ client, ...request(question, begun), usage, limit })) {
                told += 1;
                limit.firstCame();
                yield draft;
              }
              ended = true;
              end('WHOLE');
            } catch (error) {
              const failure = describeNarratorFailure(error);
              const late = limit.signal.aborted;
              const pause = Math.max(retryAfterMs, failure.afterMs ?? 0);
              const mayTryAgain = failure.again && told === 0 && attempt === 1 && pause < limit.leftMs();
              ended = late || !mayTryAgain || !(await limit.wait(pause));
              if (!ended) metrics.countNarratorCall(failure.outcome);
              else if (signal.aborted) end('CLIENT_GONE');
              else if (late) end('TIMED_OUT', limit.describe());
              else end(failure.outcome, failure.detail);
            }
          }
        } finally {
          limit.end();
          if (!ended) end('CLIENT_GONE');
        }
      }
      return { drafts: drafts(), usage: () => ({ ...usage }), outcome: () => outcome } satisfies Telling;
    },
  };

  function request(question: string, begun: BegunChat) {
    return { model, maxTokens, messages: makeNarratorMessages(question, begun) };
  }
}

interface Reading extends Omit<CompletionCall, 'signal'> {
  client: OpenAI;
  limit: Limit;
}

async function* readDrafts({ limit, ...call }: Reading): AsyncGenerator<Draft, void> {
  const scanner = makeSentenceScanner();
  let told = 0;
  const pieces = openCompletion({ ...call, signal: limit.signal });
  try {
    for (;;) {
      // What is asked under a signal may be slow to notice it.
      const { done, value: piece } = await Promise.race([pieces.next(), limit.aborted]);
      if (done) break;
      for (const draft of scanner.push(piece)) {
        told += 1;
        yield draft;
        if (told === mostSentences) return;
      }
      if (scanner.isWhole()) break;
    }
    if (!scanner.isWhole()) throw new TellingError('CUT', 'its answer breaks off', true);
    // All is said: what still comes are the figures of its use.
    await Promise.race([drain(pieces), limit.wait(figuresMs)]).catch(() => undefined);
    if (told === 0) throw new TellingError('EMPTY', 'its answer has no sentences', true);
  } finally {
    pieces.return().catch(() => undefined); // not waited for: it may hang where the server does
  }
}

async function drain(pieces: AsyncGenerator<string, void>): Promise<void> {
  while (!(await pieces.next()).done);
}

interface Limit {
  /** Aborts when the client leaves, the time is up, or `end` is called. */
  readonly signal: AbortSignal;
  /** Rejects then. */
  readonly aborted: Promise<never>;
  firstCame(): void;
  /** Until the first sentence has to be there. */
  leftMs(): number;
  /** False where the limit comes first. */
  wait(ms: number): Promise<boolean>;
  describe(): string;
  end(): void;
}

/**
 * Half of the time for the first sentence: by then the template is the better answer. By timers of its own, for Node 20 lets the
 * collector take away AbortSignal.any over AbortSignal.timeout, and the time-out never comes.
 */
function makeLimit(deadlineMs: number, client: AbortSignal): Limit {
  const controller = new AbortController();
  const { signal } = controller;
  let passed = '';
  const stop = (what: string) => () => {
    passed = what;
    controller.abort();
  };
  const leave = () => controller.abort();
  client.addEventListener('abort', leave, { once: true });
  const firstMs = Math.ceil(deadlineMs / 2);
  const begunAt = performance.now();
  const first = setTimeout(stop(`no sentence within ${firstMs} ms`), firstMs);
  const all = setTimeout(stop(`no end within ${deadlineMs} ms`), deadlineMs);
  const aborted = abortion(signal);
  aborted.catch(() => undefined);
  return {
    signal,
    aborted,
    firstCame: () => clearTimeout(first),
    leftMs: () => firstMs - (performance.now() - begunAt),
    wait: async (ms) => {
      let timer: NodeJS.Timeout | undefined;
      const slept = new Promise<true>((resolve) => {
        timer = setTimeout(resolve, ms, true);
      });
      return Promise.race([slept, aborted.catch(() => false)]).finally(() => clearTimeout(timer));
    },
    describe: () => passed,
    end() {
      clearTimeout(first);
      clearTimeout(all);
      client.removeEventListener('abort', leave);
      controller.abort();
    },
  };
}
