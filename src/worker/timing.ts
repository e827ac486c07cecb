/** How long the parts of a worker wait, in milliseconds. Tests use shorter ones. */
export interface WorkerTiming {
  /** Without a notification the queue is looked at so often; it grows from the first to the second while nothing comes. */
  readonly pollMs: readonly [shortest: number, longest: number];
  /** What a worker holds is free again so long after it died; renewed at a third of it. */
  readonly leaseMs: number;
  /** Calls under way at a stop get so long. */
  readonly graceMs: number;
  /** A provider that failed five times in a row is left alone for so long, twice as long each time after. */
  readonly providerPauseMs: readonly [first: number, longest: number];
  /** After an error of the database. */
  readonly troublePauseMs: readonly [first: number, longest: number];
  /** Until what is old is removed for the first time, and from then on. */
  readonly pruneMs: readonly [first: number, every: number];
  /** The same for looking for what is stale although nothing waits. */
  readonly sweepMs: readonly [first: number, every: number];
}

/** A server notifies, so that polling only covers what a pooler or a lost connection swallowed, and what is to be tried again. */
export const serverTiming: WorkerTiming = {
  pollMs: [250, 5000],
  // Longer than a slow batch; short enough that a crash is made good soon.
  leaseMs: 120_000,
  graceMs: 10_000,
  providerPauseMs: [30_000, 300_000],
  troublePauseMs: [1000, 30_000],
  // Not at once: who restarts all the time would never do anything else first.
  pruneMs: [60_000, 3_600_000],
  sweepMs: [600_000, 86_400_000],
};

/** The embedded engine notifies nobody, but has everything in this process: a look costs a millisecond. */
export const embeddedTiming: WorkerTiming = { ...serverTiming, pollMs: [250, 1000] };

/** So that many workers do not come at the same instant. */
export function jitter(ms: number): number {
  return ms * (0.75 + Math.random() * 0.5);
}
