import type { Interpreter } from '../interpretation/interpreter.ts';
import type { Claims } from '../retrieval/page.ts';
import type { QueryEmbedder } from '../retrieval/query-embedder.ts';
import { makeProposeBeside } from '../server/propose-beside.ts';
import type { ChatRequest } from './chat-request.ts';

export interface ChatAdvisers {
  /** The language model that may add constraints; null: none. */
  interpreter: Interpreter | null;
  /** Null: SQL alone has the vectors of questions. */
  queryEmbedder: QueryEmbedder | null;
}

/** What has to be found out beside the database before it is asked: what a language model reads in the question, and its vector. */
export function makePrepareChat({ interpreter, queryEmbedder }: ChatAdvisers) {
  return async (request: ChatRequest, claims: Claims | null, signal: AbortSignal): Promise<ChatRequest> => {
    const { question, filter } = request;
    const proposed = await makeProposeBeside(interpreter, signal)(question, request.options);
    if (queryEmbedder === null) return { ...request, options: proposed };
    // The key is about the turn, and no part of the question that the vector is of. A first question moves nothing, but may greet.
    const { idempotencyKey: _, conversation = null, ...asked } = proposed;
    const { queryEmbedding } = await queryEmbedder.embedBeside(
      { text: question, filter, options: { ...asked, conversation } },
      claims,
      signal,
    );
    return {
      ...request,
      options: { ...proposed, ...(queryEmbedding === undefined ? {} : { queryEmbedding }) },
    };
  };
}
