/** The smallest of the numbers that at least this share (above 0, up to 1) of them do not exceed. Throws on none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const found = sorted[Math.ceil(sorted.length * share) - 1];
  if (found === undefined) throw new Error(`There is no ${share} percentile of ${sorted.length} numbers.`);
  return found;
}
