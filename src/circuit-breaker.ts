export interface CircuitBreaker {
  /** Whether to try. Once the pause is over one try is let through, and the next only if that succeeds or another pause passes. */
  mayTry(): boolean;
  succeeded(): void;
  /** True where a pause begins with it. */
  failed(): boolean;
  /** Milliseconds until the next try; 0: now. Unlike `mayTry` it uses nothing up. */
  pauseLeftMs(): number;
  /** Failures since the last success. */
  readonly failuresInARow: number;
}

export interface CircuitBreakerOptions {
  failures: number;
  pauseMs: number;
  /** Each try that fails after a pause doubles the next, up to so much; absent: it stays. */
  longestPauseMs?: number;
}

/** After `failures` in a row nothing is tried for `pauseMs`. */
export function makeCircuitBreaker(
  { failures, pauseMs, longestPauseMs = pauseMs }: CircuitBreakerOptions,
  clock: () => number = Date.now,
): CircuitBreaker {
  let inARow = 0;
  let pauses = 0;
  let pausedUntil = 0;
  /** One was let through although nobody knows yet whether it may succeed. */
  let trying = false;
  const pause = () => {
    pausedUntil = clock() + Math.min(longestPauseMs, pauseMs * 2 ** Math.min(Math.max(0, pauses - 1), 30));
  };
  return {
    mayTry() {
      if (inARow < failures) return true;
      if (clock() < pausedUntil) return false;
      trying = true;
      pause();
      return true;
    },
    succeeded() {
      inARow = 0;
      pauses = 0;
      pausedUntil = 0;
      trying = false;
    },
    failed() {
      inARow += 1;
      if (inARow < failures) return false;
      // What was under way when the pause began tells nothing new.
      if (clock() < pausedUntil && !trying) return false;
      trying = false;
      pauses += 1;
      pause();
      return pauses === 1;
    },
    pauseLeftMs() {
      return inARow < failures ? 0 : Math.max(0, pausedUntil - clock());
    },
    get failuresInARow() {
      return inARow;
    },
  };
}
