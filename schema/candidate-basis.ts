import { builder } from './builder.ts';

export const CandidateBasis = builder.enumType('CandidateBasis', {
  description: 'Which products were counted.',
  values: {
    CANDIDATES: {
      description:
        'What meaning or words proposed for the question, whatever the constraints. Each of the two proposes a bounded number.',
    },
    QUALIFYING: { description: 'There was no question: all products that are sold.' },
  } as const,
});
