import { expect, it } from 'vitest';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('empty');

async function convert(amount: string, from: string | null, to: string | null): Promise<string | null> {
  const [row] = await database.query<{ amount: string | null }>(
    'select product.convert_measure($1, $2, $3)::text as amount',
    [amount, from, to],
  );
  return row!.amount;
}

it.each([
  ['1.50', 'kg', 'g', '1500'],
  ['1', 'oz', 'g', '28.349523125'],
  ['28.349523125', 'g', 'oz', '1'],
  ['1', 'lb', 'kg', '0.45359237'],
  ['13', 'in', 'cm', '33.02'],
  ['1', 'ft', 'in', '12'],
  ['1', 'cm', 'ft', '0.032808399'],
  ['32', '°F', '°C', '0'],
  ['-40', '°C', '°F', '-40'],
  ['100', '°C', '°F', '212'],
  ['90', 'min', 'h', '1.5'],
  ['0', 'gal', 'ml', '0'],
])('makes %s %s of %s exactly: %s', async (amount, from, to, expected) => {
  expect(await convert(amount, from, to)).toBe(expected);
});

it.each([
  ['kg', 'l'],
  ['kg', 'stone'],
  ['stone', 'kg'],
  ['KG', 'g'],
  [null, 'g'],
  ['g', null],
])('makes nothing of %s in %s', async (from, to) => {
  expect(await convert('1', from, to)).toBeNull();
});

it('converts by rows: a unit that is added counts in the next call', async () => {
  await database.query(
    `insert into product.unit (code, dimension, factor, signs) values ('st', 'mass', 6350.29318, '{st,stone}')`,
  );
  expect(await convert('2', 'st', 'kg')).toBe('12.70058636');
});
