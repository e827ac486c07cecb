import { randomUUID } from 'node:crypto';

const ids = new WeakMap<Request, string>();

/** The caller's `x-request-id` if it is one that may stand in a log and a header, else a new one; the same for the same request. */
export function requestIdOf(request: Request): string {
  let id = ids.get(request);
  if (id === undefined) {
    id = chooseRequestId(request.headers.get('x-request-id'));
    ids.set(request, id);
  }
  return id;
}

/** `requestIdOf` for a request that no fetch-style Request could be made of. */
export function chooseRequestId(given: unknown): string {
  return typeof given === 'string' && /^[\w.:/+=-]{1,128}$/.test(given) ? given : randomUUID();
}
