import type { Queryable } from '../../../src/db/database.ts';

/** What a first turn showed: variants of the demo shop, at prices of the tests' own. */
const shown: [sku: string, amount: string][] = [
  ['PEL-JUNO-BLACK-S', '98.00'],
  ['PEL-HOLLIS-BLACK-M', '84.00'],
  ['HAL-RIDGEWAY-BLACK-M', '139.00'],
  ['QUI-BLOUSON-BLACK-S', '116.00'],
  ['HAL-BRAE-BLACK-M', '142.00'],
  ['TAR-FEN-BLACK-M', '94.00'],
];

export const firstTurn = { id: '00000000-0000-7000-8000-000000000001', position: 1 };

/** Its evidence, as far as references need it. */
export async function shownItems(database: Queryable): Promise<Record<string, unknown>[]> {
  const rows = await database.query<{ item: Record<string, unknown> }>(
    `select jsonb_build_object(
       'rank', s.rank, 'cursor', 'c' || s.rank, 'productId', p.product_id::text, 'handle', p.handle, 'title', p.title,
       'brand', b.name, 'category', c.name, 'variantId', v.variant_id::text, 'sku', v.sku, 'options', v.options,
       'weightGrams', v.weight_grams::text, 'price', jsonb_build_object('amount', s.amount, 'currency', 'USD')) as item
     from unnest($1::text[], $2::text[]) with ordinality s (sku, amount, rank)
     join product.variant v on v.sku = s.sku
     join product.product p on p.product_id = v.product_id
     join product.category c on c.category_id = p.category_id
     join product.brand b on b.brand_id = p.brand_id
     order by s.rank`,
    [shown.map(([sku]) => sku), shown.map(([, amount]) => amount)],
  );
  return rows.map(({ item }) => item);
}

const fact = (factId: string, key: string, value: Record<string, unknown>) => ({
  factId,
  kind:
    key === 'TOPIC'
      ? 'TOPIC'
      : key === 'SORT'
        ? 'SORT'
        : /^(PREFER|COMP)/.test(key)
          ? 'PREFERENCE'
          : 'CONSTRAINT',
  key,
  trust: 'PARSED',
  value,
  turn: firstTurn,
});

/** "lightest leather jackets under $150 in stock, in black or brown, preferably cheaper". */
export const heldFacts = [
  fact('f1', 'PRICE_MAX', { kind: 'PRICE_MAX', filter: { price: { max: '150', maxExclusive: true } } }),
  fact('f2', 'ATTRIBUTE:colour', {
    kind: 'ATTRIBUTE',
    filter: { attributes: [{ name: 'colour', values: ['black', 'matt black', 'brown'] }] },
  }),
  fact('f3', 'IN_STOCK', { kind: 'IN_STOCK', filter: { inStock: true } }),
  fact('f4', 'PREFER_CATEGORY', { kind: 'CATEGORY', filter: { categories: ['jackets'] } }),
  fact('f5', 'COMPARATIVE:price', { kind: 'COMPARATIVE', measures: ['price'], direction: 'LESS' }),
  fact('f6', 'SORT', { sort: 'WEIGHT_ASC' }),
  fact('f7', 'TOPIC', { residue: 'leather jackets' }),
];
