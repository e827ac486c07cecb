import * as z from 'zod';
import { recordLimits } from './record-limits.ts';
import { instant, line, makeObject, slug, text } from './record-values.ts';

const weightFault = 'expected a weight above 0 and at most 1 with at most 2 decimals, as "0.8" or 0.8';

/** Refined, not transformed: a union tells of the one fault that a refinement found, and says of others what it expected. */
const weight = z
  .union([z.string(), z.number()], weightFault)
  .refine((value) => /^(0\.\d{1,2}|1(\.0{1,2})?)$/.test(String(value)) && Number(value) > 0, weightFault);

const goesWith = z.union([slug, makeObject({ category: slug, weight: weight.optional() })], {
  error: 'expected the slug of a category, as "scarves", or {"category": "scarves", "weight": "0.8"}',
});

export const complement = makeObject({
  type: z.literal('complement'),
  category: slug,
  goesWith: z.array(goesWith).max(recordLimits.complements),
}).superRefine((value, context) => {
  const seen = new Set<string>();
  for (const [index, given] of value.goesWith.entries()) {
    const named = typeof given === 'string' ? given : given.category;
    const path = ['goesWith', index, ...(typeof given === 'string' ? [] : ['category'])];
    if (named === value.category) {
      context.addIssue({ code: 'custom', path, message: 'is the category itself', input: named });
    } else if (seen.has(named)) {
      context.addIssue({ code: 'custom', path, message: 'occurs twice here', input: named });
    }
    seen.add(named);
  }
});

const question = text(recordLimits.questionLength).refine(
  (value) => value.trim() !== '',
  'is empty; expected the question that shoppers ask',
);

export const curation = makeObject({
  type: z.literal('curation'),
  query: question,
  handle: line(recordLimits.handleLength),
  action: z.enum(['pin', 'exclude', 'remove']),
  position: z.number().int().min(1).max(recordLimits.pinPosition).nullish(),
  validFrom: instant.nullish(),
  validTo: instant.nullish(),
}).superRefine((value, context) => {
  const refuse = (key: 'position' | 'validFrom' | 'validTo', message: string): void =>
    context.addIssue({ code: 'custom', path: [key], message, input: value[key] });
  if (value.action !== 'pin' && value.position != null)
    refuse('position', 'only a pin has a position; leave the key out');
  if (value.action === 'remove') {
    for (const key of ['validFrom', 'validTo'] as const) {
      if (value[key] != null)
        refuse(key, 'has no meaning beside remove, which takes the row away; leave the key out');
    }
  } else if (value.validFrom != null && value.validTo != null && value.validTo <= value.validFrom) {
    refuse('validTo', 'is not after validFrom');
  }
});
