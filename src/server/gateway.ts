import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TrueshelfError } from '../errors.ts';
import { makeRequestListener } from './request-listener.ts';
import { makeStreamRegister, type StreamRegister } from './stream-register.ts';
import { makeYoga, type YogaOptions } from './yoga.ts';

export interface GatewayOptions extends YogaOptions {
  host: string;
  /** 0: any free port; `url` tells which. */
  port: number;
  /** Default 5 s. */
  streamGraceMs?: number;
}

export interface Gateway {
  /** Without a slash at the end: "http://127.0.0.1:4000". */
  readonly url: string;
  /** Takes no more requests, lets those under way finish, then resolves. Idempotent. */
  close(): Promise<void>;
}

/** What a client that reads its answer slowly may take before it is cut off, so that a stop always ends. */
const drainTimeoutMs = 10_000;
/** What a stream may take to come to its end, which is then told; most do in less. Well before those that do not read are cut off. */
const usualStreamGraceMs = 5_000;

/** Listens, and resolves once it does. Throws TrueshelfError PORT_UNAVAILABLE. */
export async function startGateway({
  host,
  port,
  streamGraceMs = usualStreamGraceMs,
  ...options
}: GatewayOptions): Promise<Gateway> {
  const { streams = makeStreamRegister() } = options;
  const yoga = makeYoga({ ...options, streams });
  const answer = makeRequestListener(yoga, options.logger, options.metrics);
  const server = createServer((request, response) => {
    // A connection that is kept alive would hold up close() until it times out.
    response.on('finish', () =>
      setImmediate(() => {
        if (!server.listening) server.closeIdleConnections();
      }),
    );
    answer(request, response);
  });
  await listen(server, host, port);
  // Without a listener, an error such as too many open files would end the process.
  server.on('error', (error) => options.logger.error({ err: error }, 'the HTTP server failed'));
  let closed: Promise<void> | undefined;
  return {
    url: urlOf(server.address() as AddressInfo),
    close: () => {
      closed ??= close(server, streams, streamGraceMs)
        .then(() => drain(streams))
        .then(() => yoga.dispose());
      return closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      reject(
        new TrueshelfError(
          'PORT_UNAVAILABLE',
          `Cannot listen on ${host} port ${port} (${cause.code}): ${reasonFor(cause.code)}`,
          {
            cause,
          },
        ),
      );
    };
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function reasonFor(code: string | undefined): string {
  if (code === 'EADDRINUSE') return 'something else listens there. Stop it, or set PORT to a free port.';
  if (code === 'EACCES')
    return 'ports below 1024 need rights that this user lacks. Set PORT to a higher one.';
  return 'expected an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all its addresses.';
}

function close(server: Server, streams: StreamRegister, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const stopStreams = setTimeout(() => streams.stop(), graceMs);
    const cutOff = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(stopStreams);
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Of answers whose clients are gone, what is still to be recorded: the database is closed after this. */
async function drain(streams: StreamRegister): Promise<void> {
  streams.stop();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timedOut = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, drainTimeoutMs);
  });
  await Promise.race([streams.drained(), timedOut]).finally(() => clearTimeout(timer));
}

/** An address that a browser on this machine can open: 0.0.0.0 and :: are none. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
