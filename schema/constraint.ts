import type { ConstraintCheck as ConstraintCheckRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';

export const ConstraintKind = builder.enumType('ConstraintKind', {
  description: 'What a constraint demands of an offer.',
  values: {
    CURRENT_PRICE: { description: 'A price that runs at the instant of the answer. Always demanded.' },
    PRICE_MIN: { description: 'A price from an amount on.' },
    PRICE_MAX: { description: 'A price up to an amount.' },
    IN_STOCK: { description: 'Stock that can be sold now.' },
    IN_STOCK_AT: { description: 'Stock that can be sold now in one of some locations.' },
    CATEGORY: { description: 'One of some categories or their subcategories.' },
    BRAND: { description: 'One of some brands.' },
    ATTRIBUTE: { description: 'One of some values of an attribute, or a number within a range.' },
    EXCLUDE_CATEGORY: { description: 'None of some categories.' },
    EXCLUDE_BRAND: { description: 'None of some brands.' },
    EXCLUDE_ATTRIBUTE: { description: 'None of some values of an attribute.' },
    EXCLUDE_PRODUCT: { description: 'None of some products.' },
  } as const,
});

export const ConstraintCheck = builder.objectRef<ConstraintCheckRow>('ConstraintCheck').implement({
  description: 'One constraint held against the offer shown: what was demanded and what the row says.',
  fields: (t) => ({
    constraintId: t.exposeID('constraintId', {
      description: 'Which `Constraint` of the interpretation this is.',
    }),
    kind: t.expose('kind', { type: ConstraintKind, description: 'What it demands.' }),
    required: t.exposeString('required', { description: 'What was demanded, in words.' }),
    actual: t.exposeString('actual', { description: 'What the row says, in words.' }),
    satisfied: t.exposeBoolean('satisfied', {
      description: 'Whether the offer meets it. What is returned meets every one.',
    }),
  }),
});
