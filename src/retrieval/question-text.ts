import type { Queryable } from '../db/database.ts';
import { vectorLiteral } from '../embeddings/vector-literal.ts';
import type { Claims, ItemFilter, SearchOptions } from './page.ts';

/** A question as `api.search` takes it, as far as it decides what a vector is wanted for. */
export interface EmbeddableQuestion {
  text?: string | undefined;
  /** Null: of a chat, nothing was said about it. */
  filter: ItemFilter | null;
  /** `conversation`: of a chat, the id of the one that goes on, null for its first question; what is embedded are the words of its topic. */
  options: SearchOptions & { conversation?: string | null };
}

/** What `api.question_text` says of a question. */
export interface QuestionText {
  /** The model that answers it; null: none is active. */
  model: string | null;
  /** Names are used again, ids never. */
  modelId: string | null;
  provider: 'builtin' | 'openai' | null;
  /** What is to be embedded; null: no vector is wanted. */
  text: string | null;
  /** Whether SQL has the vector by itself. */
  known: boolean;
}

/** In one SQL call. Throws what `api.search` would throw. */
export async function readQuestionText(
  database: Queryable,
  { text, filter, options }: EmbeddableQuestion,
  claims: Claims | null,
): Promise<QuestionText> {
  const [row] = await database.query<{ question: QuestionText }>(
    `select api.question_text(
       query_text => $1::text, filter => $2::jsonb, options => $3::jsonb, claims => $4::jsonb) as question`,
    [
      text ?? null,
      filter && JSON.stringify(filter),
      JSON.stringify(options),
      claims && JSON.stringify(claims),
    ],
  );
  if (!row) throw new Error('api.question_text returned no row; expected exactly one');
  return row.question;
}

/** What is to be embedded, and by which model. */
export interface WantedVector {
  model: string;
  modelId: string;
  text: string;
}

/** Puts a vector into the database's cache. False where that is read-only, or has no such model any more. */
export async function rememberQuestion(
  database: Queryable,
  { model, modelId, text }: WantedVector,
  vector: readonly number[],
): Promise<boolean> {
  const [row] = await database.query<{ kept: boolean }>(
    'select api.remember_question(model => $1::text, query_text => $2::text, query_vector => $3::vector, model_id => $4::bigint) as kept',
    [model, text, vectorLiteral(vector), modelId],
  );
  return row?.kept ?? false;
}

/** Says that the provider gives nothing for questions; for the status. Throws what the database does. */
export async function reportQuestionFailure(
  database: Queryable,
  { model, modelId, code }: { model: string; modelId: string; code: string },
): Promise<void> {
  await database.query(
    'select api.report_question_failure(model => $1::text, code => $2::text, model_id => $3::bigint) as noted',
    [model, code, modelId],
  );
}
