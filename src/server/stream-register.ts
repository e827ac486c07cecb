import { GraphQLError } from 'graphql';

/** One answer under way: a stream, or one that is given as a whole. */
export interface OpenStream {
  /** Aborts when the process is about to stop. */
  readonly stopping: AbortSignal;
  /** How long its client may take no further event. */
  readonly stallMs: number;
  /** Idempotent. `rest`: what is still done for it with nobody waiting, such as its record; never rejects. */
  close(rest?: Promise<unknown>): void;
}

/** The answers of a process: how many there are, and the end of them all. */
export interface StreamRegister {
  /** Throws a GraphQLError, SERVICE_UNAVAILABLE, where there are as many as there may be, or the process stops. */
  open(): OpenStream;
  readonly size: number;
  /** Ends those under way, and lets no more in. Idempotent. */
  stop(): void;
  /** Resolves once none is under way, and nothing is still done for one. */
  drained(): Promise<void>;
}

/** Each holds a socket and some 100 kB until its client has read it; a thousand are as many as a model would serve at once, and more. */
const maxStreams = 1_000;

/** Who takes no event for so long is gone, whatever TCP says. */
const stallTimeoutMs = 30_000;

export function makeStreamRegister({ limit = maxStreams, stallMs = stallTimeoutMs } = {}): StreamRegister {
  const open = new Set<AbortController>();
  const rests = new Set<Promise<unknown>>();
  let stopped = false;
  let onDrained = () => {};
  const check = () => {
    if (open.size === 0 && rests.size === 0) onDrained();
  };
  return {
    open() {
      if (stopped) throw unavailable('The gateway is stopping.');
      if (open.size >= limit)
        throw unavailable(`Found ${limit} answers under way; expected fewer before another begins.`);
      const controller = new AbortController();
      open.add(controller);
      return {
        stopping: controller.signal,
        stallMs,
        close(rest) {
          if (!open.delete(controller)) return;
          if (rest !== undefined) {
            rests.add(rest);
            void rest.then(() => rests.delete(rest)).then(check);
          }
          check();
        },
      };
    },
    get size() {
      return open.size;
    },
    stop() {
      stopped = true;
      for (const controller of open) controller.abort();
    },
    drained: () =>
      new Promise((resolve) => {
        onDrained = resolve;
        check();
      }),
  };
}

function unavailable(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'SERVICE_UNAVAILABLE',
      retryable: true,
      hint: 'Ask again in a few seconds.',
      http: { status: 503, spec: true },
    },
  });
}
