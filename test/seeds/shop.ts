import { demoShop } from '../../seeds/demo-shop.ts';
import type { CatalogueRecord, ProductRecord } from '../../src/import/catalogue-record.ts';

export const now = new Date('2026-03-14T10:20:30.456Z');
export const records: readonly CatalogueRecord[] = [...demoShop(now)];
export const products: readonly ProductRecord[] = records.filter(
  (record): record is ProductRecord => record.type === undefined,
);

export function product(handle: string): ProductRecord {
  const found = products.find((one) => one.handle === handle);
  if (found === undefined) throw new Error(`no product ${handle}`);
  return found;
}

type Variant = ProductRecord['variants'][number];
type Price = NonNullable<Variant['prices']>[number];
export const usd = { currency: 'USD', customerGroup: undefined };
export const eur = { currency: 'EUR', customerGroup: undefined };
export const wholesale = { currency: 'USD', customerGroup: 'wholesale' };

/** The variant's price of a list at so many hours from the seeding; "-" where there is none. */
export function priceAt(
  variant: Variant,
  list: { currency: string; customerGroup: string | undefined },
  hours = 0,
): string {
  const instant = new Date(now.getTime() + hours * 3_600_000).toISOString();
  const running = pricesOf(variant, list).filter(
    (price) => (price.validFrom ?? '') <= instant && (price.validTo == null || instant < price.validTo),
  );
  if (running.length > 1) throw new Error(`${running.length} prices at once for ${variant.sku}`);
  return running[0] === undefined ? '-' : String(running[0].amount);
}

export function pricesOf(
  variant: Variant,
  list: { currency: string; customerGroup: string | undefined },
): Price[] {
  return (variant.prices ?? []).filter(
    (price) => price.currency === list.currency && (price.customerGroup ?? undefined) === list.customerGroup,
  );
}

/** What may be sold, over all locations; null where nobody knows. */
export function available(variant: Variant): number | null {
  const rows = variant.stock ?? [];
  if (rows.length === 0) return null;
  return rows.reduce((sum, { onHand, reserved }) => sum + Math.max(0, onHand - (reserved ?? 0)), 0);
}

/** "handle action position, from to" for each row of curation of a question, in hours from the seeding; "…": without bound. */
export function curationOf(query: string): string[] {
  const hours = (instant: string | null | undefined) =>
    instant == null ? '…' : Math.floor((Date.parse(instant) - now.getTime()) / 3_600_000);
  return records.flatMap((record) =>
    record.type === 'curation' && record.query === query
      ? [
          `${record.handle} ${record.action} ${record.position ?? '-'}, ${hours(record.validFrom)} to ${hours(record.validTo)}`,
        ]
      : [],
  );
}

/** The categories that go with one, best first. */
export function complementsOf(category: string): string[] {
  return records.flatMap((record) =>
    record.type === 'complement' && record.category === category
      ? record.goesWith.map((given) =>
          typeof given === 'string' ? given : `${given.category} ${given.weight}`,
        )
      : [],
  );
}

/** "M red: 120.00, 0 left" for each variant: the data of a trap at a glance. */
export function offers(
  handle: string,
  list: { currency: string; customerGroup: string | undefined } = usd,
  hours = 0,
): string[] {
  return product(handle).variants.map((variant) => {
    const options = Object.values(variant.options ?? {}).join(' ');
    return `${options}: ${priceAt(variant, list, hours)}, ${available(variant) ?? '?'} left`;
  });
}
