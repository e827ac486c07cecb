import { expect } from 'vitest';
import type { Claims, Item, WalkthroughAnswers } from './walkthrough-answers.ts';

interface Facet {
  group: string;
  values: { label: string; count: number; selected: boolean; apply: object }[];
}

function valueCalled(facets: readonly Facet[], label: string) {
  const [value, ...others] = facets.flatMap(({ values }) => values).filter((other) => other.label === label);
  expect(others).toEqual([]);
  return value!;
}

/** What refinement-steps.ts says of its answers. */
export const makeRefinementClaims = ({ run, defaultsOf }: WalkthroughAnswers): Claims => ({
  async NarrowItDown() {
    const { similarItems } = await run('NarrowItDown');
    const facets = similarItems.facets as Facet[];
    expect(facets.map(({ group }) => group)).toEqual(
      expect.arrayContaining(['CATEGORY', 'BRAND', 'PRICE', 'AVAILABILITY', 'ATTRIBUTE']),
    );
    expect(valueCalled(facets, 'Quillon Row')).toEqual({
      label: 'Quillon Row',
      count: similarItems.totalCount.value,
      selected: true,
      apply: { where: {}, dismiss: ['BRAND'] },
    });
    expect(valueCalled(facets, 'under $250.00').selected).toBe(true);
    expect(valueCalled(facets, 'Sundholt')).toMatchObject({
      selected: false,
      apply: defaultsOf('NarrowedDown'),
    });
  },
  async NarrowedDown() {
    const { facets } = (await run('NarrowItDown')).similarItems;
    const { similarItems } = await run('NarrowedDown');
    expect(['Quillon Row', 'Sundholt'].map((label) => valueCalled(facets, label).count)).toEqual([16, 16]);
    expect(similarItems.totalCount).toEqual({ value: 32, exact: true });
    expect(similarItems.interpretation.constraints[1]).toEqual({
      key: 'BRAND',
      label: 'by Quillon Row or Sundholt',
      source: 'ARGUMENT',
    });
    for (const [label, other] of [
      ['Quillon Row', 'sundholt'],
      ['Sundholt', 'quillon-row'],
    ] as const) {
      expect(valueCalled(similarItems.facets, label)).toMatchObject({
        selected: true,
        apply: { where: { brands: [other] }, dismiss: [] },
      });
    }
  },
  async NothingIsThatCheap() {
    const { similarItems } = await run('NothingIsThatCheap');
    expect(similarItems.nodes).toEqual([]);
    expect(similarItems.retrieval.emptyReason).toContain('by Quillon Row, under $90.00, in stock');
    const { candidates, steps, remaining } = similarItems.funnel;
    const turnedAway = steps.map((step: { turnedAway: number }) => step.turnedAway);
    expect(candidates - turnedAway.reduce((sum: number, count: number) => sum + count)).toBe(remaining);
    expect(remaining).toBe(0);
    expect(similarItems.relaxations).toContainEqual({
      label: 'any brand',
      more: { value: expect.any(Number), exact: true },
      apply: defaultsOf('OneDemandLess'),
    });
    expect(similarItems.relaxations.map(({ label }: { label: string }) => label)).toContainEqual(
      expect.stringMatching(/^at most \$\d+\.00$/),
    );
  },
  async OneDemandLess() {
    const { relaxations } = (await run('NothingIsThatCheap')).similarItems;
    const { similarItems } = await run('OneDemandLess');
    const [withoutBrand] = relaxations.filter(
      ({ apply }: { apply: { dismiss: string[] } }) => apply.dismiss[0] === 'BRAND',
    );
    expect(similarItems.totalCount).toEqual(withoutBrand.more);
    expect(similarItems.interpretation.constraints.map(({ key }: { key: string }) => key)).toEqual([
      'CURRENT_PRICE',
      'PRICE_MAX',
      'IN_STOCK',
    ]);
    expect(similarItems.interpretation.ignored).toMatchObject([
      { kind: 'DISMISSED', key: 'BRAND', span: { text: 'by Quillon Row' } },
    ]);
    expect(similarItems.nodes).toHaveLength(3);
    for (const { price, stock } of similarItems.nodes as Item[]) {
      expect(Number(price.money.amount)).toBeLessThan(90);
      expect(stock.available).toBeGreaterThan(0);
    }
  },
});
