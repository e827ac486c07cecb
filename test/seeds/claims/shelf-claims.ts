import { expect } from 'vitest';
import type { Claims, Item, WalkthroughAnswers } from './walkthrough-answers.ts';

/** What shelf-steps.ts says of its answers. */
export const makeShelfClaims = ({ run, runSql }: WalkthroughAnswers): Claims => ({
  async LikeThisOne() {
    const { underItsPrice, product } = await run('LikeThisOne');
    expect(underItsPrice.nodes).toHaveLength(3);
    for (const { product: found, price } of underItsPrice.nodes as Item[]) {
      expect(found.title).not.toBe(product.title);
      expect(Number(price.money.amount)).toBeLessThanOrEqual(150);
    }
    expect(product.similar).toHaveLength(3);
    expect(product.similar[0].product.title).toBe('Halden Leather Biker Jacket, Long');
    const categories = product.goesWith.map(
      (item: { product: { category: { name: string } } }) => item.product.category.name,
    );
    expect(categories.sort()).toEqual(['Boots', 'Hats & Scarves', 'Jeans', 'Knitwear']);
    for (const { stock } of product.goesWith as Item[]) expect(stock.available).toBeGreaterThan(0);
  },
  async PolicyByChoice() {
    const { pinned, underPrice, withoutPins, oneOfABrand } = await run('PolicyByChoice');
    const [halden, ridgeway] = ['Halden Leather Biker Jacket', 'Ridgeway Waxed Cotton Biker Jacket'];
    const titles = ({ nodes }: { nodes: Item[] }) => nodes.map(({ product }) => product.title);
    const byPin = ({ nodes }: { nodes: { matchedBy: string[] }[] }) =>
      nodes.map(({ matchedBy }) => matchedBy.includes('CURATION'));
    expect(titles(pinned).slice(0, 2)).toEqual([halden, ridgeway]);
    expect(byPin(pinned)).toEqual([true, true, false]);
    expect(pinned.retrieval.curation).toEqual({ pinned: 2, excluded: 0 });
    expect(titles(underPrice)[0]).toBe(ridgeway);
    expect(titles(underPrice)).not.toContain(halden);
    expect(byPin(withoutPins)).toEqual([false, false, false]);
    expect(withoutPins.retrieval.curation).toBeNull();
    const brands = (oneOfABrand.nodes as Item[]).map(({ product }) => product.brand!.name);
    expect(new Set(brands).size).toBe(5);
  },
  async BrowseKnives() {
    const { products } = await run('BrowseKnives');
    expect(products.totalCount.exact).toBe(true);
    expect(products.totalCount.value).toBeGreaterThan(4);
    const amounts = products.edges.map(({ evidence }: { evidence: Item }) =>
      Number(evidence.price.money.amount),
    );
    expect(amounts).toEqual([...amounts].sort((a: number, b: number) => a - b));
    expect(amounts[0]).toBeGreaterThanOrEqual(40);
    expect(amounts.at(-1)).toBeLessThanOrEqual(80);
    const ranks: number[] = [];
    let page = products;
    for (;;) {
      expect(page.asOf).toBe(products.asOf);
      ranks.push(...page.edges.map(({ evidence }: { evidence: { rank: number } }) => evidence.rank));
      if (!page.pageInfo.hasNextPage) break;
      page = (await run('BrowseKnives', { after: page.pageInfo.endCursor })).products;
    }
    expect(ranks).toEqual(Array.from({ length: products.totalCount.value }, (_, place) => place + 1));
  },
  async IsMeaningFresh() {
    const { embeddingStatus, similarItems } = await run('IsMeaningFresh');
    const { model, products } = embeddingStatus.active;
    expect(embeddingStatus.active).toMatchObject({
      state: 'ACTIVE',
      embedded: products,
      coverage: 1,
      backlog: 0,
      parked: 0,
    });
    expect((similarItems.nodes as { embedding: object }[]).map(({ embedding }) => embedding)).toEqual(
      Array(3).fill({ model, fresh: true }),
    );
    const [rows] = await runSql('IsMeaningFresh');
    expect(rows).toMatchObject([{ model, state: 'active', coverage: 1 }]);
  },
});
