import { builder } from './builder.ts';
import { Money } from './money.ts';
import { StockEvidence } from './stock.ts';
import { OfferRef, Variant } from './variant.ts';

OfferRef.implement({
  description: 'A variant with its price and stock as of an instant.',
  fields: (t) => ({
    variant: t.field({ type: Variant, description: 'What is offered.', resolve: ({ variant }) => variant }),
    price: t.field({ type: Money, description: 'What it costs.', resolve: ({ row }) => row }),
    compareAt: t.field({
      type: Money,
      nullable: true,
      description: 'The price to show struck through beside it; null when there is none.',
      resolve: ({ row }) =>
        row.compareAt === null ? null : { amount: row.compareAt, currency: row.currency },
    }),
    priceList: t.string({
      description: 'Code of the price list it comes from.',
      resolve: ({ row }) => row.priceList,
    }),
    validFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when the price holds. Null: since ever.',
      resolve: ({ row }) => row.validFrom,
    }),
    validTo: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ends: from this instant on it holds no more. Null: no end is set.',
      resolve: ({ row }) => row.validTo,
    }),
    stock: t.field({ type: StockEvidence, description: 'Its stock now.', resolve: ({ row }) => row }),
  }),
});

export const PriceEvidence = builder
  .objectRef<{
    amount: string;
    currency: string;
    compareAt: string | null;
    priceList: string;
    validFrom: string | null;
    validTo: string | null;
  }>('PriceEvidence')
  .implement({
    description:
      'The price that an offer was judged by, and the period that it holds for, which the answer lies in.',
    fields: (t) => ({
      money: t.field({ type: Money, description: 'What it costs.', resolve: (price) => price }),
      compareAt: t.field({
        type: Money,
        nullable: true,
        description: 'The price to show struck through beside it; null when there is none.',
        resolve: (price) =>
          price.compareAt === null ? null : { amount: price.compareAt, currency: price.currency },
      }),
      priceList: t.exposeString('priceList', { description: 'Code of the price list it comes from.' }),
      validFrom: t.expose('validFrom', {
        type: 'DateTime',
        nullable: true,
        description: 'Since when the price holds. Null: since ever.',
      }),
      validTo: t.expose('validTo', {
        type: 'DateTime',
        nullable: true,
        description: 'When it ends: from this instant on it holds no more. Null: no end is set.',
      }),
    }),
  });
