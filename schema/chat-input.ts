import type { ChatRequest } from '../src/narration/chat-request.ts';
import { builder } from './builder.ts';
import { decodeIdOf } from './global-id.ts';
import { ItemFilter, toItemFilter, withoutNulls } from './item-filter.ts';
import { ItemSort } from './item-sort.ts';
import { checkFirst, checkText } from './limits.ts';
import { asOfDescription, currencyDescription, dismissDescription } from './similar-to.ts';

export const ChatInput = builder.inputType('ChatInput', {
  description: 'A question and what goes with it.',
  fields: (t) => ({
    question: t.string({
      required: true,
      description:
        'The question in words, at most 1,000 characters. Constraints in it are read and honoured.',
    }),
    conversationId: t.id({
      description:
        'The conversation that goes on, `conversationId` of an earlier answer. Without it: a new one. NOT_FOUND where it is over, forgotten or not yours.',
    }),
    where: t.field({
      type: ItemFilter,
      description:
        'Demands that win over what the question says, and take the place of those that were sent with earlier questions. Without it those hold on; `{}`: none of them does.',
    }),
    first: t.int({ defaultValue: 10, description: 'How many items of evidence, 1 to 100.' }),
    sort: t.field({
      type: ItemSort,
      description: 'Order of the evidence; wins over the order that the question asks for.',
    }),
    dismiss: t.stringList({ description: dismissDescription }),
    asOf: t.field({
      type: 'DateTime',
      description: asOfDescription,
    }),
    currency: t.field({
      type: 'CurrencyCode',
      description: currencyDescription,
    }),
    idempotencyKey: t.string({
      description:
        'Makes sending the same question again safe: 16 to 200 printable characters of your own, a new one for each question. The same key with the same input gives the same decision, with no second call of a model; with another input it is IDEMPOTENCY_CONFLICT.',
    }),
  }),
});

/** Throws BAD_TEXT, BAD_ID, LIMIT_OUT_OF_RANGE and what a filter may be refused for. */
export function toChatRequest(input: typeof ChatInput.$inferInput): ChatRequest {
  const { question, conversationId, where, first, ...options } = input;
  return {
    question: checkText('question', question),
    first: checkFirst(first ?? 10),
    filter: where ? toItemFilter(where) : null,
    options: withoutNulls({
      ...options,
      conversation: conversationId == null ? null : decodeIdOf('Conversation', conversationId),
    }),
  };
}
