import type { ChatEvent as ChatEventRow } from '../src/narration/chat-answer.ts';
import { builder } from './builder.ts';
import { ChatResult } from './chat.ts';
import { ChatInput, toChatRequest } from './chat-input.ts';
import { ChatFinding, ChatReading } from './chat-turn.ts';
import { NarratedSentence } from './narration.ts';

type EventOf<Type extends ChatEventRow['type']> = Extract<ChatEventRow, { type: Type }>;

const ChatInterpreted = builder.objectRef<EventOf<'INTERPRETED'>>('ChatInterpreted').implement({
  description: 'First: how the question was taken.',
  interfaces: [ChatReading],
});

const ChatEvidence = builder.objectRef<EventOf<'EVIDENCE'>>('ChatEvidence').implement({
  description:
    'Second, and never later than the database needs: what was found. It waits for no language model.',
  interfaces: [ChatFinding],
});

export const SentenceSource = builder.enumType('SentenceSource', {
  description: 'Whose sentence it is.',
  values: {
    TEMPLATE: { description: "Trueshelf's own, made of the evidence by rules." },
    MODEL: { description: "A language model's, which the rows that it cites bear out." },
  } as const,
});

const ChatSentence = builder.objectRef<EventOf<'SENTENCE'>>('ChatSentence').implement({
  description: 'Then, one by one: a sentence, once it may be shown. What came is never taken back.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Of the sentence, from 1.' }),
    source: t.expose('source', { type: SentenceSource, description: 'Whose it is.' }),
    sentence: t.expose('sentence', { type: NarratedSentence, description: 'The sentence.' }),
  }),
});

const ChatCompleted = builder.objectRef<EventOf<'COMPLETED'>>('ChatCompleted').implement({
  description: 'Last, where all went well: the whole answer, as `Mutation.chat` gives it.',
  fields: (t) => ({
    result: t.field({
      type: ChatResult,
      description: 'The whole answer, with the id of the recorded decision.',
      resolve: ({ result }) => ({ begun: result }),
    }),
  }),
});

const ChatFailed = builder.objectRef<EventOf<'FAILED'>>('ChatFailed').implement({
  description:
    'Last, where something went wrong after the stream began. What came before it holds; no more will come.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What went wrong, as in `extensions.code` of an error.' }),
    message: t.exposeString('message', { description: 'The same in words.' }),
    hint: t.exposeString('hint', { nullable: true, description: 'What to do; null where there is nothing.' }),
    retryable: t.exposeBoolean('retryable', {
      description: 'Whether the same question may be answered when it is sent again.',
    }),
  }),
});

const members = {
  INTERPRETED: ChatInterpreted,
  EVIDENCE: ChatEvidence,
  SENTENCE: ChatSentence,
  COMPLETED: ChatCompleted,
  FAILED: ChatFailed,
} as const;

const ChatEvent = builder.unionType('ChatEvent', {
  description:
    'What a chat tells while it goes on: one ChatInterpreted, one ChatEvidence, any number of ChatSentence, and exactly one of ChatCompleted and ChatFailed at the end.',
  types: Object.values(members),
  resolveType: ({ type }) => members[type],
});

builder.subscriptionField('chat', (t) =>
  t.field({
    type: ChatEvent,
    description:
      'Answers like `Mutation.chat`, and tells it while it goes on, as server-sent events. A fault of the question, such as BAD_FILTER, is an error in place of the stream. A client that leaves ends the answer, and with it the call of a language model. Send it by POST, with `Accept: text/event-stream`.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'The question.' }) },
    subscribe: (_root, { input }, { ask }) => ask.streamChat(toChatRequest(input)),
    resolve: (event) => event,
  }),
);
