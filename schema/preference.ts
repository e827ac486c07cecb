import type {
  ComparedWith as ComparedWithRow,
  PreferenceCheck as PreferenceCheckRow,
  Preference as PreferenceRow,
} from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import {
  ConstraintSource,
  originDescription,
  trustDescription,
  turnDescription,
} from './constraint-source.ts';
import { Reading } from './reading.ts';
import { Refinement } from './refinement.ts';
import { Span } from './span.ts';
import { Trust } from './trust.ts';
import { TurnReference } from './turn-reference.ts';

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

const ComparedWithKind = builder.enumType('ComparedWithKind', {
  description: 'What of an earlier turn a comparative is held against.',
  values: {
    LIST: { description: 'The middle of the products that it showed.' },
    ITEM: { description: 'The one product that it was about.' },
  } as const,
});

const Direction = builder.enumType('Direction', {
  description: 'Which way a comparative points.',
  values: { LESS: { description: 'Less is better.' }, MORE: { description: 'More is better.' } } as const,
});

const ComparedWith = builder.objectRef<ComparedWithRow>('ComparedWith').implement({
  description: 'What an earlier turn showed that a comparative is held against.',
  fields: (t) => ({
    measure: t.exposeString('measure', { description: 'Which of the `measures`.' }),
    typical: t.exposeFloat('typical', {
      description:
        'The figure, in grams for a weight, in the currency of the answer for a price, in days since 2000 for a date. `PreferenceCheck.typical` has it in words.',
    }),
    of: t.expose('of', { type: ComparedWithKind, description: 'Of what it is the figure.' }),
    turn: t.expose('turn', { type: TurnReference, description: 'The turn that showed it.' }),
  }),
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
    span: t.expose('span', {
      type: Span,
      nullable: true,
      description: 'The piece of the text that says it; null where an earlier turn of the conversation did.',
    }),
    turn: t.expose('turn', { type: TurnReference, nullable: true, description: turnDescription }),
    trust: t.expose('trust', { type: Trust, description: trustDescription }),
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
    comparedWith: t.expose('comparedWith', {
      type: ComparedWith,
      nullable: true,
      description:
        'Of a comparative that a further turn of a conversation says: what was shown before, so that "cheaper" goes on from there. Null where it is held against the middle of what fits best or a product, and for the other kinds.',
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
        "Of a comparative: the figure to compare with, in words. Beside a product it is that product's own; where `comparedWith` says so, of what was shown before; beside a text, the median of the twenty products that fit it best. Null where there is none, and for the other kinds.",
    }),
    satisfied: t.exposeBoolean('satisfied', { description: 'Whether the offer meets it.' }),
  }),
});
