import { builder } from './builder.ts';

export const UnavailableItems = builder.enumType('UnavailableItems', {
  description: 'Where items go of which none is in stock.',
  values: {
    LAST: { description: 'Behind what is in stock, under every order.' },
    HIDE: { description: 'Out of the answer.' },
    SHOW: { description: 'In the place that the order gives them.' },
  } as const,
});
