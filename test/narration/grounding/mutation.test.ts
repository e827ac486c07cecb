import { describe, expect, it } from 'vitest';
import { checkSentence } from '../../../src/narration/grounding/check-sentence.ts';
import type { Ground } from '../../../src/narration/grounding/ground.ts';
import type { GroundRow } from '../../../src/narration/grounding/ground-row.ts';
import { readGrounds, readSentences } from './blind-set.ts';

/** Truthful sentences that stand, each changed in one place so that it is none any more. */
const grounds = readGrounds(true);
const standing = ['blind-sentences.tsv', 'second-set.tsv', 'third-set.tsv']
  .flatMap(readSentences)
  .filter(({ truthful }) => truthful)
  .map((each) => ({ ...each, ground: grounds.get(each.answer) as Ground }))
  .filter(({ text, cites, ground }) => checkSentence({ text, cites }, ground).stands);

const passing = (mutate: (text: string, ground: Ground, cites: string[]) => string[]) =>
  standing.flatMap(({ text, cites, ground }) =>
    mutate(text, ground, cites)
      .filter((mutant) => mutant !== text && checkSentence({ text: mutant, cites }, ground).stands)
      .map((mutant) => `${text} -> ${mutant}`),
  );
const count = (mutate: (text: string, ground: Ground, cites: string[]) => string[]) =>
  standing.reduce(
    (sum, { text, cites, ground }) =>
      sum + mutate(text, ground, cites).filter((mutant) => mutant !== text).length,
    0,
  );

const replaceAt = (text: string, at: number, length: number, by: string) =>
  text.slice(0, at) + by + text.slice(at + length);

// "below 1.5 kg" stays true of what is below 2.5 kg, and what none holds, none holds more of.
const staysTrue = /(?:under|below|lighter than|None of these kettles holds) [\d.]+ ?(?:k?g|litres)/;
const changeDigits = (text: string) =>
  [...text.replace(staysTrue, (bound) => ' '.repeat(bound.length)).matchAll(/\d/g)].flatMap(
    ({ 0: digit, index }) =>
      [1, 5].map((step) => replaceAt(text, index, 1, String((Number(digit) + step) % 10))),
  );

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const changeWords = (text: string) =>
  [...text.matchAll(/\b[a-z]+\b/gi)].flatMap(({ 0: word, index }) => {
    const value = numbers.indexOf(word.toLowerCase());
    return value < 1
      ? []
      : [numbers[value + 1], numbers[value - 1]].map((other) =>
          replaceAt(text, index, word.length, other ?? 'twenty'),
        );
  });

const swap = (text: string, one: string, other: string) =>
  text.replaceAll(one, '\u0001').replaceAll(other, one).replaceAll('\u0001', other);

const swapAmounts = (text: string) => {
  const amounts = [...new Set([...text.matchAll(/[$€]\d[\d.,]*\d/g)].map(([amount]) => amount))];
  return amounts.length === 2 ? [swap(text, amounts[0] as string, amounts[1] as string)] : [];
};

const swapWeights = (text: string) => {
  const weights = [...new Set([...text.matchAll(/\d[\d.]* k?g\b/g)].map(([weight]) => weight))];
  return weights.length === 2 ? [swap(text, weights[0] as string, weights[1] as string)] : [];
};

/** By the first word of its title, which names it. */
const nameOf = ({ title }: GroundRow) => (title[0] as string).replace(/^./, (first) => first.toUpperCase());

// "the Greer and the Tarn are in stock" says the same with the names swapped.
const tellsApart = (text: string) =>
  text.includes(' than ') ||
  new Set([...text.matchAll(/[$€]?\d[\d.,]*\d(?: k?g)?/g)].map(([figure]) => figure)).size > 1;
const swapNames = (text: string, ground: Ground) =>
  (tellsApart(text) ? ground.rows : []).flatMap((one, place) =>
    ground.rows
      .slice(place + 1)
      .filter(
        (other) =>
          nameOf(one) !== nameOf(other) && text.includes(nameOf(one)) && text.includes(nameOf(other)),
      )
      .map((other) => swap(text, nameOf(one), nameOf(other))),
  );

const renameTo = (text: string, ground: Ground) =>
  ground.rows
    .filter((one) => text.includes(nameOf(one)))
    .flatMap((one) =>
      ['Vega', ...ground.rows.map(nameOf).filter((name) => !text.includes(name))].map((name) =>
        text.replaceAll(nameOf(one), name),
      ),
    );

const changeStock = (text: string) => [
  text.replace(/\bin stock\b/, 'sold out'),
  text.replace(/\bin stock\b/, 'out of stock'),
  text.replace(/\b(?:sold out|out of stock)\b/, 'in stock'),
  text.replace(/\b(is|are) (in stock|sold out|available)\b/, '$1 not $2'),
];

const changeCurrency = (text: string) => [
  text.replace('$', '€'),
  text.replace('€', '$'),
  text.replace('$', '£'),
];

const turnRound = (text: string) =>
  [
    ...[
      ['lighter', 'heavier'],
      ['cheaper', 'dearer'],
      ['cheapest', 'most expensive'],
      ['lightest', 'heaviest'],
      ['highest', 'lowest'],
    ],
    ...[
      ['less than', 'more than'],
      ['under', 'over'],
      ['more than', 'less than'],
      ['best rat', 'worst rat'],
      ['costs less', 'costs more'],
    ],
    ...[
      ['until', 'since'],
      ['without', 'with'],
      ['none', 'all'],
      ['All', 'None'],
      ['None', 'All'],
      ['first', 'second'],
    ],
  ].map(([from = '', to = '']) => (text.includes('is not the') ? text : text.replace(from, to)));

const addClaims = (text: string) =>
  [
    'It ships tomorrow.',
    'It is the best you can buy.',
    'It is waterproof and warm.',
    'Use the code SAVE10.',
    'See https://x.example.',
  ].map((claim) => `${text} ${claim}`);

describe('a truthful sentence that is changed in one place', () => {
  it.each([
    ['a digit', changeDigits],
    ['a number in words', changeWords],
    ['the amounts of two', swapAmounts],
    ['the weights of two', swapWeights],
    ['the names of two', swapNames],
    ['a name', renameTo],
    ['stock', changeStock],
    ['the currency', changeCurrency],
    ['a comparison', turnRound],
    ['a claim behind it', addClaims],
  ])('falls: %s', (_, mutate) => {
    expect(count(mutate)).toBeGreaterThan(3);
    expect(passing(mutate)).toEqual([]);
  });
});
