import type {
  PreferenceCheck as PreferenceCheckRow,
  Preference as PreferenceRow,
} from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { ConstraintSource, originDescription } from './constraint-source.ts';
import { Reading } from './reading.ts';
import { Refinement } from './refinement.ts';
import { Span } from './span.ts';

const PreferenceKind = builder.enumType('PreferenceKind', {
  description: 'What kind of wish a preference is.',
  values: {
    COMPARATIVE: { description: 'More or less of something, as in "lighter".' },
    ATTRIBUTE: {
      description: 'A value of an attribute, as in "red dress", or a measure, as in "27 inch monitor".',
    },
    BRAND: { description: 'A brand.' },
    CATEGORY: { description: 'A category.' },
  } as const,
});

const Direction = builder.enumType('Direction', {
  description: 'Which way a comparative points.',
  values: { LESS: { description: 'Less is better.' }, MORE: { description: 'More is better.' } } as const,
});

export const Preference = builder.objectRef<PreferenceRow>('Preference').implement({
  description:
    'One soft wish. It moves the ranking and removes nothing. Words that only make a preference ("red dress") are searched for as well.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Unique within this interpretation only; `PreferenceCheck.preferenceId` points to it.',
    }),
    key: t.exposeString('key', {
      description:
        'What it is about, such as COMPARATIVE:weight_grams, PREFER_ATTRIBUTE:colour, PREFER_BRAND or PREFER_CATEGORY. To take it back, send it in `dismiss`.',
    }),
    kind: t.expose('kind', { type: PreferenceKind, description: 'What kind of wish it is.' }),
    source: t.expose('source', { type: ConstraintSource, description: 'Where it comes from.' }),
    origin: t.exposeString('origin', { nullable: true, description: originDescription }),
    span: t.expose('span', { type: Span, description: 'The piece of the text that says it.' }),
    label: t.exposeString('label', { description: 'The wish in words, to show on a chip.' }),
    filter: t.field({
      type: 'JSONObject',
      nullable: true,
      description:
        'The `ItemFilter` that would demand it: send it with `where` when the shopper makes the wish a must. Null for a comparative.',
      resolve: ({ filter }) => filter && { ...filter },
    }),
    measures: t.exposeStringList('measures', {
      description:
        'What a comparative compares, the first that an offer has a figure of: "weight_grams", "price", "released_on", "rating", or the name of a number attribute. Empty for the other kinds.',
    }),
    direction: t.expose('direction', {
      type: Direction,
      nullable: true,
      description: 'Which way a comparative points; null for the other kinds.',
    }),
    alternatives: t.expose('alternatives', {
      type: [Reading],
      description: 'Other ways to take the same words; mostly none.',
    }),
    remove: t.expose('remove', {
      type: Refinement,
      nullable: true,
      description:
        'The question without it: send this when the shopper takes the chip off. Whatever else has the same `key` goes with it.',
    }),
  }),
});

export const PreferenceCheck = builder.objectRef<PreferenceCheckRow>('PreferenceCheck').implement({
  description:
    'One wish held against the offer shown. An item may be shown that does not meet it: it only stands lower for that.',
  fields: (t) => ({
    preferenceId: t.exposeID('preferenceId', {
      description: 'Which `Preference` of the interpretation this is.',
    }),
    kind: t.expose('kind', { type: PreferenceKind, description: 'What kind of wish it is.' }),
    measure: t.exposeString('measure', {
      nullable: true,
      description: 'Of a comparative: which of its `measures` was compared; null for the other kinds.',
    }),
    required: t.exposeString('required', {
      description: 'What was wished for, in words: "lighter than 1.2 kg".',
    }),
    actual: t.exposeString('actual', { description: 'What the row says, in words: "840 g".' }),
    typical: t.exposeString('typical', {
      nullable: true,
      description:
        "Of a comparative: the figure to compare with, in words. Beside a product it is that product's own; beside a text, the median of the twenty products that fit it best. Null where there is none, and for the other kinds.",
    }),
    satisfied: t.exposeBoolean('satisfied', { description: 'Whether the offer meets it.' }),
  }),
});
