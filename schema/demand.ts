import type { DemandReport } from '../src/decisions/decision.ts';
import { builder } from './builder.ts';
import { checkFirst } from './limits.ts';

const UnansweredQuestion = builder
  .objectRef<DemandReport['questions'][number]>('UnansweredQuestion')
  .implement({
    description: 'A question that found nothing.',
    fields: (t) => ({
      question: t.exposeString('question', {
        nullable: true,
        description:
          'The question, in lower case; null for those whose conversations are forgotten, all with the same constraints together.',
      }),
      times: t.exposeInt('times', { description: 'How often it found nothing.' }),
      lastAskedAt: t.expose('lastAskedAt', { type: 'DateTime', description: 'When it was last asked.' }),
      constraints: t.exposeStringList('constraints', { description: 'What was demanded, in words.' }),
    }),
  });

const ConstraintDemand = builder
  .objectRef<DemandReport['constraints'][number]>('ConstraintDemand')
  .implement({
    description: 'What one demand turned away.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'What it is about, as in `Constraint.key`.' }),
      label: t.exposeString('label', { description: 'The demand in words.' }),
      turnedAway: t.exposeInt('turnedAway', {
        description: 'Products that it turned away, added up over the questions.',
      }),
      questions: t.exposeInt('questions', { description: 'In how many questions it did.' }),
    }),
  });

const Demand = builder.objectRef<DemandReport>('Demand').implement({
  description: 'What people asked for and did not get.',
  fields: (t) => ({
    since: t.expose('since', { type: 'DateTime', description: 'From when on.' }),
    questions: t.expose('questions', {
      type: [UnansweredQuestion],
      description: 'Questions that found nothing, most often asked first.',
    }),
    constraints: t.expose('constraints', {
      type: [ConstraintDemand],
      description: 'Demands that turned products away, those that did most first.',
    }),
  }),
});

builder.queryField('demand', (t) =>
  t.field({
    type: Demand,
    description: 'For merchants: what people asked for in vain. FORBIDDEN for others. One SQL call.',
    args: {
      since: t.arg({ type: 'DateTime', description: 'From when on. Left out: 30 days ago.' }),
      first: t.arg.int({ defaultValue: 20, description: 'How many of each, 1 to 100.' }),
    },
    resolve: (_root, { since, first }, { ask }) =>
      ask.demand({ since: since ?? null, first: checkFirst(first ?? 20) }),
  }),
);
