import { describe, expect, test } from 'vitest';
import { type FitDocument, fitTokenVectors } from '../../src/embeddings/token-vectors.ts';

/** Two topics of six products each, and one word that stands in all of them. */
function catalogue(): FitDocument[] {
  const topics = [
    ['jacket', 'leather', 'zip', 'collar', 'lined', 'biker'],
    ['kettle', 'steel', 'spout', 'litre', 'boil', 'handle'],
  ];
  return topics.flatMap((topic) =>
    topic.map((_, left) => {
      const words = ['shop', ...topic.filter((__, index) => index !== left)];
      return { context: words, document: words, words: [...words, `only${topic[0]}${left}`] };
    }),
  );
}

function cosine(one: Float32Array, other: Float32Array): number {
  let [product, ones, others] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    product += value * (other[index] ?? 0);
    ones += value * value;
    others += (other[index] ?? 0) ** 2;
  }
  return product / Math.sqrt(ones * others);
}

describe('fitTokenVectors', async () => {
  const fitted = await fitTokenVectors(catalogue());
  const vector = (word: string) => fitted.vectors.get(word)!;

  test('puts words of one topic nearer to each other than words of two', () => {
    expect(cosine(vector('jacket'), vector('leather'))).toBeGreaterThan(
      cosine(vector('jacket'), vector('kettle')) + 0.1,
    );
    expect(cosine(vector('boil'), vector('spout'))).toBeGreaterThan(
      cosine(vector('boil'), vector('biker')) + 0.1,
    );
  });

  test('counts in how many products each word is', () => {
    expect(fitted.documentFrequency.get('shop')).toBe(12);
    expect(fitted.documentFrequency.get('jacket')).toBe(5);
    expect(fitted.documentFrequency.get('onlykettle3')).toBe(1);
  });

  test('gives the word of every product next to no weight', () => {
    const length = (word: string) => Math.hypot(...vector(word));
    expect(length('shop')).toBeLessThan(0.1);
    expect(length('jacket')).toBeGreaterThan(0.5);
  });

  test('takes out what all documents share: the mean document has no direction left', () => {
    const mean = new Float64Array(fitted.dimensions);
    for (const { document } of catalogue()) {
      const sum = new Float64Array(fitted.dimensions);
      for (const token of document) for (const [i, value] of vector(token).entries()) sum[i]! += value;
      const length = Math.hypot(...sum);
      for (const [i, value] of sum.entries()) mean[i]! += value / length / 12;
    }
    expect(Math.hypot(...mean)).toBeLessThan(0.3);
  });

  test('is the same for the same catalogue', async () => {
    const again = await fitTokenVectors(catalogue());
    expect([...again.vectors.keys()]).toEqual([...fitted.vectors.keys()]);
    for (const [word, values] of fitted.vectors) expect([...again.vectors.get(word)!]).toEqual([...values]);
  });

  test('has far fewer dimensions than words, all of them finite', () => {
    expect(fitted.dimensions).toBe(8);
    for (const values of fitted.vectors.values()) expect(values.every(Number.isFinite)).toBe(true);
  });

  test('fits a single product', async () => {
    const one = await fitTokenVectors(catalogue().slice(0, 1));
    expect(one.vectors.size).toBe(7);
    for (const values of one.vectors.values()) expect(values.every(Number.isFinite)).toBe(true);
  });
});
