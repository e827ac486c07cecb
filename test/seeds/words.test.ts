import { expect, it } from 'vitest';
import { attributes } from '../../seeds/attributes.ts';
import { attributeWords, comparatives } from '../../seeds/measures.ts';
import { valueSynonyms } from '../../seeds/value-synonyms.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase('demo');

it('names attributes that the shop has, and compares by numbers', () => {
  const names = attributes.map(({ name }) => name);
  const numbers = attributes.filter(({ valueType }) => valueType === 'number').map(({ name }) => name);
  expect(attributeWords.filter(({ attribute }) => !names.includes(attribute))).toEqual([]);
  expect(comparatives.filter(({ measure }) => !numbers.includes(measure))).toEqual([]);
});

it('says each word of a measure once', () => {
  const said = [
    ...attributeWords.map(({ phrase, attribute }) => `${phrase} names ${attribute}`),
    ...comparatives.map(({ word, measure }) => `${word} compares ${measure}`),
  ];
  expect(said.filter((word, index) => said.indexOf(word) !== index)).toEqual([]);
});

it('means values that products of the shop have', async () => {
  const meant = Object.entries(valueSynonyms).flatMap(([attribute, terms]) =>
    Object.values(terms).flatMap((values) => values.map((value) => `${attribute} ${value}`)),
  );
  const rows = await database.query<{ value: string }>(
    `select v.attribute || ' ' || v.value as value from product.attribute_value v`,
  );
  const sold = new Set(rows.map(({ value }) => value));
  expect(meant.filter((value) => !sold.has(value))).toEqual([]);
});
