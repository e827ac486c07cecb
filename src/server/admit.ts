import type { Claims } from '../retrieval/page.ts';
import { refusal } from './refusal.ts';

/** Questions are short: the longest text, every filter and a generous document stay below 20 kB. In bytes. */
export const maxBodyBytes = 100_000;

/** As much of a request as admission looks at, so that any way in can build it. */
export interface IncomingCall {
  method: string;
  headers: { get(name: string): string | null };
}

export interface Admission {
  /** Null: anonymous, a shopper of the public price list. */
  claims: Claims | null;
}

/**
 * Decides whether a call is let in, and as whom: the one check of every way in, before its body is read.
 * Throws a GraphQLError with a code and an HTTP status. A way in that has read no Content-Length must still stop
 * reading at `maxBodyBytes`.
 */
export function admit(call: IncomingCall): Admission {
  checkBodySize(call);
  checkCrossSite(call);
  return { claims: readClaims(call) };
}

/** Nothing verifies tokens yet. To take a bearer of one for an anonymous shopper would answer with other prices than theirs. */
function readClaims({ headers }: IncomingCall): null {
  if (headers.get('authorization') === null) return null;
  throw refusal(
    401,
    'UNAUTHENTICATED',
    'Found an Authorization header; expected none, because this gateway cannot verify tokens yet.',
    'Leave the header out: every caller is a shopper of the public price list.',
    { 'WWW-Authenticate': 'Bearer' },
  );
}

/** Browsers send these content types to other sites without asking them first; all others need a preflight, which is refused. */
const formTypes = new Set(['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** A page of another site must not be able to send a mutation in the name of a browser that reaches this gateway. */
function checkCrossSite({ method, headers }: IncomingCall): void {
  if (method !== 'POST' || headers.get('x-trueshelf-request') !== null) return;
  const contentType = headers.get('content-type')?.split(/[;,]/)[0]?.trim().toLowerCase() ?? '';
  if (!formTypes.has(contentType)) return;
  throw refusal(
    415,
    'UNSUPPORTED_CONTENT_TYPE',
    `Found ${contentType === '' ? 'no content type' : `the content type ${contentType}`}; expected application/json.`,
    'Send JSON with "Content-Type: application/json". Where a client cannot, add a header "X-Trueshelf-Request: 1".',
  );
}

function checkBodySize({ headers }: IncomingCall): void {
  const length = Number(headers.get('content-length') ?? 0);
  if (length <= maxBodyBytes) return;
  throw refusal(
    413,
    'BODY_TOO_LARGE',
    `Found a body of ${length} bytes; expected at most ${maxBodyBytes}.`,
    'Send fewer or shorter values, or several requests.',
  );
}
