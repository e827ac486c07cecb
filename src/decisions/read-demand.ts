import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import type { DemandReport } from './decision.ts';

/** What was asked for in vain since an instant (null: 30 days ago), at most `first` of each kind, in one SQL call. Throws TSFOR. */
export async function readDemand(
  database: Queryable,
  { since, first }: { since: string | null; first: number },
  claims: Claims | null,
): Promise<DemandReport> {
  const [row] = await database.query<{ demand: DemandReport }>(
    'select api.demand(since => $1::timestamptz, k => $2::integer, claims => $3::jsonb) as demand',
    [since, first, claims && JSON.stringify(claims)],
  );
  if (!row) throw new Error('api.demand returned no row; expected exactly one');
  return row.demand;
}
