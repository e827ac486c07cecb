import DataLoader from 'dataloader';
import type { GatewayContext, OfferKey } from '../../schema/context.ts';
import type { Queryable } from '../db/database.ts';
import type { OfferRow, ProductRow, VariantRow } from '../retrieval/catalogue.ts';
import { loadOffers, type OfferScope } from '../retrieval/load-offers.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import { loadVariants } from '../retrieval/load-variants.ts';
import type { Claims } from '../retrieval/page.ts';

/** What one call of api.load_products or api.load_variants takes; aliases may ask for more. */
const maxProducts = 1_000;
/** What one call of api.load_offers takes. Only pages of more variants than that need a second one. */
const maxOffers = 10_000;

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
  return {
    product: (productId) => products.load(productId),
    variants: (productId) => variants.load(productId),
    offers: (key) => offers.load(key),
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

function offerKeyText({ productId, variantId, scope }: OfferKey): string {
  return `${productId} ${variantId} ${scopeText(scope)}`;
}

function scopeText({ asOf, currency }: OfferScope): string {
  return `${asOf ?? ''} ${currency ?? ''}`;
}

/** `Map.groupBy`, which Node 20 has not. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
