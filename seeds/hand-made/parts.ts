import type { ProductRecord } from '../../src/import/catalogue-record.ts';

export type VariantRecord = ProductRecord['variants'][number];
export type PriceRecord = NonNullable<VariantRecord['prices']>[number];
export type StockRecord = NonNullable<VariantRecord['stock']>[number];

interface Period {
  from: string;
  to?: string;
  compareAt?: string;
}

export function variant(
  sku: string,
  options: Readonly<Record<string, string>>,
  weightGrams: number,
  prices: PriceRecord[],
  stock: StockRecord[],
): VariantRecord {
  return { sku, options, weightGrams, prices, stock };
}

/** A row of the public list in US dollars. */
export function usd(amount: string, period: Period): PriceRecord {
  return price(amount, { currency: 'USD' }, period);
}

/** A row of the public list in euros. */
export function eur(amount: string, period: Period): PriceRecord {
  return price(amount, { currency: 'EUR' }, period);
}

/** A row of the wholesale list, which is in US dollars. */
export function wholesale(amount: string, period: Period): PriceRecord {
  return price(amount, { currency: 'USD', customerGroup: 'wholesale' }, period);
}

function price(
  amount: string,
  list: { currency: string; customerGroup?: string },
  period: Period,
): PriceRecord {
  return {
    amount,
    ...list,
    ...(period.compareAt === undefined ? {} : { compareAt: period.compareAt }),
    validFrom: period.from,
    ...(period.to === undefined ? {} : { validTo: period.to }),
  };
}

/** Stock at the harbour warehouse. */
export function harbour(onHand: number, reserved = 0): StockRecord {
  return { location: 'harbour', onHand, reserved };
}

/** Stock at the northern depot. */
export function north(onHand: number, reserved = 0): StockRecord {
  return { location: 'north', onHand, reserved };
}

/** Stock on the shop floor in Mill Lane. */
export function millLane(onHand: number, reserved = 0): StockRecord {
  return { location: 'mill-lane', onHand, reserved };
}
