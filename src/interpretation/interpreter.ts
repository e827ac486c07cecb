import { abortion } from '../abortion.ts';
import { makeCircuitBreaker } from '../circuit-breaker.ts';
import { type Config, openaiBaseUrl } from '../config.ts';
import type { Queryable } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { makeClient } from '../openai/make-client.ts';
import { makeRecentAnswers } from '../recent-answers.ts';
import { describeFailure } from './describe-failure.ts';
import type { Proposal, Proposals } from './proposal.ts';
import { proposeConstraints } from './propose-constraints.ts';
import { makeVocabularyReader } from './vocabulary.ts';

export interface Interpreter {
  /** What the model reads in a text, within the deadline. Never throws. `signal`: of the client that waits for it. */
  propose(text: string, signal: AbortSignal): Promise<Proposals>;
}

export interface InterpreterOptions {
  config: NonNullable<Config['interpretation']>;
  database: Queryable;
  logger: Logger;
  clock?: () => number;
}

/** An answer takes some 0.3 kB. */
const keptAnswers = 2_000;
const pauseMs = 30_000;
/** Its 800 tokens take some 4 kB. */
const answerBytes = 1_000_000;

interface Call {
  readonly proposals: Promise<Proposals>;
  readonly controller: AbortController;
  waiting: number;
}

/** The optional language model behind the rules. Equal questions share one call, and its answer as long as the vocabulary is the same. */
export function makeInterpreter({ config, database, logger, clock }: InterpreterOptions): Interpreter {
  const { model, deadlineMs } = config;
  const { apiKey, baseUrl } = config;
  const client = makeClient({ apiKey, baseUrl: baseUrl ?? openaiBaseUrl, answerBytes });
  const readVocabulary = makeVocabularyReader(database, clock);
  const answers = makeRecentAnswers<Proposal[]>(keptAnswers);
  const breaker = makeCircuitBreaker({ failures: 5, pauseMs }, clock);
  const calls = new Map<string, Call>();

  const ask = async (text: string, signal: AbortSignal): Promise<Proposals> => {
    const { json, version } = await readVocabulary();
    const key = `${version} ${text.toLowerCase()}`;
    const known = answers.find(key);
    if (known !== undefined) return { model, outcome: 'ANSWERED', constraints: known };
    signal.throwIfAborted();
    if (!breaker.mayTry()) return { model, outcome: 'FAILED', constraints: [] };
    const constraints = await proposeConstraints({ client, model, text, vocabulary: json, signal });
    answers.keep(key, constraints);
    breaker.succeeded();
    return { model, outcome: 'ANSWERED', constraints };
  };

  const fail = (error: unknown, signal: AbortSignal): Proposals => {
    const outcome = signal.reason === timedOut ? 'TIMED_OUT' : 'FAILED';
    if (signal.reason !== nobodyWaits) {
      const reason = outcome === 'TIMED_OUT' ? `no answer within ${deadlineMs} ms` : describeFailure(error);
      const pauses = breaker.failed() ? `; not asked again for ${pauseMs / 1000} s` : '';
      logger.warn({ model, outcome }, `the language model added nothing: ${reason}${pauses}`);
    }
    return { model, outcome, constraints: [] };
  };

  const begin = (key: string, text: string): Call => {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(timedOut), deadlineMs);
    const proposals = Promise.race([ask(text, signal), abortion(signal)])
      .catch((error: unknown) => fail(error, signal))
      .finally(() => {
        clearTimeout(timer);
        if (calls.get(key)?.controller === controller) calls.delete(key);
      });
    const call = { proposals, controller, waiting: 0 };
    calls.set(key, call);
    return call;
  };

  return {
    async propose(text, signal) {
      const written = text.normalize('NFC').trim().replace(/\s+/g, ' ');
      const key = written.toLowerCase();
      const call = calls.get(key) ?? begin(key, written);
      call.waiting += 1;
      const leave = () => {
        call.waiting -= 1;
        if (call.waiting > 0) return;
        calls.delete(key); // who comes now asks anew
        call.controller.abort(nobodyWaits);
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      try {
        return await call.proposals;
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
  };
}

const timedOut = new Error('timed out');
const nobodyWaits = new Error('nobody waits');
