import { expect } from 'vitest';
import type { Claims, Item, WalkthroughAnswers } from './walkthrough-answers.ts';

/** What first-steps.ts says of its answers. */
export const makeFirstClaims = ({ run, runSql }: WalkthroughAnswers): Claims => ({
  async LighterThanLeather() {
    const { similarItems } = await run('LighterThanLeather');
    expect(similarItems.interpretation).toMatchObject({
      residue: 'leather jacket',
      constraints: [
        { label: 'at a current price' },
        { label: 'under $150.00', span: { text: 'under $150' } },
        { label: 'in stock', span: { text: 'available right now' } },
      ],
      preferences: [
        { kind: 'ATTRIBUTE', span: { text: 'leather' } },
        { kind: 'CATEGORY', span: { text: 'jacket' } },
        { kind: 'COMPARATIVE', span: { text: 'but lighter' } },
      ],
    });
    expect(similarItems.nodes).toHaveLength(3);
    for (const { price, stock, checks, variant } of similarItems.nodes as Item[]) {
      expect(Number(price.money.amount)).toBeLessThan(150);
      expect(stock.available).toBeGreaterThan(0);
      expect(variant.weightGrams).toBeLessThan(1300);
      expect(checks.map(({ required, satisfied }) => [required, satisfied])).toEqual([
        ['at a current price', true],
        ['under $150.00', true],
        ['in stock', true],
      ]);
    }
    const [rows] = await runSql('LighterThanLeather');
    expect(rows!.map(({ title }) => title)).not.toContain('Thirl Faux Leather Biker Jacket');
  },
  async WhyNotThirl() {
    const { explainMatch } = await run('WhyNotThirl');
    expect(explainMatch).toMatchObject({
      verdict: 'FAILS_CONSTRAINTS',
      reason:
        'No offer meets every constraint; the nearest, COR-THIRL-BLUE-L, fails under $150.00 ($180.00).',
      rank: null,
      offers: [
        { price: { money: { amount: '180.00' } }, stock: { available: 7 } },
        { price: { money: { amount: '120.00' } }, stock: { available: 0 } },
      ],
    });
    const met = (explainMatch.offers as Item[]).map(({ checks }) => checks.map(({ satisfied }) => satisfied));
    expect(met).toEqual([
      [true, false, true],
      [true, true, false],
    ]);
    expect(explainMatch.score.semantic.similarity).toBeGreaterThan(explainMatch.retrieval.similarityFloor);
    const [[why], offers] = (await runSql('WhyNotThirl')) as [[object], object[]];
    expect(why).toEqual({ verdict: explainMatch.verdict, reason: explainMatch.reason });
    expect(offers).toEqual([
      { sku: 'COR-THIRL-RED-M', amount: '120.00', available: 0 },
      { sku: 'COR-THIRL-BLUE-L', amount: '180.00', available: 7 },
    ]);
  },
  async OnlyCurrentPrices() {
    const { chat } = await run('OnlyCurrentPrices');
    const cited = chat.narration.sentences.flatMap(({ cites }: { cites: string[] }) => cites);
    const evidence = chat.evidence.map(({ product }: { product: { id: string } }) => product.id);
    expect(evidence).toHaveLength(3);
    expect(new Set(cited)).toEqual(new Set(evidence));
    for (const { price, stock } of chat.evidence as Item[]) {
      expect(Number(price.money.amount)).toBeLessThan(150);
      expect(['IN_STOCK', 'LOW']).toContain(stock.status);
    }
    expect(chat.interpretation.constraints).toEqual([
      { label: 'under $150.00', source: 'RULE' },
      { label: 'at a current price', source: 'RULE' },
    ]);
    expect(chat.decisionId).toEqual(expect.any(String));
  },
});
