import type { GatewayContext } from '../../schema/context.ts';
import type { Queryable } from '../db/database.ts';
import type { Interpreter } from '../interpretation/interpreter.ts';
import { chat } from '../narration/chat.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { explainMatch } from '../retrieval/explain-match.ts';
import { interpret } from '../retrieval/interpret.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import type { Claims } from '../retrieval/page.ts';
import { search } from '../retrieval/search.ts';
import { suggest } from '../retrieval/suggest.ts';
import { makeLoaders } from './loaders.ts';
import { makeProposeBeside } from './propose-beside.ts';

export interface Caller {
  claims: Claims | null;
  requestId: string;
  /** Aborted when the client leaves. */
  signal: AbortSignal;
}

/** What the resolvers of one request may call, in the name of its caller. `interpreter`: the language model; null: none. */
export function makeGatewayContext(
  database: Queryable,
  interpreter: Interpreter | null,
  { claims, requestId, signal }: Caller,
): GatewayContext {
  const propose = makeProposeBeside(interpreter, signal);
  return {
    requestId,
    ask: {
      search: async (request) =>
        search(database, { ...request, options: await propose(request.text, request.options) }, claims),
      explainMatch: async (request) =>
        explainMatch(database, { ...request, options: await propose(request.text, request.options) }, claims),
      interpret: async (text) => interpret(database, text, claims, await propose(text, {})),
      suggest: (prefix, first) => suggest(database, prefix, first, claims),
      chat: async (request) =>
        chat(database, { ...request, options: await propose(request.question, request.options) }, claims),
      embeddingStatus: () => readEmbeddingStatus(database),
      productByHandle: async (handle) =>
        (await loadProducts(database, { handles: [handle] }, claims))[0] ?? null,
      productBySku: async (sku) => (await loadProducts(database, { skus: [sku] }, claims))[0] ?? null,
    },
    load: makeLoaders(database, claims),
  };
}
