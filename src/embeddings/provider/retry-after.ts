/** Who asks for more gets no more: a queue must not sleep for a year because of a server's clock. */
export const longestRetryAfterMs = 900_000;

/** What a provider says in retry-after-ms, or in Retry-After as seconds or as a date; null: nothing that can be read. */
export function readRetryAfterMs(headers: Headers | undefined, now: number = Date.now()): number | null {
  const ms = readNumber(headers?.get('retry-after-ms'));
  if (ms !== null) return bound(ms);
  const written = headers?.get('retry-after');
  const seconds = readNumber(written);
  if (seconds !== null) return bound(seconds * 1_000);
  // Date.parse takes nearly anything that has a digit for a date.
  if (!written || !/^[A-Z][a-z]{2,8}, /.test(written)) return null;
  const at = Date.parse(written);
  return Number.isNaN(at) ? null : bound(at - now);
}

function readNumber(written: string | null | undefined): number | null {
  return written && /^\d+(\.\d+)?$/.test(written.trim()) ? Number(written) : null;
}

function bound(ms: number): number {
  return Math.ceil(Math.min(Math.max(ms, 0), longestRetryAfterMs));
}
