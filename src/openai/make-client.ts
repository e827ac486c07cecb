import { OpenAI } from 'openai';
import { TrueshelfError } from '../errors.ts';

export interface ClientOptions {
  /** Perhaps with ?api-version=…, by which Azure is known: it takes the key in a header of its own. */
  readonly baseUrl: string;
  /** Null: the server needs none, and is sent none. */
  readonly apiKey: string | null;
  /** Bytes that an answer has at most; a longer one is read no further. */
  readonly answerBytes: number;
}

/**
 * A client of OpenAI's protocol that tries once, logs nothing, follows no redirect, and sends nothing that is not in the options:
 * whatever else it would take from the environment is set, or taken off again below. Throws what `openai` throws, and TrueshelfError
 * ANSWER_TOO_LONG.
 */
export function makeClient({ baseUrl, apiKey, answerBytes }: ClientOptions): OpenAI {
  const url = new URL(baseUrl);
  const query = Object.fromEntries(url.searchParams);
  url.search = '';
  return new OpenAI({
    apiKey: 'none', // the key itself stays out of the client, of its errors and of its log
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: url.href,
    defaultQuery: query,
    maxRetries: 0,
    logLevel: 'off',
    fetch: async (input, init) => {
      const headers = keepOwn(new Headers(init?.headers));
      if (apiKey !== null) {
        headers.set('authorization', `Bearer ${apiKey}`);
        if ('api-version' in query) headers.set('api-key', apiKey);
      }
      // Followed, a redirect could take the key and the texts to another server.
      const response = await fetch(input, { ...init, headers, redirect: 'manual' });
      return boundAnswer(response, answerBytes);
    },
  });
}

/** OPENAI_CUSTOM_HEADERS may hold a token for a server that is not this one. */
function keepOwn(headers: Headers): Headers {
  const own = new Headers();
  for (const name of ['accept', 'content-type', 'user-agent']) {
    const value = headers.get(name);
    if (value !== null) own.set(name, value);
  }
  return own;
}

function boundAnswer(response: Response, answerBytes: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > answerBytes) controller.error(new AnswerTooLongError(answerBytes));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(bounded), { status, statusText, headers });
}

export class AnswerTooLongError extends TrueshelfError {
  constructor(answerBytes: number) {
    super('ANSWER_TOO_LONG', `its answer has more than ${answerBytes} bytes`);
  }
}
