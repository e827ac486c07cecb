import { builder } from './builder.ts';

export const ItemSort = builder.enumType('ItemSort', {
  description:
    'Order of an answer. Under every order what is in stock comes first, then what has no recorded stock, then what is sold out, unless `unavailable` says otherwise; under RELEVANCE what is pinned to the question or named by it comes before all that. Ties are broken by id, so the order is always total.',
  values: {
    RELEVANCE: { description: 'Best match first. Without a question: newest first.' },
    PRICE_ASC: { description: 'Cheapest first, by the price of the offer shown.' },
    PRICE_DESC: { description: 'Dearest first, by the price of the offer shown.' },
    NEWEST: { description: 'Latest release first; undated products last.' },
    RATING: { description: 'Best rated first; unrated products last.' },
    WEIGHT_ASC: { description: 'Lightest first, by the variant shown; what has no weight last.' },
    WEIGHT_DESC: { description: 'Heaviest first, by the variant shown; what has no weight last.' },
  } as const,
});
