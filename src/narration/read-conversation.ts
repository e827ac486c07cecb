import type { Queryable } from '../db/database.ts';
import type { Claims } from '../retrieval/page.ts';
import type { Fact, Move, Narration } from './chat-answer.ts';

export interface ConversationTurnRow {
  id: string;
  position: number;
  move: Move;
  question: string;
  askedAt: string;
  /** Null while it is being answered, or where nobody waited for the end. */
  narration: Narration | null;
  decisionId: string | null;
}

/** `api.conversation`. */
export interface ConversationRow {
  id: string;
  createdAt: string;
  expiresAt: string;
  facts: Fact[];
  /** By position. */
  turns: ConversationTurnRow[];
}

/** One SQL call. Null where there is none that the caller may see. */
export async function readConversation(
  database: Queryable,
  conversationId: string,
  claims: Claims | null,
): Promise<ConversationRow | null> {
  const [row] = await database.query<{ conversation: ConversationRow | null }>(
    'select api.conversation(conversation_id => $1::uuid, claims => $2::jsonb) as conversation',
    [conversationId, claims && JSON.stringify(claims)],
  );
  return row?.conversation ?? null;
}

/** One SQL call. False where there was none that the caller may forget. */
export async function forgetConversation(
  database: Queryable,
  conversationId: string,
  claims: Claims | null,
): Promise<boolean> {
  const [row] = await database.query<{ forgotten: boolean }>(
    'select api.forget_conversation(conversation_id => $1::uuid, claims => $2::jsonb) as forgotten',
    [conversationId, claims && JSON.stringify(claims)],
  );
  return row?.forgotten ?? false;
}
