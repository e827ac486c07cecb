import * as z from 'zod';
import { recordLimits } from './record-limits.ts';
import { amount, currency, instant, makeObject, slug } from './record-values.ts';

const price = makeObject({
  amount,
  currency,
  compareAt: amount.nullish(),
  customerGroup: slug.nullish(),
  validFrom: instant.nullish(),
  validTo: instant.nullish(),
}).superRefine((value, context) => {
  if (value.validTo == null) return;
  if (value.validFrom == null) {
    context.addIssue({
      code: 'custom',
      path: ['validTo'],
      message: 'has no validFrom; a price that ends needs both',
      input: value.validTo,
    });
  } else if (value.validTo <= value.validFrom) {
    context.addIssue({
      code: 'custom',
      path: ['validTo'],
      message: 'is not after validFrom',
      input: value.validTo,
    });
  }
});

export const prices = z.array(price).max(recordLimits.pricesPerVariant).superRefine(refuseOverlaps);

/** Two prices of one list that hold at the same instant. One without validTo ends where the next begins. */
function refuseOverlaps(prices: readonly z.output<typeof price>[], context: z.RefinementCtx): void {
  const lists = new Map<string, { index: number; from: string; to: string | null | undefined }[]>();
  for (const [index, given] of prices.entries()) {
    const list = `${given.currency} ${given.customerGroup ?? ''}`;
    const periods = lists.get(list) ?? [];
    periods.push({ index, from: given.validFrom ?? '', to: given.validTo });
    lists.set(list, periods);
  }
  for (const periods of lists.values()) {
    periods.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.index - b.index));
    for (const [position, { index, from }] of periods.entries()) {
      const before = periods[position - 1];
      if (before === undefined) continue;
      if (before.from === from) {
        const [key, message] =
          from === ''
            ? (['amount', 'is a second undated price of its list'] as const)
            : (['validFrom', `begins when prices[${before.index}] of the same list does`] as const);
        context.addIssue({ code: 'custom', path: [index, key], message, input: prices[index]?.[key] });
      } else if (before.to != null && before.to > from) {
        const message = `is before the end of prices[${before.index}] of the same list`;
        context.addIssue({ code: 'custom', path: [index, 'validFrom'], message, input: from });
      }
    }
  }
}
