import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import type { DecisionRecord } from './decision.ts';

/** Decisions by their uuids, in that order, in one SQL call; null in place of those that the caller may not see. */
export async function readDecisions(
  database: Queryable,
  decisionIds: readonly string[],
  claims: Claims | null,
): Promise<(DecisionRecord | null)[]> {
  const rows = await database.query<{ decision: DecisionRecord | null }>(
    `select api.decision(decision_id => i.id, claims => $2::jsonb) as decision
       from unnest($1::uuid[]) with ordinality i (id, position)
      order by i.position`,
    [decisionIds, claims && JSON.stringify(claims)],
  );
  return rows.map(({ decision }) => decision);
}
