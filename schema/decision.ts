import type { DecisionRecord } from '../src/decisions/decision.ts';
import type { Retrieval as RetrievalRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { TokenUsage } from './chat.ts';
import { ChatMove } from './chat-turn.ts';
import { Count } from './count.ts';
import {
  DecisionError,
  RecordedNarration,
  SentenceVerdict,
  StageLatency,
  UsedFact,
  WithheldSentence,
} from './decision-parts.ts';
import { Feedback } from './feedback.ts';
import { Funnel } from './funnel.ts';
import { decodeIdOf, encodeGlobalId } from './global-id.ts';
import { Retrieval } from './retrieval.ts';
import { ShownItem } from './shown-item.ts';

const wordless = 'null once the conversation is forgotten';

export const Decision = builder.node(builder.objectRef<DecisionRecord>('Decision'), {
  description:
    'The record of one answered or failed question. It is never changed; forgetting its conversation takes its words away. It is seen by whoever asked, and by merchants.',
  id: { resolve: ({ decisionId }) => decisionId, description: 'Global id of the decision.' },
  loadMany: (ids, { ask }) => ask.decisionsByIds([...ids]),
  fields: (t) => ({
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'When it was answered.' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant that prices were judged at.' }),
    principal: t.exposeString('principal', {
      description: 'Who asked, as the claim `sub` names them; or "anonymous".',
    }),
    customerGroup: t.exposeString('customerGroup', {
      nullable: true,
      description: 'The customer group of who asked; null: the public.',
    }),
    conversationId: t.id({
      nullable: true,
      description: 'The conversation that it is of, forgotten or not; null where there was none.',
      resolve: ({ conversationId }) => conversationId && encodeGlobalId('Conversation', conversationId),
    }),
    turnId: t.id({
      nullable: true,
      description: 'Opaque id of the turn; null of a question that failed.',
      resolve: ({ turnId }) => turnId && encodeGlobalId('Turn', turnId),
    }),
    position: t.exposeInt('position', {
      nullable: true,
      description: 'Of the turn in its conversation; null of a question that failed.',
    }),
    move: t.expose('move', {
      type: ChatMove,
      nullable: true,
      description: 'What the turn did to the conversation; null of a question that failed.',
    }),
    forgotten: t.exposeBoolean('forgotten', {
      description: 'Whether its words are gone. It can then not be replayed.',
    }),
    question: t.exposeString('question', { nullable: true, description: `The question; ${wordless}.` }),
    request: t.expose('request', {
      type: 'JSONObject',
      description: 'What was given beside the question: k, filter and options.',
    }),
    interpretation: t.expose('interpretation', {
      type: 'JSONObject',
      description:
        'What was understood: constraints, preferences, sort and what was ignored, as in `Interpretation` but without any words of the question.',
    }),
    retrieval: t.field({
      type: Retrieval,
      nullable: true,
      description: 'How the evidence was found; null of a question that failed. `emptyReason` is not kept.',
      resolve: ({ retrieval }) =>
        retrieval.mode === undefined ? null : ({ ...retrieval, emptyReason: null } as RetrievalRow),
    }),
    totalCount: t.field({
      type: Count,
      nullable: true,
      description: 'Products that met every constraint; null of a question that failed.',
      resolve: ({ retrieval }) => retrieval.total ?? null,
    }),
    funnel: t.expose('funnel', {
      type: Funnel,
      nullable: true,
      description: 'What each constraint turned away; null where nothing was searched for.',
    }),
    policies: t.expose('policies', {
      type: 'JSONObject',
      description:
        'What allowed and blocked rows: price list, customer group, role, restriction, curation, similarity floor, what is sold out.',
    }),
    models: t.expose('models', {
      type: 'JSONObject',
      description: 'Which models and templates took part; null for what did not.',
    }),
    facts: t.expose('facts', {
      type: [UsedFact],
      description: "What of the conversation's memory it went by.",
    }),
    evidence: t.expose('evidence', {
      type: [ShownItem],
      description: 'The rows as they were shown, best first.',
    }),
    narration: t.expose('narration', { type: RecordedNarration, description: 'What was said.' }),
    verdicts: t.expose('verdicts', {
      type: [SentenceVerdict],
      description: 'How each sentence of a language model was judged; empty where only the template spoke.',
    }),
    withheld: t.expose('withheld', {
      type: [WithheldSentence],
      nullable: true,
      description: `What was not shown; ${wordless}.`,
    }),
    latency: t.field({
      type: [StageLatency],
      description: 'How long each part took; what did not take place is not there.',
      resolve: ({ latency }) => Object.entries(latency).map(([stage, ms]) => ({ stage, ms })),
    }),
    usage: t.expose('usage', {
      type: TokenUsage,
      nullable: true,
      description: 'What a language model cost; null where none was asked.',
    }),
    error: t.expose('error', {
      type: DecisionError,
      nullable: true,
      description: 'Why nothing, or not all, was answered; null where all was.',
    }),
    feedback: t.expose('feedback', {
      type: [Feedback],
      description: 'What was done with the answer, the first first.',
    }),
  }),
});

builder.queryField('decision', (t) =>
  t.field({
    type: Decision,
    nullable: true,
    description: 'The record of an answer, or null when there is none that you may see. One SQL call.',
    args: { id: t.arg.id({ required: true, description: '`decisionId` of an answer.' }) },
    resolve: async (_root, { id }, { ask }) =>
      (await ask.decisionsByIds([decodeIdOf('Decision', id)]))[0] ?? null,
  }),
);
