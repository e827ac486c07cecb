import type { ChatEvidenceItem, Move, SentenceVerdict, Trust, Usage } from '../narration/chat-answer.ts';
import type { Funnel, Interpretation, Relaxation, Retrieval } from '../retrieval/page.ts';

/** The shapes of `api.decision`, `api.decisions`, `api.send_feedback` and `api.demand`. Ids are strings, instants RFC 3339. */

/** An evidence item as it was shown; its title is of the conversation's memory. Attributes of then are in the log of changes. */
export type ShownItem = Omit<ChatEvidenceItem, 'cursor' | 'title' | 'attributes'> & { title: string | null };

export interface DecisionRecord {
  decisionId: string;
  /** Null of a question that failed. */
  turnId: string | null;
  conversationId: string | null;
  position: number | null;
  move: Move | null;
  decidedAt: string;
  asOf: string;
  principal: string;
  customerGroup: string | null;
  /** Whether its words are gone: question, titles, narration and withheld are then null. */
  forgotten: boolean;
  question: string | null;
  request: Record<string, unknown>;
  /** Without words: pieces and their spans. */
  interpretation: Pick<Interpretation, 'constraints' | 'preferences' | 'sort'> & Record<string, unknown>;
  /** Empty of a question that failed. */
  retrieval: Partial<Omit<Retrieval, 'emptyReason'>> & { total?: { value: number; exact: boolean } };
  policies: Record<string, unknown>;
  facts: {
    factId: string;
    kind: string;
    key: string;
    trust: Trust;
    turn: { id: string; position: number };
  }[];
  models: Record<string, unknown>;
  funnel: Funnel | null;
  relaxations: Relaxation[] | null;
  evidence: ShownItem[];
  narration: { source: 'TEMPLATE' | 'MODEL' | 'MODEL_AND_TEMPLATE' | null; text: string | null };
  verdicts: SentenceVerdict[];
  withheld: { text: string; cites: string[]; reasons: { code: string; found?: string }[] }[] | null;
  /** Milliseconds by stage. */
  latency: Record<string, number>;
  usage: Usage | null;
  error: { code: string; message: string } | null;
  feedback: FeedbackRecord[];
}

export type FeedbackKind = 'CLICKED' | 'ADDED_TO_BASKET' | 'HELPFUL' | 'WRONG';

export interface FeedbackRecord {
  feedbackId: string;
  kind: FeedbackKind;
  /** Null: of the answer as a whole. */
  productId: string | null;
  givenAt: string;
}

/** What `api.decisions` takes; what is left out does not narrow. */
export interface DecisionFilter {
  since?: string;
  until?: string;
  conversation?: string;
  move?: string;
  source?: string;
  failed?: boolean;
  empty?: boolean;
  /** For merchants. */
  principal?: string;
}

export interface DecisionPage {
  /** Newest first. */
  items: DecisionRecord[];
  hasNextPage: boolean;
}

export interface FeedbackReceipt {
  decisionId: string;
  /** Null on a read-only standby; `unrecorded` then says why. */
  feedbackId: string | null;
  kind: FeedbackKind;
  productId: string | null;
  givenAt: string | null;
  unrecorded: string | null;
}

export interface DemandReport {
  since: string;
  /** Most often asked first; question null: forgotten. */
  questions: { question: string | null; times: number; lastAskedAt: string; constraints: string[] }[];
  /** Those that turned away most first. */
  constraints: { key: string; label: string; turnedAway: number; questions: number }[];
}
