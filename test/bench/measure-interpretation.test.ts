import { expect, it } from 'vitest';
import { type InterpretationFigures, measureInterpretationGrowth } from './measure-interpretation.ts';
import { questions } from './questions.ts';
import { sentences } from './sentences.ts';

const figures = (p50Ms: number, p95Ms: number): InterpretationFigures => ({
  texts: 1,
  p50Ms,
  p95Ms,
  slowest: { text: 'lamp', p50Ms },
  read: 1,
});

it('growth is the larger shop by the next smaller one, for questions and for sentences', () => {
  const growth = measureInterpretationGrowth([
    { products: 20_000, interpretation: { questions: figures(3, 4), sentences: figures(4, 9) } },
    { products: 2000, interpretation: { questions: figures(2, 4), sentences: figures(4, 6) } },
  ]);
  expect(growth).toEqual([
    { kind: 'questions', from: 2000, to: 20_000, p50Ratio: 1.5, p95Ratio: 1 },
    { kind: 'sentences', from: 2000, to: 20_000, p50Ratio: 1, p95Ratio: 1.5 },
  ]);
});

it('one shop alone has no growth', () => {
  const interpretation = { questions: figures(1, 1), sentences: figures(1, 1) };
  expect(measureInterpretationGrowth([{ products: 2000, interpretation }])).toEqual([]);
});

it('asks at least twenty sentences, each text once', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(20);
  expect(new Set([...questions, ...sentences]).size).toBe(questions.length + sentences.length);
});
