/** What a worker has done, for its summary. */
export interface WorkerSummary {
  /** Products embedded, by model. */
  embedded: Record<string, number>;
  parked: number;
  /** Given back because the text changed while it was embedded. */
  superseded: number;
  /** Requests to providers, repeated ones included. */
  calls: number;
  jobs: { succeeded: number; failed: number; cancelled: number; returned: number };
}

export function makeSummary(): WorkerSummary {
  return {
    embedded: {},
    parked: 0,
    superseded: 0,
    calls: 0,
    jobs: { succeeded: 0, failed: 0, cancelled: 0, returned: 0 },
  };
}
