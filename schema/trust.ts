import { builder } from './builder.ts';

export const Trust = builder.enumType('Trust', {
  description:
    'How a constraint, a preference or an order came to be said. What is less trusted never takes the place of what is more.',
  values: {
    EXPLICIT: { description: 'By an argument, such as `where`. Goes before all that a text says.' },
    PARSED: { description: 'In the text, read by rules and the words of the catalogue.' },
    INFERRED: { description: 'In the text, read by a language model and checked against the catalogue.' },
  } as const,
});
