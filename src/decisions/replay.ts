import type { SearchPage } from '../retrieval/page.ts';

/** The shape of `api.replay_decision`. */
export interface ReplayReport {
  decisionId: string;
  outcome: 'SAME' | 'DIFFERS' | 'FORGOTTEN';
  replayedAt: string;
  asOf: string;
  differences: ReplayDifference[];
  /** What cannot be known, in sentences. */
  notReconstructed: string[];
  /** What is found now; null where the question could not be asked. */
  page: SearchPage | null;
}

export type DifferenceKind =
  | 'ROW_GONE'
  | 'ROW_NEW'
  | 'ORDER'
  | 'VARIANT'
  | 'PRICE'
  | 'STOCK'
  | 'TEXT'
  | 'COUNT'
  | 'MODEL'
  | 'INTERPRETATION'
  | 'NARRATION';

export interface ReplayDifference {
  kind: DifferenceKind;
  /** Null where it is about the whole answer. */
  productId: string | null;
  handle: string | null;
  title: string | null;
  /** Of the evidence or the page, such as amount, available, total; rank for rows that are gone, new or moved. */
  field: string;
  before: string | null;
  /** ROW_GONE: its place behind the page, else in words where it is. */
  now: string | null;
  causes: ChangeCause[];
}

/** A field of an entry of the change log. Id, actor and cause are for merchants. */
export interface ChangeCause {
  /** The product that was changed: of a row that others moved, one of those. */
  productId: string;
  handle: string;
  title: string | null;
  changeId: string | null;
  changedAt: string;
  actor: string | null;
  cause: string | null;
  /** The table, such as product.price. */
  relation: string;
  /**
   * SKU and price list or location, a customer group, a curated question; null for the product itself. Of another product than
   * the difference is of, its handle first.
   */
  subject: string | null;
  field: string;
  before: string | null;
  after: string | null;
}
