import { APIConnectionError, APIError } from 'openai';
import { z } from 'zod';
import { readRetryAfterMs } from '../embeddings/provider/retry-after.ts';
import { AnswerTooLongError } from '../openai/make-client.ts';
import { findSystemCode } from '../openai/system-code.ts';
import type { TellingOutcome } from './narrator.ts';
import { MalformedAnswerError } from './sentence-scanner.ts';

export interface NarratorFailure {
  outcome: Exclude<TellingOutcome, 'WHOLE' | 'PAUSED' | 'CLIENT_GONE'>;
  /** For the log. Never the provider's own words: they may repeat the key, and the question. */
  detail: string;
  /** Whether the same may go well when it is asked again. */
  again: boolean;
  /** How long the provider asks us to wait before; absent: it does not say. */
  afterMs?: number;
}

/** An ending that is none of fetch's or the client's. */
export class TellingError extends Error {
  readonly failure: NarratorFailure;

  constructor(outcome: NarratorFailure['outcome'], detail: string, again: boolean) {
    super(detail);
    this.name = 'TellingError';
    this.failure = { outcome, detail, again };
  }
}

/** What became of a call, by what it threw. */
export function describeNarratorFailure(error: unknown): NarratorFailure {
  if (error instanceof TellingError) return error.failure;
  if (error instanceof MalformedAnswerError || error instanceof SyntaxError || error instanceof z.ZodError) {
    return { outcome: 'MALFORMED', detail: 'its answer does not fit the schema', again: true };
  }
  if (error instanceof AnswerTooLongError)
    return { outcome: 'TOO_LONG', detail: error.message, again: false };
  if (error instanceof APIConnectionError) {
    return { outcome: 'UNREACHABLE', detail: `no connection${codeOf(error.cause)}`, again: true };
  }
  if (error instanceof APIError && error.status !== undefined) {
    const { status } = error;
    const again = status === 408 || status === 409 || status === 429 || status >= 500;
    const afterMs = readRetryAfterMs(error.headers);
    return {
      ...{ outcome: 'REFUSED', detail: `status ${status}`, again },
      ...(afterMs === null ? {} : { afterMs }),
    };
  }
  return { outcome: 'CUT', detail: `the connection broke off${codeOf(error)}`, again: true };
}

function codeOf(error: unknown): string {
  const code = findSystemCode(error);
  return code === null ? '' : ` (${code})`;
}
