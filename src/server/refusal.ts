import { GraphQLError } from 'graphql';

/** A caller's fault that is answered with an HTTP status of its own. */
export function refusal(
  status: number,
  code: string,
  message: string,
  hint: string,
  headers: Record<string, string> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, hint, http: { status, headers } } });
}
