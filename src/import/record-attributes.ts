import * as z from 'zod';
import { attributeName } from './attribute-name.ts';
import { recordLimits } from './record-limits.ts';
import { emptyOptional, findTextFault, optionalLine } from './record-values.ts';

type AttributeScalar = string | number | boolean;
export type AttributeValue = AttributeScalar | AttributeScalar[];

/** Checked by `readAttributes`: a zod record drops a key `__proto__` without a word. */
export const attributes = z.custom<Record<string, AttributeValue | null>>().transform(readAttributes);

/** Facts that questions compare and bound beside attributes: one registered by such a name would be mistaken for them. */
export const reservedNames: ReadonlySet<string> = new Set(['weight_grams', 'price', 'released_on', 'rating']);

/** How an attribute is registered; also an entry of a mapping's `register`. */
export const attributeDefinition = {
  name: z.string().transform((value, context) => {
    const name = attributeName(value);
    if (name !== null && !reservedNames.has(name)) return name;
    const message = name === null ? attributeNameMessage : reservedNameMessage;
    context.addIssue({ code: 'custom', message, input: value });
    return z.NEVER;
  }),
  label: optionalLine(recordLimits.nameLength),
  valueType: z.enum(['text', 'number', 'boolean']).optional(),
  unit: optionalLine(recordLimits.nameLength).nullable(),
  facetable: z.boolean().optional(),
  interpretable: z.boolean().optional(),
};

const attributeNameMessage = 'expected a name with a letter a-z or a digit, of at most 63 characters';

const reservedNameMessage = `is a fact that every product may have; expected a name other than ${[...reservedNames].join(', ')}`;

/** Attributes by the names under which they are kept. */
function readAttributes(given: unknown, context: z.RefinementCtx): Record<string, AttributeValue> {
  const refuse = (path: string[], message: string, input: unknown): never => {
    context.addIssue({ code: 'custom', path, message, input });
    return z.NEVER;
  };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refuse([], 'expected an object of names and values', given);
  }
  const entries = Object.entries(given);
  if (entries.length > recordLimits.attributes) {
    return refuse([], `has ${entries.length} names; expected at most ${recordLimits.attributes}`, undefined);
  }
  const read = new Map<string, AttributeValue>();
  for (const [key, value] of entries) {
    if (value === null) continue; // as if it were not there: attributes are replaced as a whole
    const name = attributeName(key);
    if (name === null) return refuse([key], attributeNameMessage, value);
    if (read.has(name)) return refuse([key], `is a second "${name}"; expected each name once`, value);
    const fault = findValueFault(value);
    if (fault !== null) return refuse([key], fault, value);
    read.set(name, value as AttributeValue);
  }
  return Object.fromEntries(read);
}

function findValueFault(value: unknown): string | null {
  if (!Array.isArray(value)) return findScalarFault(value);
  if (value.length > recordLimits.attributeValues) {
    return `has ${value.length} values; expected at most ${recordLimits.attributeValues}`;
  }
  if (new Set(value.map((item) => typeof item)).size > 1)
    return 'mixes types; expected all text, all numbers or all true/false';
  return value.map(findScalarFault).find((fault) => fault !== null) ?? null;
}

function findScalarFault(value: unknown): string | null {
  if (typeof value === 'boolean') return null;
  if (value === '') return emptyOptional;
  if (typeof value === 'string') return findTextFault(value, recordLimits.attributeTextLength);
  if (typeof value !== 'number') return 'expected text, a number, true or false, or a list of one of them';
  if (Math.abs(value) <= recordLimits.attributeNumber) return null;
  return `expected a number between -${recordLimits.attributeNumber} and ${recordLimits.attributeNumber}`;
}
