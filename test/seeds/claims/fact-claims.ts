import { expect } from 'vitest';
import type { Claims, Item, WalkthroughAnswers } from './walkthrough-answers.ts';

/** What fact-steps.ts says of its answers. */
export const makeFactClaims = ({ run, runSql }: WalkthroughAnswers): Claims => ({
  async SaleThatEnded() {
    const { twoHoursBefore, now } = await run('SaleThatEnded');
    expect(twoHoursBefore.nodes).toEqual([
      {
        product: { title: 'Vesper Leather Bomber Jacket' },
        price: { money: { amount: '139.00' }, compareAt: { amount: '219.00' } },
      },
    ]);
    expect(now.nodes[0].product.title).not.toContain('Vesper');
    expect(Number(now.nodes[0].price.money.amount)).toBeLessThan(150);
  },
  async SoldOutInTheSale() {
    const { inItsPlace, hidden } = await run('SoldOutInTheSale');
    expect(inItsPlace.nodes).toEqual([
      {
        product: { title: 'Odell Faux Leather Racer Jacket' },
        price: { money: { amount: '99.00' }, compareAt: { amount: '149.00' } },
        stock: { available: 0, status: 'OUT_OF_STOCK' },
      },
    ]);
    expect(hidden.nodes[0].stock.available).toBeGreaterThan(0);
  },
  async LighterIsDearer() {
    const [rows] = await runSql('LighterIsDearer');
    expect(
      rows!.map(({ asked, price, weight_grams }) => [asked, Number(price), Number(weight_grams)]),
    ).toEqual([
      ['under $150', 138, 1240],
      ['over $150', 196, 690],
    ]);
    expect(rows!.map(({ sku }) => sku)).toEqual([
      expect.stringMatching(/ARDLEY/),
      expect.stringMatching(/ARDLEY/),
    ]);
  },
  async TheOtherCurrency() {
    const { euros, dollars } = await run('TheOtherCurrency');
    expect(euros.nodes[0]).toMatchObject({
      product: { title: 'Savoy Leather Trucker Jacket' },
      price: { money: { amount: '140.00', currencyCode: 'EUR' } },
    });
    expect(dollars.nodes[0].product.title).not.toContain('Savoy');
    expect(dollars.currencyCode).toBe('USD');
  },
  async InTheShop() {
    const { similarItems } = await run('InTheShop');
    expect(similarItems.nodes).toHaveLength(3);
    for (const { stock, checks } of similarItems.nodes as Item[]) {
      const there = stock.locations!.find(({ code }) => code === 'mill-lane')!;
      expect(there).toEqual({ code: 'mill-lane', name: 'Shop in Mill Lane', available: expect.any(Number) });
      expect(there.available).toBeGreaterThan(0);
      expect(checks.at(-1)).toEqual({
        required: 'in stock at Shop in Mill Lane',
        actual: `${there.available} available at Shop in Mill Lane`,
      });
      const left = stock.locations!.map(({ available }) => available);
      expect(stock.available).toBe(left.reduce((sum, available) => sum + Math.max(available, 0)));
    }
  },
});
