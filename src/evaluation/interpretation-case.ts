import * as z from 'zod';

/**
 * One line of a file of cases: a text, and what is to be read out of it. docs/evaluation.md describes the format. Left out is
 * empty. `says` is a piece of the text as it stands there. Among values the literal "..." means "and maybe more".
 */

const bound = z.string().regex(/^-?\d+(\.\d+)?$/, 'expected a plain decimal as a string, such as "99.99"');
const names = z.array(z.string()).min(1);
const bounds = {
  min: bound.optional(),
  max: bound.optional(),
  minExclusive: z.boolean().optional(),
  maxExclusive: z.boolean().optional(),
};

const demand = z.strictObject({ name: z.string(), values: names.optional(), ...bounds });

const filter = z.strictObject({
  price: z.strictObject({ ...bounds, currency: z.string().optional() }).optional(),
  inStock: z.boolean().optional(),
  inStockAt: names.optional(),
  categories: names.optional(),
  brands: names.optional(),
  attributes: z.array(demand).min(1).optional(),
  exclude: z
    .strictObject({
      categories: names.optional(),
      brands: names.optional(),
      attributes: z.array(demand).min(1).optional(),
      products: names.optional(),
    })
    .optional(),
});

const says = z.string().min(1);

const constraint = z.strictObject({
  kind: z.enum([
    'CURRENT_PRICE',
    'PRICE_MIN',
    'PRICE_MAX',
    'IN_STOCK',
    'IN_STOCK_AT',
    'CATEGORY',
    'BRAND',
    'ATTRIBUTE',
    'EXCLUDE_CATEGORY',
    'EXCLUDE_BRAND',
    'EXCLUDE_ATTRIBUTE',
    'EXCLUDE_PRODUCT',
  ]),
  says,
  filter: filter.nullable(),
});

const preference = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('COMPARATIVE'),
    says,
    measures: names,
    direction: z.enum(['LESS', 'MORE']),
  }),
  z.strictObject({ kind: z.enum(['ATTRIBUTE', 'BRAND', 'CATEGORY']), says, filter }),
]);

const sort = z.strictObject({
  by: z.enum(['PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'RATING', 'WEIGHT_ASC', 'WEIGHT_DESC']),
  says,
});

export const interpretationCase = z.strictObject({
  text: z.string().min(1),
  group: z.string().regex(/^[a-z0-9-]+$/, 'expected a short slug, such as "price-range"'),
  /** The tempting reading is wrong: the right answer is that something is no constraint. */
  trap: z.boolean().default(false),
  constraints: z.array(constraint).default([]),
  preferences: z.array(preference).default([]),
  sort: sort.nullable().default(null),
  ignored: z.array(says).default([]),
  residue: z.string().default(''),
});

export type InterpretationCase = z.output<typeof interpretationCase>;
export type ExpectedFilter = z.output<typeof filter>;
export type ExpectedConstraint = InterpretationCase['constraints'][number];
export type ExpectedPreference = InterpretationCase['preferences'][number];
