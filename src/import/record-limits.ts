/** Limits of the catalogue format. docs/import.md lists them; those of a table are also its check constraints. */
export const recordLimits = {
  handleLength: 200,
  titleLength: 1000,
  descriptionLength: 20_000,
  nameLength: 200,
  slugLength: 100,
  categoryDepth: 10,
  attributes: 500,
  attributeTextLength: 10_000,
  attributeValues: 1000,
  /** Beyond it a JSON number of most readers is no longer the number that was written. */
  attributeNumber: Number.MAX_SAFE_INTEGER,
  variants: 500,
  pricesPerVariant: 100,
  locationsPerVariant: 200,
  customerGroups: 50,
  synonymTargets: 8,
  synonymValues: 50,
  phraseLength: 100,
  complements: 50,
  questionLength: 1000,
  pinPosition: 100,
  /** Exclusive. */
  amount: 1e9,
  amountDecimals: 4,
  /** Exclusive. */
  weightGrams: 1e9,
  stock: 1e9,
  firstYear: 1900,
  lastYear: 2100,
} as const;
