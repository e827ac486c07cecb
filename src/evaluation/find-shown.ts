import type { Queryable } from '../db/database.ts';
import { loadOffers } from '../retrieval/load-offers.ts';
import { loadProducts } from '../retrieval/load-products.ts';
import { loadVariants } from '../retrieval/load-variants.ts';

/** Products that an anonymous shopper may see (`known`) and, of those, the ones that have a current price (`shown`); by handle. */
export interface Shown {
  known: ReadonlySet<string>;
  shown: ReadonlySet<string>;
}

/** What one call of api.load_products or api.load_variants takes. */
const maxProducts = 1_000;
/** What one call of api.load_offers takes. */
const maxOffers = 10_000;

/**
 * Which of the handles a search can show at the instant, in that currency. Asks the api alone, as a shopper does, so that a
 * login that may only ask is enough; a hidden product is then no other than one that does not exist.
 */
export async function findShown(
  database: Queryable,
  handles: readonly string[],
  scope: { asOf: string; currency: string },
): Promise<Shown> {
  const known = new Set<string>();
  const shown = new Set<string>();
  for (const batch of batches(handles, maxProducts)) {
    const products = await loadProducts(database, { handles: batch }, null);
    const handleOf = new Map(products.map(({ productId, handle }) => [productId, handle]));
    for (const handle of handleOf.values()) known.add(handle);
    const variants = await loadVariants(database, [...handleOf.keys()], null);
    for (const some of batches(variants, maxOffers)) {
      for (const { productId } of await loadOffers(database, some, scope, null)) {
        const handle = handleOf.get(productId);
        if (handle !== undefined) shown.add(handle);
      }
    }
  }
  return { known, shown };
}

function* batches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
