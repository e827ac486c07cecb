import * as z from 'zod';
import { recordLimits } from './record-limits.ts';

/** An object whose unknown keys are errors that name the keys it may have. */
export function makeObject<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `unknown key; known here are ${known}` : undefined,
  });
}

/** Text that PostgreSQL can hold, of at most `max` characters (code points, as PostgreSQL counts). */
export function text(max: number): z.ZodType<string, string> {
  return z.string().superRefine((value, context) => {
    const fault = findTextFault(value, max);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
}

/** What an empty text is told where there may be none at all. */
export const emptyOptional = 'is empty; expected text, or leave the key out';

/** Text without control characters or space at its ends, which has to be there: titles, names, handles and SKUs. */
export function line(max: number): z.ZodType<string, string> {
  return makeLine(max, 'is empty; expected text');
}

/** A line whose key may be left out. */
export function optionalLine(max: number): z.ZodOptional<z.ZodType<string, string>> {
  return makeLine(max, emptyOptional).optional();
}

function makeLine(max: number, emptyFault: string): z.ZodType<string, string> {
  return text(max).superRefine((value, context) => {
    if (value === '') context.addIssue({ code: 'custom', message: emptyFault });
    if (/\p{Cc}/u.test(value))
      context.addIssue({ code: 'custom', message: 'has a control character; take it out' });
    if (value !== value.trim()) {
      context.addIssue({ code: 'custom', message: 'begins or ends with a space; take it away' });
    }
  });
}

export function findTextFault(value: string, max: number): string | null {
  if (value.includes('\u0000'))
    return 'has a null character (U+0000), which PostgreSQL cannot store; take it out';
  if (/\p{Surrogate}/u.test(value))
    return 'has half of a surrogate pair, which is no character; correct the encoding';
  // Code points are never more than UTF-16 units, so the exact count is needed only near the bound.
  const length = value.length > max ? [...value].length : value.length;
  return length > max ? `has ${length} characters; expected at most ${max}` : null;
}

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const slug = z
  .string()
  .max(recordLimits.slugLength, `is longer than ${recordLimits.slugLength} characters`)
  .regex(slugPattern, 'expected a slug: lower-case letters a-z and digits, words joined by "-"');

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'expected a currency code of three capital letters, such as USD');

/** A slug path, root first. */
export const categoryPath = z.string().superRefine((value, context) => {
  const slugs = value.split('/');
  const fault =
    slugs.length > recordLimits.categoryDepth
      ? `has ${slugs.length} levels; expected at most ${recordLimits.categoryDepth}`
      : !slugs.every((part) => part.length <= recordLimits.slugLength && slugPattern.test(part))
        ? `expected slugs joined by "/", root first, such as "apparel/jackets"; a slug has lower-case letters a-z and digits, words joined by "-", at most ${recordLimits.slugLength} characters`
        : new Set(slugs).size < slugs.length
          ? 'names a category twice'
          : null;
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

/** An amount of money: a decimal string or a number, made a decimal string without needless zeros. */
export const amount = z.union([z.string(), z.number()], amountMessage()).transform((value, context) => {
  const [, whole, decimals] = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(String(value)) ?? [];
  if (whole === undefined || Number(value) === 0) {
    context.addIssue({ code: 'custom', message: amountMessage(), input: value });
    return z.NEVER;
  }
  const fraction = (decimals ?? '').replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
});

function amountMessage(): string {
  return `expected an amount above 0 and below 1,000,000,000 with at most ${recordLimits.amountDecimals} decimals, as "129.99" or 129.99, without sign, currency or thousands separators`;
}

const day = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A calendar day, YYYY-MM-DD. */
export const date = z.string().superRefine((value, context) => {
  if (day.test(value) && isRealDay(value)) return;
  context.addIssue({
    code: 'custom',
    message: `expected a day as YYYY-MM-DD, from ${recordLimits.firstYear} to ${recordLimits.lastYear}`,
  });
});

/** An instant: RFC 3339 with an offset, or a day, which begins at midnight UTC. Made an instant in UTC, to the millisecond. */
export const instant = z.string().transform((value, context) => {
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const milliseconds = isInstant || day.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(milliseconds) || !isRealDay(value.slice(0, 10))) {
    context.addIssue({
      code: 'custom',
      message: `expected an instant with its offset, as 2026-03-01T09:00:00Z, or a day as 2026-03-01 (midnight UTC), from ${recordLimits.firstYear} to ${recordLimits.lastYear}`,
      input: value,
    });
    return z.NEVER;
  }
  return new Date(milliseconds).toISOString();
});

/** `Date` turns February 30 into March 1; a day that comes back changed was never in the calendar. */
function isRealDay(value: string): boolean {
  const year = Number(value.slice(0, 4));
  if (year < recordLimits.firstYear || year > recordLimits.lastYear) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}
