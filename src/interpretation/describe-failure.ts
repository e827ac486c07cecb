import { APIConnectionError, APIError } from 'openai';
import { z } from 'zod';
import { TrueshelfError } from '../errors.ts';

/**
 * Why a model gave nothing, for the log. Never the provider's own words: some repeat the key that they refuse, and the text
 * that they were asked about.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof APIConnectionError) return `no connection${codeOf(error.cause)}`;
  if (error instanceof APIError) return `status ${error.status ?? 'unknown'}`;
  if (error instanceof SyntaxError) return 'its answer is not JSON';
  if (error instanceof z.ZodError) return 'its answer does not fit the schema';
  if (error instanceof TrueshelfError && error.code === 'MODEL_ANSWER') return error.message;
  return `${error instanceof Error ? error.name : typeof error}${codeOf(error)}`;
}

/** fetch hides what went wrong behind "fetch failed"; a system's code or an SQLSTATE says nothing private. */
function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^\w{1,40}$/.test(cause.code))
      return ` (${cause.code})`;
  }
  return '';
}
