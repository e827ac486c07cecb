export interface TimeLimit {
  /** Aborted with the reason of the signal that was given, or as timed out (a DOMException named TimeoutError). */
  readonly signal: AbortSignal;
  /** Begins the time anew. */
  refresh(): void;
  /** Lets go of timer and listener, and ends what is still under way; to be called whatever happened. */
  end(): void;
}

/**
 * A signal within a time limit. Not AbortSignal.any with AbortSignal.timeout: Node 20 lets the collector take the time-out away,
 * and it never comes.
 */
export function limitTime(signal: AbortSignal, timeoutMs: number): TimeLimit {
  const limit = new AbortController();
  const abort = () => limit.abort(signal.reason);
  const timer = setTimeout(() => limit.abort(new DOMException('timed out', 'TimeoutError')), timeoutMs);
  signal.addEventListener('abort', abort);
  return {
    signal: limit.signal,
    refresh: () => timer.refresh(),
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      limit.abort();
    },
  };
}
