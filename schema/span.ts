import type { Span as SpanRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';

export const Span = builder.objectRef<SpanRow>('Span').implement({
  description:
    'A piece of the text. Positions count Unicode code points, not UTF-16 units: in JavaScript slice `[...text]`.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'First code point, from 0.' }),
    end: t.exposeInt('end', { description: 'One past the last code point.' }),
    text: t.exposeString('text', { description: 'The piece itself.' }),
  }),
});
