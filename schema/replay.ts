import type {
  ChangeCause as ChangeCauseRow,
  ReplayDifference as ReplayDifferenceRow,
  ReplayReport,
} from '../src/decisions/replay.ts';
import { builder } from './builder.ts';
import { Evidence } from './evidence.ts';
import { decodeIdOf, encodeGlobalId } from './global-id.ts';
import { toEvidence } from './similar-items.ts';

const ReplayOutcome = builder.enumType('ReplayOutcome', {
  description: 'What came of asking again.',
  values: {
    SAME: { description: 'The same answer.' },
    DIFFERS: { description: '`differences` says in what, and why.' },
    FORGOTTEN: { description: 'Its words are gone, so it cannot be asked again.' },
  } as const,
});

const DifferenceKind = builder.enumType('DifferenceKind', {
  description: 'In what an answer differs.',
  values: {
    ROW_GONE: { description: 'A product that was shown is not.' },
    ROW_NEW: { description: 'A product is shown that was not.' },
    ORDER: { description: 'A product has another place among those that are in both.' },
    VARIANT: { description: 'Another variant of a product is shown.' },
    PRICE: { description: 'What was shown of the price is another.' },
    STOCK: { description: 'The stock is another.' },
    TEXT: { description: 'A title, brand, category, option or weight is another.' },
    COUNT: { description: 'Another number of products meets the constraints.' },
    MODEL: { description: 'Another model, mode or floor compared, or vectors were made anew.' },
    INTERPRETATION: { description: 'The question is understood otherwise.' },
    NARRATION: { description: 'The template says something else.' },
  } as const,
});

const ChangeCause = builder.objectRef<ChangeCauseRow>('ChangeCause').implement({
  description: 'A field of an entry of the change log, between then and now.',
  fields: (t) => ({
    changeId: t.exposeString('changeId', {
      nullable: true,
      description: 'The entry. Null but for merchants.',
    }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'When it was changed.' }),
    actor: t.exposeString('actor', { nullable: true, description: 'By whom. Null but for merchants.' }),
    cause: t.exposeString('cause', {
      nullable: true,
      description: 'For what, where that was said. Null but for merchants.',
    }),
    relation: t.exposeString('relation', {
      description:
        'What was changed: product.price, product.stock, product.product, product.audience or product.curation.',
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description:
        'Of what: SKU and price list, SKU and location, a customer group, a question; null for the product itself. Of another product than the difference, its handle first.',
    }),
    field: t.exposeString('field', { description: 'Which field of it.' }),
    before: t.exposeString('before', {
      nullable: true,
      description: 'What it was; null: it was not there, or not in force at the instant of the answer.',
    }),
    after: t.exposeString('after', {
      nullable: true,
      description: 'What it became; null: it went away, or is not in force at that instant.',
    }),
  }),
});

const ReplayDifference = builder.objectRef<ReplayDifferenceRow>('ReplayDifference').implement({
  description: 'One thing that is not as it was.',
  fields: (t) => ({
    kind: t.expose('kind', { type: DifferenceKind, description: 'What kind of thing.' }),
    productId: t.id({
      nullable: true,
      description: 'Global id of the product; null where it is about the whole answer.',
      resolve: ({ productId }) => productId && encodeGlobalId('Product', productId),
    }),
    handle: t.exposeString('handle', { nullable: true, description: "The shop's own key of the product." }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'Its title: as it was shown, or of a new row as it is.',
    }),
    field: t.exposeString('field', {
      description:
        'Which fact, such as amount, available, title or total; rank of rows that are gone, new or moved.',
    }),
    before: t.exposeString('before', { nullable: true, description: 'As it was shown; null: nothing.' }),
    now: t.exposeString('now', {
      nullable: true,
      description:
        'As it is found; null: nothing. Of a row that is gone its place behind the page, or in words where it is.',
    }),
    causes: t.expose('causes', {
      type: [ChangeCause],
      description:
        'Entries of the change log that can be why, the first first. Shoppers see amounts and stock of what they could see all the time.',
    }),
  }),
});

const Replay = builder.objectRef<ReplayReport>('Replay').implement({
  description: 'A question asked again as of the same instant: prices of then, stock of now.',
  fields: (t) => ({
    outcome: t.expose('outcome', { type: ReplayOutcome, description: 'What came of it.' }),
    replayedAt: t.expose('replayedAt', { type: 'DateTime', description: 'When it was asked again.' }),
    asOf: t.expose('asOf', {
      type: 'DateTime',
      description: 'The instant that prices were judged at, both times.',
    }),
    differences: t.expose('differences', {
      type: [ReplayDifference],
      description: 'What is not as it was: rows first, then their facts, then the whole.',
    }),
    notReconstructed: t.exposeStringList('notReconstructed', {
      description: 'What cannot be known, in sentences.',
    }),
    evidence: t.field({
      type: [Evidence],
      description: 'What is found now, best first; empty where it could not be asked again.',
      resolve: ({ page }) => (page === null ? [] : page.items.map((item) => toEvidence(item, page))),
    }),
  }),
});

builder.queryField('replayDecision', (t) =>
  t.field({
    type: Replay,
    description:
      'Asks the question of a decision again and says what differs, and what changed in between. It writes nothing. NOT_FOUND for a decision that you may not see. One SQL call.',
    args: { id: t.arg.id({ required: true, description: '`decisionId` of an answer.' }) },
    resolve: (_root, { id }, { ask }) => ask.replayDecision(decodeIdOf('Decision', id)),
  }),
);
