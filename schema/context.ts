import type {
  DecisionPage,
  DecisionRecord,
  DemandReport,
  FeedbackReceipt,
} from '../src/decisions/decision.ts';
import type { DecisionRequest } from '../src/decisions/list-decisions.ts';
import type { ReplayReport } from '../src/decisions/replay.ts';
import type { FeedbackRequest } from '../src/decisions/send-feedback.ts';
import type { ChatEvent, ChatOutcome } from '../src/narration/chat-answer.ts';
import type { ChatRequest } from '../src/narration/chat-request.ts';
import type { ConversationRow } from '../src/narration/read-conversation.ts';
import type { OfferRow, ProductRow, VariantRow } from '../src/retrieval/catalogue.ts';
import type { EmbeddingModelStatus } from '../src/retrieval/embedding-status.ts';
import type { ExplainMatchRequest } from '../src/retrieval/explain-match.ts';
import type { OfferScope } from '../src/retrieval/load-offers.ts';
import type {
  Interpretation,
  ItemFilter,
  MatchExplanation,
  SearchPage,
  SimilarTo,
} from '../src/retrieval/page.ts';
import type { SearchRequest } from '../src/retrieval/search.ts';
import type { SuggestionRow } from '../src/retrieval/suggest.ts';

/** The offers of one variant, as of an instant and in a currency. */
export interface OfferKey {
  productId: string;
  variantId: string;
  scope: OfferScope;
}

/** What is like one product, or goes with it, as of an instant and in a currency. */
export interface SimilarKey {
  productId: string;
  relation: 'SIMILAR' | 'COMPLEMENT';
  first: number;
  filter: ItemFilter;
  scope: OfferScope;
}

/**
 * All that resolvers may call. One is made per request and speaks for one caller.
 * `ask` costs one SQL call each; `load` is batched and cached, one SQL call per level of the answer.
 */
export interface GatewayContext {
  readonly requestId: string;
  readonly ask: {
    search(request: SearchRequest): Promise<SearchPage>;
    explainMatch(request: ExplainMatchRequest): Promise<MatchExplanation>;
    interpret(text: string): Promise<Interpretation>;
    /** Best first. */
    suggest(prefix: string, first: number): Promise<SuggestionRow[]>;
    /** Two SQL calls where a language model narrates. */
    chat(request: ChatRequest): Promise<ChatOutcome>;
    /**
     * The same while it goes on. Rejects with what failed before there was anything to tell; from then on it never does, and
     * the last event is COMPLETED or FAILED, unless the client left.
     */
    streamChat(request: ChatRequest): Promise<AsyncIterableIterator<ChatEvent>>;
    /** Null when there is none that the caller may see. */
    conversation(conversationId: string): Promise<ConversationRow | null>;
    /** False when there was none that the caller may forget. */
    forgetConversation(conversationId: string): Promise<boolean>;
    /** In the order of the uuids; null for those that the caller may not see. */
    decisionsByIds(decisionIds: string[]): Promise<(DecisionRecord | null)[]>;
    decisions(request: DecisionRequest): Promise<DecisionPage>;
    replayDecision(decisionId: string): Promise<ReplayReport>;
    sendFeedback(request: FeedbackRequest): Promise<FeedbackReceipt>;
    demand(request: { since: string | null; first: number }): Promise<DemandReport>;
    embeddingStatus(): Promise<EmbeddingModelStatus[]>;
    /** Null when there is none that the caller may see. */
    productByHandle(handle: string): Promise<ProductRow | null>;
    productBySku(sku: string): Promise<ProductRow | null>;
  };
  readonly load: {
    /** Null when there is none that the caller may see. */
    product(productId: string): Promise<ProductRow | null>;
    /** In the order of variant ids. */
    variants(productId: string): Promise<VariantRow[]>;
    offers(key: OfferKey): Promise<OfferRow[]>;
    /** Null when there is no such product that the caller may see. Throws LIMIT_OUT_OF_RANGE from the 101st call on. */
    similar(key: SimilarKey): Promise<SimilarTo | null>;
  };
}
