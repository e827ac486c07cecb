import { describe, expect, it } from 'vitest';
import { recall } from './recall.ts';

describe('recall against an exact answer', () => {
  it('is 1 where every row is as good as its last one', () => {
    expect(recall([0.9, 0.8, 0.7], [0.9, 0.8, 0.7])).toBe(1);
  });

  it('is the share of its rows that were found', () => {
    expect(recall([0.9, 0.7, 0.2], [0.9, 0.8, 0.7, 0.6])).toBe(0.5);
  });

  it('counts an equal of its last row in its place', () => {
    expect(recall([0.9, 0.7 - 1e-10], [0.9, 0.7])).toBe(1);
    expect(recall([0.9, 0.7 - 1e-8], [0.9, 0.7])).toBe(0.5);
  });

  it('is never more than 1, however many equals there are', () => {
    expect(recall([0.9, 0.9, 0.9], [0.9, 0.9])).toBe(1);
  });

  it('is 0 where rows are missing altogether', () => {
    expect(recall([], [0.9])).toBe(0);
  });

  it('of nothing is 1 for no row and 0 for any', () => {
    expect(recall([], [])).toBe(1);
    expect(recall([0.1], [])).toBe(0);
  });
});
