/** To six decimals; null over nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : round(values.reduce((total, value) => total + value, 0) / values.length);
}

/** To six decimals, so that figures read back from a file are the figures that were computed. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6 || 0; // no negative zero, which JSON would not keep
}
