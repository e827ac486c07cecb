import { builder } from './builder.ts';

export const originDescription =
  'The row of the database that said so, such as "phrase: under" or "value_synonym: colour blue → navy", for whoever keeps the vocabulary; null where no row did.';

export const turnDescription = 'The earlier turn that said it; null where this question does.';

export const trustDescription =
  'How far it is believed. What is believed more goes before what is believed less, whichever came first.';

export const ConstraintSource = builder.enumType('ConstraintSource', {
  description: 'Where a constraint, a preference or an order comes from.',
  values: {
    ARGUMENT: { description: 'From `where`.' },
    RULE: {
      description: 'From the text, by a rule: prices, stock, currentness, measures, comparatives, orders.',
    },
    VOCABULARY: {
      description: 'From the text, by a word of the catalogue: brands, categories, attribute values.',
    },
    SYNONYM: {
      description: 'From the text, by a word that a synonym of the shop says means one of the catalogue.',
    },
    REPAIR: { description: 'From the text, by a word of the catalogue after a typo in it was mended.' },
    MODEL: {
      description:
        'From the text, by the language model, whose proposals are checked against the vocabulary.',
    },
    DEFAULT: { description: 'Always demanded.' },
    CONVERSATION: { description: 'From an earlier turn of the conversation, which `turn` names.' },
  } as const,
});
