import { type ExecutionResult, GraphQLError, Kind } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { callerCodeOf } from '../../schema/caller-error.ts';
import type { GatewayContext } from '../../schema/context.ts';
import { mapSqlError } from './map-sql-error.ts';
import { requestIdOf } from './request-id.ts';

/** What Yoga tells of an operation, or of an event of one, that is through. */
interface Done {
  result: ExecutionResult | AsyncIterable<unknown>;
  setResult(result: ExecutionResult): void;
}

/** The causes of masked early errors, until the hook that knows the request logs them. */
const unexpected = new WeakMap<GraphQLError, unknown>();

/** Gives every error its code, or masks it. What is not the caller's fault is logged once with the request's id. */
export function useErrorMapping(logger: Logger): Plugin<GatewayContext> {
  /** Of one operation, whose failures are logged once each. */
  const makePublish = ({ requestId }: GatewayContext) => {
    const logged = new Set<unknown>();
    const publish = (error: GraphQLError): GraphQLError => {
      const cause = rootCause(error);
      if (cause instanceof GraphQLError && !isFaultOfResult(error)) return withCode(error);
      const mapped = mapSqlError(cause);
      if (!logged.has(cause)) logFailure(logger, cause, mapped, { requestId, path: error.path });
      logged.add(cause); // one failed batch fails every field that waited for it
      const extensions = mapped?.extensions ?? { code: 'INTERNAL_SERVER_ERROR', requestId };
      return placed(error, mapped?.message ?? 'Unexpected error', extensions);
    };
    return ({ result, setResult }: Done) => {
      if (isAsyncIterable(result) || !result.errors) return;
      setResult({ ...result, errors: result.errors.map(publish) });
    };
  };

  return {
    onExecute({ args }) {
      return { onExecuteDone: makePublish(args.contextValue) };
    },
    onSubscribe({ args }) {
      const publish = makePublish(args.contextValue);
      return {
        onSubscribeResult(done) {
          publish(done); // what kept the stream from beginning
          return { onNext: publish };
        },
      };
    },
    onResultProcess({ request, result }) {
      if (Array.isArray(result) || isAsyncIterable(result)) return;
      for (const error of result.errors ?? []) {
        if (!unexpected.has(error)) continue;
        const requestId = requestIdOf(request);
        error.extensions.requestId = requestId;
        logger.error({ err: unexpected.get(error), requestId }, 'a request failed before execution');
        unexpected.delete(error);
      }
    },
  };
}

/**
 * Whether our own value did not fit the schema. graphql-js gives no code to either side's fault, but places its
 * complaints about the document at an argument, a value or a variable, and those about a result at the field.
 */
function isFaultOfResult({ path, nodes, extensions }: GraphQLError): boolean {
  if (path === undefined || extensions.code !== undefined) return false;
  return (nodes ?? []).every(({ kind }) => kind === Kind.FIELD);
}

/** Faults of the caller are not logged; of what may pass, that it was; of what should not be, everything. */
function logFailure(logger: Logger, cause: unknown, mapped: GraphQLError | null, place: object): void {
  if (mapped === null) logger.error({ err: cause, ...place }, 'a resolver failed');
  else if (mapped.extensions.retryable) logger.warn({ err: cause, ...place }, mapped.message);
}

/**
 * What happens before execution: parsing, validation and reading of the request, which raise GraphQLErrors, and
 * malformed JSON in a query string, which is the one thing that does not.
 */
export function maskEarlyError(error: unknown): Error {
  const cause = rootCause(error);
  if (cause instanceof GraphQLError) return withCode(error as GraphQLError);
  if (cause instanceof SyntaxError) {
    return new GraphQLError(
      'Found "variables" or "extensions" that are not valid JSON; expected a JSON object.',
      { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
    );
  }
  const masked = new GraphQLError('Unexpected error', {
    extensions: { code: 'INTERNAL_SERVER_ERROR', http: { status: 500 } },
  });
  unexpected.set(masked, cause);
  return masked;
}

/** graphql-js gives no code to what it refuses itself: values that do not fit their types, operations that are not there. */
function withCode(error: GraphQLError): GraphQLError {
  const code = callerCodeOf(rootCause(error)) ?? error.extensions.code ?? 'BAD_USER_INPUT';
  if (error.extensions.code === code) return error;
  return placed(error, error.message, { ...error.extensions, code });
}

/** Another error at the same place. */
function placed(
  { nodes, path, source, positions }: GraphQLError,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    path: path ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions,
  });
}

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}
