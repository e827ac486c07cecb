import type { Narration as NarrationRow } from '../src/narration/chat-answer.ts';
import type { NarratedSentence as NarratedSentenceRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { encodeGlobalId } from './global-id.ts';

export const NarratedSentence = builder.objectRef<NarratedSentenceRow>('NarratedSentence').implement({
  description: 'A sentence and the products that it speaks of.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The sentence, plain text.' }),
    cites: t.idList({
      description: 'Global ids of the products it speaks of; all are among the evidence.',
      resolve: ({ cites }) => cites.map((productId) => encodeGlobalId('Product', productId)),
    }),
  }),
});

export const NarrationSource = builder.enumType('NarrationSource', {
  description: 'Who put an answer into words.',
  values: {
    TEMPLATE: { description: "Trueshelf's own words, made of the evidence by rules." },
    MODEL: { description: 'A language model; every sentence was held against the rows that it cites.' },
    MODEL_AND_TEMPLATE: { description: 'Both: the template said what the model left unsaid.' },
  } as const,
});

export const Narration = builder.objectRef<NarrationRow>('Narration').implement({
  description: 'Prose about the evidence, and about nothing else.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The whole narration, plain text.' }),
    sentences: t.expose('sentences', {
      type: [NarratedSentence],
      description: 'The same sentence by sentence.',
    }),
    source: t.expose('source', { type: NarrationSource, description: 'Whose words they are.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        'Why the template speaks though a language model is set up, or why not all is there that the model said; null where neither is so.',
    }),
  }),
});
