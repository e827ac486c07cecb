import type { Reading as ReadingRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { ConstraintKind } from './constraint.ts';

export const Reading = builder.objectRef<ReadingRow>('Reading').implement({
  description:
    'Another way to take the very same words, as where a word is a brand and a category. It was not chosen; offer it as "did you mean".',
  fields: (t) => ({
    kind: t.expose('kind', { type: ConstraintKind, description: 'What it would demand.' }),
    label: t.exposeString('label', { description: 'The demand in words, to show.' }),
    filter: t.field({
      type: 'JSONObject',
      description: 'The same as an `ItemFilter`, to be sent as `where` when the shopper meant this.',
      resolve: ({ filter }) => ({ ...filter }),
    }),
  }),
});
