/** To 5 g below a kilo and to 10 g above, as labels are. */
export function roundGrams(grams: number): number {
  const step = grams < 1000 ? 5 : 10;
  return Math.max(step, Math.round(grams / step) * step);
}

/** "640 g", "1.9 kg". */
export function writeWeight(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${Number((grams / 1000).toFixed(1))} kg`;
}
