/** What one way of searching gave for one question. */
export interface Answer {
  /** Best first, at most ten. */
  productIds: readonly string[];
  /** One round trip, as the client saw it. */
  ms: number;
}
