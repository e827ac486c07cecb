import { z } from 'zod';

const kinds = [
  'PRICE_MIN',
  'PRICE_MAX',
  'IN_STOCK',
  'BRAND',
  'CATEGORY',
  'ATTRIBUTE',
  'EXCLUDE_BRAND',
  'EXCLUDE_CATEGORY',
  'EXCLUDE_ATTRIBUTE',
] as const;

/**
 * A constraint that a language model reads in a text; null is absent. Whether it is true of the text and the catalogue, SQL
 * decides.
 */
export interface Proposal {
  /** The words of the text that say it. */
  quote: string;
  kind: (typeof kinds)[number];
  /** PRICE_…: a decimal, as the quote has it. */
  amount?: string | null;
  /** Of amount, min and max: "under 30" against "up to 30". */
  exclusive?: boolean | null;
  currency?: string | null;
  /** …ATTRIBUTE: its name. */
  attribute?: string | null;
  /** Brands, slugs of categories, or values of the attribute. */
  values?: string[] | null;
  /** ATTRIBUTE: decimals, in the unit that the quote has. */
  min?: string | null;
  max?: string | null;
  unit?: string | null;
}

/** `options.proposals` of `api.search`, `api.explain_match`, `api.chat` and `api.interpret`. */
export interface Proposals {
  /** Name of the model. */
  model: string;
  outcome: 'ANSWERED' | 'TIMED_OUT' | 'FAILED';
  constraints: Proposal[];
}

const text = z.string().min(1).max(200).nullable();
const decimal = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
  .nullable();

/** The same bounds as product.check_proposals: what passes here, SQL does not refuse. */
const answer = z.strictObject({
  proposals: z
    .array(
      z.strictObject({
        quote: text.unwrap(),
        kind: z.enum(kinds),
        amount: decimal,
        exclusive: z.boolean().nullable(),
        currency: text,
        attribute: text,
        values: z.array(text.unwrap()).max(50).nullable(),
        min: decimal,
        max: decimal,
        unit: text,
      }),
    )
    .max(20),
});

/** Reads a model's answer. Throws SyntaxError where it is no JSON, ZodError where it does not fit. */
export function readProposals(content: string): Proposal[] {
  return answer.parse(JSON.parse(content)).proposals;
}

const nullable = (type: string) => ({ type: [type, 'null'] });

/**
 * The shape of an answer as JSON schema, in the subset that "strict" knows: every key is required, and absence is null.
 * The bounds of length and number are not part of that subset.
 */
export const proposalsJsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['proposals'],
  properties: {
    proposals: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: Object.keys(answer.shape.proposals.element.shape),
        properties: {
          quote: { type: 'string' },
          kind: { type: 'string', enum: kinds },
          amount: nullable('string'),
          exclusive: nullable('boolean'),
          currency: nullable('string'),
          attribute: nullable('string'),
          values: { type: ['array', 'null'], items: { type: 'string' } },
          min: nullable('string'),
          max: nullable('string'),
          unit: nullable('string'),
        },
      },
    },
  },
};
