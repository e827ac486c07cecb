import type { PreparedRecord } from './prepare-record.ts';

/**
 * Splits a batch into waves that are sent one after the other: a record comes in a later wave than every earlier one
 * with a handle, SKU or name in common. So lines have the effect of their order, and a call to SQL holds no repeats.
 * One wave is the rule; a file with one variant a line has as many as a product has variants.
 */
export function planWaves<Item extends { prepared: PreparedRecord }>(batch: readonly Item[]): Item[][] {
  const lastWave = new Map<string, number>();
  const waves: Item[][] = [];
  for (const item of batch) {
    const keys = listKeys(item.prepared);
    const wave = Math.max(-1, ...keys.map((key) => lastWave.get(key) ?? -1)) + 1;
    for (const key of keys) lastWave.set(key, wave);
    const items = waves[wave] ?? [];
    waves[wave] = items;
    items.push(item);
  }
  return waves;
}

/** SQL writes the other records row by row, before the products of their wave, so those never collide. */
function listKeys(prepared: PreparedRecord): string[] {
  if (prepared.type !== 'product') return [];
  const { handle, variants } = prepared as unknown as { handle: string; variants: { sku: string }[] };
  return [`handle ${handle}`, ...variants.map((variant) => `sku ${variant.sku}`)];
}
