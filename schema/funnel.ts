import type { Funnel as FunnelRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { CandidateBasis } from './candidate-basis.ts';
import { ConstraintKind } from './constraint.ts';

const FunnelStep = builder.objectRef<FunnelRow['steps'][number]>('FunnelStep').implement({
  description: 'One constraint and what it turned away of the products that those before it had left.',
  fields: (t) => ({
    constraintId: t.exposeID('constraintId', {
      description: 'Which `Constraint` of the interpretation this is.',
    }),
    kind: t.expose('kind', { type: ConstraintKind, description: 'What it demands.' }),
    label: t.exposeString('label', { description: 'The demand in words.' }),
    turnedAway: t.exposeInt('turnedAway', { description: 'Products of which no offer was left.' }),
    remaining: t.exposeInt('remaining', { description: 'Products that still had an offer.' }),
  }),
});

export const Funnel = builder.objectRef<FunnelRow>('Funnel').implement({
  description:
    'How the candidates became the answer: the constraints one after the other, in the order of the interpretation, judged offer by offer.',
  fields: (t) => ({
    basis: t.expose('basis', { type: CandidateBasis, description: 'Which products were counted.' }),
    exact: t.exposeBoolean('exact', {
      description:
        'True: the numbers are exact for the basis. False: counting stopped at its bound, so each says "at least".',
    }),
    candidates: t.exposeInt('candidates', { description: 'Products before any constraint.' }),
    steps: t.expose('steps', { type: [FunnelStep], description: 'The constraints, in their order.' }),
    remaining: t.exposeInt('remaining', { description: 'Products that met them all.' }),
  }),
});
