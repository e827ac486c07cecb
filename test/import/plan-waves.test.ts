import { describe, expect, it } from 'vitest';
import { planWaves } from '../../src/import/plan-waves.ts';

const item = (handle: string, ...skus: string[]) => ({
  prepared: { type: 'product', handle, category: 'all/things', variants: skus.map((sku) => ({ sku })) },
});
const reference = { prepared: { type: 'brand', name: 'Acme' } };

it('is one wave where nothing repeats', () => {
  const batch = [item('a', '1'), reference, item('b', '2'), reference];
  expect(planWaves(batch)).toEqual([batch]);
});

it('puts a record behind every earlier one with the same handle or SKU', () => {
  const [a1, a2, b, thief, a3] = [
    item('a', '1'),
    item('a', '2'),
    item('b', '3'),
    item('c', '2'),
    item('a', '4'),
  ] as const;
  expect(planWaves([a1, a2, b, thief, a3])).toEqual([[a1, b], [a2], [thief, a3]]);
});

it('is no wave for no record', () => {
  expect(planWaves([])).toEqual([]);
});

describe('a line about products or categories', () => {
  const curation = (handle: string) => ({ prepared: { type: 'curation', handle } });
  const complement = (category: string, ...goesWith: (string | { category: string })[]) => ({
    prepared: { type: 'complement', category, goesWith },
  });
  const category = (path: string) => ({ prepared: { type: 'category', path } });

  it('is behind the products before it that it names, and not behind those after it', () => {
    const [early, a, pinned, b, late] = [
      curation('b'),
      item('a', '1'),
      curation('a'),
      item('b', '2'),
      curation('b'),
    ] as const;
    expect(planWaves([early, a, pinned, b, late])).toEqual([
      [early, a, b],
      [pinned, late],
    ]);
  });

  it('keeps its place before a later product of the same handle', () => {
    const [a1, pinned, a2, again] = [item('a', '1'), curation('a'), item('a', '2'), curation('a')] as const;
    expect(planWaves([a1, pinned, a2, again])).toEqual([[a1], [pinned, a2], [again]]);
  });

  it('is behind the products whose path brings one of its categories, and behind no other', () => {
    const [early, a, late, other] = [
      complement('things', 'boots'),
      item('a', '1'),
      complement('boots', 'hats', { category: 'all' }),
      complement('hats', 'scarves'),
    ] as const;
    expect(planWaves([early, a, late, other])).toEqual([
      [early, a],
      [late, other],
    ]);
  });

  it('holds back a later line that brings one of its categories', () => {
    const [a, rules, boots, b] = [
      item('a', '1'),
      complement('all', 'boots'),
      category('shoes/boots'),
      item('b', '2'),
    ] as const;
    expect(planWaves([a, rules, boots, b])).toEqual([[a], [rules, boots, b]]);
  });
});
