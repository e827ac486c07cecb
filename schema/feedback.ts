import type { FeedbackReceipt as FeedbackReceiptRow, FeedbackRecord } from '../src/decisions/decision.ts';
import { builder } from './builder.ts';
import { decodeIdOf, encodeGlobalId } from './global-id.ts';

const FeedbackKind = builder.enumType('FeedbackKind', {
  description: 'What was done with an answer.',
  values: {
    CLICKED: { description: 'A product of it was looked at.' },
    ADDED_TO_BASKET: { description: 'A product of it was put into the basket.' },
    HELPFUL: { description: 'It, or a product of it, was what was wanted.' },
    WRONG: { description: 'It, or a product of it, was not.' },
  } as const,
});

export const Feedback = builder.objectRef<FeedbackRecord>('Feedback').implement({
  description: 'What was done with an answer. Said again it is the same.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FeedbackKind, description: 'What was done.' }),
    productId: t.id({
      nullable: true,
      description: 'Global id of the product; null: of the answer as a whole.',
      resolve: ({ productId }) => productId && encodeGlobalId('Product', productId),
    }),
    givenAt: t.expose('givenAt', { type: 'DateTime', description: 'When it was said first.' }),
  }),
});

const FeedbackReceipt = builder.objectRef<FeedbackReceiptRow>('FeedbackReceipt').implement({
  description: 'What is now known of it.',
  fields: (t) => ({
    feedback: t.field({
      type: Feedback,
      nullable: true,
      description: 'What was recorded; null where it could not be.',
      resolve: ({ feedbackId, givenAt, kind, productId }) =>
        feedbackId === null || givenAt === null ? null : { feedbackId, givenAt, kind, productId },
    }),
    unrecorded: t.exposeString('unrecorded', {
      nullable: true,
      description: 'Why it was not recorded; null when it was.',
    }),
  }),
});

const SendFeedbackInput = builder.inputType('SendFeedbackInput', {
  description: 'What was done with which answer.',
  fields: (t) => ({
    decisionId: t.id({ required: true, description: '`decisionId` of an answer that you were given.' }),
    kind: t.field({ type: FeedbackKind, required: true, description: 'What was done.' }),
    productId: t.id({
      description:
        'Global id of a product of its evidence. CLICKED and ADDED_TO_BASKET need one; the others may be of the answer as a whole.',
    }),
  }),
});

builder.mutationField('sendFeedback', (t) =>
  t.field({
    type: FeedbackReceipt,
    description:
      'Says what was done with an answer, for measuring the search. Sent again it changes nothing. NOT_FOUND for an answer that is not yours, or a product that it did not show. One SQL call.',
    args: { input: t.arg({ type: SendFeedbackInput, required: true, description: 'What was done.' }) },
    resolve: (_root, { input: { decisionId, kind, productId } }, { ask }) =>
      ask.sendFeedback({
        decisionId: decodeIdOf('Decision', decisionId),
        kind,
        productId: productId == null ? null : decodeIdOf('Product', productId),
      }),
  }),
);
