import type { GatewayContext } from '../../schema/context.ts';
import type { Queryable } from '../db/database.ts';
import type { Interpreter } from '../interpretation/interpreter.ts';
import { chat } from '../narration/chat.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { explainMatch } from '../retrieval/explain-match.ts';
import { interpret } from '../retrieval/interpret.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import type { Claims } from '../retrieval/page.ts';
import type { QueryEmbedder } from '../retrieval/query-embedder.ts';
import { search } from '../retrieval/search.ts';
import { suggest } from '../retrieval/suggest.ts';
import { makeEmbedBeside } from './embed-beside.ts';
import { makeLoaders } from './loaders.ts';
import { makeProposeBeside } from './propose-beside.ts';

export interface Caller {
  claims: Claims | null;
  requestId: string;
  /** Aborted when the client leaves. */
  signal: AbortSignal;
}

export interface Advisers {
  /** The language model; null: none. */
  interpreter: Interpreter | null;
  /** Null: SQL alone has the vectors of questions. */
  queryEmbedder: QueryEmbedder | null;
}

/** What the resolvers of one request may call, in the name of its caller. */
export function makeGatewayContext(
  database: Queryable,
  { interpreter, queryEmbedder }: Advisers,
  { claims, requestId, signal }: Caller,
): GatewayContext {
  const propose = makeProposeBeside(interpreter, signal);
  const embedBeside = makeEmbedBeside(queryEmbedder, claims, signal);
  return {
    requestId,
    ask: {
      // One after the other: what a model reads in the text is not left to be compared by meaning.
      search: async (request) =>
        embedBeside({ ...request, options: await propose(request.text, request.options) }, (options) =>
          search(database, { ...request, options }, claims),
        ),
      explainMatch: async (request) =>
        embedBeside({ ...request, options: await propose(request.text, request.options) }, (options) =>
          explainMatch(database, { ...request, options }, claims),
        ),
      interpret: async (text) => interpret(database, text, claims, await propose(text, {})),
      suggest: (prefix, first) => suggest(database, prefix, first, claims),
      chat: async (request) =>
        embedBeside(
          { ...request, text: request.question, options: await propose(request.question, request.options) },
          (options) => chat(database, { ...request, options }, claims),
          { again: false },
        ),
      embeddingStatus: () => readEmbeddingStatus(database, claims),
      productByHandle: async (handle) =>
        (await loadProducts(database, { handles: [handle] }, claims))[0] ?? null,
      productBySku: async (sku) => (await loadProducts(database, { skus: [sku] }, claims))[0] ?? null,
    },
    load: makeLoaders(database, claims),
  };
}
