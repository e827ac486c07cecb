import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { UsageError } from '../errors.ts';
import { writePath } from './check-record.ts';
import { parseJsonLine } from './parse-json-line.ts';
import { attributeDefinition } from './record-attributes.ts';
import { categoryPath, makeObject } from './record-values.ts';

/**
 * A mapping file turns other people's field names into ours (docs/import.md). Terminology: a *field* is a key of
 * their object, at its top level; a *source* says where one of our values comes from.
 */

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const fieldNames = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)]);
const powerOfTen = z.union([z.literal(10), z.literal(100), z.literal(1000), z.literal(10_000)]);

/** A field's name alone, or a list of names, is short for `{"field": …}`. */
const source = z
  .union([
    fieldNames,
    makeObject({ constant: z.union([scalar, z.array(scalar)]) }),
    makeObject({
      /** Of several, the first that holds something. */
      field: fieldNames,
      /** Their values and ours; null: as if the field were not there. */
      values: z.record(z.string(), scalar.nullable()).optional(),
      /** Numbers not above it count as nothing. */
      above: z.number().optional(),
      divideBy: powerOfTen.optional(),
      multiplyBy: powerOfTen.optional(),
      /** Keeps the day of an instant. */
      day: z.boolean().optional(),
      /** Markup becomes space. */
      stripTags: z.boolean().optional(),
      split: z.string().min(1).optional(),
      default: z.union([scalar, z.array(scalar)]).optional(),
    }),
  ])
  .transform((given) => (typeof given === 'string' || Array.isArray(given) ? { field: given } : given));

const category = z.union([
  makeObject({ constant: categoryPath }),
  makeObject({
    field: fieldNames,
    values: z.record(z.string(), scalar.nullable()).optional(),
    /** What parts the levels in their text; each level is made a slug. */
    separator: z.string().min(1).optional(),
    /** The category above. */
    under: categoryPath.optional(),
    /** Where the field is empty. */
    default: categoryPath,
  }),
]);

const attributeGroup = makeObject({
  /** Every field that begins so, and that nothing else in the mapping used, is an attribute of the rest of its name. */
  prefix: z.string().min(1),
  type: z.enum(['text', 'number', 'boolean']),
  register: z.boolean(),
  /** Rest of the field's name → attribute. */
  rename: z.record(z.string(), z.string().min(1)).optional(),
  skip: z.array(z.string()).optional(),
});

const mapping = makeObject({
  version: z.literal(1),
  product: makeObject({
    handle: source,
    title: source,
    description: source.optional(),
    category,
    brand: source.optional(),
    status: source.optional(),
    releasedOn: source.optional(),
    rating: source.optional(),
    audience: source.optional(),
  }),
  /** One variant a row; rows of one handle are variants of one product. */
  variant: makeObject({
    sku: source,
    options: z.record(z.string(), source).optional(),
    weightGrams: source.optional(),
    prices: z
      .array(
        makeObject({
          amount: source,
          currency: source,
          compareAt: source.optional(),
          customerGroup: source.optional(),
          validFrom: source.optional(),
          validTo: source.optional(),
        }),
      )
      .optional(),
    stock: z.array(makeObject({ location: source, onHand: source, reserved: source.optional() })).optional(),
  }),
  attributes: makeObject({
    /** Attributes that filters may name; they are registered before the first line. */
    register: z.array(makeObject(attributeDefinition)).optional(),
    fields: z.record(z.string(), source).optional(),
    groups: z.array(attributeGroup).optional(),
  }).optional(),
  /** Fields that are left out on purpose; the report names every other field that nothing used. */
  ignore: z.array(z.string()).optional(),
});

export type Mapping = z.output<typeof mapping>;
export type Source = z.output<typeof source>;
export type CategorySource = z.output<typeof category>;
export type AttributeGroup = z.output<typeof attributeGroup>;

/** Reads and checks a mapping file. Throws UsageError that lists every fault. */
export async function readMapping(path: string): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `The mapping file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return parseMapping(text, path);
}

/** `name` is what messages call the file. Throws UsageError that lists every fault. */
export function parseMapping(text: string, name: string): Mapping {
  const parsed = parseJsonLine(text.replace(/^\uFEFF/, ''));
  if (parsed.fault) throw refuse(name, [[parsed.fault.field, parsed.fault.reason].filter(Boolean).join(' ')]);
  const result = mapping.safeParse(parsed.value);
  if (result.success) return result.data;
  throw refuse(name, result.error.issues.flatMap(describeIssue));
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${writePath([...issue.path, key])}: ${issue.message}`);
  }
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.findLast((faults) =>
      faults.some((fault) => fault.path.length > 0 || fault.code === 'unrecognized_keys'),
    );
    if (nearest)
      return nearest.flatMap((fault) => describeIssue({ ...fault, path: [...issue.path, ...fault.path] }));
    return [`${writePath(issue.path)}: expected a field's name, {"field": …} or {"constant": …}`];
  }
  return [`${writePath(issue.path)}: ${issue.message}`];
}

function refuse(name: string, faults: string[]): UsageError {
  return new UsageError(
    `The mapping file ${name} is not valid:\n${faults.map((fault) => `- ${fault}`).join('\n')}\ndocs/import.md describes the format.`,
  );
}
