import * as z from 'zod';
import { attributeDefinition, attributes } from './record-attributes.ts';
import { recordLimits } from './record-limits.ts';
import { complement, curation } from './record-policies.ts';
import { prices } from './record-prices.ts';
import { categoryPath, currency, date, line, makeObject, optionalLine, slug, text } from './record-values.ts';
import { attributeWord, comparative, synonym } from './record-words.ts';

/**
 * The documented JSON Lines format (docs/import.md): one object a line, its `type` "product" where it says nothing.
 * Input types are what a file holds; output types what `prepareRecord` sends on. A key that is left out leaves what
 * is there; null empties it.
 */

const stockCount = z.number().int().min(0).max(recordLimits.stock);

const stockLevel = makeObject({
  location: slug,
  onHand: stockCount,
  reserved: stockCount.optional(),
});

const variant = makeObject({
  sku: line(recordLimits.handleLength),
  options: attributes.optional(),
  weightGrams: z.number().min(0.001).lt(recordLimits.weightGrams).nullish(),
  prices: prices.optional(),
  stock: z
    .array(stockLevel)
    .max(recordLimits.locationsPerVariant)
    .superRefine((levels, context) => refuseRepeats(levels, 'location', context))
    .optional(),
});

const product = makeObject({
  type: z.literal('product').optional(),
  handle: line(recordLimits.handleLength),
  title: line(recordLimits.titleLength),
  description: text(recordLimits.descriptionLength).nullish(),
  category: categoryPath,
  brand: optionalLine(recordLimits.nameLength).nullable(),
  attributes: attributes.optional(),
  status: z.enum(['active', 'draft', 'archived']).optional(),
  releasedOn: date.nullish(),
  rating: z.number().min(0).max(5).nullish(),
  audience: z.array(slug).max(recordLimits.customerGroups).optional(),
  variants: z
    .array(variant)
    .min(1, 'expected at least one variant: the thing that has a SKU, a price and stock')
    .max(recordLimits.variants)
    .superRefine((variants, context) => refuseRepeats(variants, 'sku', context)),
});

const category = makeObject({
  type: z.literal('category'),
  path: categoryPath,
  name: line(recordLimits.nameLength),
});

const brand = makeObject({
  type: z.literal('brand'),
  name: line(recordLimits.nameLength),
  slug: slug.optional(),
});

const priceList = makeObject({
  type: z.literal('price_list'),
  currency,
  customerGroup: slug.nullish(),
  code: slug.optional(),
  name: optionalLine(recordLimits.nameLength),
  isDefault: z.boolean().optional(),
}).refine((value) => !(value.isDefault && value.customerGroup), {
  path: ['isDefault'],
  message: 'only a public price list (without customerGroup) can be the default',
});

const location = makeObject({
  type: z.literal('location'),
  code: slug,
  name: line(recordLimits.nameLength),
});

const attribute = makeObject({ type: z.literal('attribute'), ...attributeDefinition });

/** The schema of each type of record. */
export const recordSchemas = {
  product,
  category,
  brand,
  price_list: priceList,
  location,
  attribute,
  synonym,
  comparative,
  attribute_word: attributeWord,
  complement,
  curation,
} as const;

export type RecordType = keyof typeof recordSchemas;
export type CatalogueRecord = z.input<(typeof recordSchemas)[RecordType]>;
export type ProductRecord = z.input<typeof product>;
export type CheckedProduct = z.output<typeof product> & { type: 'product' };
/** A record that holds the format, its type said. */
export type CheckedRecord = CheckedProduct | z.output<(typeof recordSchemas)[Exclude<RecordType, 'product'>]>;

function refuseRepeats<Key extends string>(
  items: readonly Record<Key, string>[],
  key: Key,
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (seen.has(item[key])) {
      context.addIssue({
        code: 'custom',
        path: [index, key],
        message: 'occurs twice here',
        input: item[key],
      });
    }
    seen.add(item[key]);
  }
}
