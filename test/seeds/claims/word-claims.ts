import { expect } from 'vitest';
import type { Claims, Item, WalkthroughAnswers } from './walkthrough-answers.ts';

/** What word-steps.ts says of its answers. */
export const makeWordClaims = ({ run, database }: WalkthroughAnswers): Claims => ({
  async NotLeather() {
    const { similarItems } = await run('NotLeather');
    expect(similarItems.interpretation.constraints).toContainEqual({
      label: expect.stringMatching(/^material not leather\b/),
      kind: 'EXCLUDE_ATTRIBUTE',
      span: { text: 'not leather' },
    });
    const titles = (similarItems.nodes as Item[]).map(({ product }) => product.title);
    expect(titles[0]).toMatch(/Duffel/);
    for (const { product } of similarItems.nodes as Item[]) {
      expect(product.attributes!.find(({ name }) => name === 'material')?.values).not.toContain('leather');
    }
  },
  async AnyFilter() {
    const { whole, narrow, nothing } = await run('AnyFilter');
    expect(whole.totalCount.exact).toBe(true);
    expect(narrow.retrieval).toMatchObject({ strategy: 'EXACT', candidatesScanned: 10, exhausted: true });
    expect(nothing.retrieval).toMatchObject({
      strategy: 'NONE',
      candidatesScanned: 0,
      exhausted: true,
      emptyReason: 'no product is at a current price, at most $1.00, by Cragmere',
    });
    expect(nothing.nodes).toEqual([]);
    const handles = async (filter: object): Promise<string[]> => {
      const rows = await database.query<{ handle: string }>(
        `select i.handle from api.similar_items('something warm for a cold night', 200, $1) i
         where i.category = 'Sleeping Bags' and i.brand = 'Cragmere'`,
        [filter],
      );
      return rows.map(({ handle }) => handle).sort();
    };
    const found = await handles({ brands: ['cragmere'], categories: ['sleeping-bags'] });
    expect(found).toEqual(await handles({}));
    expect(narrow.totalCount).toEqual({ value: found.length, exact: true });
  },
  async KnownByItsSku() {
    const { sku, title } = await run('KnownByItsSku');
    expect(sku.nodes).toMatchObject([
      {
        product: { title: 'Thirl Faux Leather Biker Jacket' },
        variant: { sku: 'COR-THIRL-BLUE-L' },
        matchedBy: expect.arrayContaining(['EXACT']),
        score: { exact: { match: 'SKU', boost: 2 } },
      },
    ]);
    expect(title.nodes).toMatchObject([
      {
        product: { title: 'Juno Faux Leather Biker Jacket' },
        score: { exact: { match: 'TITLE', boost: 2 } },
      },
      { matchedBy: ['MEANING', 'WORDS'], score: { exact: null } },
    ]);
    expect(title.nodes[0].score.fused - title.nodes[1].score.fused).toBeGreaterThan(1);
  },
  async WrongLetters() {
    const { similarItems } = await run('WrongLetters');
    expect(similarItems.interpretation.repairs).toEqual(
      expect.arrayContaining([
        { from: 'jaket', to: 'jacket' },
        { from: 'lether', to: 'leather' },
      ]),
    );
    for (const { product, variant } of similarItems.nodes as Item[]) {
      expect(product.title).toMatch(/Jacket|Coat|Blouson/);
      expect(variant.options).toContainEqual({ name: 'colour', values: ['black'] });
    }
  },
  async WhileTyping() {
    const { flask, crag, backpakc } = await run('WhileTyping');
    expect(flask[0]).toEqual({
      kind: 'CATEGORY',
      text: 'Flasks & Bottles',
      path: 'Outdoor',
      where: { categories: ['flasks'] },
      product: null,
    });
    expect(flask[1]).toMatchObject({ kind: 'PRODUCT', where: null, product: { handle: expect.any(String) } });
    expect(crag[0]).toMatchObject({ kind: 'BRAND', text: 'Cragmere', where: { brands: ['cragmere'] } });
    expect(backpakc).toHaveLength(2);
    for (const { text } of backpakc) expect(text).toMatch(/Leather .*Backpack/);
  },
  async InventedWords() {
    const { invented, tooFar, withoutFloor } = await run('InventedWords');
    expect(invented).toMatchObject({
      retrieval: { mode: 'LEXICAL', emptyReason: expect.stringContaining('in this catalogue') },
      nodes: [],
    });
    expect(tooFar.nodes).toEqual([]);
    expect(tooFar.retrieval.emptyReason).toMatch(
      /^nothing that is in Headphones has all words of the question/,
    );
    expect(withoutFloor.nodes).toHaveLength(2);
    expect(withoutFloor.retrieval.similarityFloor).toBe(-1);
    for (const { score } of withoutFloor.nodes) {
      expect(score.semantic.similarity).toBeLessThan(tooFar.retrieval.similarityFloor);
    }
  },
});
