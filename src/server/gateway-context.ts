import type { GatewayContext } from '../../schema/context.ts';
import type { Queryable } from '../db/database.ts';
import { chat } from '../narration/chat.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { explainMatch } from '../retrieval/explain-match.ts';
import { interpret } from '../retrieval/interpret.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import type { Claims } from '../retrieval/page.ts';
import { search } from '../retrieval/search.ts';
import { suggest } from '../retrieval/suggest.ts';
import { makeLoaders } from './loaders.ts';

/** What the resolvers of one request may call, in the name of `claims`. */
export function makeGatewayContext(
  database: Queryable,
  claims: Claims | null,
  requestId: string,
): GatewayContext {
  return {
    requestId,
    ask: {
      search: (request) => search(database, request, claims),
      explainMatch: (request) => explainMatch(database, request, claims),
      interpret: (text) => interpret(database, text, claims),
      suggest: (prefix, first) => suggest(database, prefix, first, claims),
      chat: (request) => chat(database, request, claims),
      embeddingStatus: () => readEmbeddingStatus(database),
      productByHandle: async (handle) =>
        (await loadProducts(database, { handles: [handle] }, claims))[0] ?? null,
      productBySku: async (sku) => (await loadProducts(database, { skus: [sku] }, claims))[0] ?? null,
    },
    load: makeLoaders(database, claims),
  };
}
