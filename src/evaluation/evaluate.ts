import type { Queryable } from '../db/database.ts';
import { DatabaseSetupError, UsageError } from '../errors.ts';
import type { QueryEmbedding, SearchOptions, SearchPage } from '../retrieval/page.ts';
import type { QueryEmbedder } from '../retrieval/query-embedder.ts';
import { search } from '../retrieval/search.ts';
import type { Configuration } from './configuration.ts';
import type { Evaluation, QueryResult, Run } from './evaluation.ts';
import { findShown, type Shown } from './find-shown.ts';
import { depth, type Grades } from './metrics.ts';
import { makeVectorTally } from './missing-vectors.ts';
import { misspell } from './misspell.ts';
import type { JudgedQuery, Judgments } from './read-judgments.ts';
import { describeAnswer, scoreQuery, summariseRun } from './summarise-run.ts';
import { surveyCatalogue } from './survey-catalogue.ts';

export interface EvaluationRequest {
  judgments: Judgments;
  configurations: readonly Configuration[];
  /** Ask each query a second time, with a typo. */
  typos: boolean;
  seed: number;
  /** Has the vectors of questions for models that need a provider. */
  queryEmbedder: QueryEmbedder;
  signal: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Asks every query in every configuration, as an anonymous shopper, and scores the answers; compares nothing yet. Runs come in
 * the order of the configurations, each without typos first. Reads only. Throws UsageError where the judgments are of
 * another catalogue, DatabaseSetupError where there is nothing to search, MissingVectors at the end of a run whose questions
 * did not all get the vector that they wanted.
 */
export async function evaluate(database: Queryable, request: EvaluationRequest): Promise<Evaluation> {
  const { judgments, configurations, typos, seed, onProgress = () => undefined } = request;
  const named = new Set(configurations.flatMap(({ options: { model } }) => model ?? []));
  const { catalogue, asOf, models } = await surveyCatalogue(database, [...named]);
  const handles = [...new Set(judgments.queries.flatMap(({ grades }) => [...grades.keys()]))];
  const variations = typos ? [false, true] : [false];
  const total = judgments.queries.length * configurations.length * variations.length;
  const found = await findShown(database, handles, { asOf, currency: catalogue.currency });
  if (found.known.size === 0) throw otherCatalogue(handles, catalogue.products);

  const asked = judgments.queries.map((query) => makeQuestions(query, found, seed));
  const runs: Run[] = [];
  let done = 0;
  for (const { name, options } of configurations) {
    for (const withTypos of variations) {
      const results: QueryResult[] = [];
      const degraded = new Map<string, number>();
      const tally = makeVectorTally();
      for (const { query, typo, judged, available } of asked) {
        const text = withTypos ? (typo ?? query) : query;
        const { page, queryEmbedding } = await ask(database, request, text, { ...options, asOf });
        tally.note(queryEmbedding);
        const reason = page.retrieval.degraded;
        if (reason !== null) degraded.set(reason, (degraded.get(reason) ?? 0) + 1);
        const ranked = page.items.map(({ handle }) => handle);
        results.push(scoreQuery({ query, asked: text }, ranked, judged, available));
        done += 1;
        onProgress(done, total);
      }
      tally.check(withTypos ? `${name} with typos` : name, asked.length);
      const reasons = [...degraded].map(([reason, queries]) => ({ reason, queries }));
      runs.push(
        summariseRun({ configuration: name, typos: withTypos, degraded: reasons, queries: results }, seed),
      );
    }
  }
  return {
    format: 'trueshelf-evaluation-1',
    judgments: {
      digest: judgments.digest,
      queries: judgments.queries.length,
      pairs: judgments.pairs,
      available: countAnswers(asked, 'AVAILABLE'),
      none: countAnswers(asked, 'NONE'),
      unavailable: countAnswers(asked, 'UNAVAILABLE'),
      products: handles.length,
      unknownProducts: handles.length - found.known.size,
      unpricedProducts: found.known.size - found.shown.size,
      unknownHandles: handles.filter((handle) => !found.known.has(handle)),
      unpricedHandles: handles.filter((handle) => found.known.has(handle) && !found.shown.has(handle)),
    },
    catalogue,
    against: null,
    models,
    seed,
    unedited: typos ? asked.filter(({ typo }) => typo === null).length : null,
    runs,
    comparisons: [],
  };
}

interface Question {
  query: string;
  typo: string | null;
  judged: Grades;
  available: Grades;
}

function makeQuestions({ text, grades }: JudgedQuery, { shown }: Shown, seed: number): Question {
  return {
    query: text,
    typo: misspell(text, seed),
    judged: grades,
    available: new Map([...grades].filter(([handle]) => shown.has(handle))),
  };
}

function countAnswers(asked: readonly Question[], answer: QueryResult['answer']): number {
  return asked.filter(({ judged, available }) => describeAnswer(judged, available) === answer).length;
}

async function ask(
  database: Queryable,
  { queryEmbedder, signal }: EvaluationRequest,
  text: string,
  given: Configuration['options'],
): Promise<{ page: SearchPage; queryEmbedding: QueryEmbedding | undefined }> {
  try {
    signal.throwIfAborted();
    const options: SearchOptions = await queryEmbedder.embedBeside(
      { text, filter: {}, options: given },
      null,
      signal,
    );
    const page = await search(database, { text, first: depth, filter: {}, options }, null);
    return { page, queryEmbedding: options.queryEmbedding };
  } catch (error) {
    // The text and the options are known to be good, so that only an older api.search can refuse them.
    if (!(error instanceof Error && 'code' in error && error.code === 'TSOPT')) throw error;
    throw new DatabaseSetupError(
      `The database's functions are of another version than this program: ${error.message}. Run "trueshelf migrate".`,
      { cause: error },
    );
  }
}

function otherCatalogue(handles: readonly string[], products: number): UsageError {
  return new UsageError(
    `Found none of the ${handles.length} judged products among the ${products} of this catalogue (the first is ${JSON.stringify(handles[0])}); the judgments are of another catalogue, or name products by something else than their handle. Set TRUESHELF_DATA or DATABASE_URL to the catalogue that was judged.`,
  );
}
