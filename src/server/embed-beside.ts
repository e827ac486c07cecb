import type { Claims, ItemFilter, Retrieval, SearchOptions } from '../retrieval/page.ts';
import type { QueryEmbedder } from '../retrieval/query-embedder.ts';
import { reasonOf } from './count-degraded.ts';

interface Question<Options extends SearchOptions> {
  text?: string | undefined;
  filter: ItemFilter;
  options: Options;
}

interface AnswerBeside {
  /** False where asking leaves a record, as a chat does. Default true. */
  again?: boolean;
}

/**
 * Asks with the vector of the question. An answer that went without one, because another model was switched to than the gateway
 * believed, corrects that, and the question is asked once more if its right vector can be had. Null: SQL alone has vectors.
 */
export function makeEmbedBeside(
  queryEmbedder: QueryEmbedder | null,
  claims: Claims | null,
  signal: AbortSignal,
) {
  return async <Options extends SearchOptions, Answer extends { retrieval: Retrieval }>(
    question: Question<Options>,
    ask: (options: Options) => Promise<Answer>,
    { again = true }: AnswerBeside = {},
  ): Promise<Answer> => {
    if (queryEmbedder === null || question.text === undefined) return ask(question.options);
    const options = await queryEmbedder.embedBeside(question, claims, signal);
    const answer = await ask(options);
    const { degraded } = answer.retrieval;
    // Who has left was given no vector, whatever model answers.
    if (degraded === null || reasonOf(degraded) !== 'NOT_CACHED' || signal.aborted) return answer;
    queryEmbedder.forgetModels();
    if (!again) return answer;
    const better = await queryEmbedder.embedBeside(question, claims, signal);
    return hasAnotherVector(better, options) ? ask(better) : answer;
  };
}

function hasAnotherVector(
  { queryEmbedding: next }: SearchOptions,
  { queryEmbedding: last }: SearchOptions,
): boolean {
  if (next === undefined || !('vector' in next)) return false;
  return last === undefined || next.modelId !== last.modelId || next.text !== last.text;
}
