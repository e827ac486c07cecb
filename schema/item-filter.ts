import type { AttributeDemand, ItemFilter as ItemFilterRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';

const PriceRange = builder.inputType('PriceRange', {
  description:
    'A range of prices. Compared with the current price of an offer in the same currency; there is no conversion.',
  fields: (t) => ({
    min: t.field({ type: 'Decimal', description: 'Lowest price, itself included unless `minExclusive`.' }),
    max: t.field({ type: 'Decimal', description: 'Highest price, itself included unless `maxExclusive`.' }),
    minExclusive: t.boolean({ description: 'True: more than `min`, not `min` itself.' }),
    maxExclusive: t.boolean({ description: 'True: less than `max`, not `max` itself, as in "under $150".' }),
    currency: t.field({
      type: 'CurrencyCode',
      description:
        "Currency of `min` and `max`, and of the answer's prices. Without it: the shop's default currency.",
    }),
  }),
});

const AttributeFilter = builder.inputType('AttributeFilter', {
  description:
    'An attribute with the values that are meant (material: leather or suede), or with a range of a number attribute (capacity_l: 20 to 30). Give `values`, or at least one of `min` and `max`; both together, or neither, is BAD_FILTER.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Name of a registered attribute, such as "material". In a range also "weight_grams": the weight of the variant.',
    }),
    values: t.stringList({
      description: 'Any one of these values is enough. Case does not matter.',
    }),
    min: t.field({
      type: 'Decimal',
      description: 'Lowest number, itself included unless `minExclusive`.',
    }),
    max: t.field({
      type: 'Decimal',
      description: 'Highest number, itself included unless `maxExclusive`.',
    }),
    minExclusive: t.boolean({ description: 'True: more than `min`, not `min` itself.' }),
    maxExclusive: t.boolean({ description: 'True: less than `max`, not `max` itself, as in "under 1 kg".' }),
    unit: t.string({
      description:
        'Unit of `min` and `max`, such as "kg" or "in"; it has to measure what the attribute does. Without it: the attribute\'s own, grams for weight_grams.',
    }),
  }),
});

const ExcludeFilter = builder.inputType('ExcludeFilter', {
  description:
    'What must not be in the answer. An excluded attribute value removes offers; a product goes when none is left.',
  fields: (t) => ({
    categories: t.stringList({ description: 'Slugs of categories; their subcategories go with them.' }),
    brands: t.stringList({ description: 'Slugs or names of brands.' }),
    attributes: t.field({
      type: [AttributeFilter],
      description: 'Attribute values that an offer must not have; `values` only, ranges cannot be excluded.',
    }),
    products: t.stringList({ description: 'Handles of products.' }),
  }),
});

export const ItemFilter = builder.inputType('ItemFilter', {
  description:
    'Demands that one and the same offer of a product must meet, all of them together. They are judged in SQL, at the current price and stock, and win over what the text says.',
  fields: (t) => ({
    price: t.field({ type: PriceRange, description: 'Range of the current price.' }),
    inStock: t.boolean({ description: 'True: only what can be bought now. Unknown stock is not in stock.' }),
    inStockAt: t.stringList({
      description:
        'Codes of locations: only what can be bought now in at least one of them. The codes are in `StockEvidence.locations`.',
    }),
    categories: t.stringList({
      description: 'Slugs of categories, any of them, their subcategories included.',
    }),
    brands: t.stringList({ description: 'Slugs or names of brands, any of them.' }),
    attributes: t.field({
      type: [AttributeFilter],
      description: 'One of the values, or a number within the range, of each attribute named.',
    }),
    exclude: t.field({ type: ExcludeFilter, description: 'What must not be in the answer.' }),
  }),
});

type ItemFilterInput = typeof ItemFilter.$inferInput;

/** The filter as SQL takes it. In GraphQL a null says the same as nothing; in SQL's filter it would be a fault. */
export function toItemFilter(input: ItemFilterInput | null | undefined): ItemFilterRow {
  if (!input) return {};
  const { price, attributes, exclude, ...rest } = input;
  return {
    ...withoutNulls(rest),
    ...(price ? { price: withoutNulls(price) } : {}),
    ...(attributes ? { attributes: attributes.map(toDemand) } : {}),
    ...(exclude ? { exclude: toExclusions(exclude) } : {}),
  };
}

function toExclusions({
  attributes,
  ...rest
}: typeof ExcludeFilter.$inferInput): NonNullable<ItemFilterRow['exclude']> {
  return { ...withoutNulls(rest), ...(attributes ? { attributes: attributes.map(toDemand) } : {}) };
}

function toDemand({ name, ...rest }: typeof AttributeFilter.$inferInput): AttributeDemand {
  return { name, ...withoutNulls(rest) };
}

/** The members that are given, as they are. */
export function withoutNulls<T extends object>(input: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> };
}
