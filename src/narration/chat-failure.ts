import { GraphQLError } from 'graphql';
import { TrueshelfError } from '../errors.ts';
import { findSystemCode } from '../openai/system-code.ts';
import { mapSqlError } from '../server/map-sql-error.ts';
import type { ChatEvent } from './chat-answer.ts';

export type ChatFailure = Omit<Extract<ChatEvent, { type: 'FAILED' }>, 'type'>;

/** What the caller, and the decision log, may know of an error. */
export function describeChatFailure(error: unknown): ChatFailure {
  if (error instanceof GraphQLError) return readFailure(error);
  const mapped = mapSqlError(error);
  return mapped === null
    ? { code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error', hint: null, retryable: false }
    : readFailure(mapped);
}

/** Of who has left: an answer that nobody reads is no fault, and logged nowhere. */
export function makeClientGone(): GraphQLError {
  return new GraphQLError('The client left before the answer was whole.', {
    extensions: {
      code: 'CLIENT_GONE',
      retryable: true,
      hint: 'Send it again: with the same idempotency key for the answer as far as it came, with another one or none for a new one.',
    },
  });
}

/** Of an answer that the stop of the process broke off. */
export function makeGatewayStopped(): GraphQLError {
  return new GraphQLError('The gateway stopped before the answer was whole.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, hint: 'Ask again in a few seconds.' },
  });
}

/** Why nobody waits any more: what the signal was aborted with, where that is an error of ours; else the client left. */
export function makeGone({ reason }: AbortSignal): GraphQLError {
  return reason instanceof GraphQLError ? reason : makeClientGone();
}

/**
 * The same error as far as it is ours. PostgreSQL's own may hold the question: in its message, its detail, or the parameters of
 * the statement. Its code and the place it came from do not.
 */
export function withoutWords(error: unknown): Error {
  if (error instanceof GraphQLError || error instanceof TrueshelfError) return error;
  const mapped = mapSqlError(error);
  const code = findSystemCode(error);
  const name = error instanceof Error ? error.name : typeof error;
  // What is mapped is worded by us, or tells of the connection.
  const message = mapped !== null && error instanceof Error ? error.message : null;
  const safe = new Error(message ?? `an unexpected ${name}${code === null ? '' : ` (${code})`}`);
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(isFrame) : [];
  safe.stack = [`${safe.name}: ${safe.message}`, ...frames].join('\n');
  const { hint } = mapped?.extensions ?? {};
  // The one detail that is a word of our own, by which mapSqlError knows what may be tried again.
  const mayRetry = error instanceof Error && 'detail' in error && error.detail === 'RETRYABLE';
  return Object.assign(
    safe,
    code === null ? {} : { code },
    typeof hint === 'string' ? { hint } : {},
    mayRetry ? { detail: 'RETRYABLE' } : {},
  );
}

function isFrame(line: string): boolean {
  return /^ {4}at [^"']*$/.test(line);
}

function readFailure({ message, extensions }: GraphQLError): ChatFailure {
  const { code, hint, retryable } = extensions;
  return {
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    message,
    hint: typeof hint === 'string' ? hint : null,
    retryable: retryable === true,
  };
}
