import type { BegunChat } from '../src/narration/chat-answer.ts';
import { builder } from './builder.ts';
import { Count } from './count.ts';
import { Evidence } from './evidence.ts';
import { Funnel } from './funnel.ts';
import { encodeGlobalId } from './global-id.ts';
import { Interpretation } from './interpretation.ts';
import { ItemAnswer, ItemReference } from './item-answer.ts';
import { MemoryFact, SupersededFact } from './memory-fact.ts';
import { Relaxation } from './relaxation.ts';
import { Retrieval } from './retrieval.ts';
import { toEvidence } from './similar-items.ts';

const NearestCategory = builder.objectRef<BegunChat['nearest'][number]>('NearestCategory').implement({
  description: 'A category to offer where nothing is like the question.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Key of the category, to be used in filters.' }),
    name: t.exposeString('name', { description: 'Name to show.' }),
  }),
});

export const ChatMove = builder.enumType('ChatMove', {
  description: 'What a turn does to its conversation.',
  values: {
    SEARCH: { description: 'It asks for something, and nothing of before holds on.' },
    REFINE: { description: 'It changes what was asked for: "under $150", "in black", "cheaper".' },
    NEW_TOPIC: { description: 'It asks for something else; price and stock hold on.' },
    MORE: { description: 'It asks for the next page of the last list.' },
    ITEM: { description: 'It asks about one product that was shown.' },
    FORGET: { description: 'It takes something back: "forget the colour".' },
    RESTART: { description: 'It starts over: all is forgotten.' },
    TALK: { description: 'A greeting, or thanks. Nothing is searched for.' },
  } as const,
});

/** What the interfaces read: events of a stream have it, and so has a whole answer. */
export interface ChatTurnShape {
  begun: BegunChat;
}

export const ChatReading = builder.interfaceRef<ChatTurnShape>('ChatReading').implement({
  description: 'How a question was taken, and what the conversation holds on to.',
  fields: (t) => ({
    conversationId: t.id({
      nullable: true,
      description:
        'Id of the conversation: send it with the next question to go on. Null where nothing can be recorded.',
      resolve: ({ begun: { conversationId } }) =>
        conversationId && encodeGlobalId('Conversation', conversationId),
    }),
    turnId: t.id({
      nullable: true,
      description: 'Opaque id of this turn; null where nothing can be recorded.',
      resolve: ({ begun: { turnId } }) => turnId && encodeGlobalId('Turn', turnId),
    }),
    position: t.int({
      description: 'Of this turn in its conversation, from 1.',
      resolve: ({ begun }) => begun.position,
    }),
    move: t.field({
      type: ChatMove,
      description: 'What the turn does to the conversation.',
      resolve: ({ begun }) => begun.move,
    }),
    replayed: t.boolean({
      description: 'Whether this is the answer to an earlier call with the same `idempotencyKey`.',
      resolve: ({ begun }) => begun.replayed,
    }),
    interpretation: t.field({
      type: Interpretation,
      description: 'What was read out of the question, the arguments and the turns before.',
      resolve: ({ begun: { page } }) => page.interpretation,
    }),
    reference: t.field({
      type: ItemReference,
      nullable: true,
      description:
        'The product of an earlier answer that the question points at; null where it points at none.',
      resolve: ({ begun: { reference, page } }) => reference && { reference, scope: scopeOf(page) },
    }),
    facts: t.field({
      type: [MemoryFact],
      description: 'What the conversation holds on to from here.',
      resolve: ({ begun }) => begun.facts,
    }),
    superseded: t.field({
      type: [SupersededFact],
      description: 'What held until this turn.',
      resolve: ({ begun }) => begun.superseded,
    }),
  }),
});

export const ChatFinding = builder.interfaceRef<ChatTurnShape>('ChatFinding').implement({
  description: 'What was found for a question, and how.',
  fields: (t) => ({
    evidence: t.field({
      type: [Evidence],
      description:
        'What the answer rests on, best first. Empty is an answer: `retrieval.emptyReason` says why.',
      resolve: ({ begun: { page } }) => page.items.map((item) => toEvidence(item, page)),
    }),
    totalCount: t.field({
      type: Count,
      description: 'Products that meet every constraint, shown or not.',
      resolve: ({ begun: { page } }) => page.total,
    }),
    hasMore: t.boolean({
      description: 'Whether "show me more" has more to show.',
      resolve: ({ begun: { page } }) => page.hasNextPage,
    }),
    retrieval: t.field({
      type: Retrieval,
      description: 'How the evidence was found.',
      resolve: ({ begun: { page } }) => page.retrieval,
    }),
    item: t.field({
      type: ItemAnswer,
      nullable: true,
      description: 'Where one product is asked about: what there is to say of it.',
      resolve: ({ begun: { item, reference, page } }) =>
        item && reference && { item, productId: reference.productId, scope: scopeOf(page) },
    }),
    nearest: t.field({
      type: [NearestCategory],
      description: 'Where nothing is like the question: categories that are nearest to it.',
      resolve: ({ begun }) => begun.nearest,
    }),
    funnel: t.field({
      type: Funnel,
      description: 'How many products each constraint turned away.',
      resolve: ({ begun: { page } }) => page.funnel,
    }),
    relaxations: t.field({
      type: [Relaxation],
      description: 'What to give up to find more, where less was found than asked for.',
      resolve: ({ begun: { page } }) => page.relaxations,
    }),
    asOf: t.field({
      type: 'DateTime',
      description: 'The instant that prices were judged at.',
      resolve: ({ begun: { page } }) => page.asOf,
    }),
    currencyCode: t.field({
      type: 'CurrencyCode',
      description: 'The currency of all prices in the answer.',
      resolve: ({ begun: { page } }) => page.currency,
    }),
  }),
});

function scopeOf({ asOf, currency }: BegunChat['page']) {
  return { asOf, currency };
}
