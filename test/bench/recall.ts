/** Similarities of one pair computed by two plans may differ in their last digits. */
const tolerance = 1e-9;

/**
 * The share, 0..1, of an exact answer's rows that an answer has as well. An item that is as good as the exact answer's last
 * one counts also where that one stands in its place: which of equals comes is no question of recall. Where nothing
 * qualifies it is 1 for no row and 0 for any.
 *
 * `returned`: the scores of the answer's rows, each as the exact answer would score it; `exact`: best first.
 */
export function recall(returned: readonly number[], exact: readonly number[]): number {
  const last = exact.at(-1);
  if (last === undefined) return returned.length === 0 ? 1 : 0;
  const found = returned.filter((score) => score >= last - tolerance).length;
  return Math.min(found / exact.length, 1);
}
