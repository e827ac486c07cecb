import type { PreparedRecord } from './prepare-record.ts';

/**
 * Splits a batch into waves that are sent one after the other: a product comes in a later wave than every earlier one
 * with a handle or SKU in common, and a line that names a product or a category in a later one than the products before
 * it that may have brought it. So lines have the effect of their order, and a call to SQL holds no repeats. One wave is
 * the rule; a file with one variant a line has as many as a product has variants.
 */
export function planWaves<Item extends { prepared: PreparedRecord }>(batch: readonly Item[]): Item[][] {
  const lastProduct = new Map<string, number>();
  const lastOther = new Map<string, number>();
  const waves: Item[][] = [];
  for (const item of batch) {
    const { names, follows } = listKeys(item.prepared);
    // SQL writes what is no product row by row, before the products of its wave: the same wave keeps their order.
    const wave = Math.max(
      0,
      ...follows.map((key) => (lastProduct.get(key) ?? -1) + 1),
      ...names.map((key) => lastOther.get(key) ?? 0),
    );
    const last = item.prepared.type === 'product' ? lastProduct : lastOther;
    for (const key of names) last.set(key, Math.max(wave, last.get(key) ?? 0));
    const items = waves[wave] ?? [];
    waves[wave] = items;
    items.push(item);
  }
  return waves;
}

interface Keys {
  names: string[];
  /** Those of its names whose products have to be written before it. */
  follows: string[];
}

function listKeys(prepared: PreparedRecord): Keys {
  switch (prepared.type) {
    case 'product': {
      const { handle, variants, category } = prepared as unknown as {
        handle: string;
        variants: { sku: string }[];
        category: string;
      };
      const own = [`handle ${handle}`, ...variants.map((variant) => `sku ${variant.sku}`)];
      return { names: [...own, ...nameCategories(category.split('/'))], follows: own };
    }
    case 'category':
      return { names: nameCategories(String(prepared.path).split('/')), follows: [] };
    case 'curation': {
      const names = [`handle ${prepared.handle}`];
      return { names, follows: names };
    }
    case 'complement': {
      const { category, goesWith } = prepared as unknown as {
        category: string;
        goesWith: (string | { category: string })[];
      };
      const given = goesWith.map((one) => (typeof one === 'string' ? one : one.category));
      const names = nameCategories([category, ...given]);
      return { names, follows: names };
    }
    default:
      return { names: [], follows: [] };
  }
}

function nameCategories(slugs: readonly string[]): string[] {
  return slugs.map((slug) => `category ${slug}`);
}
