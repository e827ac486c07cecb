import type {
  Constraint as ConstraintRow,
  IgnoredText as IgnoredTextRow,
  Interpretation as InterpretationRow,
  Repair as RepairRow,
} from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { ConstraintKind } from './constraint.ts';
import {
  ConstraintSource,
  originDescription,
  trustDescription,
  turnDescription,
} from './constraint-source.ts';
import { checkText } from './limits.ts';
import { ModelReading } from './model-reading.ts';
import { Preference } from './preference.ts';
import { Reading } from './reading.ts';
import { Refinement } from './refinement.ts';
import { SortIntent } from './sort-intent.ts';
import { Span } from './span.ts';
import { Trust } from './trust.ts';
import { TurnReference } from './turn-reference.ts';

const Constraint = builder.objectRef<ConstraintRow>('Constraint').implement({
  description: 'One demand on the offer. It removes what does not meet it.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Unique within this interpretation only; `ConstraintCheck.constraintId` points to it.',
    }),
    key: t.exposeString('key', {
      description:
        'What it is about, such as PRICE_MAX or ATTRIBUTE:material. To take back what the text says, send it in `dismiss`; CURRENT_PRICE cannot be dismissed.',
    }),
    kind: t.expose('kind', { type: ConstraintKind, description: 'What it demands.' }),
    source: t.expose('source', { type: ConstraintSource, description: 'Where it comes from.' }),
    origin: t.exposeString('origin', { nullable: true, description: originDescription }),
    span: t.expose('span', {
      type: Span,
      nullable: true,
      description: 'The piece of the text that says it; null unless it comes from the text.',
    }),
    turn: t.expose('turn', { type: TurnReference, nullable: true, description: turnDescription }),
    trust: t.expose('trust', { type: Trust, description: trustDescription }),
    label: t.exposeString('label', { description: 'The demand in words, to show on a chip.' }),
    filter: t.field({
      type: 'JSONObject',
      nullable: true,
      description:
        'The same as an `ItemFilter`, to be sent as `where` when the shopper keeps or edits the chip; null for CURRENT_PRICE.',
      resolve: ({ filter }) => filter && { ...filter },
    }),
    alternatives: t.expose('alternatives', {
      type: [Reading],
      description: 'Other ways to take the same words; mostly none.',
    }),
    remove: t.expose('remove', {
      type: Refinement,
      nullable: true,
      description:
        'The question without it: send this when the shopper takes the chip off. Whatever else has the same `key` goes with it, and what an argument overrode in the text stays aside. Beside `interpret` and `chat`, which take no `dismiss`, it is for `similarItems` with the same text. Null where that cannot be: for CURRENT_PRICE, and for IN_STOCK where `unavailable` is HIDE, as it is by default beside a product.',
    }),
  }),
});

const IgnoredKind = builder.enumType('IgnoredKind', {
  description: 'Why a piece of the text was not honoured.',
  values: {
    DISMISSED: {
      description: '`dismiss` has its `key`: send `dismiss` without that to bring it back.',
    },
    OVERRIDDEN: {
      description:
        'An argument says something under the same `key`, or leaves nothing of it, and goes first.',
    },
    NOT_POSSIBLE: {
      description: 'It cannot be demanded here, such as an amount in another currency; `reason` says why.',
    },
  } as const,
});

const IgnoredText = builder.objectRef<IgnoredTextRow>('IgnoredText').implement({
  description:
    'A piece of the text that was understood but not honoured. Show it, so that nobody believes it was. A piece that would have been several constraints, such as "between $20 and $50", is there once for each.',
  fields: (t) => ({
    span: t.expose('span', {
      type: Span,
      nullable: true,
      description:
        'The piece; null where an earlier turn of the conversation said it, in the words of `label`.',
    }),
    turn: t.expose('turn', { type: TurnReference, nullable: true, description: turnDescription }),
    label: t.exposeString('label', {
      nullable: true,
      description:
        'What the earlier turn said, in words, to show on a chip; null where this question says it.',
    }),
    kind: t.expose('kind', { type: IgnoredKind, description: 'Why, in one word.' }),
    key: t.exposeString('key', {
      nullable: true,
      description:
        'The `key` of the constraint, preference or order that it would have been; null where it would have been none.',
    }),
    reason: t.exposeString('reason', { description: 'Why, in words for the shopper.' }),
  }),
});

const Repair = builder.objectRef<RepairRow>('Repair').implement({
  description:
    'A misspelt word and what it was taken for; one for each word that it may stand for, the likeliest first.',
  fields: (t) => ({
    from: t.exposeString('from', { description: 'The word as written.' }),
    to: t.exposeString('to', { description: 'A word of the catalogue, or one that a synonym explains.' }),
  }),
});

export const Interpretation = builder.objectRef<InterpretationRow>('Interpretation').implement({
  description:
    'What was read out of the text and the arguments: every constraint that the answer meets, and what was left out.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The text as it came; empty when there was none.' }),
    residue: t.exposeString('residue', {
      description: 'What is left for meaning and words once everything understood is taken out.',
    }),
    constraints: t.expose('constraints', {
      type: [Constraint],
      description: 'The hard demands, all of which hold for every item.',
    }),
    preferences: t.expose('preferences', { type: [Preference], description: 'The soft wishes.' }),
    sort: t.expose('sort', {
      type: SortIntent,
      nullable: true,
      description:
        'The order that the text asks for; null where it asks for none or the argument `sort` wins.',
    }),
    ignored: t.expose('ignored', {
      type: [IgnoredText],
      description: 'What was understood but not honoured, with the reason.',
    }),
    repairs: t.expose('repairs', {
      type: [Repair],
      description: 'Misspelt words and what they were taken for.',
    }),
    model: t.expose('model', {
      type: ModelReading,
      nullable: true,
      description: 'What a language model added; null where none was asked.',
    }),
  }),
});

builder.queryField('interpret', (t) =>
  t.field({
    type: Interpretation,
    description: 'Reads a question without answering it: what `similarItems` would take from this text.',
    args: { text: t.arg.string({ required: true, description: 'The question, at most 1,000 characters.' }) },
    resolve: (_root, { text }, { ask }) => ask.interpret(checkText('text', text)),
  }),
);
