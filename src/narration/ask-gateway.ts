import { z } from 'zod';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { TrueshelfError } from '../errors.ts';
import { printable } from '../printable.ts';
import { limitTime } from '../time-limit.ts';

export interface GatewayQuestion {
  /** Address of the gateway, without a path. */
  url: string;
  question: string;
  /** Uuid of the conversation that goes on; absent: a new one. */
  conversation?: string;
  /** How many items of evidence, 1 to `maxGatewayItems`. */
  first: number;
  signal: AbortSignal;
  timeoutMs?: number;
}

/** The bound of `ChatInput.first`, which is that of a page; SQL's k goes to 200. */
export const maxGatewayItems = 100;

/** An answer takes milliseconds to seconds, but the embedded engine gives one at a time, and others may come first. */
export const ANSWER_TIMEOUT_MS = 30_000;

const query = `mutation Ask($input: ChatInput!) {
  chat(input: $input) {
    narration { text source reason sentences { text cites } }
    conversationId
    position
    move
    evidence {
      rank
      product { id handle title brand { name } }
      variant { id sku options { name values } }
      price { money { amount currencyCode } compareAt { amount } priceList validFrom validTo }
      stock { available status }
      score { fused preference semantic { similarity rank } lexical { score rank } }
      matchedBy
      checks { constraintId kind required actual satisfied }
      preferences { preferenceId kind measure required actual typical satisfied }
    }
    interpretation {
      residue
      constraints { id key kind source origin label filter span { start end text } alternatives { kind label filter } }
      preferences {
        id key kind source origin label filter measures direction span { start end text } alternatives { kind label filter }
      }
      sort { key sort source origin label span { start end text } }
      ignored { kind key reason span { start end text } }
      repairs { from to }
      model { name outcome accepted refused }
    }
    retrieval { mode strategy candidatesScanned exhausted embeddingModel degraded emptyReason }
    totalCount { value exact }
    asOf
    currencyCode
    facts { kind key label trust }
    superseded { kind key label why }
    usage { promptTokens completionTokens calls }
    withheld
    decisionId
    unrecorded
  }
}`;

/** What is read here is checked; the rest of the answer is passed on as it came. */
const chatResult = z.looseObject({
  narration: z.looseObject({ text: z.string() }),
  evidence: z.array(z.looseObject({ rank: z.number() })),
});

const answered = z.object({ data: z.object({ chat: chatResult }) });

const graphqlError = z.object({
  message: z.string(),
  extensions: z
    .object({
      code: z.string().optional(),
      hint: z.string().optional(),
      retryable: z.boolean().optional(),
      requestId: z.string().optional(),
    })
    .default({}),
});

/** An answer that is none. */
export const refused = z.object({ errors: z.tuple([graphqlError], graphqlError) });

/** `Mutation.chat` of a gateway, as GraphQL has it; the gateway's schema says what the fields mean. */
export type GatewayAnswer = z.infer<typeof chatResult>;

/**
 * Has a running gateway answer a question, and record the decision. One HTTP request, never repeated.
 * Throws TrueshelfError: GATEWAY_UNREACHABLE where nothing listens or fetch will not call, GATEWAY_BROKEN_OFF when no
 * whole answer came in time, GATEWAY_ANSWER when it was none, or the gateway's own code. An abort throws the signal's reason.
 */
export async function askGateway(request: GatewayQuestion): Promise<GatewayAnswer> {
  const { status, text } = await post(request);
  const body = parseJson(text);
  const refusal = refused.safeParse(body);
  if (refusal.success) throw explainRefusal(refusal.data.errors[0]);
  const answer = answered.safeParse(body);
  if (answer.success) return answer.data.data.chat;
  const [issue] = answer.error.issues;
  throw noAnswer(request.url, status, `${issue?.path.join('.') || 'body'}: ${issue?.message}`, answer.error);
}

/** Of something else that listens there, or of another version. */
export function noAnswer(url: string, status: number, found: string, cause: unknown): TrueshelfError {
  return new TrueshelfError(
    'GATEWAY_ANSWER',
    `${url} answered with HTTP ${status} and what is no answer of this version of Trueshelf (${found}). If another version listens there, use that one's "trueshelf ask".`,
    { cause },
  );
}

/** The question as `ChatInput` has it. */
export function inputOf({ question, first, conversation }: Omit<GatewayQuestion, 'url' | 'signal'>) {
  return {
    question,
    first,
    ...(conversation === undefined ? {} : { conversationId: encodeGlobalId('Conversation', conversation) }),
  };
}

async function post({
  url,
  signal,
  timeoutMs = ANSWER_TIMEOUT_MS,
  ...asked
}: GatewayQuestion): Promise<{ status: number; text: string }> {
  const limit = limitTime(signal, timeoutMs);
  try {
    signal.throwIfAborted();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables: { input: inputOf(asked) } }),
      redirect: 'error',
      signal: limit.signal,
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    signal.throwIfAborted();
    throw explainBreak(url, error, timeoutMs);
  } finally {
    limit.end();
  }
}

/** fetch hides what happened in the cause of a TypeError. */
export function explainBreak(url: string, error: unknown, timeoutMs: number): TrueshelfError {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { name, code, message } = cause as { name?: string; code?: unknown; message?: string };
  // Like a browser, fetch will not call ports such as 6000 and 6667 ("bad port"); curl does.
  if (code === 'ECONNREFUSED' || message === 'bad port') {
    const reason = code === 'ECONNREFUSED' ? 'nothing listens there' : message;
    return new TrueshelfError('GATEWAY_UNREACHABLE', `Cannot ask the gateway at ${url}: ${reason}.`, {
      retryable: true,
      cause: error,
    });
  }
  const found =
    name === 'TimeoutError'
      ? `gave no answer within ${timeoutMs / 1000} s`
      : `broke off (${typeof code === 'string' ? code : message})`;
  return new TrueshelfError(
    'GATEWAY_BROKEN_OFF',
    `The gateway at ${url} ${found}. Look at it, then ask again.`,
    {
      retryable: true,
      cause: error,
    },
  );
}

export function explainRefusal({ message, extensions }: z.infer<typeof graphqlError>): TrueshelfError {
  const { code = 'INTERNAL_SERVER_ERROR', hint, retryable = false, requestId } = extensions;
  const advice =
    hint ??
    (requestId === undefined ? undefined : `The gateway's log has the reason, with request ${requestId}.`);
  return new TrueshelfError(
    code,
    printable(`${message} (${code})${advice === undefined ? '' : `\n  ${advice}`}`),
    { retryable },
  );
}

/** Undefined where it is none, which no shape of ours fits. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a page of something else that listens there; the caller says so
  }
}
