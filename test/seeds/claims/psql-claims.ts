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
  async WordsAreRows() {
    const rows = 'select count(*)::int as rows from product.phrase';
    const before = await database.query(rows);
    expect(await runSql('WordsAreRows')).toEqual([
      [{ searched_for: 'cushion in aqua, no dearer than $40', demand: null, said: null, row: null }],
      [
        {
          searched_for: 'cushion',
          demand: 'colour: petrol or teal',
          said: 'in aqua',
          row: expect.stringContaining('value_synonym: colour aqua'),
        },
        {
          searched_for: 'cushion',
          demand: 'at most $40.00',
          said: 'no dearer than $40',
          row: 'phrase: no dearer than',
        },
      ],
      Array.from({ length: 3 }, (_, place) => ({
        rank: String(place + 1),
        title: expect.stringMatching(/Cushion$/),
        colour: expect.stringMatching(/^(petrol|teal)$/),
        price: expect.stringMatching(/^([12]?\d|3\d)\.\d\d$/),
      })),
    ]);
    expect(await database.query(rows)).toEqual(before);
  },
  async WhatWasDecided() {
    await runSql('NotSilently');
    expect(await runSql('WhatWasDecided')).toEqual([
      [
        { demanded: 'at a current price', source: 'DEFAULT' },
        { demanded: 'in stock', source: 'RULE' },
        { demanded: 'weight under 300 g', source: 'RULE' },
      ],
    ]);
  },
});
