import { GraphQLError } from 'graphql';
import type { RequestOutcome } from '../metrics.ts';
import type { ChatEvent } from '../narration/chat-answer.ts';
import { describeChatFailure, makeGatewayStopped } from '../narration/chat-failure.ts';
import type { OpenStream } from './stream-register.ts';

export interface ChatStreamOptions {
  /** Begins to tell; the signal aborts when nobody listens any more. */
  tell(signal: AbortSignal): AsyncIterableIterator<ChatEvent>;
  stream: OpenStream;
  /** Of the client. */
  client: AbortSignal;
  /** Ends the connection of a client that reads no further. */
  cutOff(): void;
  /** Of each event, before it is told. */
  onEvent?(event: ChatEvent): unknown;
  /** Once, when it is over. */
  onEnd(outcome: RequestOutcome): void;
}

type Step = IteratorResult<ChatEvent, undefined>;
const over: Step = { done: true, value: undefined };

/**
 * The events of one answer, each told only when it is asked for. What fails before the first one is thrown, as a GraphQLError; then
 * the last is COMPLETED or FAILED, unless the client left. Whoever leaves, by `return()`, by their signal or by reading no further,
 * ends the telling at once, also while the next event is awaited.
 */
export async function openChatStream(options: ChatStreamOptions): Promise<AsyncIterableIterator<ChatEvent>> {
  const { tell, stream, client, cutOff, onEvent, onEnd } = options;
  const listener = new AbortController();
  const events = tell(listener.signal);
  let release: (over: null) => void = () => undefined;
  const released = new Promise<null>((resolve) => {
    release = resolve;
  });
  let isOver = false;
  /** What is still to be said once it is over. */
  let parting: Step = over;
  let stall: ReturnType<typeof setTimeout> | undefined;

  const end = (outcome: RequestOutcome, reason?: GraphQLError): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(stall);
    client.removeEventListener('abort', leave);
    stream.stopping.removeEventListener('abort', stop);
    release(null);
    listener.abort(reason);
    // It records by itself what became of it; of a failure to end nobody is left to be told.
    stream.close(events.return?.().then(undefined, () => undefined));
    onEnd(outcome);
  };
  const leave = () => end('left');
  const stop = () => {
    const stopped = makeGatewayStopped();
    parting = { done: false, value: { type: 'FAILED', ...describeChatFailure(stopped) } };
    end('failed', stopped);
  };
  const part = (): Step => {
    const step = parting;
    parting = over;
    return step;
  };

  const take = async (): Promise<Step> => {
    clearTimeout(stall);
    if (isOver) return part();
    const step = await Promise.race([released, readNext(events)]);
    if (step === null || isOver) return part();
    if (step.value !== undefined) onEvent?.(step.value);
    if (step.value?.type === 'COMPLETED') end('ok');
    else if (step.value?.type === 'FAILED') end(outcomeOf(step.value));
    else stall = setTimeout(giveUp, stream.stallMs).unref();
    return step;
  };
  const giveUp = () => {
    leave();
    cutOff();
  };

  client.addEventListener('abort', leave, { once: true });
  stream.stopping.addEventListener('abort', stop, { once: true });
  if (client.aborted) leave();
  const first = await take();
  if (first.value?.type === 'FAILED') throw refusalOf(first.value);
  let waiting: Step | null = first;
  const told: AsyncIterableIterator<ChatEvent> = {
    next() {
      const step = waiting;
      waiting = null;
      return step === null ? take() : Promise.resolve(step);
    },
    return() {
      leave();
      return Promise.resolve(over);
    },
    [Symbol.asyncIterator]: () => told,
  };
  return told;
}

type Failed = Extract<ChatEvent, { type: 'FAILED' }>;

const broken: Failed = {
  type: 'FAILED',
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Unexpected error',
  hint: null,
  retryable: false,
};

/** Never rejects, and never ends before COMPLETED or FAILED. */
async function readNext(events: AsyncIterator<ChatEvent>): Promise<Step> {
  try {
    const step = await events.next();
    return step.done === true ? { done: false, value: broken } : step;
  } catch {
    return { done: false, value: broken }; // a chat service tells failures as events, and logs them; this is for one that does not
  }
}

const ownFaults = new Set(['TIMEOUT', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

function outcomeOf({ code }: Failed): RequestOutcome {
  if (code === 'CLIENT_GONE') return 'left';
  return ownFaults.has(code) ? 'failed' : 'refused';
}

function refusalOf({ code, message, hint, retryable }: Failed): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, ...(hint === null ? {} : { hint }), ...(retryable ? { retryable } : {}) },
  });
}
