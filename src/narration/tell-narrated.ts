import type { Queryable } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Claims } from '../retrieval/page.ts';
import type { BegunChat, ChatEvent, Completion } from './chat-answer.ts';
import { describeChatFailure, makeGone, withoutWords } from './chat-failure.ts';
import type { ChatRequest } from './chat-request.ts';
import { completeChat, failChat } from './chat-steps.ts';
import type { Narrator } from './narrator.ts';
import { readConversation } from './read-conversation.ts';
import { makeScreening } from './screening.ts';
import { millisecondsSince, tellEvidence } from './tell-evidence.ts';

export interface Narrated {
  database: Queryable;
  narrator: Narrator;
  metrics: Metrics;
  logger: Logger;
  request: ChatRequest;
  begun: BegunChat;
  claims: Claims | null;
  /** Of the client. */
  signal: AbortSignal;
  /** Of `performance.now()`. */
  begunAt: number;
}

/** A begun turn in a language model's words, as far as they stand, and recorded once: also where the client leaves in the middle. */
export async function* tellNarrated(turn: Narrated): AsyncGenerator<ChatEvent, void> {
  const { narrator, metrics, request, begun, signal, begunAt } = turn;
  const { question } = request;
  const latency = { ...begun.latency };
  const screening = makeScreening(question, begun);
  const telling = screening.hasEvidence ? narrator.tell(question, begun, signal) : null;

  /** `reason`: why it is not whole, where it was broken off. */
  const complete = async (error: Completion['error'] = null, reason?: string): Promise<Recorded> => {
    latency.total = millisecondsSince(begunAt);
    metrics.countNarration(screening.narration().source);
    for (const { source, verdict, reasons } of screening.verdicts())
      if (source === 'MODEL') metrics.countSentence(verdict, reasons[0]?.code ?? 'NONE');
    const { promptTokens = 0, completionTokens = 0 } = telling?.usage() ?? {};
    metrics.countTokens({ promptTokens, completionTokens });
    return record(turn, {
      narration: { ...screening.narration(), ...(reason === undefined ? {} : { reason }) },
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

  let fault: Completion['error'] = null;
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
    if (signal.aborted) throw makeGone(signal);
    for (const sentence of screening.conclude(telling?.outcome() ?? null)) yield timed(sentence);
    completed = true;
    const { decisionId, unrecorded } = await complete(screening.error());
    const usage = telling?.usage() ?? null;
    const withheld = screening.withheld().length;
    const narration = screening.narration();
    yield {
      type: 'COMPLETED',
      result: { ...begun, decisionId, unrecorded, narration, latency, usage, withheld },
    };
  } catch (error) {
    const { code, message } = describeChatFailure(error);
    if (!signal.aborted) fault = { code, message };
    throw error;
  } finally {
    if (!completed) await complete(fault ?? describeGone(signal), reasonOf(fault, signal));
  }
}

/** Of an answer that nobody waits for, also where it was only left and no signal says so. */
function describeGone(signal: AbortSignal): { code: string; message: string } {
  const { code } = describeChatFailure(makeGone(signal));
  return {
    code,
    message: `the ${code === 'CLIENT_GONE' ? 'client left' : 'gateway stopped'} before the end`,
  };
}

/** Continues "… because"; whoever sends the same idempotency key again is told. */
function reasonOf(fault: Completion['error'], signal: AbortSignal): string {
  return fault === null ? describeGone(signal).message : 'the answer came to no end';
}

interface Recorded {
  decisionId: string | null;
  /** Why there is none. */
  unrecorded: string | null;
}

/** What has been shown cannot be taken back, so that this fails nothing. */
async function record(turn: Narrated, completion: Completion): Promise<Recorded> {
  const { database, begun, claims, logger } = turn;
  const nowhere = begun.unrecorded ?? 'the decision could not be written down';
  if (begun.turnId === null) return { decisionId: null, unrecorded: nowhere };
  try {
    const decisionId = await completeChat(database, begun.turnId, completion, claims);
    return { decisionId, unrecorded: null };
  } catch (error) {
    const unrecorded = await recordForgotten(turn, error).catch(() => null);
    if (unrecorded === null)
      logger.error({ err: withoutWords(error), turnId: begun.turnId }, 'a decision was not recorded');
    return { decisionId: null, unrecorded: unrecorded ?? nowhere };
  }
}

/** Of a conversation that was forgotten while it was answered, that there was a question. Null of any other failure. */
async function recordForgotten(
  { database, request, begun, claims }: Narrated,
  error: unknown,
): Promise<string | null> {
  const { conversationId } = begun;
  if (conversationId === null || !(error instanceof Error && 'code' in error && error.code === 'TSNFD'))
    return null;
  if ((await readConversation(database, conversationId, claims)) !== null) return null;
  const message = 'the conversation was forgotten while the answer was being told';
  await failChat(database, request, { code: 'FORGOTTEN', message }, claims);
  return message;
}
