import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import { makeLogger } from '../../src/log.ts';
import { noMetrics } from '../../src/metrics.ts';
import { runnerName } from '../../src/work/runner-name.ts';
import type { WorkerTiming } from '../../src/worker/timing.ts';
import { makeWorker, type WorkerEnd, type WorkerOptions } from '../../src/worker/worker.ts';

/** Short, so that a test waits for little. */
export const shortTiming: WorkerTiming = {
  pollMs: [20, 50],
  leaseMs: 60_000,
  graceMs: 10_000,
  providerPauseMs: [50, 200],
  troublePauseMs: [50, 200],
  pruneMs: [60_000, 60_000],
  sweepMs: [60_000, 60_000],
};

export interface StartedWorker {
  readonly name: string;
  /** As a signal does; resolves when it holds nothing any more. */
  stop(): Promise<WorkerEnd>;
  readonly ended: Promise<WorkerEnd>;
}

export interface StartOptions {
  timing?: Partial<WorkerTiming>;
  concurrency?: number;
  drain?: boolean;
  openFor?: NonNullable<WorkerOptions['openFor']>;
  /** Gets a line for each thing that is told, of level info or above. */
  log?: string[];
}

/** In this process; stopped at the end of the test. */
export function startWorker(database: Database, options: StartOptions = {}): StartedWorker {
  const { timing = {}, concurrency = 2, drain = false, openFor, log } = options;
  const config = parseConfig({ TRUESHELF_WORKER_CONCURRENCY: String(concurrency) });
  const stopping = new AbortController();
  const name = runnerName();
  const ended = makeWorker({
    config,
    database,
    logger:
      log === undefined
        ? makeLogger(process.env.TRUESHELF_TEST_LOG === 'on' ? 'debug' : 'silent')
        : pino({ level: 'info', base: null }, { write: (line) => void log.push(line) }),
    metrics: noMetrics,
    name,
    timing: { ...shortTiming, ...timing },
    ...(openFor && { openFor }),
  }).run(stopping.signal, { drain });
  const stop = () => {
    stopping.abort(new Error('stopped by the test'));
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  return { name, stop, ended };
}
