import type { ChatOutcome, Usage } from '../src/narration/chat-answer.ts';
import { builder } from './builder.ts';
import { ChatInput, toChatRequest } from './chat-input.ts';
import { ChatFinding, ChatReading } from './chat-turn.ts';
import { encodeGlobalId } from './global-id.ts';
import { Narration } from './narration.ts';

export const TokenUsage = builder.objectRef<Usage>('TokenUsage').implement({
  description: 'What a language model was asked for.',
  fields: (t) => ({
    promptTokens: t.exposeInt('promptTokens', { description: 'Tokens sent, over all calls.' }),
    completionTokens: t.exposeInt('completionTokens', { description: 'Tokens received, over all calls.' }),
    calls: t.exposeInt('calls', { description: 'How often it was called.' }),
  }),
});

export const ChatResult = builder.objectRef<{ begun: ChatOutcome }>('ChatResult').implement({
  description: 'The evidence for a question, prose about it, and the record of the decision.',
  interfaces: [ChatReading, ChatFinding],
  fields: (t) => ({
    narration: t.field({
      type: Narration,
      description: 'What to say.',
      resolve: ({ begun }) => begun.narration,
    }),
    withheld: t.int({
      description:
        'How many sentences of a language model were withheld: the evidence does not bear them out.',
      resolve: ({ begun }) => begun.withheld,
    }),
    usage: t.field({
      type: TokenUsage,
      nullable: true,
      description: 'What the language model cost; null where none was asked.',
      resolve: ({ begun }) => begun.usage,
    }),
    decisionId: t.id({
      nullable: true,
      description: 'Opaque id of the record of this decision; null when it could not be recorded.',
      resolve: ({ begun: { decisionId } }) => decisionId && encodeGlobalId('Decision', decisionId),
    }),
    unrecorded: t.string({
      nullable: true,
      description: 'Why the decision was not recorded; null when it was.',
      resolve: ({ begun }) => begun.unrecorded,
    }),
  }),
});

builder.mutationField('chat', (t) =>
  t.field({
    type: ChatResult,
    description:
      'Answers a question with evidence and narration, within a conversation or as the start of one, and records the decision. One SQL call, two where a language model narrates. `Subscription.chat` tells the same while it goes on.',
    args: { input: t.arg({ type: ChatInput, required: true, description: 'The question.' }) },
    resolve: async (_root, { input }, { ask }) => ({ begun: await ask.chat(toChatRequest(input)) }),
  }),
);
