import type { Queryable } from '../db/database.ts';
import type { VariantRow } from './catalogue.ts';
import type { Claims } from './page.ts';

/** Every variant of the products, in one SQL call, ordered by product and variant id. */
export async function loadVariants(
  database: Queryable,
  productIds: readonly string[],
  claims: Claims | null,
): Promise<VariantRow[]> {
  const [row] = await database.query<{ variants: VariantRow[] }>(
    'select api.load_variants(product_ids => $1::bigint[], claims => $2::jsonb) as variants',
    [productIds, claims && JSON.stringify(claims)],
  );
  return row?.variants ?? [];
}
