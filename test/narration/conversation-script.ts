import type { Move } from '../../src/narration/chat-answer.ts';
import type { ItemFilter } from '../../src/retrieval/page.ts';

/** A row of an earlier answer: the rank-th of that turn, or what a word about that row picks. */
export interface Pointed {
  turn: number;
  rank: number;
  /** The first row of that turn with the same brand, or the cheapest one, instead of the rank itself. */
  by?: 'BRAND' | 'CHEAPEST';
  /** The turn that showed it last, where that is a later one: what "it" goes back to. */
  shownAt?: number;
}

/** What each row must be by the product tables. Words of attributes as the shopper says them; synonyms count. */
export interface RowDemand {
  below?: number;
  atMost?: number;
  atLeast?: number;
  currency?: 'USD' | 'EUR';
  grams?: number;
  category?: string;
  brands?: string[];
  has?: Record<string, string[]>;
  lacks?: Record<string, string[]>;
  inStock?: true;
  inStockAt?: string;
}

/** PRICE, WEIGHT, STOCK, an option ("size", "colour"), or an attribute. */
export type Asked = 'PRICE' | 'WEIGHT' | 'STOCK' | 'size' | 'colour' | (string & {});

export interface ScriptedTurn {
  /** `{1.2.brand}` is the brand of the second row of turn 1, `{1.2.title}` its title. */
  say: string;
  filter?: ItemFilter;
  /** More than one where people would call it either. */
  move: Move | Move[];
  /**
   * All that holds after the turn but the topic: `key@turn that said it` and words of its label, several behind " & ".
   * Absent: as after the turn before.
   * Several of one key are one demand: either will do.
   */
  holds?: Record<string, string>;
  /** Keys that may hold besides, or not. */
  may?: string[];
  /** Keys of what was given beside the text; the trust of everything else is PARSED. Absent: as before. */
  given?: string[];
  /** Words that are in the topic, or with "-" before them are not. Absent: as before; empty: there is no topic. */
  topic?: string;
  /** Whether nothing comes back. Absent: rows of a list, one of an ITEM, none of TALK. */
  empty?: boolean | 'EITHER';
  /** Of every row, and of the first. */
  rows?: RowDemand;
  top?: RowDemand;
  /** The product that the turn is about. */
  about?: Pointed;
  asks?: Asked;
  /** `key@turn` of what the turn takes out of memory. */
  takes?: Record<string, 'REPLACED' | 'FORGOTTEN' | 'NEW_TOPIC' | 'RESTARTED'>;
  /** Of a reason among what was ignored. */
  ignores?: RegExp;
  /** Of the narration. */
  says?: RegExp;
  /** Rows are none of those of this turn. */
  unlike?: number;
}

export interface Conversation {
  title: string;
  turns: ScriptedTurn[];
}
