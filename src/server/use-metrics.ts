import type { DocumentNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { GatewayContext } from '../../schema/context.ts';
import type { Metrics, RequestOutcome } from '../metrics.ts';
import { rootFieldOf } from './root-field.ts';

interface Course {
  readonly startedAt: number;
  root: string;
  /** Null: no GraphQL request. */
  outcome: RequestOutcome | null;
}

/** What Yoga tells of an operation that is about to begin. */
interface Begun {
  args: { contextValue: { request: Request }; document: DocumentNode; operationName?: string | null };
}

/** Codes of what is not the caller's fault. */
const ownFaults = new Set(['TIMEOUT', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

/** `/metrics` for Prometheus; and every GraphQL request timed by its root field, its errors counted by their codes. */
export function useMetrics(metrics: Metrics, logger: Logger): Plugin<GatewayContext & { request: Request }> {
  const courses = new WeakMap<Request, Course>();
  const noteRoot = ({ args: { contextValue, document, operationName } }: Begun) => {
    const course = courses.get(contextValue.request);
    if (course) course.root = rootFieldOf(document, operationName);
  };
  return {
    onRequest({ url, request, fetchAPI, endResponse }) {
      courses.set(request, { startedAt: performance.now(), root: 'none', outcome: null });
      if (url.pathname !== '/metrics') return undefined;
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
      return metrics
        .render()
        .then(({ contentType, text }) =>
          endResponse(new fetchAPI.Response(text, { headers: { 'content-type': contentType } })),
        )
        .catch((error: unknown) => {
          // An exception in this hook would end the process.
          logger.error({ err: error }, 'the metrics could not be rendered');
          endResponse(new fetchAPI.Response(null, { status: 500 }));
        });
    },
    onExecute: noteRoot,
    onSubscribe: noteRoot,
    onResultProcess({ request, result }) {
      const course = courses.get(request);
      // A stream is timed by itself, when it is over.
      if (!course || Array.isArray(result) || isAsyncIterable(result)) return;
      course.outcome = 'ok';
      for (const { extensions } of result.errors ?? []) {
        const code = String(extensions?.code ?? 'INTERNAL_SERVER_ERROR');
        metrics.countRefusal(code);
        if (ownFaults.has(code)) course.outcome = 'failed';
        else if (course.outcome === 'ok') course.outcome = 'refused';
      }
    },
    onResponse({ request }) {
      const course = courses.get(request);
      if (!course || course.outcome === null) return;
      const { root, outcome, startedAt } = course;
      metrics.observeRequest({ root, outcome }, (performance.now() - startedAt) / 1000);
    },
  };
}
