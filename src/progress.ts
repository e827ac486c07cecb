/** Shows how far long work has come. */
export interface Progress {
  /** `total` 0 or absent: unknown. Draws only from here, never by timer: a query of the embedded engine holds the event loop. */
  report(done: number, total?: number): void;
  /** Writes a line of its own; the next report draws anew below it. */
  note(line: string): void;
  /** Writes the last state and a line end; silent if nothing was reported. */
  end(): void;
}

export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** On a terminal one line, redrawn at most ten times a second; elsewhere a plain line every three seconds at most. */
export function makeProgress(
  label: string,
  stream: ProgressStream,
  nowMs: () => number = Date.now,
): Progress {
  const intervalMs = stream.isTTY ? 100 : 3000;
  const startedMs = nowMs();
  let writtenMs = stream.isTTY ? Number.NEGATIVE_INFINITY : startedMs;
  let last: { done: number; total: number } | undefined;
  let shown = false;

  function write(ending: string): void {
    if (last === undefined) return;
    const line = describeProgress(label, last.done, last.total, (nowMs() - startedMs) / 1000);
    stream.write(stream.isTTY ? `\r\u001b[2K${line}${ending}` : `${line}\n`);
    writtenMs = nowMs();
    shown = true;
  }

  return {
    report(done, total = 0) {
      last = { done, total };
      shown = false;
      if (nowMs() - writtenMs >= intervalMs) write('');
    },
    note(line) {
      stream.write(stream.isTTY ? `\r\u001b[2K${line}\n` : `${line}\n`);
    },
    end() {
      if (stream.isTTY || !shown) write('\n');
      last = undefined;
    },
  };
}

export interface ProgressContext {
  readonly stderr: ProgressStream;
  readonly signal: AbortSignal;
  /** Also told of every step, such as "Embedding", and how far it is; `total` absent: unknown. */
  readonly onStep?: (step: string, done: number, total?: number) => void;
}

/** Runs `work` with a progress line on stderr; each of its reports is also where a signal stops it. */
export async function withProgress<Result>(
  label: string,
  { stderr, signal, onStep }: ProgressContext,
  work: (report: Progress['report'], note: Progress['note']) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  onStep?.(label, 0);
  const progress = makeProgress(label, stderr);
  try {
    return await work((done, total) => {
      progress.report(done, total);
      onStep?.(label, done, total);
      signal.throwIfAborted();
    }, progress.note);
  } finally {
    progress.end();
  }
}

function describeProgress(label: string, done: number, total: number, elapsedSeconds: number): string {
  const rate = done / Math.max(elapsedSeconds, 0.001);
  const count = total > 0 ? `${bar(done / total)} ${done}/${total}` : `${done}`;
  if (done === 0) return `${label} ${count}`;
  const rest =
    total > done && done > 0
      ? `, ${formatSeconds((total - done) / rate)} left`
      : `, ${formatSeconds(elapsedSeconds)}`;
  return `${label} ${count} (${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s${rest})`;
}

function bar(share: number): string {
  const filled = Math.round(20 * Math.min(Math.max(share, 0), 1));
  return `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}]`;
}

function formatSeconds(seconds: number): string {
  if (seconds < 59.5) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
