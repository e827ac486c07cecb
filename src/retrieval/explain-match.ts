import type { Queryable } from '../db/database.ts';
import type { Claims, ItemFilter, MatchExplanation, SearchOptions } from './page.ts';

export interface ExplainMatchRequest {
  product: { handle: string } | { productId: string };
  text?: string;
  filter: ItemFilter;
  options: SearchOptions;
}

/** Why the product is, or is not, in the answer to the question, in one SQL call. Raises TSNFD for an unknown product. */
export async function explainMatch(
  database: Queryable,
  request: ExplainMatchRequest,
  claims: Claims | null,
): Promise<MatchExplanation> {
  const [row] = await database.query<{ explanation: MatchExplanation }>(
    `select api.explain_match(
       product => $1::jsonb, query_text => $2::text, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) as explanation`,
    [
      JSON.stringify(request.product),
      request.text ?? null,
      JSON.stringify(request.filter),
      JSON.stringify(request.options),
      claims && JSON.stringify(claims),
    ],
  );
  if (!row) throw new Error('api.explain_match returned no row; expected exactly one');
  return row.explanation;
}
