import { expect } from 'vitest';
import type { Claims, WalkthroughAnswers } from './walkthrough-answers.ts';

/** What psql-steps.ts says of its answers. */
export const makePsqlClaims = ({ runSql, database }: WalkthroughAnswers): Claims => ({
  async ForTheTrade() {
    const [rows] = await runSql('ForTheTrade');
    expect(rows!.map(({ who, title, price }) => [who, title, Number(price)])).toEqual([
      ['everybody', 'Tarn Suede Field Jacket', 158],
      ['wholesale', 'Tarn Suede Field Jacket', 96],
      ['everybody', expect.not.stringContaining('Sample'), expect.any(Number)],
      ['wholesale', 'Cass Leather Sample Jacket', 70],
    ]);
  },
  async TheNextAnswerKnows() {
    const before = await database.query('select sum(s.on_hand) as stock from product.stock s');
    const [[first], [next]] = (await runSql('TheNextAnswerKnows')) as [[object], [object]];
    expect(next).not.toMatchObject({ title: (first as { title: string }).title });
    expect(await database.query('select sum(s.on_hand) as stock from product.stock s')).toEqual(before);
  },
  async WhatWasDecided() {
    await runSql('OnlyCurrentPrices');
    expect(await runSql('WhatWasDecided')).toEqual([
      [
        { demanded: 'under $150.00', source: 'RULE' },
        { demanded: 'at a current price', source: 'RULE' },
      ],
    ]);
  },
});
