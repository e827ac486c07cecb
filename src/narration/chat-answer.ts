import type { EvidenceItem, Interpretation, NarratedSentence, SearchPage, Trust } from '../retrieval/page.ts';

/** What a turn does to its conversation. */
export type Move = 'SEARCH' | 'REFINE' | 'NEW_TOPIC' | 'MORE' | 'ITEM' | 'FORGET' | 'RESTART' | 'TALK';

export type { Trust };

/** A constraint, preference, order or topic that the conversation holds to. */
export interface Fact {
  factId: string;
  kind: 'TOPIC' | 'CONSTRAINT' | 'PREFERENCE' | 'SORT';
  /** As the interpretation has it: PRICE_MAX, ATTRIBUTE:colour, COMPARATIVE:weight_grams, SORT; TOPIC. */
  key: string;
  label: string;
  trust: Trust;
  /** The turn that said so. */
  turn: { id: string; position: number };
}

/** What this turn took out of the conversation's memory. */
export interface SupersededFact extends Fact {
  why: 'REPLACED' | 'FORGOTTEN' | 'NEW_TOPIC' | 'RESTARTED';
}

/** "the second one", "that jacket": a product of an earlier answer. */
export interface Reference {
  kind: 'ORDINAL' | 'THAT' | 'NAMED' | 'SUPERLATIVE';
  /** The words that said so. */
  span: { start: number; end: number; text: string };
  productId: string;
  handle: string;
  title: string;
  /** The turn whose evidence it is of. */
  turn: { id: string; position: number };
}

/** Between what an earlier turn showed of the product and what holds now; as people read it. */
export interface FactChange {
  field: 'PRICE' | 'COMPARE_AT' | 'STOCK' | 'TITLE' | 'WEIGHT' | 'VALID_TO';
  sku: string;
  before: string | null;
  now: string | null;
}

/** To be read: "yes" and "no" of flags, numbers with their unit, several values with commas between. */
export interface RecordedAttribute {
  name: string;
  label: string;
  value: string;
}

/** A row of the evidence. Answers that an earlier version kept have neither rating nor attributes. */
export interface ChatEvidenceItem extends EvidenceItem {
  /** Of five, such as "4.2"; null where nobody rated the product. */
  rating?: string | null;
  /** What is recorded of the product, and the options of the variant that is shown, by label. */
  attributes?: RecordedAttribute[];
}

/** An offer of the product that is asked about. */
export type ItemOffer = Pick<
  EvidenceItem,
  'variantId' | 'sku' | 'options' | 'weightGrams' | 'price' | 'stock'
>;

/** One product of an earlier answer, read anew. */
export interface ItemAnswer {
  /** What was asked: SIZES, COLOURS, OPTIONS, PRICE, STOCK, WEIGHT, EVERYTHING or the name of an attribute, such as "material". */
  asked: string[];
  /** Every offer that the caller may buy or see, at most 50, by options; empty where it is no longer sold. */
  offers: ItemOffer[];
  /** What is recorded of the product itself, by label. */
  attributes: RecordedAttribute[];
  changes: FactChange[];
  /** It was shown, and is sold no more. */
  gone: boolean;
}

export type NarrationSource = 'TEMPLATE' | 'MODEL' | 'MODEL_AND_TEMPLATE';

export interface Narration {
  source: NarrationSource;
  /** Why the template speaks though a model is set up, or why a model's answer is not whole; null when neither. */
  reason: string | null;
  /** All sentences, one space between them. */
  text: string;
  sentences: NarratedSentence[];
}

/** What `api.begin_chat` returns, and `memory.turn.answer` keeps: everything but what a language model says. */
export interface BegunChat {
  /** Null where nothing can be recorded (a read-only standby). */
  conversationId: string | null;
  turnId: string | null;
  /** Of the turn within its conversation, from 1. */
  position: number;
  move: Move;
  /** Whether an earlier call with the same idempotency key gave this answer. */
  replayed: boolean;
  /** Only where replayed: that of the earlier call. */
  decisionId: string | null;
  unrecorded: string | null;
  /** Funnel always; relaxations too. Of an ITEM turn the one product, if it is still sold. */
  page: Omit<SearchPage, 'items'> &
    Required<Pick<SearchPage, 'funnel' | 'relaxations'>> & { items: ChatEvidenceItem[] };
  reference: Reference | null;
  item: ItemAnswer | null;
  /** The conversation's memory as this turn leaves it, and what the turn took out of it. */
  facts: Fact[];
  superseded: SupersededFact[];
  /** Where nothing is like the question: categories that are nearest to it. */
  nearest: { slug: string; name: string }[];
  /** The template's. Of a replayed answer: what was said then. */
  narration: Narration;
  /** Milliseconds by stage. */
  latency: Record<string, number>;
}

export type Verdict = 'STANDS' | 'WITHHELD';

/** What became of one sentence of a language model. */
export interface SentenceVerdict {
  position: number;
  source: 'TEMPLATE' | 'MODEL';
  verdict: Verdict;
  cites: string[];
  reasons: { code: string; found?: string }[];
}

export interface Usage {
  promptTokens: number;
  completionTokens: number;
  calls: number;
}

/** What `api.complete_chat` takes. */
export interface Completion {
  narration?: Narration;
  withheld?: { text: string; cites: string[]; reasons: { code: string; found?: string }[] }[];
  verdicts?: SentenceVerdict[];
  usage?: Usage | null;
  model?: { name: string; promptVersion: string } | null;
  latency?: Record<string, number>;
  error?: { code: string; message: string } | null;
}

/** What a chat tells while it goes on, in this order; exactly one of COMPLETED and FAILED ends it. */
export type ChatEvent =
  | { type: 'INTERPRETED'; begun: BegunChat; interpretation: Interpretation }
  | { type: 'EVIDENCE'; begun: BegunChat }
  | { type: 'SENTENCE'; position: number; source: 'TEMPLATE' | 'MODEL'; sentence: NarratedSentence }
  | { type: 'COMPLETED'; result: ChatOutcome }
  | { type: 'FAILED'; code: string; message: string; hint: string | null; retryable: boolean };

export interface ChatOutcome extends BegunChat {
  usage: Usage | null;
  /** How many sentences of the model were withheld. */
  withheld: number;
}
