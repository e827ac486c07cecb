/** fetch hides what went wrong behind "fetch failed"; a system's code such as ECONNREFUSED, or an SQLSTATE, says nothing private. Null: it has none. */
export function findSystemCode(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^\w{1,40}$/.test(cause.code)) return cause.code;
  }
  return null;
}
