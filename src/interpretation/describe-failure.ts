import { APIConnectionError, APIError } from 'openai';
import { z } from 'zod';
import { TrueshelfError } from '../errors.ts';
import { AnswerTooLongError } from '../openai/make-client.ts';
import { findSystemCode } from '../openai/system-code.ts';

/**
 * Why a model gave nothing, for the log. Never the provider's own words: some repeat the key that they refuse, and the text
 * that they were asked about.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof APIConnectionError) return `no connection${codeOf(error.cause)}`;
  if (error instanceof APIError) return `status ${error.status ?? 'unknown'}`;
  if (error instanceof SyntaxError) return 'its answer is not JSON';
  if (error instanceof z.ZodError) return 'its answer does not fit the schema';
  if (error instanceof AnswerTooLongError) return error.message;
  if (error instanceof TrueshelfError && error.code === 'MODEL_ANSWER') return error.message;
  return `${error instanceof Error ? error.name : typeof error}${codeOf(error)}`;
}

function codeOf(error: unknown): string {
  const code = findSystemCode(error);
  return code === null ? '' : ` (${code})`;
}
