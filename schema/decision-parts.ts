import type { DecisionRecord } from '../src/decisions/decision.ts';
import type { SentenceVerdict as SentenceVerdictRow } from '../src/narration/chat-answer.ts';
import { builder } from './builder.ts';
import { SentenceSource } from './chat-event.ts';
import { encodeGlobalId } from './global-id.ts';
import { NarrationSource } from './narration.ts';
import { Trust } from './trust.ts';
import { TurnReference } from './turn-reference.ts';

const Verdict = builder.enumType('Verdict', {
  description: 'What became of a sentence.',
  values: {
    STANDS: { description: 'The rows that it cites bear it out. It was shown.' },
    WITHHELD: { description: 'They do not. It was not shown.' },
  } as const,
});

export const SentenceVerdict = builder.objectRef<SentenceVerdictRow>('SentenceVerdict').implement({
  description: 'How one sentence was judged. Its words are in `narration` and `withheld`.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Of the sentence as it was said, from 1.' }),
    source: t.expose('source', { type: SentenceSource, description: 'Whose it is.' }),
    verdict: t.expose('verdict', { type: Verdict, description: 'What became of it.' }),
    cites: t.idList({
      description: 'Global ids of the products that it named as its proof.',
      resolve: ({ cites }) => cites.map((productId) => encodeGlobalId('Product', productId)),
    }),
    reasons: t.stringList({
      description: 'Why it does not stand, as code words; empty where it stands.',
      resolve: ({ reasons }) => reasons.map(({ code }) => code),
    }),
  }),
});

export const WithheldSentence = builder
  .objectRef<NonNullable<DecisionRecord['withheld']>[number]>('WithheldSentence')
  .implement({
    description:
      'A sentence of a language model that was not shown. It may be untrue: show it to nobody but those who watch over it.',
    fields: (t) => ({
      text: t.exposeString('text', { description: 'What it said.' }),
      reasons: t.stringList({
        description: 'Why it was withheld, as code words.',
        resolve: ({ reasons }) => reasons.map(({ code }) => code),
      }),
    }),
  });

export const RecordedNarration = builder
  .objectRef<DecisionRecord['narration']>('RecordedNarration')
  .implement({
    description: 'What was said.',
    fields: (t) => ({
      source: t.expose('source', {
        type: NarrationSource,
        nullable: true,
        description: 'Whose words they were; null where nothing was said.',
      }),
      text: t.exposeString('text', {
        nullable: true,
        description: 'The whole of it; null once the conversation is forgotten.',
      }),
    }),
  });

export const UsedFact = builder.objectRef<DecisionRecord['facts'][number]>('UsedFact').implement({
  description: "Something of the conversation's memory that the answer went by.",
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'TOPIC, CONSTRAINT, PREFERENCE or SORT.' }),
    key: t.exposeString('key', { description: 'What it is about, as in `Constraint.key`.' }),
    trust: t.expose('trust', { type: Trust, description: 'How it was said.' }),
    turn: t.expose('turn', { type: TurnReference, description: 'The turn that said it.' }),
  }),
});

export const StageLatency = builder.objectRef<{ stage: string; ms: number }>('StageLatency').implement({
  description: 'How long a part of the answer took.',
  fields: (t) => ({
    stage: t.exposeString('stage', {
      description: 'read, search, narrate, model, firstSentence or total.',
    }),
    ms: t.exposeFloat('ms', { description: 'Milliseconds.' }),
  }),
});

export const DecisionError = builder
  .objectRef<NonNullable<DecisionRecord['error']>>('DecisionError')
  .implement({
    description: 'Why nothing, or not all, was answered.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'The kind of fault.' }),
      message: t.exposeString('message', {
        description: 'The same in words, without those of the question.',
      }),
    }),
  });
