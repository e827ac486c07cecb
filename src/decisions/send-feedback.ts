import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import type { FeedbackKind, FeedbackReceipt } from './decision.ts';

export interface FeedbackRequest {
  decisionId: string;
  kind: FeedbackKind;
  /** Null: of the answer as a whole. */
  productId: string | null;
}

/** Says what the caller did with an answer, in one SQL call; said again it changes nothing. Throws TSNFD, TSOPT. */
export async function sendFeedback(
  database: Queryable,
  { decisionId, kind, productId }: FeedbackRequest,
  claims: Claims | null,
): Promise<FeedbackReceipt> {
  const [row] = await database.query<{ receipt: FeedbackReceipt }>(
    `select api.send_feedback(
       decision_id => $1::uuid, kind => $2::text, product_id => $3::bigint, claims => $4::jsonb) as receipt`,
    [decisionId, kind, productId, claims && JSON.stringify(claims)],
  );
  if (!row) throw new Error('api.send_feedback returned no row; expected exactly one');
  return row.receipt;
}
