/** Grades 0 (wrong) to 3 (right) of products by their handle; a product without one counts as wrong. */
export type Grades = ReadonlyMap<string, number>;

/** Rows that a search is asked for; recall and reciprocal rank look no deeper. */
export const depth = 50;

/** Rows that a shopper sees first. */
export const front = 10;

/**
 * nDCG@10 (Järvelin and Kekäläinen 2002, with the gain 2^grade − 1 of Burges et al. 2005): what the first ten rows gain,
 * a row's gain divided by log2(rank + 1), as a share of what the best order of the graded products would gain. 0..1.
 * Null where no grade is above 0.
 */
export function ndcgAt10(ranked: readonly string[], grades: Grades): number | null {
  const ideal = discountedGain([...grades.values()].sort((a, b) => b - a));
  return ideal === 0 ? null : discountedGain(ranked.map((handle) => grades.get(handle) ?? 0)) / ideal;
}

/** 1 / rank of the first row with a grade above 0 (trec_eval's relevance), 0 where none of the first fifty has one. Null as above. */
export function reciprocalRank(ranked: readonly string[], grades: Grades): number | null {
  if (countRelevant(grades) === 0) return null;
  const index = ranked.slice(0, depth).findIndex((handle) => (grades.get(handle) ?? 0) > 0);
  return index === -1 ? 0 : 1 / (index + 1);
}

/** Share of the products with a grade above 0 that are among the first fifty rows. Null as above. Below 1 where there are more than fifty. */
export function recallAt50(ranked: readonly string[], grades: Grades): number | null {
  const relevant = countRelevant(grades);
  if (relevant === 0) return null;
  return ranked.slice(0, depth).filter((handle) => (grades.get(handle) ?? 0) > 0).length / relevant;
}

/** Share of the first ten rows that were graded at all. Null without rows. */
export function judgedAt10(ranked: readonly string[], grades: Grades): number | null {
  const rows = ranked.slice(0, front);
  return rows.length === 0 ? null : rows.filter((handle) => grades.has(handle)).length / rows.length;
}

function discountedGain(grades: readonly number[]): number {
  return grades
    .slice(0, front)
    .reduce((total, grade, index) => total + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

function countRelevant(grades: Grades): number {
  return [...grades.values()].filter((grade) => grade > 0).length;
}
