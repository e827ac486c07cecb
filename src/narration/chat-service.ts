import type { Queryable } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Claims } from '../retrieval/page.ts';
import type { BeginQueue } from './begin-queue.ts';
import type { ChatEvent, ChatOutcome } from './chat-answer.ts';
import { describeChatFailure, makeGone, withoutWords } from './chat-failure.ts';
import type { ChatRequest } from './chat-request.ts';
import { beginChat, chat, failChat } from './chat-steps.ts';
import type { Narrator } from './narrator.ts';
import { tellNarrated } from './tell-narrated.ts';
import { tellRecorded } from './tell-recorded.ts';

export interface ChatService {
  /**
   * INTERPRETED and EVIDENCE as soon as the evidence is there, each SENTENCE once it may be shown, then COMPLETED; or FAILED.
   * Never throws, and reads nothing ahead. `return()` and the signal end the model's call at once; the turn is then recorded as
   * it stands.
   */
  stream(
    request: ChatRequest,
    claims: Claims | null,
    signal: AbortSignal,
  ): AsyncIterableIterator<ChatEvent, void, undefined>;
  /** The same in one go. Throws what `mapSqlError` knows, or an error that holds none of the question's words. */
  answer(request: ChatRequest, claims: Claims | null, signal: AbortSignal): Promise<ChatOutcome>;
}

export interface ChatServiceOptions {
  database: Queryable;
  /** Null: the template speaks, and a turn is one SQL call. */
  narrator: Narrator | null;
  metrics: Metrics;
  logger: Logger;
  /** What is to be found out before SQL is asked, such as the question's vector; default nothing. */
  prepare?: (request: ChatRequest, claims: Claims | null, signal: AbortSignal) => Promise<ChatRequest>;
  /** Where turns wait for the database; default: nowhere. */
  begins?: BeginQueue;
}

/** The two ways to have a question answered: told while it goes on, and at once. */
export function makeChatService(options: ChatServiceOptions): ChatService {
  const { database, narrator, metrics, logger, prepare, begins } = options;

  /** As `stream`, but throws. */
  async function* run(
    given: ChatRequest,
    claims: Claims | null,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent, void> {
    const begunAt = performance.now();
    let events: AsyncGenerator<ChatEvent, void>;
    try {
      const request = prepare === undefined ? given : await prepare(given, claims, signal);
      if (signal.aborted) throw makeGone(signal);
      const begin = () => (narrator === null ? chat : beginChat)(database, request, claims);
      const begun = await (begins === undefined ? begin() : begins.run(begin, signal));
      events =
        narrator === null || begun.decisionId !== null
          ? tellRecorded({ begun, metrics, begunAt })
          : tellNarrated({
              ...{ database, narrator, metrics, logger },
              ...{ request, begun, claims, signal, begunAt },
            });
    } catch (error) {
      if (signal.aborted) throw makeGone(signal);
      await recordFailure(given, claims, error);
      throw error;
    }
    yield* events;
  }

  const recordFailure = async (request: ChatRequest, claims: Claims | null, error: unknown) => {
    const { code, message } = describeChatFailure(error);
    if (code === 'SERVICE_UNAVAILABLE') return; // nowhere to write
    await failChat(database, request, { code, message }, claims).catch((fault: unknown) =>
      logger.debug({ err: withoutWords(fault) }, 'a failed question was not recorded'),
    );
  };

  return {
    stream(request, claims, signal) {
      const client = new AbortController();
      const leave = () => client.abort(signal.reason);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      const events = (async function* (): AsyncGenerator<ChatEvent, void, undefined> {
        try {
          yield* run(request, claims, client.signal);
        } catch (error) {
          const failure = describeChatFailure(error);
          if (failure.code === 'INTERNAL_SERVER_ERROR')
            logger.error({ err: withoutWords(error) }, 'a chat failed');
          yield { type: 'FAILED', ...failure };
        } finally {
          signal.removeEventListener('abort', leave);
        }
      })();
      return {
        next: () => events.next(),
        // A generator hears of return() only when its pending next() is through, which may wait for a model.
        return: () => {
          leave();
          return events.return();
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },

    async answer(request, claims, signal) {
      try {
        for await (const event of run(request, claims, signal)) {
          if (event.type === 'COMPLETED') return event.result;
        }
      } catch (error) {
        throw withoutWords(error);
      }
      throw new Error('a chat ended without its outcome; expected one');
    },
  };
}
