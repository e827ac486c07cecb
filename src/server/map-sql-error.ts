import { GraphQLError } from 'graphql';
import { DatabaseSetupError, TrueshelfError } from '../errors.ts';

/** SQLSTATEs of class TS, raised by api.* on purpose (sql/README.md), and the codes that GraphQL callers see. */
const codes: Readonly<Record<string, string>> = {
  TSLIM: 'LIMIT_OUT_OF_RANGE',
  TSTXT: 'BAD_TEXT',
  TSFLT: 'BAD_FILTER',
  TSOPT: 'BAD_OPTIONS',
  TSCUR: 'BAD_CURSOR',
  TSCCY: 'UNKNOWN_CURRENCY',
  TSCLM: 'BAD_CLAIMS',
  TSVEC: 'BAD_VECTOR',
  TSNFD: 'NOT_FOUND',
  TSFOR: 'FORBIDDEN',
  TSMOD: 'MODEL_STATE',
  TSJOB: 'JOB_STATE',
  TSKEY: 'IDEMPOTENCY_CONFLICT',
  TSRDO: 'READ_ONLY',
};

/** Connection lost or refused, too many connections, shutdown: SQLSTATE classes 08 and 57P, 53300, and Node's own codes. */
const unavailable =
  /^(08...|53300|57P0.|ECONN(RESET|REFUSED|ABORTED)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/;

/** What pg and its pool say, without any code, when a connection breaks or none is free in time. */
const unavailableMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/i;

/** What a caller may know about a failed SQL call; null when that is nothing, and the error is to be masked. */
export function mapSqlError(error: unknown): GraphQLError | null {
  if (!(error instanceof Error)) return null;
  const { code, hint, detail } = error as { code?: unknown; hint?: unknown; detail?: unknown };
  const sqlState = typeof code === 'string' ? code : '';
  const callersFault = codes[sqlState];
  if (callersFault !== undefined) {
    return new GraphQLError(error.message, {
      extensions: {
        code: callersFault,
        ...(typeof hint === 'string' ? { hint } : {}),
        ...(detail === 'RETRYABLE' ? { retryable: true } : {}),
      },
    });
  }
  if (sqlState === '57014') {
    return new GraphQLError('The question took too long and was stopped.', {
      extensions: {
        code: 'TIMEOUT',
        retryable: true,
        hint: 'Ask for less: a smaller page or a narrower filter.',
      },
    });
  }
  if (isUnavailable(error, sqlState)) {
    return new GraphQLError('The database cannot be reached at the moment.', {
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, hint: 'Ask again in a few seconds.' },
    });
  }
  return null;
}

/** The pool's own errors: no connection to be had, whatever the reason, and a pool that is closing. */
function isUnavailable(error: Error, sqlState: string): boolean {
  if (error instanceof TrueshelfError) {
    return error instanceof DatabaseSetupError || error.code === 'DATABASE_CLOSED';
  }
  return unavailable.test(sqlState) || (sqlState === '' && unavailableMessage.test(error.message));
}
