import type { LocationStock } from './page.ts';

/**
 * Rows of the batched loads behind nested GraphQL fields: `api.load_products`, `api.load_variants`, `api.load_offers`.
 * Each answers for exactly the keys that the caller may see; a missing key is simply absent.
 */
export interface ProductRow {
  productId: string;
  handle: string;
  title: string;
  description: string;
  attributes: Record<string, unknown>;
  releasedOn: string | null;
  rating: string | null;
  brand: { slug: string; name: string } | null;
  /** The category and, root first, the categories above it. */
  category: { slug: string; name: string; path: { slug: string; name: string }[] };
}

export interface VariantRow {
  variantId: string;
  productId: string;
  sku: string;
  options: Record<string, unknown>;
  weightGrams: string | null;
}

export interface OfferRow {
  productId: string;
  variantId: string;
  amount: string;
  currency: string;
  compareAt: string | null;
  priceList: string;
  validFrom: string | null;
  validTo: string | null;
  available: number | null;
  status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK' | 'UNKNOWN';
  /** By location code; empty where nobody counted. */
  locations: LocationStock[];
}
