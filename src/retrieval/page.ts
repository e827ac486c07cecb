import type { Proposals } from '../interpretation/proposal.ts';
import type { BegunChat, ChatEvidenceItem, Move } from '../narration/chat-answer.ts';

/**
 * The shapes of `api.search`, `api.similar_to`, `api.explain_match`, `api.interpret` and `api.chat`: one TypeScript
 * type for each jsonb that SQL returns.
 * Ids and amounts are strings, instants are RFC 3339 strings in UTC. The tests hold real answers against these types.
 */

/** The filter of `api.*` and of GraphQL's `ItemFilter`. Amounts are decimal strings; a bound is inclusive unless marked. */
export interface ItemFilter {
  price?: { min?: string; max?: string; minExclusive?: boolean; maxExclusive?: boolean; currency?: string };
  inStock?: boolean;
  /** Codes of locations: something is left to sell in at least one of them. */
  inStockAt?: string[];
  categories?: string[];
  brands?: string[];
  attributes?: AttributeDemand[];
  exclude?: {
    categories?: string[];
    brands?: string[];
    attributes?: AttributeDemand[];
    products?: string[];
  };
}

/** Values of an attribute, or a range of a number attribute; SQL refuses both and neither, and a range of what is excluded. */
export interface AttributeDemand {
  /** A registered attribute; in a range also `weight_grams`, the weight of the variant. */
  name: string;
  values?: string[];
  min?: string;
  max?: string;
  minExclusive?: boolean;
  maxExclusive?: boolean;
  /** Code or sign of a unit, for both bounds; absent: the attribute's own. */
  unit?: string;
}

export type SortKey =
  | 'RELEVANCE'
  | 'PRICE_ASC'
  | 'PRICE_DESC'
  | 'NEWEST'
  | 'RATING'
  | 'WEIGHT_ASC'
  | 'WEIGHT_DESC';

/** The options of `api.search`, `api.similar_items` and (but `like`, `after`) `api.chat`. */
export interface SearchOptions {
  /**
   * Handle or product id of an anchor: "similar to this". The anchor itself is never in the answer. A text beside it says
   * how the answer is to differ: constraints, comparatives with the anchor's own facts, an order.
   */
  like?: { handle?: string; productId?: string };
  asOf?: string;
  /** Wins over the order that the text asks for; absent: that order, else RELEVANCE. */
  sort?: SortKey;
  /** What may propose candidates; default HYBRID. */
  mode?: 'HYBRID' | 'SEMANTIC' | 'LEXICAL';
  /** Where items go that are not in stock; default LAST, with `like` HIDE. */
  unavailable?: 'LAST' | 'HIDE' | 'SHOW';
  /** Read constraints out of the text; default true. */
  interpret?: boolean;
  /** Cursor of the last item seen. */
  after?: string;
  /** Currency of the answer's prices when the filter names none. */
  currency?: string;
  /** Parts of a page that are computed only on demand. */
  include?: ('FACETS' | 'FUNNEL' | 'RELAXATIONS')[];
  /** Keys of constraints, preferences and the sort: what the text says under them is listed as ignored instead of honoured. */
  dismiss?: string[];
  /** -1..1, in place of the model's floor. */
  minSimilarity?: number;
  /** 1..200. */
  maxPerBrand?: number;
  /** Whether pins and exclusions for this question hold; default true. */
  curation?: boolean;
  /** Handle or product id of an anchor: what goes with this. */
  goesWith?: { handle?: string; productId?: string };
  /** What a language model proposes besides the rules; SQL takes what it can check. */
  proposals?: Proposals;
  /** Name of a model in use that answers in place of the active one, to compare them. */
  model?: string;
  /** The vector that the model of that name gave for a text, or why there is none; SQL takes it where both are the question's. */
  queryEmbedding?: QueryEmbedding;
}

export type QueryEmbedding = { model: string; modelId?: string; text: string } & (
  | { vector: readonly number[] }
  | { reason: 'TIMED_OUT' | 'FAILED' | 'PAUSED' | 'ASKED_TO_WAIT' | 'BUSY' }
);

/** Who asks, as `api.*` takes it. Absent: a shopper of the public price list. */
export interface Claims {
  sub?: string;
  role?: 'shopper' | 'merchant';
  group?: string;
}

/** `start` and `end` count code points of the question, end exclusive. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

export type ConstraintKind =
  | 'CURRENT_PRICE'
  | 'PRICE_MIN'
  | 'PRICE_MAX'
  | 'IN_STOCK'
  | 'IN_STOCK_AT'
  | 'CATEGORY'
  | 'BRAND'
  | 'ATTRIBUTE'
  | 'EXCLUDE_CATEGORY'
  | 'EXCLUDE_BRAND'
  | 'EXCLUDE_ATTRIBUTE'
  | 'EXCLUDE_PRODUCT';

/**
 * What read it. RULE: a rule of the question's grammar. VOCABULARY: a word of the catalogue. SYNONYM: a word that a row says
 * means one. REPAIR: such a word after a typo was mended. MODEL: the language model, checked against the vocabulary.
 */
export type TextSource = 'RULE' | 'VOCABULARY' | 'SYNONYM' | 'REPAIR' | 'MODEL';

/** Another way to take the very same words. */
export interface Reading {
  kind: ConstraintKind;
  label: string;
  filter: ItemFilter;
}

/** EXPLICIT: an argument beside the text. PARSED: read in the text by rules. INFERRED: by a language model. */
export type Trust = 'EXPLICIT' | 'PARSED' | 'INFERRED';

/** A turn of a conversation; `position` counts from 1. */
export interface TurnOf {
  id: string;
  position: number;
}

/** Where a piece of an interpretation comes from. */
interface Provenance<Source> {
  /** CONVERSATION: an earlier turn, and what that turn had it from is forgotten; its row may still be named by `origin`. */
  source: Source | 'CONVERSATION';
  /** The row that said so ("phrase: under"); null for arguments and defaults. */
  origin: string | null;
  /** The words that say it; null for arguments, defaults and what an earlier turn said. */
  span: Span | null;
  /** The turn that said it; null: this question. */
  turn: TurnOf | null;
  trust: Trust;
}

/** What a comparative of a further turn is held against: `typical` in the measure's own unit (grams, an amount, days since 2000). */
export interface ComparedWith {
  measure: string;
  typical: number;
  /** LIST: the middle of what that turn showed. ITEM: the product that it was about. */
  of: 'LIST' | 'ITEM';
  turn: TurnOf;
}

export interface Constraint extends Provenance<TextSource | 'ARGUMENT' | 'DEFAULT'> {
  /** Unique within the answer: "c1", "c2", … */
  id: string;
  /** The kind, for attributes with the name behind it ("ATTRIBUTE:material"): what `dismiss` takes. */
  key: string;
  kind: ConstraintKind;
  /** What is demanded, in words: "under $150.00". */
  label: string;
  /** The filter that says the same; null for CURRENT_PRICE, which always holds. */
  filter: ItemFilter | null;
  alternatives: Reading[];
  /**
   * The question without this constraint and others of its key. Null where nothing that is sent takes it off: CURRENT_PRICE,
   * and IN_STOCK where `unavailable` is HIDE.
   */
  remove: Refinement | null;
}

export type PreferenceKind = 'COMPARATIVE' | 'ATTRIBUTE' | 'BRAND' | 'CATEGORY';

/** A wish: it moves the ranking and removes nothing. */
export interface Preference extends Provenance<TextSource> {
  /** Unique within the answer: "p1", "p2", … */
  id: string;
  /** COMPARATIVE:<first measure>, PREFER_ATTRIBUTE:<name>, PREFER_BRAND or PREFER_CATEGORY: what `dismiss` takes. */
  key: string;
  kind: PreferenceKind;
  label: string;
  /** The filter that would demand it; null for COMPARATIVE. */
  filter: ItemFilter | null;
  /** COMPARATIVE: what is compared: weight_grams, price, released_on, rating or a number attribute; else empty. */
  measures: string[];
  direction: 'LESS' | 'MORE' | null;
  /** COMPARATIVE of a further turn: what was shown before; null where the middle of what fits best decides, or a product. */
  comparedWith: ComparedWith | null;
  alternatives: Reading[];
  /** The question without it and others of its key. */
  remove: Refinement | null;
}

/** The order that the text asks for. It orders only among what fits alike. */
export interface SortIntent extends Provenance<TextSource> {
  key: 'SORT';
  sort: Exclude<SortKey, 'RELEVANCE'>;
  label: string;
  /** The question without it. */
  remove: Refinement | null;
}

/** What a language model added to the reading. */
export interface ModelReading {
  name: string;
  outcome: 'ANSWERED' | 'TIMED_OUT' | 'FAILED';
  /** How many of its proposals were taken, and how many refused. */
  accepted: number;
  refused: number;
}

export interface IgnoredText {
  /** Null for what an earlier turn said, which cannot hold now. */
  span: Span | null;
  /** DISMISSED: by `dismiss`. OVERRIDDEN: an argument says otherwise, and goes first. NOT_POSSIBLE: `reason` says why. */
  kind: 'DISMISSED' | 'OVERRIDDEN' | 'NOT_POSSIBLE';
  /** Of the constraint, preference or sort that it would have been; null where it would have been none. */
  key: string | null;
  reason: string;
  /** The earlier turn that said it, and in what words; null where the text of this question does. */
  turn: TurnOf | null;
  label: string | null;
}

/** A misspelt word and a word that it was taken for: one of the catalogue's, or one that a synonym explains. */
export interface Repair {
  from: string;
  to: string;
}

export interface Interpretation {
  text: string;
  /** What is left for meaning and words once everything understood is taken out; lower case. */
  residue: string;
  constraints: Constraint[];
  preferences: Preference[];
  sort: SortIntent | null;
  ignored: IgnoredText[];
  repairs: Repair[];
  /** Null where none was asked. */
  model: ModelReading | null;
}

export interface ConstraintCheck {
  constraintId: string;
  kind: ConstraintKind;
  required: string;
  actual: string;
  satisfied: boolean;
}

/** A wish held against the offer shown. */
export interface PreferenceCheck {
  preferenceId: string;
  kind: PreferenceKind;
  /** COMPARATIVE: which of the preference's measures was compared. */
  measure: string | null;
  /** In words: "lighter than 1.2 kg", "colour: red". */
  required: string;
  /** "840 g", "black", "not recorded". */
  actual: string;
  /** COMPARATIVE: what the offer is compared with: what was shown before, the anchor's own figure, or the median of the twenty that fit best. */
  typical: string | null;
  satisfied: boolean;
}

/** `available` is in units; a location without a stock row is not listed. */
export interface LocationStock {
  code: string;
  name: string;
  available: number;
}

export interface StockLevel {
  /** Over all locations; null where nobody counted. */
  available: number | null;
  status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK' | 'UNKNOWN';
  /** By location code; empty where nobody counted. */
  locations: LocationStock[];
}

export interface OfferPrice {
  amount: string;
  currency: string;
  compareAt: string | null;
  priceList: string;
  validFrom: string | null;
  validTo: string | null;
}

export interface Score {
  /** Order of the answer under RELEVANCE: 0.5 words + 0.5 meaning (each 0..1 of the best; a negative similarity counts 0) + preference. Higher is better. */
  fused: number;
  /** Cosine similarity to the question, -1..1, and its rank among the candidates; null without a vector. */
  semantic: { similarity: number; rank: number } | null;
  /** Full-text score 0..1 and its rank; null where no word matched. */
  lexical: { score: number; rank: number } | null;
  /** The question is this product's SKU, handle or title, as a whole; null when it is none. */
  exact: { match: 'SKU' | 'HANDLE' | 'TITLE'; boost: number } | null;
  /** 0..0.3: up to 0.2 from comparatives such as "lighter", up to 0.1 from words such as "red". */
  preference: number;
  /** Put in its place by a merchant, for this question. */
  pinned: boolean;
}

export type MatchSource = 'EXACT' | 'MEANING' | 'WORDS' | 'CURATION';

export interface EvidenceItem {
  /** 1-based position in the whole answer, not in the page. */
  rank: number;
  cursor: string;
  productId: string;
  handle: string;
  title: string;
  brand: string | null;
  category: string;
  variantId: string;
  sku: string;
  options: Record<string, unknown>;
  weightGrams: string | null;
  price: OfferPrice;
  stock: StockLevel;
  score: Score;
  matchedBy: MatchSource[];
  checks: ConstraintCheck[];
  /** In the order of the interpretation. */
  preferences: PreferenceCheck[];
  /** The vector it was compared by; `fresh`: made of the text that the product has now. Null where it has none. */
  embedding: { model: string; embeddedAt: string; fresh: boolean } | null;
}

export interface Retrieval {
  /** HYBRID: words and meaning. LEXICAL: words only. SEMANTIC: meaning only. BROWSE: no question, only a filter. */
  mode: 'HYBRID' | 'LEXICAL' | 'SEMANTIC' | 'BROWSE';
  strategy: 'EXACT' | 'APPROXIMATE' | 'NONE';
  /** Products that were compared with the question's vector, or proposed by words where there is none; BROWSE: listed. */
  candidatesScanned: number;
  /** False when a scan hit its bound, so that more might exist. */
  exhausted: boolean;
  embeddingModel: string | null;
  /** Cosine similarity up to which nearness in meaning proposed nothing; null where there is no floor. */
  similarityFloor: number | null;
  /** The product that the answer is compared with, or that it goes with; null where there is none. */
  anchor: { productId: string; handle: string; title: string } | null;
  /** How many products a merchant put into this answer, or left out of it; null where nobody did. */
  curation: { pinned: number; excluded: number } | null;
  /** Why the mode is less than it could be; null when it is not. */
  degraded: string | null;
  /** Why nothing came back; null when something did. */
  emptyReason: string | null;
}

/** A filter and dismissals that are complete: both take the place of the ones just sent, with the same text. */
export interface Refinement {
  where: ItemFilter;
  dismiss: string[];
}

/**
 * What facets and funnel count over. CANDIDATES: what words or meaning proposed for the question, whatever the
 * constraints. QUALIFYING: without a question, every product that is sold.
 */
export type CandidateBasis = 'CANDIDATES' | 'QUALIFYING';

export interface FacetValue {
  value: string;
  label: string;
  /** The total with this value alone in its facet; beside others that are selected the total grows by at most this. */
  count: number;
  selected: boolean;
  /** CATEGORY: slug of the category above, where that is a value of the facet too; it stands before this one. */
  parent: string | null;
  /** PRICE: from `min` on and below `max`; null is open. */
  min: string | null;
  max: string | null;
  /** Adds the value; takes it away where it is selected. */
  apply: Refinement;
}

export interface Facet {
  group: 'CATEGORY' | 'BRAND' | 'PRICE' | 'ATTRIBUTE' | 'AVAILABILITY';
  /** ATTRIBUTE: its name. */
  name: string | null;
  label: string;
  basis: CandidateBasis;
  /** False: counted up to a bound, so every count says at least. */
  exact: boolean;
  values: FacetValue[];
  /** Values left out. */
  more: number;
  /** PRICE: lowest and highest amount. */
  min: string | null;
  max: string | null;
}

/** A waterfall in the order of the constraints: what each turned away of what those before it left. */
export interface Funnel {
  basis: CandidateBasis;
  exact: boolean;
  candidates: number;
  steps: {
    constraintId: string;
    kind: ConstraintKind;
    label: string;
    turnedAway: number;
    remaining: number;
  }[];
  remaining: number;
}

/** What would be found besides, if these constraints were given up or widened. */
export interface Relaxation {
  constraintIds: string[];
  /** "any brand", "also $150.00 and above", "at most $162.00". */
  label: string;
  more: number;
  exact: boolean;
  apply: Refinement;
}

export interface SearchPage {
  asOf: string;
  currency: string;
  items: EvidenceItem[];
  hasNextPage: boolean;
  /** Products in the candidate set that meet every constraint; exact false: at least so many. */
  total: { value: number; exact: boolean };
  interpretation: Interpretation;
  retrieval: Retrieval;
  /** These three only where `options.include` names them. */
  facets?: Facet[];
  funnel?: Funnel;
  relaxations?: Relaxation[];
}

/** One member of `api.similar_to`: what is like one product, or goes with it. */
export interface SimilarTo {
  asOf: string;
  currency: string;
  items: EvidenceItem[];
}

export type MatchVerdict =
  | 'IN_ANSWER'
  | 'IS_ANCHOR'
  | 'NOT_FOR_SALE'
  | 'FAILS_CONSTRAINTS'
  | 'CURATED_OUT'
  | 'NOT_RELEVANT'
  | 'BEYOND_CANDIDATES'
  | 'OVER_BRAND_LIMIT';

/** `api.explain_match`: why one product is, or is not, in the answer to a question. */
export interface MatchExplanation {
  productId: string;
  handle: string;
  title: string;
  verdict: MatchVerdict;
  /** The verdict in words. */
  reason: string;
  /** 1-based; null where it is not in the answer. */
  rank: number | null;
  /** Outside the answer `fused` is 0 and `semantic.rank` the place that its similarity would have. */
  score: Score;
  matchedBy: MatchSource[];
  asOf: string;
  currency: string;
  interpretation: Interpretation;
  retrieval: Retrieval;
  /** What runs, each offer held against every constraint: those that fail fewest first, at most 50. */
  offers: {
    variantId: string;
    sku: string;
    options: Record<string, unknown>;
    weightGrams: string | null;
    price: OfferPrice;
    stock: StockLevel;
    checks: ConstraintCheck[];
  }[];
}

export interface NarratedSentence {
  text: string;
  /** Ids of the products that the sentence speaks of; all are among the rows. */
  cites: string[];
}

/** One row of `api.chat`. */
export interface ChatAnswer {
  assistant_text: string;
  rows: Required<ChatEvidenceItem>[];
  interpretation: Interpretation;
  decision_id: string | null;
  sentences: NarratedSentence[];
  retrieval: Retrieval;
  as_of: string;
  currency: string;
  total: { value: number; exact: boolean };
  conversation_id: string | null;
  /** Why the answer was not recorded (a read-only standby); null when it was. */
  unrecorded: string | null;
  turn_id: string | null;
  position: number;
  move: Move;
  /** All of it, as the conversation keeps it. */
  answer: BegunChat;
}
