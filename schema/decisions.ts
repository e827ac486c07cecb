import type { DecisionFilter, DecisionPage, DecisionRecord } from '../src/decisions/decision.ts';
import { builder } from './builder.ts';
import { ChatMove } from './chat-turn.ts';
import { Decision } from './decision.ts';
import { decodeIdOf, encodeGlobalId } from './global-id.ts';
import { withoutNulls } from './item-filter.ts';
import { checkFirst } from './limits.ts';
import { NarrationSource } from './narration.ts';

const cursorOf = ({ decisionId }: DecisionRecord) => encodeGlobalId('Decision', decisionId);

const DecisionEdge = builder.objectRef<DecisionRecord>('DecisionEdge').implement({
  description: 'One decision and its place in the list.',
  fields: (t) => ({
    cursor: t.string({ description: 'Send it as `after` to go on behind this one.', resolve: cursorOf }),
    node: t.field({ type: Decision, description: 'The decision.', resolve: (decision) => decision }),
  }),
});

const DecisionConnection = builder
  .objectRef<{ page: DecisionPage; after: string | null | undefined }>('DecisionConnection')
  .implement({
    description: 'A page of decisions, newest first.',
    fields: (t) => ({
      edges: t.field({
        type: [DecisionEdge],
        description: 'The decisions with their cursors.',
        resolve: ({ page }) => page.items,
      }),
      nodes: t.field({
        type: [Decision],
        description: 'The decisions alone.',
        resolve: ({ page }) => page.items,
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Where this page stands.',
        resolve: ({ page, after }) => ({
          hasNextPage: page.hasNextPage,
          hasPreviousPage: after !== null && after !== undefined,
          startCursor: page.items[0] ? cursorOf(page.items[0]) : null,
          endCursor:
            page.items.length > 0 ? cursorOf(page.items[page.items.length - 1] as DecisionRecord) : null,
        }),
      }),
    }),
  });

const DecisionWhere = builder.inputType('DecisionFilter', {
  description: 'Which decisions; all that is given must hold.',
  fields: (t) => ({
    since: t.field({ type: 'DateTime', description: 'Answered at this instant or later.' }),
    until: t.field({ type: 'DateTime', description: 'Answered before this instant.' }),
    conversationId: t.id({ description: 'Of this conversation. Whoever is not signed in has to name one.' }),
    move: t.field({ type: ChatMove, description: 'Of turns of this kind.' }),
    source: t.field({ type: NarrationSource, description: 'Narrated by.' }),
    failed: t.boolean({ description: 'Whether there was an error, of all or of a part.' }),
    empty: t.boolean({ description: 'Whether no evidence was shown.' }),
    principal: t.string({ description: 'Asked by. For merchants.' }),
  }),
});

builder.queryField('decisions', (t) =>
  t.field({
    type: DecisionConnection,
    description:
      "Your decisions, newest first; of merchants everybody's. FORBIDDEN for whoever is not signed in and names no conversation. One SQL call.",
    args: {
      first: t.arg.int({ defaultValue: 20, description: 'How many, 1 to 100.' }),
      after: t.arg.string({ description: 'A cursor of the page before.' }),
      where: t.arg({ type: DecisionWhere, description: 'Which ones.' }),
    },
    resolve: async (_root, { first, after, where }, { ask }) => ({
      page: await ask.decisions({
        first: checkFirst(first ?? 20),
        after: after ? decodeIdOf('Decision', after) : null,
        filter: toFilter(where),
      }),
      after,
    }),
  }),
);

function toFilter(where: typeof DecisionWhere.$inferInput | null | undefined): DecisionFilter {
  const { conversationId, ...rest } = where ?? {};
  return withoutNulls({
    ...rest,
    conversation: conversationId == null ? null : decodeIdOf('Conversation', conversationId),
  });
}
