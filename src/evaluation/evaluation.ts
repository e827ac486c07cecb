import * as z from 'zod';

/**
 * What `trueshelf eval --json` prints, and what `--against` reads: docs/evaluation.md says what each figure means. A *run*
 * is one configuration over all queries, as they are or with a typo in each. Figures have six decimals.
 */

export const measures = ['ndcgAt10', 'reciprocalRank', 'recallAt50'] as const;
export type Measure = (typeof measures)[number];

const figure = z.number().nullable();

const estimate = z.object({ mean: figure, low: figure, high: figure, queries: z.number() });

const queryResult = z.object({
  query: z.string(),
  /** What was asked; another text than `query` where it was given a typo. */
  asked: z.string(),
  /**
   * AVAILABLE: a product with a grade above 0 can be shown. NONE: no product has such a grade, so that the best answer is
   * none. UNAVAILABLE: some have, but none can be shown now; counts in no figure.
   */
  answer: z.enum(['AVAILABLE', 'NONE', 'UNAVAILABLE']),
  /** Rows that came back, of fifty. */
  rows: z.number(),
  /** Null unless the answer is AVAILABLE. */
  ndcgAt10: figure,
  reciprocalRank: figure,
  recallAt50: figure,
  /** Share of the first ten rows that were judged; null without rows. */
  judgedAt10: figure,
  /** The first ten rows; grade null: not judged. */
  top: z.array(z.object({ handle: z.string(), grade: z.number().nullable() })),
});

const run = z.object({
  configuration: z.string(),
  typos: z.boolean(),
  ndcgAt10: estimate,
  reciprocalRank: estimate,
  recallAt50: estimate,
  judgedAt10: figure,
  /** Queries whose answer is NONE: how many, their mean number of rows, and how many came back empty. */
  noAnswer: z.object({ queries: z.number(), rows: figure, empty: z.number() }),
  /** Why the search did less than it was asked to, and for how many queries. */
  degraded: z.array(z.object({ reason: z.string(), queries: z.number() })),
  queries: z.array(queryResult),
});

const runName = z.object({
  configuration: z.string(),
  typos: z.boolean(),
  /** Whether the run is the one that `--against` gave. */
  earlier: z.boolean(),
});

const pairedTest = z.object({
  difference: estimate,
  p: z.number(),
  better: z.number(),
  worse: z.number(),
  same: z.number(),
});

const comparison = z.object({
  from: runName,
  to: runName,
  ndcgAt10: pairedTest,
  reciprocalRank: pairedTest,
  recallAt50: pairedTest,
  /** Over the queries whose answer is NONE in both. */
  noAnswer: z.object({ queries: z.number(), from: figure, to: figure }),
  /** Queries with an answer in only one of the two, which no test can pair. */
  unpaired: z.number(),
  /** The ten queries that moved most in nDCG@10, the furthest first. */
  moved: z.array(z.object({ query: z.string(), asked: z.string(), from: z.number(), to: z.number() })),
});

const catalogue = z.object({
  /** Products that a shopper can be shown. */
  products: z.number(),
  currency: z.string(),
  /** The active model, and products that have its vector or wait for it; null without one. */
  model: z.string().nullable(),
  embedded: z.number().nullable(),
  waiting: z.number().nullable(),
});

export const evaluation = z.object({
  format: z.literal('trueshelf-evaluation-1'),
  judgments: z.object({
    digest: z.string(),
    queries: z.number(),
    pairs: z.number(),
    /** Queries by their answer. */
    available: z.number(),
    none: z.number(),
    unavailable: z.number(),
    /** Judged products, and those left out of ideal and recall: not to be found by a shopper, or without a current price. */
    products: z.number(),
    unknownProducts: z.number(),
    unpricedProducts: z.number(),
    /** Which these are, in the order of the file. Evaluations of earlier versions have no lists. */
    unknownHandles: z.array(z.string()).default([]),
    unpricedHandles: z.array(z.string()).default([]),
  }),
  catalogue,
  /** What the evaluation that `--against` gave was made of; null without it. */
  against: catalogue.nullable(),
  /** The models that were measured beside the active one, as far as they are built. Evaluations of earlier versions have none. */
  models: z
    .array(
      z.object({
        model: z.string(),
        state: z.string(),
        products: z.number(),
        embedded: z.number(),
        waiting: z.number(),
      }),
    )
    .default([]),
  seed: z.number(),
  /** Queries without a word that a typo could go into; null without `--typos`. */
  unedited: z.number().nullable(),
  runs: z.array(run),
  comparisons: z.array(comparison),
});

export type QueryResult = z.output<typeof queryResult>;
export type Run = z.output<typeof run>;
export type RunName = z.output<typeof runName>;
export type Comparison = z.output<typeof comparison>;
export type Evaluation = z.output<typeof evaluation>;
