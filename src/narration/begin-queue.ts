import { makeGone } from './chat-failure.ts';

/** Who may ask the database to begin a turn. */
export interface BeginQueue {
  /** Does the work once it is its turn. Rejects, with the work undone, where the signal aborts before. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/**
 * So many at once; the others wait, the first one first. A turn that has begun reads more before its evidence is told, and would
 * wait for a connection behind all that only begin. Of 100 streams at once the first had its evidence after 2.4 s, half of them after
 * 2.7 s; so it is 0.3 s and 2.0 s (10 connections, two cores).
 */
export function makeBeginQueue(limit: number): BeginQueue {
  const waiting = new Set<() => void>();
  let running = 0;

  const wait = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        waiting.delete(begin);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(begin);
        reject(makeGone(signal));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(begin);
    });

  return {
    async run(work, signal) {
      if (signal.aborted) throw makeGone(signal);
      if (running < limit) running += 1;
      else await wait(signal); // for the place of one that is through
      try {
        if (signal.aborted) throw makeGone(signal);
        return await work();
      } finally {
        const [next] = waiting;
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
