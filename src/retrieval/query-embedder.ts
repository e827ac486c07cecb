import type { Config } from '../config.ts';
import type { Queryable } from '../db/database.ts';
import { type EmbeddingModel, readModels, type UsedModel } from '../embeddings/embedding-model.ts';
import { makeQueryProvider, type QueryProvider } from '../embeddings/query-provider.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { makeRecentAnswers } from '../recent-answers.ts';
import type { Claims, QueryEmbedding, SearchOptions } from './page.ts';
import {
  type EmbeddableQuestion,
  type QuestionText,
  readQuestionText,
  rememberQuestion,
  reportQuestionFailure,
  type WantedVector,
} from './question-text.ts';

export interface QueryEmbedder {
  /**
   * The options, with the vector of the question where a provider's model answers it and SQL has none, or with the reason why
   * there is none. At most one SQL call, and one request to the provider, within its deadline. Throws what `api.search` would.
   * `signal`: of the client that waits.
   */
  embedBeside<Given extends SearchOptions>(
    question: Omit<EmbeddableQuestion, 'options'> & { options: Given },
    claims: Claims | null,
    signal: AbortSignal,
  ): Promise<Given>;
  /** Forgets which model answers what: an answer has shown that it is another one. Vectors stay. */
  forgetModels(): void;
}

export interface QueryEmbedderOptions {
  config: Pick<Config['embedding'], 'keys' | 'queryDeadlineMs'>;
  database: Queryable;
  logger: Logger;
  metrics: Metrics;
  /** Whether to write to the database's cache; default true. */
  remembers?: boolean;
  clock?: () => number;
}

/** 12 MB at 1,536 dimensions. */
const keptVectors = 1_000;
const keptQuestions = 1_000;
/** How long a switch to another model may go unnoticed where no answer shows it. */
const believedMs = 2_000;

/** Vectors of questions for models that need a provider: from memory, from the database's cache, from the provider. */
export function makeQueryEmbedder(options: QueryEmbedderOptions): QueryEmbedder {
  const { config, database, logger, metrics, remembers = true, clock = () => performance.now() } = options;
  const vectors = makeRecentAnswers<readonly number[]>(keptVectors);
  let texts = makeRecentAnswers<{ read: Promise<QuestionText>; readAt: number }>(keptQuestions);
  const providers = new Map<string, Promise<QueryProvider>>();
  let models: readonly UsedModel[] = [];
  let modelsReadAt = Number.NEGATIVE_INFINITY;
  let modelsRead: Promise<readonly UsedModel[]> = Promise.resolve(models);

  const refreshModels = (): Promise<readonly UsedModel[]> => {
    modelsReadAt = clock();
    modelsRead = readModels(database);
    modelsRead.then(
      (read) => {
        models = read;
      },
      () => forgetModels(),
    );
    return modelsRead;
  };

  const forgetModels = (): void => {
    models = [];
    modelsReadAt = Number.NEGATIVE_INFINITY;
  };

  /** Where SQL embeds by itself, a question costs nothing but this, every two seconds. */
  const needsProvider = async (model: string | undefined): Promise<boolean> => {
    const isProvided = (used: readonly UsedModel[]) =>
      used.some(
        ({ name, state, provided }) =>
          provided !== null && (model === undefined ? state === 'active' : name === model),
      );
    if (clock() - modelsReadAt < believedMs) return isProvided(await modelsRead);
    // Where one was, the question itself is to be asked about anyway, and that tells which model answers it.
    return isProvided(models) || isProvided(await refreshModels());
  };

  const readText = (question: EmbeddableQuestion, claims: Claims | null): Promise<QuestionText> => {
    // "cheaper" is about another thing at every turn.
    if (typeof question.options.conversation === 'string')
      return readQuestionText(database, question, claims);
    const key = JSON.stringify([question.text, question.filter, question.options, claims]);
    const known = texts.find(key);
    if (known !== undefined && clock() - known.readAt < believedMs) return known.read;
    const entry = { read: readQuestionText(database, question, claims), readAt: clock() };
    entry.read.catch(() => {
      entry.readAt = Number.NEGATIVE_INFINITY;
    });
    texts.keep(key, entry);
    return entry.read;
  };

  const findModel = async (id: string): Promise<EmbeddingModel | null> => {
    const find = (used: readonly UsedModel[]) => used.find(({ modelId }) => modelId === id)?.provided ?? null;
    return find(models) ?? find(await refreshModels());
  };

  const providerOf = (model: EmbeddingModel, modelId: string): Promise<QueryProvider> => {
    const key = JSON.stringify([modelId, model]);
    const known = providers.get(key);
    if (known !== undefined) return known;
    // Loaded only where it is needed: the client takes a while, which must not come off the first question's deadline.
    const made = import('../embeddings/provider/embedder.ts').then(({ makeEmbedder }) =>
      makeQueryProvider({
        model,
        embedder: makeEmbedder(model, config.keys),
        deadlineMs: config.queryDeadlineMs,
        logger,
        metrics,
        clock,
        onFailing: (code) => report({ model: model.name, modelId, code }),
      }),
    );
    providers.set(key, made);
    return made;
  };

  /** Nobody waits for it; a database that closes does. */
  const remember = (wanted: WantedVector, vector: readonly number[]): void => {
    if (!remembers) return;
    rememberQuestion(database, wanted, vector).catch(({ code }: { code?: unknown }) =>
      // Nothing is lost but a request of the next process. The error itself may have the text in it.
      logger.debug({ model: wanted.model, code }, 'a vector of a question was not kept in the database'),
    );
  };

  /** As with `remember`; the gauge of this process tells it in any case. */
  const report = (failure: { model: string; modelId: string; code: string }): void => {
    if (!remembers) return;
    reportQuestionFailure(database, failure).catch(({ code }: { code?: unknown }) =>
      logger.debug({ model: failure.model, code }, 'the failure of a provider was not noted in the database'),
    );
  };

  const embed = async (wanted: WantedVector): Promise<QueryEmbedding> => {
    const model = await findModel(wanted.modelId);
    if (model === null) return { ...wanted, reason: 'FAILED' }; // retired since
    const answer = await (await providerOf(model, wanted.modelId)).embed(wanted.text);
    if ('vector' in answer && vectors.find(keyOf(wanted)) === undefined) {
      vectors.keep(keyOf(wanted), answer.vector);
      remember(wanted, answer.vector);
    }
    return { ...wanted, ...answer };
  };

  return {
    forgetModels() {
      forgetModels();
      texts = makeRecentAnswers(keptQuestions);
    },
    async embedBeside(question, claims, signal) {
      const { options: given } = question;
      if (question.text === undefined || !(await needsProvider(given.model))) return given;
      const { model, modelId, provider, text, known } = await readText(question, claims);
      if (provider !== 'openai') forgetModels(); // another one was switched to
      if (provider !== 'openai' || model === null || modelId === null || text === null) return given;
      const wanted = { model, modelId, text };
      const vector = vectors.find(keyOf(wanted));
      if (vector !== undefined || known) {
        metrics.countQueryVector(vector === undefined ? 'shared' : 'memory');
        return vector === undefined ? given : { ...given, queryEmbedding: { ...wanted, vector } };
      }
      // Who leaves does not end the request: it ends by its deadline, and its vector is there for whoever asks next.
      const queryEmbedding = await orNullWhenLeft(embed(wanted), signal);
      if (queryEmbedding === null) return given;
      metrics.countQueryVector('vector' in queryEmbedding ? 'provider' : 'none');
      return { ...given, queryEmbedding };
    },
  };
}

function keyOf({ modelId, text }: WantedVector): string {
  return `${modelId} ${text}`;
}

/** Null when the client has left. */
async function orNullWhenLeft<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let leave = (): void => undefined;
  const left = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([answer, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
