import { TrueshelfError } from '../errors.ts';
import type { ChatRequest } from './chat-request.ts';
import type { ChatService } from './chat-service.ts';
import type { ToldEvent } from './told-event.ts';

/** What a chat service tells, for a terminal. Throws TrueshelfError with the code of what failed; an abort throws the signal's reason. */
export async function* streamChat(
  service: ChatService,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<ToldEvent, void> {
  for await (const event of service.stream(request, null, signal)) {
    signal.throwIfAborted();
    if (event.type === 'EVIDENCE') {
      const { items, interpretation, retrieval } = event.begun.page;
      const { degraded, emptyReason } = retrieval;
      yield {
        ...{ type: 'EVIDENCE', lines: items, order: interpretation.sort?.label ?? null },
        ...{ degraded, emptyReason },
      };
    }
    if (event.type === 'SENTENCE') yield { type: 'SENTENCE', text: event.sentence.text };
    if (event.type === 'COMPLETED') yield { type: 'COMPLETED', conversation: event.result.conversationId };
    if (event.type === 'FAILED') {
      const { code, message, hint, retryable } = event;
      throw new TrueshelfError(code, `${message} (${code})${hint === null ? '' : `\n  ${hint}`}`, {
        retryable,
      });
    }
  }
}
