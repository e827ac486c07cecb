import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Listener } from './database.ts';

/** A lost connection is opened again after so long, twice as long each time it fails. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Listens on a connection of its own, and opens it again for as long as it takes. Whoever listens is told of every channel
 * after each opening, since something may have been said while nobody listened. Resolves after the first attempt, also
 * where it failed: callers poll besides.
 */
export async function listen(
  config: pg.ClientConfig,
  channels: readonly string[],
  onNotify: (channel: string) => void,
): Promise<Listener> {
  const closing = new AbortController();
  let client: pg.Client | undefined;

  async function open(): Promise<boolean> {
    const opened = new pg.Client({ ...config, keepAlive: true });
    const lost = () => {
      if (client === opened) {
        client = undefined;
        void reopen();
      }
    };
    opened.on('error', lost);
    opened.on('end', lost);
    opened.on('notification', ({ channel }) => onNotify(channel));
    try {
      await opened.connect();
      for (const channel of channels) await opened.query(`listen ${opened.escapeIdentifier(channel)}`);
    } catch {
      void opened.end().catch(() => undefined);
      return false; // tried again, and whoever listens polls
    }
    if (closing.signal.aborted) {
      await opened.end();
      return true;
    }
    client = opened;
    for (const channel of channels) onNotify(channel);
    return true;
  }

  async function reopen(): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !closing.signal.aborted; pauseMs *= 2) {
      const jitter = 0.5 + Math.random();
      await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS) * jitter, undefined, { signal: closing.signal }).catch(
        () => undefined, // closed meanwhile, which the loop sees
      );
      if (closing.signal.aborted || (await open())) return;
    }
  }

  if (!(await open())) void reopen();
  return {
    async close() {
      closing.abort();
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined); // broken already
    },
  };
}
