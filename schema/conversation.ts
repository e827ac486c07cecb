import type { ConversationRow, ConversationTurnRow } from '../src/narration/read-conversation.ts';
import { builder } from './builder.ts';
import { ChatMove } from './chat-turn.ts';
import { decodeIdOf, encodeGlobalId } from './global-id.ts';
import { MemoryFact } from './memory-fact.ts';
import { Narration } from './narration.ts';

const ConversationTurn = builder.objectRef<ConversationTurnRow>('ConversationTurn').implement({
  description: 'One question of a conversation, with what was said to it.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id of the turn.', resolve: ({ id }) => encodeGlobalId('Turn', id) }),
    position: t.exposeInt('position', { description: 'Its place in the conversation, from 1.' }),
    move: t.expose('move', {
      type: ChatMove,
      description: 'What the turn did to the conversation.',
    }),
    question: t.exposeString('question', { description: 'The question as it was asked.' }),
    askedAt: t.expose('askedAt', { type: 'DateTime', description: 'When it was asked.' }),
    narration: t.expose('narration', {
      type: Narration,
      nullable: true,
      description: 'What was said to it; null while it is being answered, or where whoever asked left.',
    }),
    decisionId: t.id({
      nullable: true,
      description: 'Opaque id of the record of its decision; null where there is none yet.',
      resolve: ({ decisionId }) => decisionId && encodeGlobalId('Decision', decisionId),
    }),
  }),
});

export const Conversation = builder.node(builder.objectRef<ConversationRow>('Conversation'), {
  description:
    'Several questions, each of which is understood by those before it. It is seen by whoever asked, and knows its id.',
  id: { resolve: ({ id }) => id, description: 'Global id of the conversation.' },
  loadMany: (ids, { ask }) => Promise.all(ids.map((id) => ask.conversation(id))),
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it is forgotten, unless another turn comes before.',
    }),
    facts: t.expose('facts', {
      type: [MemoryFact],
      description: 'What it holds on to for the next turn.',
    }),
    turns: t.expose('turns', { type: [ConversationTurn], description: 'Its turns, the first one first.' }),
  }),
});

builder.queryField('conversation', (t) =>
  t.field({
    type: Conversation,
    nullable: true,
    description:
      'A conversation with its turns, or null when there is none that you may see: it is over, forgotten or not yours. One SQL call.',
    args: {
      id: t.arg.id({ required: true, description: '`conversationId` of an answer.' }),
    },
    resolve: (_root, { id }, { ask }) => ask.conversation(decodeIdOf('Conversation', id)),
  }),
);

builder.mutationField('forgetConversation', (t) =>
  t.boolean({
    description:
      'Deletes a conversation: its questions, its answers and what it holds on to. The log keeps each decision without its words. False when there was none of yours. One SQL call.',
    args: {
      id: t.arg.id({ required: true, description: '`conversationId` of an answer.' }),
    },
    resolve: (_root, { id }, { ask }) => ask.forgetConversation(decodeIdOf('Conversation', id)),
  }),
);
