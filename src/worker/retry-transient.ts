import { rest } from './bell.ts';

/** A deadlock, a lock that took too long, a restart, a connection that was cut: the same call may succeed in a moment. */
const transient = /^(40001|40P01|55P03|57P0[123]|08\w{3}|53\d{3}|ECONN\w+|EPIPE|DATABASE_SETUP)$/;

const TRIES = 4;

/** Runs a call that may be repeated up to four times within some three seconds. */
export async function retryTransient<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === TRIES || !isTransient(error)) throw error;
      await rest(100 * 4 ** (attempt - 1) * (0.5 + Math.random()), never);
    }
  }
}

function isTransient(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return transient.test(String(code)) || /connection terminated/i.test(String(message));
}

const never = new AbortController().signal;
