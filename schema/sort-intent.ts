import type { SortIntent as SortIntentRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import {
  ConstraintSource,
  originDescription,
  trustDescription,
  turnDescription,
} from './constraint-source.ts';
import { ItemSort } from './item-sort.ts';
import { Refinement } from './refinement.ts';
import { Span } from './span.ts';
import { Trust } from './trust.ts';
import { TurnReference } from './turn-reference.ts';

export const SortIntent = builder.objectRef<SortIntentRow>('SortIntent').implement({
  description:
    'The order that the text asks for, as in "cheapest". It orders among what fits alike: first what scores at least 0.75 of the best and has all that the text mentions (as far as anything has), then what has half of that, then what scores at least half of the best, then the rest. The argument `sort` wins over it and orders everything.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Always SORT. To take it back, send it in `dismiss`.' }),
    sort: t.expose('sort', {
      type: ItemSort,
      description: 'The order; as the argument `sort` it orders everything.',
    }),
    source: t.expose('source', { type: ConstraintSource, description: 'Where it comes from.' }),
    origin: t.exposeString('origin', { nullable: true, description: originDescription }),
    span: t.expose('span', {
      type: Span,
      nullable: true,
      description: 'The piece of the text that says it; null where an earlier turn of the conversation did.',
    }),
    turn: t.expose('turn', { type: TurnReference, nullable: true, description: turnDescription }),
    trust: t.expose('trust', { type: Trust, description: trustDescription }),
    label: t.exposeString('label', { description: 'The order in words, to show on a chip.' }),
    remove: t.expose('remove', {
      type: Refinement,
      nullable: true,
      description: 'The question without it: send this when the shopper takes the chip off.',
    }),
  }),
});
