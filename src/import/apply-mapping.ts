import { attributeName } from './attribute-name.ts';
import type { AttributeGroup, CategorySource, Mapping, Source } from './mapping.ts';
import { readSource } from './read-source.ts';
import { slugify } from './slug.ts';

interface MappedRecord {
  /** In our format, not yet checked. */
  record: Record<string, unknown>;
  /** Attributes that the mapping keeps, but does not register. */
  unregistered: ReadonlySet<string>;
  /** Fields that held something and that neither the mapping nor its `ignore` names. */
  unused: string[];
}

/** Makes a function that turns one of their objects into one of our records. */
export function makeMapper(mapping: Mapping): (row: Readonly<Record<string, unknown>>) => MappedRecord {
  const registered = new Set(mapping.attributes?.register?.map((definition) => definition.name));
  const ignored = new Set(mapping.ignore);

  return (row) => {
    const used = new Set<string>();
    const read = (source: Source | undefined): unknown =>
      source === undefined ? undefined : readSource(source, row, used);
    const { product, variant } = mapping;
    const record = {
      handle: asText(read(product.handle)),
      title: asText(read(product.title)),
      description: asText(read(product.description)),
      category: readCategory(product.category, row, used),
      brand: asText(read(product.brand)),
      status: read(product.status),
      releasedOn: read(product.releasedOn),
      rating: asNumber(read(product.rating)),
      audience: asList(read(product.audience)),
      variants: [
        {
          sku: asText(read(variant.sku)),
          options: readEach(variant.options, read),
          weightGrams: asNumber(read(variant.weightGrams)),
          prices: variant.prices
            ?.map((price) => readEach(price, read))
            .filter((price) => price?.amount !== undefined),
          stock: variant.stock
            ?.map((level) => ({
              location: read(level.location),
              onHand: asNumber(read(level.onHand)),
              reserved: asNumber(read(level.reserved)),
            }))
            .filter((level) => level.onHand !== undefined),
        },
      ].map(withoutUndefined),
    };
    const fields = readEach(mapping.attributes?.fields, read) ?? {};
    const attributes = new Map(
      Object.entries(fields).map(([name, value]) => [attributeName(name) ?? name, value]),
    );
    const unregistered = new Set([...attributes.keys()].filter((name) => !registered.has(name)));
    for (const group of mapping.attributes?.groups ?? [])
      readGroup(group, row, used, attributes, registered, unregistered);
    return {
      record: withoutUndefined({
        ...record,
        attributes: mapping.attributes ? Object.fromEntries(attributes) : undefined,
      }),
      unregistered,
      unused: Object.keys(row).filter(
        (field) => !used.has(field) && !ignored.has(field) && !isNothing(row[field]),
      ),
    };
  };
}

function readCategory(
  source: CategorySource,
  row: Readonly<Record<string, unknown>>,
  used: Set<string>,
): string {
  if ('constant' in source) return source.constant;
  const { separator, under, default: fallback, ...rest } = source;
  const found = asText(readSource({ ...rest, field: rest.field }, row, used));
  if (typeof found !== 'string') return fallback;
  const slugs = (separator === undefined ? [found] : found.split(separator))
    .map(slugify)
    .filter((slug) => slug !== '');
  return slugs.length === 0 ? fallback : [...(under === undefined ? [] : [under]), ...slugs].join('/');
}

/** Their names may differ only in what our names do not keep: the second of two gets "_2". */
function readGroup(
  group: AttributeGroup,
  row: Readonly<Record<string, unknown>>,
  used: Set<string>,
  attributes: Map<string, unknown>,
  registered: ReadonlySet<string>,
  unregistered: Set<string>,
): void {
  for (const field of Object.keys(row)) {
    if (!field.startsWith(group.prefix) || used.has(field)) continue;
    used.add(field);
    const rest = field.slice(group.prefix.length);
    const value = row[field];
    if (isNothing(value) || group.skip?.includes(rest)) continue;
    const given = group.rename && Object.hasOwn(group.rename, rest) ? (group.rename[rest] ?? rest) : rest;
    const wanted = attributeName(given) ?? attributeName(given.slice(0, 60)) ?? given;
    const name = findFree(wanted, attributes);
    attributes.set(name, readAs(group.type, value));
    if (!group.register && !registered.has(name)) unregistered.add(name);
  }
}

function findFree(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 2, name = wanted; ; number += 1) {
    if (!taken.has(name)) return name;
    name = `${wanted.slice(0, 60)}_${number}`;
  }
}

/** A value of another type than its group says is passed on as it is: the check refuses what the format cannot hold. */
function readAs(type: AttributeGroup['type'], value: unknown): unknown {
  if (type === 'text') return asText(value);
  if (type === 'number') return asNumber(value);
  return value === 'true' ? true : value === 'false' ? false : value;
}

function readEach<Key extends string>(
  sources: Readonly<Partial<Record<Key, Source | undefined>>> | undefined,
  read: (source: Source | undefined) => unknown,
): Partial<Record<Key, unknown>> | undefined {
  if (sources === undefined) return undefined;
  const entries = Object.entries(sources).map(([key, source]) => [key, read(source as Source | undefined)]);
  return withoutUndefined(Object.fromEntries(entries));
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Value;
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : typeof value === 'string'
      ? value.trim()
      : value;
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
}

function asList(value: unknown): unknown {
  return value === undefined || Array.isArray(value) ? value : [value];
}
