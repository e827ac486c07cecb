import DataLoader from 'dataloader';
import { makeCallerError } from '../../schema/caller-error.ts';
import type { GatewayContext, OfferKey, SimilarKey } from '../../schema/context.ts';
import type { Queryable } from '../db/database.ts';
import type { OfferRow, ProductRow, VariantRow } from '../retrieval/catalogue.ts';
import { loadOffers, type OfferScope } from '../retrieval/load-offers.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import { loadVariants } from '../retrieval/load-variants.ts';
import type { Claims, SimilarTo } from '../retrieval/page.ts';
import { findSimilarTo } from '../retrieval/similar-to.ts';

/** What one call of api.load_products or api.load_variants takes; aliases may ask for more. */
const maxProducts = 1_000;
/** What one call of api.load_offers takes. Only pages of more variants than that need a second one. */
const maxOffers = 10_000;
/**
 * How often one request may ask what is like a product, which is what one call of api.similar_to takes. Each costs a
 * search, and asked below one another they multiply: 20 of 20 of 20 of 100, well within the depth limit, are 800,000.
 */
const maxSimilar = 100;

/** Loaders of one request: keys that are asked for in the same tick share one SQL call, and no key is asked for twice. */
export function makeLoaders(database: Queryable, claims: Claims | null): GatewayContext['load'] {
  const products = new DataLoader<string, ProductRow | null>(
    async (ids) => {
      const rows = await loadProducts(database, { productIds: ids }, claims);
      const byId = new Map(rows.map((row) => [row.productId, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { maxBatchSize: maxProducts },
  );
  const variants = new DataLoader<string, VariantRow[]>(
    async (productIds) => {
      const byProduct = groupBy(
        await loadVariants(database, productIds, claims),
        ({ productId }) => productId,
      );
      return productIds.map((productId) => byProduct.get(productId) ?? []);
    },
    { maxBatchSize: maxProducts },
  );
  const offers = new DataLoader<OfferKey, OfferRow[], string>(
    (keys) => loadOffersOfScopes(database, keys, claims),
    { cacheKeyFn: offerKeyText, maxBatchSize: maxOffers },
  );
  const similar = new DataLoader<SimilarKey, SimilarTo | null, string>(
    (keys) => findSimilarOfKinds(database, keys, claims),
    { cacheKeyFn: (key) => `${key.productId} ${similarKind(key)}` },
  );
  let similarAsked = 0;
  return {
    product: (productId) => products.load(productId),
    variants: (productId) => variants.load(productId),
    offers: (key) => offers.load(key),
    similar: async (key) => {
      similarAsked += 1;
      if (similarAsked > maxSimilar) throw tooManySimilar();
      return similar.load(key);
    },
  };
}

/** One SQL call for each instant and currency, which is one in all unless aliases ask for several answers. */
async function loadOffersOfScopes(
  database: Queryable,
  keys: readonly OfferKey[],
  claims: Claims | null,
): Promise<OfferRow[][]> {
  const found = new Map<string, OfferRow[]>(keys.map((key) => [offerKeyText(key), []]));
  const scopes = groupBy(keys, ({ scope }) => scopeText(scope));
  await Promise.all(
    [...scopes.values()].map(async (group) => {
      const scope = group[0]?.scope ?? {};
      for (const row of await loadOffers(database, group, scope, claims)) {
        found.get(offerKeyText({ productId: row.productId, variantId: row.variantId, scope }))?.push(row);
      }
    }),
  );
  return keys.map((key) => found.get(offerKeyText(key)) ?? []);
}

/** One SQL call for each filter, size, relation and scope, which is one in all unless fields ask for different things. */
async function findSimilarOfKinds(
  database: Queryable,
  keys: readonly SimilarKey[],
  claims: Claims | null,
): Promise<(SimilarTo | null)[]> {
  const kinds = await Promise.all(
    [...groupBy(keys, similarKind)].map(async ([kind, group]) => {
      const productIds = group.map(({ productId }) => productId);
      return [kind, await findSimilarTo(database, { ...group[0], productIds }, claims)] as const;
    }),
  );
  const byKind = new Map(kinds);
  return keys.map((key) => byKind.get(similarKind(key))?.get(key.productId) ?? null);
}

function similarKind({ relation, first, filter, scope }: SimilarKey): string {
  return JSON.stringify([relation, first, filter, scope.asOf, scope.currency]);
}

function tooManySimilar(): Error {
  return makeCallerError(
    'LIMIT_OUT_OF_RANGE',
    `Found "similar" and "goesWith" asked of more than ${maxSimilar} products; expected at most ${maxSimilar} in one request.`,
    'Ask for a smaller page, for one of the two, or not below one another.',
  );
}

function offerKeyText({ productId, variantId, scope }: OfferKey): string {
  return `${productId} ${variantId} ${scopeText(scope)}`;
}

function scopeText({ asOf, currency }: OfferScope): string {
  return `${asOf ?? ''} ${currency ?? ''}`;
}

/** `Map.groupBy`, which Node 20 has not. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
