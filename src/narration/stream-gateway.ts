import { z } from 'zod';
import { decodeIdOf } from '../../schema/global-id.ts';
import { limitTime } from '../time-limit.ts';
import {
  ANSWER_TIMEOUT_MS,
  explainBreak,
  explainRefusal,
  type GatewayQuestion,
  inputOf,
  noAnswer,
  refused,
} from './ask-gateway.ts';
import { readEvents } from './event-stream.ts';
import type { ToldEvent } from './told-event.ts';

const query = `subscription Ask($input: ChatInput!) {
  chat(input: $input) {
    __typename
    ... on ChatInterpreted { interpretation { sort { label } } }
    ... on ChatEvidence {
      evidence {
        rank
        product { title brand { name } }
        price { money { amount currencyCode } }
        stock { available status }
        checks { kind required actual satisfied }
        preferences { kind required actual satisfied }
      }
      retrieval { degraded emptyReason }
    }
    ... on ChatSentence { sentence { text } }
    ... on ChatCompleted { result { conversationId } }
    ... on ChatFailed { code message hint retryable }
  }
}`;

const judged = z.object({
  kind: z.string(),
  required: z.string(),
  actual: z.string(),
  satisfied: z.boolean(),
});

const event = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('ChatInterpreted'),
    interpretation: z.object({ sort: z.object({ label: z.string() }).nullable() }),
  }),
  z.object({
    __typename: z.literal('ChatEvidence'),
    evidence: z.array(
      z.object({
        rank: z.number(),
        product: z.object({ title: z.string(), brand: z.object({ name: z.string() }).nullable() }),
        price: z.object({ money: z.object({ amount: z.string(), currencyCode: z.string() }) }),
        stock: z.object({ available: z.number().nullable(), status: z.string() }),
        checks: z.array(judged),
        preferences: z.array(judged),
      }),
    ),
    retrieval: z.object({ degraded: z.string().nullable(), emptyReason: z.string().nullable() }),
  }),
  z.object({ __typename: z.literal('ChatSentence'), sentence: z.object({ text: z.string() }) }),
  z.object({
    __typename: z.literal('ChatCompleted'),
    result: z.object({ conversationId: z.string().nullable() }),
  }),
  z.object({
    __typename: z.literal('ChatFailed'),
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
    retryable: z.boolean(),
  }),
]);

const told = z.object({ data: z.object({ chat: event }) });

/**
 * What `askGateway` does, told while it goes on. Throws as that does, also in the middle; `timeoutMs` is how long nothing at all may
 * come, and a gateway sends a comment every 12 s.
 */
export async function* streamGateway(request: GatewayQuestion): AsyncGenerator<ToldEvent, void> {
  const { url, signal, timeoutMs = ANSWER_TIMEOUT_MS, ...asked } = request;
  const limit = limitTime(signal, timeoutMs);
  try {
    signal.throwIfAborted();
    const response = await broken(url, request, () =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query, variables: { input: inputOf(asked) } }),
        redirect: 'error',
        signal: limit.signal,
      }),
    );
    const { status, headers, body } = response;
    if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) {
      throw noAnswer(url, status, 'no server-sent events', undefined);
    }
    const alive = body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          limit.refresh();
          controller.enqueue(chunk);
        },
      }),
    );
    const events = readEvents(alive);
    let order: string | null = null;
    for (;;) {
      const step = await broken(url, request, () => events.next());
      if (step.done === true) throw explainBreak(url, new Error('the stream ended too early'), timeoutMs);
      const chat = readEvent(step.value, url, status);
      if (chat.__typename === 'ChatInterpreted') order = chat.interpretation.sort?.label ?? null;
      if (chat.__typename === 'ChatEvidence') yield toEvidence(chat, order);
      if (chat.__typename === 'ChatSentence') yield { type: 'SENTENCE', text: chat.sentence.text };
      if (chat.__typename === 'ChatFailed') throw explainFailure(chat);
      if (chat.__typename === 'ChatCompleted') {
        const { conversationId: id } = chat.result;
        yield { type: 'COMPLETED', conversation: id && decodeIdOf('Conversation', id) };
        return;
      }
    }
  } finally {
    limit.end(); // ends the connection, and with it the gateway's work, where the stream is not read to its end
  }
}

async function broken<T>(
  url: string,
  { signal, timeoutMs = ANSWER_TIMEOUT_MS }: GatewayQuestion,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw explainBreak(url, error, timeoutMs);
  }
}

type ChatEvent = z.infer<typeof event>;

function readEvent(data: string, url: string, status: number): ChatEvent {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    body = undefined; // fits no shape of ours, which is said below
  }
  const refusal = refused.safeParse(body);
  if (refusal.success) throw explainRefusal(refusal.data.errors[0]);
  const parsed = told.safeParse(body);
  if (parsed.success) return parsed.data.data.chat;
  const [issue] = parsed.error.issues;
  throw noAnswer(url, status, `${issue?.path.join('.') || 'event'}: ${issue?.message}`, parsed.error);
}

function explainFailure({
  code,
  message,
  hint,
  retryable,
}: Extract<ChatEvent, { __typename: 'ChatFailed' }>) {
  return explainRefusal({
    message,
    extensions: { code, retryable, ...(hint === null ? {} : { hint }) },
  });
}

function toEvidence(
  { evidence, retrieval }: Extract<ChatEvent, { __typename: 'ChatEvidence' }>,
  order: string | null,
): ToldEvent {
  const lines = evidence.map(({ rank, product, price, stock, checks, preferences }) => ({
    ...{ rank, stock, checks, preferences },
    title: product.title,
    brand: product.brand?.name ?? null,
    price: { amount: price.money.amount, currency: price.money.currencyCode },
  }));
  return { type: 'EVIDENCE', lines, order, ...retrieval };
}
