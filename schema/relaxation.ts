import type { Relaxation as RelaxationRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { Count } from './count.ts';
import { Refinement } from './refinement.ts';

export const Relaxation = builder.objectRef<RelaxationRow>('Relaxation').implement({
  description: 'What giving up or widening some constraints would add to the answer.',
  fields: (t) => ({
    constraintIds: t.exposeIDList('constraintIds', {
      description: 'The ids of the constraints given up or widened.',
    }),
    label: t.exposeString('label', {
      description: 'The change in words, such as "any brand", "also sold out" or "at most $162.00".',
    }),
    more: t.field({
      type: Count,
      description: 'Candidates that the change would add.',
      resolve: ({ more, exact }) => ({ value: more, exact }),
    }),
    apply: t.expose('apply', { type: Refinement, description: 'The question with the change made.' }),
  }),
});
