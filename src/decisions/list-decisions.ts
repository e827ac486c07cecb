import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import type { DecisionFilter, DecisionPage } from './decision.ts';

export interface DecisionRequest {
  /** SQL's k, 1 to 200. */
  first: number;
  /** The uuid of the last decision seen. */
  after: string | null;
  filter: DecisionFilter;
}

/** Decisions that the caller may see, newest first, in one SQL call. */
export async function listDecisions(
  database: Queryable,
  { first, after, filter }: DecisionRequest,
  claims: Claims | null,
): Promise<DecisionPage> {
  const [row] = await database.query<{ page: DecisionPage }>(
    'select api.decisions(k => $1::integer, after => $2::uuid, filter => $3::jsonb, claims => $4::jsonb) as page',
    [first, after, JSON.stringify(filter), claims && JSON.stringify(claims)],
  );
  if (!row) throw new Error('api.decisions returned no row; expected exactly one');
  return row.page;
}
