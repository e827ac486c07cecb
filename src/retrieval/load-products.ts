import type { Queryable } from '../db/database.ts';
import type { ProductRow } from './catalogue.ts';
import type { Claims } from './page.ts';

export interface ProductKeys {
  productIds?: readonly string[];
  handles?: readonly string[];
  skus?: readonly string[];
}

/** Products by any of the keys, in one SQL call, in no order; those that the caller may not see are absent. */
export async function loadProducts(
  database: Queryable,
  keys: ProductKeys,
  claims: Claims | null,
): Promise<ProductRow[]> {
  const [row] = await database.query<{ products: ProductRow[] }>(
    `select api.load_products(
       product_ids => $1::bigint[], handles => $2::text[], skus => $3::text[], claims => $4::jsonb) as products`,
    [keys.productIds ?? null, keys.handles ?? null, keys.skus ?? null, claims && JSON.stringify(claims)],
  );
  return row?.products ?? [];
}
