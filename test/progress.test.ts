import { describe, expect, it } from 'vitest';
import { makeProgress, withProgress } from '../src/progress.ts';

function makeStream(isTTY: boolean) {
  const writes: string[] = [];
  return { isTTY, writes, write: (text: string) => writes.push(text) };
}

function makeClock() {
  const clock = { ms: 0, now: () => clock.ms };
  return clock;
}

describe('makeProgress', () => {
  it('redraws one line on a terminal, ten times a second at most, and ends it', () => {
    const stream = makeStream(true);
    const clock = makeClock();
    const progress = makeProgress('Embedding', stream, clock.now);
    for (const [ms, done] of [
      [1000, 50],
      [1050, 60],
      [2000, 100],
    ] as const) {
      clock.ms = ms;
      progress.report(done, 200);
    }
    clock.ms = 4000;
    progress.report(200, 200);
    progress.end();
    expect(stream.writes).toEqual([
      '\r\u001b[2KEmbedding [#####---------------] 50/200 (50/s, 3.0 s left)',
      '\r\u001b[2KEmbedding [##########----------] 100/200 (50/s, 2.0 s left)',
      '\r\u001b[2KEmbedding [####################] 200/200 (50/s, 4.0 s)',
      '\r\u001b[2KEmbedding [####################] 200/200 (50/s, 4.0 s)\n',
    ]);
  });

  it('writes plain lines elsewhere, one in three seconds at most and one at the end', () => {
    const stream = makeStream(false);
    const clock = makeClock();
    const progress = makeProgress('Importing', stream, clock.now);
    for (const ms of [1000, 2999, 3000, 5999, 130_000]) {
      clock.ms = ms;
      progress.report(ms / 1000);
    }
    progress.end();
    expect(stream.writes).toEqual(['Importing 3 (1.0/s, 3.0 s)\n', 'Importing 130 (1.0/s, 2 min 10 s)\n']);
  });

  it.each([
    [true, ['\r\u001b[2Kline 7: title is missing\n', '\r\u001b[2KImporting 2 (1.0/s, 2.0 s)']],
    [false, ['line 7: title is missing\n']],
  ])('gives a note a line of its own (terminal: %s)', (isTTY, writes) => {
    const stream = makeStream(isTTY);
    const clock = makeClock();
    const progress = makeProgress('Importing', stream, clock.now);
    progress.note('line 7: title is missing');
    clock.ms = 2000;
    progress.report(2);
    expect(stream.writes).toEqual(writes);
  });

  it('says nothing when nothing was done', () => {
    const stream = makeStream(true);
    makeProgress('Embedding', stream).end();
    expect(stream.writes).toEqual([]);
  });
});

describe('withProgress', () => {
  it('stops the work at its next report after a signal, and leaves the line ended', async () => {
    const stream = makeStream(false);
    const stop = new AbortController();
    const done: number[] = [];
    const work = withProgress('Importing', { stderr: stream, signal: stop.signal }, async (report) => {
      for (const count of [1, 2, 3]) {
        done.push(count);
        if (count === 2) stop.abort(new Error('Stopped by SIGTERM'));
        report(count);
      }
    });
    await expect(work).rejects.toThrow('Stopped by SIGTERM');
    expect(done).toEqual([1, 2]);
    expect(stream.writes).toHaveLength(1);
  });
});
