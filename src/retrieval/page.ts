/**
 * The shapes of `api.search`, `api.interpret` and `api.chat`: one TypeScript type for each jsonb that SQL returns.
 * Ids and amounts are strings, instants are RFC 3339 strings in UTC. The tests hold real answers against these types.
 */

/** The filter of `api.*` and of GraphQL's `ItemFilter`. Amounts are decimal strings; a bound is inclusive unless marked. */
export interface ItemFilter {
  price?: { min?: string; max?: string; minExclusive?: boolean; maxExclusive?: boolean; currency?: string };
  inStock?: boolean;
  categories?: string[];
  brands?: string[];
  attributes?: { name: string; values: string[] }[];
  exclude?: {
    categories?: string[];
    brands?: string[];
    attributes?: { name: string; values: string[] }[];
    products?: string[];
  };
}

export type SortKey = 'RELEVANCE' | 'PRICE_ASC' | 'PRICE_DESC' | 'NEWEST' | 'RATING';

/** The options of `api.search`, `api.similar_items` and (but `like`, `after`) `api.chat`. */
export interface SearchOptions {
  /** Handle or product id of an anchor: "similar to this". The anchor itself is never in the answer. */
  like?: { handle?: string; productId?: string };
  asOf?: string;
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
}

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
  | 'CATEGORY'
  | 'BRAND'
  | 'ATTRIBUTE'
  | 'EXCLUDE_CATEGORY'
  | 'EXCLUDE_BRAND'
  | 'EXCLUDE_ATTRIBUTE'
  | 'EXCLUDE_PRODUCT';

export interface Constraint {
  /** Unique within the answer: "c1", "c2", … */
  id: string;
  kind: ConstraintKind;
  source: 'ARGUMENT' | 'RULE' | 'VOCABULARY' | 'DEFAULT';
  span: Span | null;
  /** What is demanded, in words: "under $150.00". */
  label: string;
  /** The filter that says the same; null for CURRENT_PRICE, which always holds. */
  filter: ItemFilter | null;
}

export interface Preference {
  kind: 'COMPARATIVE';
  span: Span;
  measure: 'weight_grams' | 'price' | 'released_on' | 'rating';
  direction: 'LESS' | 'MORE';
}

export interface IgnoredText {
  span: Span;
  reason: string;
}

/** A misspelt word and the catalogue word that it was taken for. */
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
  ignored: IgnoredText[];
  repairs: Repair[];
}

export interface ConstraintCheck {
  constraintId: string;
  kind: ConstraintKind;
  required: string;
  actual: string;
  satisfied: boolean;
}

export interface Score {
  /** Order of the answer under RELEVANCE: 0.5 words + 0.5 meaning (each 0..1 of the best; a negative similarity counts 0) + preference. Higher is better. */
  fused: number;
  /** Cosine similarity to the question, -1..1, and its rank among the candidates; null without a vector. */
  semantic: { similarity: number; rank: number } | null;
  /** Full-text score 0..1 and its rank; null where no word matched. */
  lexical: { score: number; rank: number } | null;
  /** 0..0.2, from comparatives such as "lighter". */
  preference: number;
}

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
  price: {
    amount: string;
    currency: string;
    compareAt: string | null;
    priceList: string;
    validFrom: string | null;
    validTo: string | null;
  };
  stock: { available: number | null; status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK' | 'UNKNOWN' };
  score: Score;
  matchedBy: ('MEANING' | 'WORDS')[];
  checks: ConstraintCheck[];
  embedding: { model: string; embeddedAt: string } | null;
}

export interface Retrieval {
  /** HYBRID: words and meaning. LEXICAL: words only. SEMANTIC: meaning only. BROWSE: no question, only a filter. */
  mode: 'HYBRID' | 'LEXICAL' | 'SEMANTIC' | 'BROWSE';
  strategy: 'EXACT' | 'APPROXIMATE' | 'NONE';
  /** Products that were ranked. */
  candidatesScanned: number;
  /** False when a scan hit its bound, so that more might exist. */
  exhausted: boolean;
  embeddingModel: string | null;
  /** Why the mode is less than it could be; null when it is not. */
  degraded: string | null;
  /** Why nothing came back; null when something did. */
  emptyReason: string | null;
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
}

export interface NarratedSentence {
  text: string;
  /** Ids of the products that the sentence speaks of; all are among the rows. */
  cites: string[];
}

/** One row of `api.chat`. */
export interface ChatAnswer {
  assistant_text: string;
  rows: EvidenceItem[];
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
}
