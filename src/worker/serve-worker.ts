import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TrueshelfError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';

export interface WorkerServer {
  readonly url: string;
  close(): Promise<void>;
}

/** `/metrics` for Prometheus, and `/health/live`: the process answers. Throws TrueshelfError PORT_UNAVAILABLE. */
export async function serveWorker(
  { host, port }: { host: string; port: number },
  metrics: Metrics,
): Promise<WorkerServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const found = request.method === 'GET' || request.method === 'HEAD' ? path : undefined;
    if (found === '/metrics') {
      void metrics.render().then(({ contentType, text }) => {
        response.writeHead(200, { 'content-type': contentType }).end(text);
      });
    } else if (found === '/health/live') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"live"}');
    } else {
      response
        .writeHead(404, { 'content-type': 'text/plain' })
        .end('A worker has /metrics and /health/live.\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new TrueshelfError(
          'PORT_UNAVAILABLE',
          `Cannot listen on ${host} port ${port} (${cause.code}). Give --port a free port of this machine, or 0 for any.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  server.removeAllListeners('error').on('error', () => undefined); // too many open files: the work goes on
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
