export interface CircuitBreaker {
  /** Whether to try. Once the pause is over one try is let through, and the next only if that succeeds or another pause passes. */
  mayTry(): boolean;
  succeeded(): void;
  /** True where a pause begins with it. */
  failed(): boolean;
}

/** After `failures` in a row nothing is tried for `pauseMs`. */
export function makeCircuitBreaker(
  { failures, pauseMs }: { failures: number; pauseMs: number },
  clock: () => number = Date.now,
): CircuitBreaker {
  let inARow = 0;
  let pausedUntil = 0;
  return {
    mayTry() {
      if (inARow < failures) return true;
      if (clock() < pausedUntil) return false;
      pausedUntil = clock() + pauseMs;
      return true;
    },
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow += 1;
      if (inARow < failures) return false;
      pausedUntil = clock() + pauseMs;
      return inARow === failures;
    },
  };
}
