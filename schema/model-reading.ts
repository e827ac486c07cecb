import type { ModelReading as ModelReadingRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';

const ModelOutcome = builder.enumType('ModelOutcome', {
  description: 'What came of asking the language model.',
  values: {
    ANSWERED: { description: 'It answered in time; what it proposed was checked.' },
    TIMED_OUT: { description: 'It took longer than its deadline, and was left aside.' },
    FAILED: { description: 'It could not be asked, or its answer was none; it was left aside.' },
  } as const,
});

export const ModelReading = builder.objectRef<ModelReadingRow>('ModelReading').implement({
  description:
    'What an optional language model had to do with the reading. The rules never wait for it longer than its deadline, and where the two disagree the rules win.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the model.' }),
    outcome: t.expose('outcome', { type: ModelOutcome, description: 'What came of asking it.' }),
    accepted: t.exposeInt('accepted', {
      description: 'Proposals that were taken: constraints and preferences whose source is MODEL.',
    }),
    refused: t.exposeInt('refused', {
      description:
        'Proposals that were not: words that are not in the text, values that the catalogue lacks, what the rules read otherwise.',
    }),
  }),
});
