import type { Queryable } from '../db/database.ts';
import type { OfferRow } from './catalogue.ts';
import type { Claims } from './page.ts';

/** The instant and the currency that offers are read for. Absent: now, and every currency. */
export interface OfferScope {
  asOf?: string;
  currency?: string;
}

export interface VariantKey {
  productId: string;
  variantId: string;
}

/** The offers of the variants that run at the scope's instant, in one SQL call. */
export async function loadOffers(
  database: Queryable,
  variants: readonly VariantKey[],
  scope: OfferScope,
  claims: Claims | null,
): Promise<OfferRow[]> {
  const [row] = await database.query<{ offers: OfferRow[] }>(
    `select api.load_offers(
       product_ids => $1::bigint[], variant_ids => $2::bigint[],
       as_of => $3::timestamptz, currency => $4::text, claims => $5::jsonb) as offers`,
    [
      variants.map(({ productId }) => productId),
      variants.map(({ variantId }) => variantId),
      scope.asOf ?? null,
      scope.currency ?? null,
      claims && JSON.stringify(claims),
    ],
  );
  return row?.offers ?? [];
}
