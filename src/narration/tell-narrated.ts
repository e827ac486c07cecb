import type { Queryable } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Claims } from '../retrieval/page.ts';
import type { BegunChat, ChatEvent, Completion } from './chat-answer.ts';
import { describeChatFailure, makeClientGone, withoutWords } from './chat-failure.ts';
import { completeChat } from './chat-steps.ts';
import type { Narrator } from './narrator.ts';
import { makeScreening } from './screening.ts';
import { millisecondsSince, tellEvidence } from './tell-evidence.ts';

export interface Narrated {
  database: Queryable;
  narrator: Narrator;
  metrics: Metrics;
  logger: Logger;
  question: string;
  begun: BegunChat;
  claims: Claims | null;
  /** Of the client. */
  signal: AbortSignal;
  /** Of `performance.now()`. */
  begunAt: number;
}

/** A begun turn in a language model's words, as far as they stand, and recorded once: also where the client leaves in the middle. */
export async function* tellNarrated(turn: Narrated): AsyncGenerator<ChatEvent, void> {
  const { narrator, metrics, question, begun, signal, begunAt } = turn;
  const latency = { ...begun.latency };
  const screening = makeScreening(question, begun);
  const telling = screening.hasEvidence ? narrator.tell(question, begun, signal) : null;

  const complete = async (error: NonNullable<Completion['error']> | null): Promise<string | null> => {
    latency.total = millisecondsSince(begunAt);
    metrics.countNarration(screening.narration().source);
    for (const { source, verdict, reasons } of screening.verdicts())
      if (source === 'MODEL') metrics.countSentence(verdict, reasons[0]?.code ?? 'NONE');
    const { promptTokens = 0, completionTokens = 0 } = telling?.usage() ?? {};
    metrics.countTokens({ promptTokens, completionTokens });
    return record(turn, {
      narration: screening.narration(),
      withheld: screening.withheld(),
      verdicts: screening.verdicts(),
      usage: telling?.usage() ?? null,
      model: telling === null ? null : { name: narrator.model, promptVersion: narrator.promptVersion },
      latency,
      error,
    });
  };
  const timed = (sentence: ChatEvent): ChatEvent => {
    if (latency.firstSentence === undefined) {
      latency.firstSentence = millisecondsSince(begunAt);
      metrics.observeChat('first_sentence', latency.firstSentence / 1_000);
    }
    return sentence;
  };

  let fault = { code: 'CLIENT_GONE', message: 'the client left before the end' };
  let completed = false;
  try {
    yield* tellEvidence(begun, metrics, begunAt);
    const askedAt = performance.now();
    if (telling !== null) {
      for await (const draft of telling.drafts) {
        latency.model = millisecondsSince(askedAt);
        for (const sentence of screening.judge(draft)) yield timed(sentence);
      }
      latency.model = millisecondsSince(askedAt);
    }
    if (signal.aborted) throw makeClientGone();
    for (const sentence of screening.conclude(telling?.outcome() ?? null)) yield timed(sentence);
    completed = true;
    const decisionId = await complete(screening.error());
    const unrecorded =
      decisionId === null ? (begun.unrecorded ?? 'the decision could not be written down') : null;
    const usage = telling?.usage() ?? null;
    const withheld = screening.withheld().length;
    const narration = screening.narration();
    yield {
      type: 'COMPLETED',
      result: { ...begun, decisionId, unrecorded, narration, latency, usage, withheld },
    };
  } catch (error) {
    const { code, message } = describeChatFailure(error);
    if (code !== 'CLIENT_GONE') fault = { code, message };
    throw error;
  } finally {
    if (!completed) await complete(fault);
  }
}

/** Null where it is not recorded. What has been shown cannot be taken back, so that this fails nothing. */
async function record(
  { database, begun, claims, logger }: Narrated,
  completion: Completion,
): Promise<string | null> {
  if (begun.turnId === null) return null;
  try {
    return await completeChat(database, begun.turnId, completion, claims);
  } catch (error) {
    logger.error({ err: withoutWords(error), turnId: begun.turnId }, 'a decision was not recorded');
    return null;
  }
}
