import type { CheckedProduct, CheckedRecord } from './catalogue-record.ts';
import { type AttributeValue, reservedNames } from './record-attributes.ts';
import { slugify } from './slug.ts';

/** A record as product.import_batch takes it. */
export type PreparedRecord = Record<string, unknown> & { type: string };

/** Adds what SQL cannot know: the brand's slug, and the attributes to register with their types. */
export function prepareRecord(
  record: CheckedRecord,
  unregistered: ReadonlySet<string> = new Set(),
): PreparedRecord {
  if (record.type === 'brand') return { ...record, brandSlug: slugify(record.name) || undefined };
  return record.type === undefined || record.type === 'product'
    ? prepareProduct(record, unregistered)
    : record;
}

function prepareProduct(record: CheckedProduct, unregistered: ReadonlySet<string>): PreparedRecord {
  return {
    ...record,
    ...(record.brand == null ? {} : { brandSlug: slugify(record.brand) || undefined }),
    ...(record.audience === undefined ? {} : { audience: [...new Set(record.audience)].sort() }),
    registers: readAttributeTypes(record, unregistered),
  };
}

/**
 * Options are choices between labels, so they are text even where every label is a number: sizes 38, 40 and M. What bears the
 * name of a fact, such as `rating`, is kept with the product and not registered.
 */
function readAttributeTypes(
  record: CheckedProduct,
  unregistered: ReadonlySet<string>,
): Record<string, string> {
  const types = new Map<string, string>();
  for (const variant of record.variants) {
    for (const name of Object.keys(variant.options ?? {})) types.set(name, 'text');
  }
  for (const [name, value] of Object.entries(record.attributes ?? {})) {
    const type = typeOf(value);
    if (type !== null) types.set(name, type);
  }
  return Object.fromEntries(
    [...types].filter(([name]) => !unregistered.has(name) && !reservedNames.has(name)),
  );
}

function typeOf(value: AttributeValue): 'text' | 'number' | 'boolean' | null {
  const item = Array.isArray(value) ? value[0] : value;
  if (item === undefined) return null;
  return typeof item === 'string' ? 'text' : typeof item === 'number' ? 'number' : 'boolean';
}
