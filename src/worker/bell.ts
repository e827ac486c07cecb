/** Wakes who waits. A ring while nobody waits is kept for the next wait, so that none is lost between a look and a wait. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring, after `ms`, or when `signal` aborts; never throws. True: it rang. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
}

/** For one who waits. */
export function makeBell(): Bell {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring() {
      rung = true;
      wake();
    },
    async wait(ms, signal) {
      if (!rung) {
        await rest(ms, signal, (resolve) => {
          wake = resolve;
        });
        wake = () => undefined;
      }
      const rang = rung;
      rung = false;
      return rang;
    },
  };
}

/** Resolves after `ms`, when `signal` aborts, or when what `take` is given is called; never throws. */
export function rest(
  ms: number,
  signal: AbortSignal,
  take: (wake: () => void) => void = () => undefined,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    take(end);
  });
}
