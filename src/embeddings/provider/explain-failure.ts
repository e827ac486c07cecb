import { APIConnectionError, APIError } from 'openai';
import { AnswerTooLongError } from '../../openai/make-client.ts';
import { findSystemCode } from '../../openai/system-code.ts';
import type { EmbeddingModel } from '../embedding-model.ts';
import { EmbeddingError, type EmbeddingErrorOptions, type EmbeddingFault } from './embedding-error.ts';
import { readRetryAfterMs } from './retry-after.ts';

/**
 * Words that providers put into "code" or "type" of an error. A list and no pattern: a server that repeats the key there would
 * fit every pattern that these fit.
 */
const knownWords = new Set([
  'account_deactivated',
  'billing_hard_limit_reached',
  'billing_not_active',
  'content_filter',
  'context_length_exceeded',
  'deploymentnotfound',
  'insufficient_quota',
  'internal_error',
  'invalid_api_key',
  'invalid_request_error',
  'invalid_type',
  'invalid_value',
  'max_tokens_per_request',
  'model_not_found',
  'overloaded_error',
  'rate_limit_exceeded',
  'requests',
  'server_error',
  'service_unavailable',
  'string_above_max_length',
  'tokens',
  'unsupported_parameter',
  'unsupported_value',
]);

/** No text can have been the reason, for none was sent. */
const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/;
const slow = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

export interface FailedRequest {
  readonly model: EmbeddingModel;
  readonly texts: number;
  readonly timeoutMs: number;
  /** Whether our own time-out ended it. */
  readonly timedOut: boolean;
}

/** What an exception of the client means, in our own words. */
export function explainFailure(error: unknown, request: FailedRequest): EmbeddingError {
  if (error instanceof EmbeddingError) return error;
  const { model, texts, timeoutMs } = request;
  const context = { model: model.name, origin: new URL(model.baseUrl).origin, texts };
  const fail = (code: EmbeddingFault, what: string, options: Omit<EmbeddingErrorOptions, 'context'>) =>
    new EmbeddingError(code, `The provider of ${model.name} ${what}.`, { ...options, context });

  const code = findSystemCode(error);
  if (request.timedOut || (code !== null && slow.has(code))) {
    return fail('PROVIDER_TIMEOUT', `gave no whole answer within ${timeoutMs} ms`, {
      scope: 'UNKNOWN',
      retryable: true,
      hint: 'Allow it more time by TRUESHELF_EMBED_TIMEOUT_MS, or give the model a smaller batchItems.',
    });
  }
  if (error instanceof AnswerTooLongError) {
    return fail('PROVIDER_ANSWER', 'gave an answer that is far too long', {
      scope: 'UNKNOWN',
      retryable: false,
      detail: `Expected ${texts} vectors of ${model.dimensions} numbers; ${error.message}.`,
      hint: 'Check the base URL and the dimensions of the model.',
    });
  }
  if (error instanceof APIError && error.status !== undefined) return explainStatus(error, request);
  if (error instanceof APIConnectionError && code !== null && unreachable.test(code)) {
    return fail('PROVIDER_UNREACHABLE', 'cannot be reached', {
      scope: 'PROVIDER',
      retryable: true,
      detail: code,
      hint: `Check that it runs and that ${context.origin} is its address.`,
    });
  }
  if (isBlockedPort(error)) {
    return fail('PROVIDER_UNREACHABLE', 'cannot be reached', {
      scope: 'PROVIDER',
      retryable: false,
      detail: 'blocked port',
      hint: `Requests over HTTP are never sent to the port of ${context.origin}, which belongs to another service; let the provider listen on another port.`,
    });
  }
  if (error instanceof SyntaxError) {
    return fail('PROVIDER_ANSWER', 'gave an answer that is not JSON', {
      scope: 'UNKNOWN',
      retryable: true,
      hint: 'Check that nothing between here and the provider cuts or changes answers. NaN is not JSON either.',
    });
  }
  return fail('PROVIDER_CUT', 'broke off before its answer was whole', {
    scope: 'UNKNOWN',
    retryable: true,
    detail: code,
    hint: 'Check its own log; a smaller batchItems helps where it runs out of memory.',
  });
}

/** What fetch blocks (the Fetch standard lists some eighty ports) has no code, only this word. */
function isBlockedPort(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.message === 'bad port') return true;
  }
  return false;
}

function explainStatus(error: APIError, { model, texts }: FailedRequest): EmbeddingError {
  const status = error.status as number;
  const word = findKnownWord(error);
  const context = {
    model: model.name,
    origin: new URL(model.baseUrl).origin,
    texts,
    status,
    ...(word !== null && { word }),
  };
  const detail = word === null ? `status ${status}` : `status ${status}, ${word}`;
  const retryAfterMs = readRetryAfterMs(error.headers);
  const fail = (
    code: EmbeddingFault,
    what: string,
    hint: string,
    scope: 'PROVIDER' | 'UNKNOWN',
    retryable: boolean,
  ) =>
    new EmbeddingError(code, `The provider of ${model.name} ${what}.`, {
      scope,
      retryable,
      retryAfterMs,
      detail,
      hint,
      context,
    });

  if (status === 401 || status === 403 || word === 'invalid_api_key') {
    const hint = `Check the key for ${context.origin}: TRUESHELF_PROVIDER_KEYS, or OPENAI_API_KEY with OPENAI_BASE_URL.`;
    return fail('PROVIDER_KEY', 'refused the key, or the lack of one', hint, 'PROVIDER', false);
  }
  if (status === 402 || word === 'insufficient_quota' || word?.startsWith('billing_')) {
    const hint = 'Look after the account that the key belongs to.';
    return fail('PROVIDER_QUOTA', 'gives no more for this account', hint, 'PROVIDER', false);
  }
  if (status === 404 || word === 'model_not_found' || word === 'deploymentnotfound') {
    const hint = `Check the base URL, and that the provider has a model "${model.providerModel}".`;
    return fail('PROVIDER_MODEL', 'knows no such model or address', hint, 'PROVIDER', false);
  }
  if (status === 429) {
    const hint = 'It goes on by itself; lower TRUESHELF_WORKER_CONCURRENCY if it happens all the time.';
    return fail('PROVIDER_RATE_LIMIT', 'asks to be asked less often', hint, 'PROVIDER', true);
  }
  if (status >= 300 && status < 400) {
    const hint =
      'Give the model the address that it redirects to; redirects are not followed, for the key belongs to one server.';
    return fail('PROVIDER_REDIRECT', 'redirects to another address', hint, 'PROVIDER', false);
  }
  if ([405, 407, 410, 415, 501].includes(status)) {
    const hint = 'Check that the base URL is that of an OpenAI-compatible API, mostly with /v1 at the end.';
    return fail('PROVIDER_STATUS', 'takes no such requests', hint, 'PROVIDER', false);
  }
  if (status >= 500 || [408, 409, 425].includes(status)) {
    return fail('PROVIDER_STATUS', 'failed', "Look at the provider's own log.", 'UNKNOWN', true);
  }
  const hint =
    status === 413
      ? 'Give the model a smaller batchTokens, or inputTokens if a single text is refused.'
      : 'Check the text and the limits of the model: inputTokens, batchItems, batchTokens, sendDimensions.';
  return fail('PROVIDER_REFUSED', 'refused a request', hint, 'UNKNOWN', false);
}

function findKnownWord({ code, type }: APIError): string | null {
  for (const word of [code, type]) {
    if (typeof word === 'string' && knownWords.has(word.toLowerCase())) return word.toLowerCase();
  }
  return null;
}
