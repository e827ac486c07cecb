import { builder } from './builder.ts';

export const SearchMode = builder.enumType('SearchMode', {
  description: 'What may propose candidates. What did is in `Retrieval.mode`.',
  values: {
    HYBRID: { description: 'Meaning and words together.' },
    SEMANTIC: { description: 'Meaning only.' },
    LEXICAL: { description: 'Words only.' },
  } as const,
});
