import { makeCallerError, quote } from './caller-error.ts';

/** What can be looked up by its id alone: what stands behind the type's name. */
const nodes: Readonly<Record<string, (id: string) => boolean>> = {
  Product: isRowId,
  // A variant is found by its product, whose shard it lives on, so its id carries both.
  Variant: (id) => id.split('.').length === 2 && id.split('.').every(isRowId),
  Conversation: isUuid,
  Decision: isUuid,
};

/** All that has global ids. */
const shapes: typeof nodes = { ...nodes, Turn: isUuid };

/** Opaque to callers: base64url of "Product:123". */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`, 'utf8').toString('base64url');
}

/** Throws BAD_ID for anything that `encodeGlobalId` cannot have given out, so that SQL only ever sees ids in range. */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const text = Buffer.from(globalId.slice(0, 100), 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const typename = text.slice(0, colon);
  const id = text.slice(colon + 1);
  const known = Object.hasOwn(shapes, typename) && shapes[typename]?.(id);
  if (!known || encodeGlobalId(typename, id) !== globalId) {
    throw badId(globalId, 'an id that Trueshelf gave out');
  }
  return { typename, id };
}

/** Of what `node` finds. Throws BAD_ID, also for an id that was given out but is of another type. */
export function decodeNodeId(globalId: string): { typename: string; id: string } {
  const decoded = decodeGlobalId(globalId);
  if (!Object.hasOwn(nodes, decoded.typename)) {
    throw badId(globalId, `the id of a ${listNames(Object.keys(nodes))}, not of a ${decoded.typename}`);
  }
  return decoded;
}

/** The bare id behind a global id that must be of `typename`. Throws BAD_ID. */
export function decodeIdOf(typename: string, globalId: string): string {
  const decoded = decodeGlobalId(globalId);
  if (decoded.typename !== typename) {
    throw badId(globalId, `the id of a ${typename}, not of a ${decoded.typename}`);
  }
  return decoded.id;
}

function listNames(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Up to 18 digits always fit PostgreSQL's bigint. */
function isRowId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}

/** As PostgreSQL prints it; an id has one spelling. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function badId(found: string, expected: string) {
  return makeCallerError(
    'BAD_ID',
    `Found the id ${quote(found)}; expected ${expected}.`,
    'Send an "id" field of an earlier answer unchanged. To look a product up by the shop\'s own key, use its handle or SKU.',
  );
}
