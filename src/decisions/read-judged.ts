import type { Queryable } from '../db/database.ts';

/** A line of judgments as `trueshelf eval` reads them; productId is the handle. */
export interface JudgedPair {
  query: string;
  productId: string;
  grade: number;
}

/** What people did with answers since an instant, by question, the best first. Needs the role trueshelf_operator. */
export async function readJudged(
  database: Queryable,
  since: string | null,
  atMost: number,
): Promise<JudgedPair[]> {
  const rows = await database.query<{ query: string; product_id: string; grade: number }>(
    'select j.query, j.product_id, j.grade from api.judgments(since => $1::timestamptz, at_most => $2::integer) j',
    [since, atMost],
  );
  return rows.map(({ query, product_id: productId, grade }) => ({ query, productId, grade }));
}
