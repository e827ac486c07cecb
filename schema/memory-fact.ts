import type { Fact, SupersededFact as SupersededFactRow } from '../src/narration/chat-answer.ts';
import { builder } from './builder.ts';
import { Trust } from './trust.ts';
import { TurnReference } from './turn-reference.ts';

const MemoryFactKind = builder.enumType('MemoryFactKind', {
  description: 'What a conversation holds on to.',
  values: {
    TOPIC: { description: 'The words that are searched for, by meaning and by words.' },
    CONSTRAINT: { description: 'A demand.' },
    PREFERENCE: { description: 'A wish.' },
    SORT: { description: 'An order.' },
  } as const,
});

const SupersededWhy = builder.enumType('SupersededWhy', {
  description: 'Why a conversation no longer holds on to something.',
  values: {
    REPLACED: { description: 'Something newer about the same thing was said.' },
    FORGOTTEN: { description: 'The shopper asked to forget it.' },
    NEW_TOPIC: { description: 'The question was about something else.' },
    RESTARTED: { description: 'The shopper started over.' },
  } as const,
});

/** The fields of both, so that a client can read them with one fragment. */
const Remembered = builder.interfaceRef<Fact>('Remembered').implement({
  description: 'Something that a conversation holds, or held, on to.',
  fields: (t) => ({
    kind: t.expose('kind', { type: MemoryFactKind, description: 'What it is.' }),
    key: t.exposeString('key', {
      description:
        'What it is about, as in `Constraint.key`, such as PRICE_MAX or ATTRIBUTE:colour; or TOPIC.',
    }),
    label: t.exposeString('label', { description: 'In words, to show on a chip.' }),
    trust: t.expose('trust', { type: Trust, description: 'How it was said.' }),
    turn: t.expose('turn', { type: TurnReference, description: 'The turn that said it.' }),
  }),
});

export const MemoryFact = builder.objectRef<Fact>('MemoryFact').implement({
  description: 'Something that holds on in the next turn, unless that says otherwise.',
  interfaces: [Remembered],
});

export const SupersededFact = builder.objectRef<SupersededFactRow>('SupersededFact').implement({
  description: 'Something that held until this turn.',
  interfaces: [Remembered],
  fields: (t) => ({
    why: t.expose('why', { type: SupersededWhy, description: 'Why it holds no more.' }),
  }),
});
