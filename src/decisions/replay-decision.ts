import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import type { ReplayReport } from './replay.ts';

/** Asks the question of a decision again as of its instant, in one SQL call that writes nothing. Throws TSNFD. */
export async function replayDecision(
  database: Queryable,
  decisionId: string,
  claims: Claims | null,
): Promise<ReplayReport> {
  const [row] = await database.query<{ replay: ReplayReport }>(
    'select api.replay_decision(decision_id => $1::uuid, claims => $2::jsonb) as replay',
    [decisionId, claims && JSON.stringify(claims)],
  );
  if (!row) throw new Error('api.replay_decision returned no row; expected exactly one');
  return row.replay;
}
