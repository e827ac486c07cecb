import { type ASTNode, GraphQLError } from 'graphql';

/** The faults of a caller that this layer finds itself; those that SQL finds have the same codes (docs/graphql.md). */
type CallerErrorCode =
  | 'BAD_FILTER'
  | 'BAD_ID'
  | 'BAD_OPTIONS'
  | 'BAD_TEXT'
  | 'LIMIT_OUT_OF_RANGE'
  | 'UNKNOWN_CURRENCY';

/** `message` says what was found and what was expected, `hint` what to do; `node` is the place in the document, if it is there. */
export function makeCallerError(
  code: CallerErrorCode,
  message: string,
  hint: string,
  node?: ASTNode | null,
): GraphQLError {
  return new GraphQLError(message, { nodes: node ?? null, extensions: { code, hint } });
}

/** What was found, short enough for a message. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
