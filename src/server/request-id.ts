import { randomUUID } from 'node:crypto';

const ids = new WeakMap<Request, string>();

/** The caller's `x-request-id` if it is one that may stand in a log and a header, else a new one; the same for the same request. */
export function requestIdOf(request: Request): string {
  let id = ids.get(request);
  if (id === undefined) {
    const given = request.headers.get('x-request-id');
    id = given !== null && /^[\w.:/+=-]{1,128}$/.test(given) ? given : randomUUID();
    ids.set(request, id);
  }
  return id;
}
