import { makeGatewayStopped } from '../narration/chat-failure.ts';
import type { OpenStream } from './stream-register.ts';

export interface AnswerAtOnceOptions<T> {
  /** The signal aborts when nobody waits any more, or nobody may. Rejects then, once what became of it is recorded. */
  answer(signal: AbortSignal): Promise<T>;
  stream: OpenStream;
  /** Of the client. */
  client: AbortSignal;
}

/** A whole answer, which ends as a stream does: by its client, and by the stop of the process. */
export async function answerAtOnce<T>({ answer, stream, client }: AnswerAtOnceOptions<T>): Promise<T> {
  const listener = new AbortController();
  const leave = () => listener.abort();
  const stop = () => listener.abort(makeGatewayStopped());
  client.addEventListener('abort', leave, { once: true });
  stream.stopping.addEventListener('abort', stop, { once: true });
  if (client.aborted) leave();
  try {
    return await answer(listener.signal);
  } finally {
    client.removeEventListener('abort', leave);
    stream.stopping.removeEventListener('abort', stop);
    stream.close();
  }
}
