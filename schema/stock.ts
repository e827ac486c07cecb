import type { LocationStock as LocationStockRow, StockLevel } from '../src/retrieval/page.ts';
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

const LocationStock = builder.objectRef<LocationStockRow>('LocationStock').implement({
  description: 'The stock of a variant in one location, such as a shop or a warehouse.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Key of the location, to be used in `inStockAt`.' }),
    name: t.exposeString('name', { description: 'Name to show.' }),
    available: t.exposeInt('available', {
      description: 'Units that can be sold there: on hand less reserved.',
    }),
  }),
});

export const StockEvidence = builder.objectRef<StockLevel>('StockEvidence').implement({
  description:
    'The stock of a variant over all locations, read in the same snapshot as its price. Always as of now, even in an answer with `asOf`.',
  fields: (t) => ({
    available: t.exposeInt('available', {
      nullable: true,
      description: 'Units that can be sold: on hand less reserved. Null: unknown.',
    }),
    status: t.expose('status', { type: StockStatus, description: 'The same in a word.' }),
    locations: t.expose('locations', {
      type: [LocationStock],
      description: 'Where it is, by code, also where nothing is left. Empty: nobody counted anywhere.',
    }),
  }),
});
