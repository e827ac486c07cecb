import * as z from 'zod';
import { attributeName } from './attribute-name.ts';
import { recordLimits } from './record-limits.ts';
import { line, makeObject } from './record-values.ts';

/** The words that questions are read by: what shoppers say, and what of the catalogue they mean. */

const singleWord = /^[a-z0-9]+$/;
const singleWordFault = 'expected one word of lower-case letters a-z and digits';

const name = z.string().transform((value, context) => {
  const kept = attributeName(value);
  if (kept !== null) return kept;
  context.addIssue({ code: 'custom', message: 'expected the name of an attribute', input: value });
  return z.NEVER;
});

/** As questions are read: lower case, single spaces, something in it to read. */
const phrase = line(recordLimits.phraseLength).superRefine((value, context) => {
  if (value !== value.toLowerCase() || /\s\s|[^\S ]/.test(value) || !/[\p{L}\p{N}]/u.test(value))
    context.addIssue({
      code: 'custom',
      message: 'expected words in lower case with single spaces between them, as "more powerful"',
      input: value,
    });
});

/** With `attribute` its targets are values of that attribute, beside what the term itself means. */
export const synonym = makeObject({
  type: z.literal('synonym'),
  term: phrase,
  targets: z.array(phrase).min(1),
  attribute: name.optional(),
}).superRefine((value, context) => {
  const most = value.attribute === undefined ? recordLimits.synonymTargets : recordLimits.synonymValues;
  if (value.targets.length > most) {
    context.addIssue({
      code: 'custom',
      path: ['targets'],
      message: `has ${value.targets.length} words; expected at most ${most}`,
      input: value.targets,
    });
  }
  if (value.attribute !== undefined) return;
  if (!singleWord.test(value.term))
    context.addIssue({ code: 'custom', path: ['term'], message: singleWordFault, input: value.term });
  for (const [index, target] of value.targets.entries()) {
    if (!singleWord.test(target))
      context.addIssue({ code: 'custom', path: ['targets', index], message: singleWordFault, input: target });
  }
});

export const comparative = makeObject({
  type: z.literal('comparative'),
  word: phrase,
  measure: name,
  direction: z.enum(['LESS', 'MORE']),
  bare: z.boolean().optional(),
});

export const attributeWord = makeObject({
  type: z.literal('attribute_word'),
  phrase,
  attribute: name,
  bound: z.enum(['BELOW', 'AT_MOST', 'ABOVE', 'AT_LEAST']).nullish(),
});
