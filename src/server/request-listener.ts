import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { chooseRequestId } from './request-id.ts';

/** What answers a request, such as a Yoga. */
type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * What node:http calls. Yoga makes a URL of the Host header and the target before any plugin sees the request, and
 * answers a failure of that with a stack trace, so what makes no URL is refused here.
 */
export function makeRequestListener(
  answer: Answer,
  logger: Logger,
  metrics: Metrics | null = null,
): RequestListener {
  return (request, response) => {
    const requestId = chooseRequestId(request.headers['x-request-id']);
    if (!URL.canParse(`http://${request.headers.host ?? 'localhost'}${request.url}`)) {
      metrics?.countRefusal('BAD_REQUEST');
      sendError(response, 400, requestId, {
        message:
          'Found a Host header or a target that makes no URL; expected such as "Host: localhost:4000".',
        extensions: { code: 'BAD_REQUEST' },
      });
      return;
    }
    Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        logger.error({ err: error, requestId }, 'a request failed outside GraphQL');
        metrics?.countRefusal('INTERNAL_SERVER_ERROR');
        sendError(response, 500, requestId, {
          message: 'Unexpected error',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        });
      });
  };
}

/** Cuts off an answer that has begun: its end would look like a whole one. */
function sendError(response: ServerResponse, status: number, requestId: string, error: object): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': requestId,
  });
  response.end(JSON.stringify({ errors: [error] }));
}
