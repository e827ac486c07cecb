import { type Measure, phrases } from './piece.ts';

type Words = readonly [words: string[][], measure: Measure, less: boolean];

export const comparatives: readonly Words[] = [
  [phrases('lighter | less heavy'), 'weight_grams', true],
  [phrases('heavier | less light'), 'weight_grams', false],
  [
    phrases(`
  cheaper | less expensive | more affordable | less costly | lower priced | lower in price | less dear
`),
    'price',
    true,
  ],
  [
    phrases(`
  pricier | more expensive | dearer | costlier | higher priced | higher in price | more costly
`),
    'price',
    false,
  ],
  [
    phrases(`
  better rated | higher rated | rated higher | rated better | more highly rated | better - rated |
  higher - rated
`),
    'rating',
    false,
  ],
  [phrases('worse rated | lower rated | rated lower | rated worse | lower - rated'), 'rating', true],
];

export const superlatives: readonly Words[] = [
  [phrases('lightest | least heavy | lowest weight | lightest weight'), 'weight_grams', true],
  [phrases('heaviest | highest weight | least light'), 'weight_grams', false],
  [
    phrases(`
  cheapest | least expensive | lowest price | lowest priced | lowest - priced | most affordable |
  least costly
`),
    'price',
    true,
  ],
  [
    phrases(`
  priciest | most expensive | dearest | highest price | highest priced | costliest | highest - priced |
  most costly
`),
    'price',
    false,
  ],
  [
    phrases(`
  best rated | highest rated | top rated | best - rated | highest - rated | top - rated | highest rating |
  best rating | rated highest | rated best | most highly rated | top rating
`),
    'rating',
    false,
  ],
  [
    phrases(`
  lowest rated | worst rated | lowest rating | lowest - rated | rated lowest
`),
    'rating',
    true,
  ],
];

export const rest = phrases(`
  all the other | the other | the rest | any of the other | all of the other | each of the other | all the rest
`);

/** Of more than what is shown, unless that is all. */
export const anyRest = phrases(`
  all other | any other | every other | anything else | everything else | all else | any
`);

/** Behind a figure: "the 940 g that is typical". */
export const typicalBehind = phrases(`
  that is typical | which is typical | that is usual | in the middle of what i showed before
`);

export const typical = phrases(`
  typical | median | middle | usual | the typical | the median | the middle
`);

export const wearing = new Set(['weigh', 'weighing', 'weight', 'weighed']);

export const costing = new Set(['cost', 'costing', 'price', 'priced', 'sell']);
