import type { ServerResponse } from 'node:http';
import { createYoga, type YogaInitialContext } from 'graphql-yoga';
import type { Logger } from 'pino';
import { schema } from '../../schema/index.ts';
import type { Queryable } from '../db/database.ts';
import type { Interpreter } from '../interpretation/interpreter.ts';
import { type Metrics, noMetrics } from '../metrics.ts';
import { makeBeginQueue } from '../narration/begin-queue.ts';
import type { Narrator } from '../narration/narrator.ts';
import type { QueryEmbedder } from '../retrieval/query-embedder.ts';
import { maxBodyBytes } from './admit.ts';
import { countDegraded } from './count-degraded.ts';
import { makeDocumentCache } from './document-cache.ts';
import { makeGatewayContext } from './gateway-context.ts';
import { openingTabs } from './opening-tabs.ts';
import { requestIdOf } from './request-id.ts';
import { makeStreamRegister, type StreamRegister } from './stream-register.ts';
import { admissionOf, useAdmission } from './use-admission.ts';
import { maskEarlyError, useErrorMapping } from './use-error-mapping.ts';
import { useGraphiql } from './use-graphiql.ts';
import { useHealth } from './use-health.ts';
import { useLanding } from './use-landing.ts';
import { useMetrics } from './use-metrics.ts';
import { useQueryLimits } from './use-query-limits.ts';
import { useStorableText } from './use-storable-text.ts';
import { useStreams } from './use-streams.ts';

export interface YogaOptions {
  database: Queryable;
  logger: Logger;
  /** The language model that may add constraints; default none. */
  interpreter?: Interpreter | null;
  /** Where a provider's model is active, what has the vectors of questions; default none, so that they are searched by words. */
  queryEmbedder?: QueryEmbedder | null;
  /** The language model that puts answers of chats into words; default none, so that the template does. */
  narrator?: Narrator | null;
  /**
   * How many turns of chats the database is asked for at once; default 8. Two less than it has connections, so that what is read of
   * those that have begun finds one.
   */
  chatsAtOnce?: number;
  /** Where streams are counted and ended; default one of its own. */
  streams?: StreamRegister;
  /** Serve GraphiQL to browsers at `/graphql`; default true. */
  graphiql?: boolean;
  /** The queries that GraphiQL opens with; default: some for any catalogue. */
  graphiqlTabs?: readonly string[];
  /** Sites whose pages may call the gateway from a browser, such as "http://localhost:3000"; default none but its own. */
  allowedOrigins?: readonly string[];
  /** What is counted, and served at `/metrics`; default nothing. */
  metrics?: Metrics | null;
}

/** Everything that is served over HTTP. Takes fetch-style requests and node:http's alike. */
export function makeYoga({
  database,
  logger,
  interpreter = null,
  queryEmbedder = null,
  narrator = null,
  chatsAtOnce = 8,
  streams = makeStreamRegister(),
  graphiql = true,
  graphiqlTabs = openingTabs,
  allowedOrigins = [],
  metrics = null,
}: YogaOptions) {
  const begins = makeBeginQueue(chatsAtOnce);
  return createYoga({
    schema,
    graphqlEndpoint: '/graphql',
    context: ({ request, res }: YogaInitialContext & { res?: ServerResponse }) => {
      const context = makeGatewayContext(
        database,
        { interpreter, queryEmbedder, narrator },
        {
          claims: admissionOf(request).claims,
          requestId: requestIdOf(request),
          signal: request.signal,
          cutOff: () => res?.destroy(),
        },
        { logger, metrics: metrics ?? noMetrics, streams, begins },
      );
      return metrics === null ? context : countDegraded(context, metrics);
    },
    plugins: [
      ...(metrics === null ? [] : [useMetrics(metrics, logger)]),
      useAdmission(),
      useHealth(database, logger),
      ...(graphiql ? [useGraphiql(logger, graphiqlTabs), useLanding()] : []),
      useQueryLimits(),
      useStreams(),
      useStorableText(),
      useErrorMapping(logger),
    ],
    maxRequestBodySize: maxBodyBytes,
    parserAndValidationCache: { documentCache: makeDocumentCache(), errorCache: makeDocumentCache() },
    maskedErrors: { errorMessage: 'Unexpected error', maskError: maskEarlyError },
    cors: (request) => corsFor(request.headers.get('origin'), allowedOrigins),
    graphiql: false,
    landingPage: false,
    multipart: false,
    logging: false,
  });
}

/** Yoga's default lets every site in, with credentials; and for an origin that is not listed it sends "null", which sandboxed pages have. */
function corsFor(origin: string | null, allowedOrigins: readonly string[]) {
  if (origin === null || !allowedOrigins.includes(origin)) return false;
  return {
    origin,
    credentials: false,
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id'],
    maxAge: 600,
  };
}
