import type { ChatAnswer, NarratedSentence as NarratedSentenceRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { Count } from './count.ts';
import { Evidence } from './evidence.ts';
import { encodeGlobalId } from './global-id.ts';
import { Interpretation } from './interpretation.ts';
import { ItemFilter, toItemFilter, withoutNulls } from './item-filter.ts';
import { checkFirst, checkText } from './limits.ts';
import { Retrieval } from './retrieval.ts';
import { toEvidence } from './similar-items.ts';

const NarratedSentence = builder.objectRef<NarratedSentenceRow>('NarratedSentence').implement({
  description: 'A sentence and the products that it speaks of.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The sentence, plain text.' }),
    cites: t.idList({
      description: 'Global ids of the products it speaks of; all are among the evidence.',
      resolve: ({ cites }) => cites.map((productId) => encodeGlobalId('Product', productId)),
    }),
  }),
});

const Narration = builder.objectRef<ChatAnswer>('Narration').implement({
  description: 'Prose about the evidence, and about nothing else.',
  fields: (t) => ({
    text: t.exposeString('assistant_text', { description: 'The whole narration, plain text.' }),
    sentences: t.expose('sentences', {
      type: [NarratedSentence],
      description: 'The same sentence by sentence.',
    }),
  }),
});

const ChatResult = builder.objectRef<ChatAnswer>('ChatResult').implement({
  description: 'The evidence for a question, prose about it, and the record of the decision.',
  fields: (t) => ({
    narration: t.field({ type: Narration, description: 'What to say.', resolve: (answer) => answer }),
    evidence: t.field({
      type: [Evidence],
      description: 'What it rests on, best first. Empty is an answer: `retrieval.emptyReason` says why.',
      resolve: (answer) =>
        answer.rows.map((item) => toEvidence(item, { asOf: answer.as_of, currency: answer.currency })),
    }),
    interpretation: t.expose('interpretation', {
      type: Interpretation,
      description: 'What was read out of the question and the arguments.',
    }),
    retrieval: t.expose('retrieval', { type: Retrieval, description: 'How the evidence was found.' }),
    totalCount: t.expose('total', {
      type: Count,
      description: 'Products that meet every constraint, shown or not.',
    }),
    asOf: t.expose('as_of', { type: 'DateTime', description: 'The instant that prices were judged at.' }),
    currencyCode: t.expose('currency', {
      type: 'CurrencyCode',
      description: 'The currency of all prices in the answer.',
    }),
    decisionId: t.id({
      nullable: true,
      description: 'Opaque id of the record of this decision; null when it could not be recorded.',
      resolve: ({ decision_id }) => decision_id && encodeGlobalId('Decision', decision_id),
    }),
    unrecorded: t.exposeString('unrecorded', {
      nullable: true,
      description: 'Why the decision was not recorded; null when it was.',
    }),
  }),
});

const ChatInput = builder.inputType('ChatInput', {
  description: 'A question and what goes with it.',
  fields: (t) => ({
    question: t.string({
      required: true,
      description:
        'The question in words, at most 1,000 characters. Constraints in it are read and honoured.',
    }),
    where: t.field({ type: ItemFilter, description: 'Demands that win over what the question says.' }),
    first: t.int({ defaultValue: 10, description: 'How many items of evidence, 1 to 100.' }),
    asOf: t.field({
      type: 'DateTime',
      description:
        'Judge prices as of this instant instead of now. Stock is always now. The future is for merchants.',
    }),
    currency: t.field({
      type: 'CurrencyCode',
      description: "Currency of the answer's prices when `where.price` names none.",
    }),
  }),
});

builder.mutationField('chat', (t) =>
  t.field({
    type: ChatResult,
    description: 'Answers a question with evidence and narration, and records the decision. One SQL call.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'The question.' }) },
    resolve: (_root, { input: { question, where, first, asOf, currency } }, { ask }) =>
      ask.chat({
        question: checkText('question', question),
        first: checkFirst(first ?? 10),
        filter: toItemFilter(where),
        options: withoutNulls({ asOf, currency }),
      }),
  }),
);
