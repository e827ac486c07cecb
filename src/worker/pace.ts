import type { Logger } from '../log.ts';
import { type Bell, rest } from './bell.ts';
import { jitter, type WorkerTiming } from './timing.ts';

/** How a loop waits: for a ring or the next poll where there is nothing to do, longer and longer where the database fails. */
export interface Pace {
  /** There was work. */
  busy(): void;
  /** Waits until there may be work again, `shortestMs` at least. */
  idle(shortestMs?: number): Promise<void>;
  /** Logs `error` and waits, without listening to rings. */
  trouble(error: unknown): Promise<void>;
}

/** Rings that find nothing come so often at most: a busy shop notifies a thousand times a second, perhaps for another worker. */
const SHORTEST_IDLE_MS = 20;

export interface PaceOptions {
  /** What the loop does, for the log. */
  readonly what: string;
  readonly bell: Bell;
  readonly stop: AbortSignal;
  readonly timing: WorkerTiming;
  readonly logger: Logger;
}

export function makePace({ what, bell, stop, timing, logger }: PaceOptions): Pace {
  const [shortestPoll, longestPoll] = timing.pollMs;
  const [firstPause, longestPause] = timing.troublePauseMs;
  let pollMs = shortestPoll;
  let pauseMs = firstPause;
  return {
    busy() {
      pollMs = shortestPoll;
      pauseMs = firstPause;
    },
    async idle(shortestMs = SHORTEST_IDLE_MS) {
      pauseMs = firstPause;
      await rest(shortestMs, stop);
      const rang = await bell.wait(jitter(pollMs), stop);
      pollMs = rang ? shortestPoll : Math.min(longestPoll, pollMs * 1.5);
    },
    async trouble(error) {
      logger.warn({ err: error }, `the worker could not ${what}; it tries again`);
      await rest(jitter(pauseMs), stop);
      pauseMs = Math.min(longestPause, pauseMs * 2);
    },
  };
}
