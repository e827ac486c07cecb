import { TrueshelfError } from '../errors.ts';

/** As it is kept in work.job, to be read again and again. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly context: Readonly<Record<string, unknown>>;
}

/** No stack: it tells paths of the machine. What nobody foresaw is INTERNAL. */
export function describeJobError(error: unknown): JobError {
  const { code, detail, hint, context, where, table, constraint } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as Readonly<Record<string, unknown>>;
  const message = error instanceof Error ? error.message : String(error);
  const known = typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code);
  const retryable = error instanceof TrueshelfError && error.retryable;
  return {
    code: known ? code : 'INTERNAL',
    message: message === '' ? 'no message' : message,
    detail: textOrNull(detail),
    hint: textOrNull(hint) ?? (known ? null : 'This is a fault in Trueshelf; please report it.'),
    context: {
      ...(isRecord(context) ? context : {}),
      ...Object.fromEntries(
        Object.entries({ where, table, constraint }).filter(([, value]) => typeof value === 'string'),
      ),
      ...(retryable ? { retryable } : {}),
    },
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
