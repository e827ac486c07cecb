import type { Score as ScoreRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';

const SemanticScore = builder.objectRef<NonNullable<ScoreRow['semantic']>>('SemanticScore').implement({
  description: 'How near the product is to the question in meaning.',
  fields: (t) => ({
    similarity: t.exposeFloat('similarity', {
      description: 'Cosine similarity, -1 to 1, higher is nearer. Compare it within one model only.',
    }),
    rank: t.exposeInt('rank', { description: 'Place among the candidates by meaning, from 1.' }),
  }),
});

const LexicalScore = builder.objectRef<NonNullable<ScoreRow['lexical']>>('LexicalScore').implement({
  description: 'How well the words of the question match the words of the product.',
  fields: (t) => ({
    score: t.exposeFloat('score', {
      description:
        'Full-text score, 0 to 1: 0.5 and more where every word matches, below that less the fewer do.',
    }),
    rank: t.exposeInt('rank', { description: 'Place among the candidates by words, from 1.' }),
  }),
});

const ExactMatchKind = builder.enumType('ExactMatchKind', {
  description: 'What of a product the question is, whatever the case.',
  values: {
    SKU: {
      description:
        'The SKU of one of its variants, which is then the one shown if it meets every constraint.',
    },
    HANDLE: { description: 'Its handle.' },
    TITLE: { description: 'Its title.' },
  } as const,
});

const ExactMatch = builder.objectRef<NonNullable<ScoreRow['exact']>>('ExactMatch').implement({
  description:
    'The question, or what is left of it beside the constraints, names this product from end to end.',
  fields: (t) => ({
    match: t.expose('match', { type: ExactMatchKind, description: 'What it names it by.' }),
    boost: t.exposeFloat('boost', {
      description: 'What this adds to `fused`: more than all the rest together can.',
    }),
  }),
});

export const Score = builder.objectRef<ScoreRow>('Score').implement({
  description: 'Why a product stands where it stands under RELEVANCE, part by part.',
  fields: (t) => ({
    fused: t.exposeFloat('fused', {
      description:
        'The sum that orders the answer: half words, half meaning, each relative to the best, plus the preferences, plus the boost of an exact match. Higher is better. Under RELEVANCE the order is: products pinned to the question; products that it names exactly; then, unless `unavailable` is SHOW, what is in stock before what has no recorded stock before what is sold out; within each, by this sum; ties by id. In `goesWith` it is the weight of the rule between the two categories, divided by the place within the category.',
    }),
    semantic: t.expose('semantic', {
      type: SemanticScore,
      nullable: true,
      description: 'The part of meaning; null where no vector was compared.',
    }),
    lexical: t.expose('lexical', {
      type: LexicalScore,
      nullable: true,
      description: 'The part of words; null where no word matched.',
    }),
    exact: t.expose('exact', {
      type: ExactMatch,
      nullable: true,
      description: 'The part of an exact match; null where the question does not name it.',
    }),
    preference: t.exposeFloat('preference', {
      description:
        '0 to 0.3: up to 0.2 from comparatives such as "lighter", up to 0.1 from words such as "red".',
    }),
    pinned: t.exposeBoolean('pinned', {
      description: 'Whether a merchant pinned it to this question, so that it stands before all others.',
    }),
  }),
});
