import type { OfferRow } from '../src/retrieval/catalogue.ts';
import { builder } from './builder.ts';

const StockStatus = builder.enumType('StockStatus', {
  description: 'Whether a variant can be bought now.',
  values: {
    IN_STOCK: { description: 'There is enough.' },
    LOW: { description: 'There is some, but little.' },
    OUT_OF_STOCK: { description: 'There is none left to sell.' },
    UNKNOWN: { description: 'Nobody counted. Do not promise it; filters treat it as not in stock.' },
  } as const,
});

export const StockEvidence = builder
  .objectRef<Pick<OfferRow, 'available' | 'status'>>('StockEvidence')
  .implement({
    description:
      'The stock of a variant over all locations, read in the same snapshot as its price. Always as of now, even in an answer with `asOf`.',
    fields: (t) => ({
      available: t.exposeInt('available', {
        nullable: true,
        description: 'Units that can be sold: on hand less reserved. Null: unknown.',
      }),
      status: t.expose('status', { type: StockStatus, description: 'The same in a word.' }),
    }),
  });
