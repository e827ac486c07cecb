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

export const Score = builder.objectRef<ScoreRow>('Score').implement({
  description: 'Why a product stands where it stands under RELEVANCE, part by part.',
  fields: (t) => ({
    fused: t.exposeFloat('fused', {
      description:
        'The sum that orders the answer: half words, half meaning, each relative to the best, plus the preference. Higher is better.',
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
    preference: t.exposeFloat('preference', {
      description: '0 to 0.2, from comparatives such as "lighter".',
    }),
  }),
});
