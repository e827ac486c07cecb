import type { Refinement as RefinementRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';

export const Refinement = builder.objectRef<RefinementRow>('Refinement').implement({
  description:
    'The question that one click leads to. Ask the same field again with both of these in place of the `where` and `dismiss` just sent, the rest as it was and without `after`.',
  fields: (t) => ({
    where: t.field({
      type: 'JSONObject',
      description: 'A complete `ItemFilter`: send it as the argument `where`, as a variable.',
      resolve: ({ where }) => ({ ...where }),
    }),
    dismiss: t.exposeStringList('dismiss', {
      description: 'Complete as well: send it as the argument `dismiss`.',
    }),
  }),
});
