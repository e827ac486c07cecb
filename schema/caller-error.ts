import { type ASTNode, GraphQLError } from 'graphql';

/** The faults of a caller that this layer finds itself; those that SQL finds have the same codes (docs/graphql.md). */
type CallerErrorCode =
  | 'BAD_FILTER'
  | 'BAD_ID'
  | 'BAD_OPTIONS'
  | 'BAD_TEXT'
  | 'LIMIT_OUT_OF_RANGE'
  | 'UNKNOWN_CURRENCY';

/** For the executor of subscriptions writes BAD_USER_INPUT over the code of what does not fit a variable. */
const codes = new WeakMap<Error, CallerErrorCode>();

/** `message` says what was found and what was expected, `hint` what to do; `node` is the place in the document, if it is there. */
export function makeCallerError(
  code: CallerErrorCode,
  message: string,
  hint: string,
  node?: ASTNode | null,
): GraphQLError {
  const error = new GraphQLError(message, { nodes: node ?? null, extensions: { code, hint } });
  codes.set(error, code);
  return error;
}

/** The code that an error was made with here, whatever it says by now. */
export function callerCodeOf(error: unknown): string | undefined {
  return error instanceof Error ? codes.get(error) : undefined;
}

/** What was found, short enough for a message. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
