import type { Queryable } from '../db/database.ts';
import type { OfferScope } from './load-offers.ts';
import type { Claims, ItemFilter, SimilarTo } from './page.ts';

export interface SimilarToRequest {
  /** At most 100. */
  productIds: readonly string[];
  /** COMPLEMENT: what goes with a product, not what is like it. */
  relation: 'SIMILAR' | 'COMPLEMENT';
  /** Items for each product, SQL's k. */
  first: number;
  filter: ItemFilter;
  scope: OfferScope;
}

/** What is like each of the products, by product id, in one SQL call; those that the caller may not see are absent. */
export async function findSimilarTo(
  database: Queryable,
  { productIds, relation, first, filter, scope }: SimilarToRequest,
  claims: Claims | null,
): Promise<Map<string, SimilarTo>> {
  const [row] = await database.query<{ answers: Record<string, SimilarTo> }>(
    `select api.similar_to(
       product_ids => $1::bigint[], k => $2::integer, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) as answers`,
    [
      productIds,
      first,
      JSON.stringify(filter),
      JSON.stringify({ ...scope, ...(relation === 'COMPLEMENT' ? { relation } : {}) }),
      claims && JSON.stringify(claims),
    ],
  );
  return new Map(Object.entries(row?.answers ?? {}));
}
