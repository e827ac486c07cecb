import type { ChatEvidenceItem, ItemOffer, RecordedAttribute } from '../chat-answer.ts';
import { findTellable, readRecorded } from './recorded.ts';
import { readPhrase, tokenise } from './token.ts';

/** A value that a row has under a name: colour, size, material; `true` and `false` are flags such as waterproof. */
export interface RowValue {
  name: string;
  words: string[];
  flag: boolean | null;
}

/** What one offer of the answer proves. Amounts are in thousandths, so that equality is exact. */
export interface GroundRow {
  productId: string;
  rank: number;
  title: string[];
  brand: string[];
  category: string[];
  price: number;
  compareAt: number | null;
  currency: string;
  validFrom: string | null;
  validTo: string | null;
  weightGrams: number | null;
  rating: number | null;
  available: number | null;
  status: ChatEvidenceItem['stock']['status'];
  locations: { name: string[]; available: number }[];
  values: RowValue[];
  /** Words of the names under which something is recorded of the product. */
  names: ReadonlySet<string>;
  /** Of the offer: what tells it apart from others of its product. */
  options: { name: string; words: string[] }[];
  /** Comparatives of the question: what the offer was held against. */
  compared: { measure: string; less: boolean; typical: string; satisfied: boolean }[];
}

/** `attributes`: what is recorded of the product, in place of what the item says. */
export function makeRow(
  item: Omit<ChatEvidenceItem, keyof ItemOffer> & ItemOffer,
  attributes: readonly RecordedAttribute[],
): GroundRow {
  const { price, stock } = item;
  const recorded = readRecorded(findTellable(attributes, item.options));
  const values = [
    ...Object.entries(item.options),
    ...recorded.values,
    ...[...item.checks, ...item.preferences].flatMap(({ kind, required, actual }) =>
      kind.endsWith('ATTRIBUTE') ? readCheck(required, actual) : [],
    ),
  ];
  const rated =
    item.rating ??
    item.preferences.find(({ measure }) => measure === 'rating')?.actual ??
    // Where the item has no rating of its own, an attribute of that name is something else.
    (item.rating === undefined ? attributes.find(({ name }) => name === 'rating')?.value : null);
  return {
    productId: item.productId,
    rank: item.rank,
    title: readPhrase(item.title),
    brand: readPhrase(item.brand ?? ''),
    category: readPhrase(item.category),
    price: thousandths(price.amount),
    compareAt: price.compareAt === null ? null : thousandths(price.compareAt),
    currency: price.currency,
    validFrom: price.validFrom,
    validTo: price.validTo,
    weightGrams: item.weightGrams === null ? null : Number(item.weightGrams),
    rating: rated == null || Number.isNaN(Number.parseFloat(rated)) ? null : Number.parseFloat(rated),
    available: stock.available,
    status: stock.status,
    locations: stock.locations.map(({ name, available }) => ({ name: readPhrase(name), available })),
    values: values.flatMap(([name, value]) => readValues(name ?? '', value)),
    names: recorded.names,
    options: Object.entries(item.options).map(([name, value]) => ({
      name,
      words: readPhrase(String(value)),
    })),
    compared: item.preferences.flatMap(({ kind, measure, required, typical, satisfied }) =>
      kind === 'COMPARATIVE' && measure !== null && typical !== null
        ? [{ measure, less: tellsLess(required), typical: typical.toLowerCase(), satisfied }]
        : [],
    ),
  };
}

/** Of the product compared with the evidence holds the figure of each comparison, and nothing else. */
export function makeAnchor(
  { productId, title }: { productId: string; title: string },
  rows: readonly GroundRow[],
): GroundRow {
  const typical = (of: string) =>
    rows.flatMap(({ compared }) => compared).find(({ measure }) => measure === of)?.typical ?? '';
  const [amount] = tokenise(typical('price'));
  return {
    productId,
    rank: Number.NaN,
    title: readPhrase(title),
    brand: [],
    category: [],
    price: amount?.kind === 'MONEY' ? Math.round(amount.value * 1000) : Number.NaN,
    compareAt: null,
    currency: amount?.currency ?? '',
    validFrom: null,
    validTo: null,
    weightGrams: readGrams(typical('weight_grams')),
    rating: typical('rating') === '' ? null : Number.parseFloat(typical('rating')),
    available: null,
    status: 'UNKNOWN',
    locations: [],
    values: [],
    names: new Set(),
    options: [],
    compared: [],
  };
}

function readGrams(text: string): number | null {
  const [number, unit] = tokenise(text);
  return number?.kind !== 'NUMBER'
    ? null
    : Math.round(number.value * (unit?.stem === 'kg' ? 1_000_000 : 1000)) / 1000;
}

/** What a check says that the row has: "size: 42", "screen 27 in", "waterproof: true", "material not wool"; "not recorded" is nothing. */
function readCheck(required: string, actual: string): (readonly [string, unknown])[] {
  if (actual.startsWith('not ')) return [];
  const [name = ''] = required.split(
    /: | not | (?=[-\d<>]|at |under |over |from |above |below |between |up )/,
  );
  const measured = /^(-?[\d.]+) ?(\S+)$/.exec(actual);
  const unit = unitCodes[measured?.[2]?.toLowerCase() ?? ''] ?? measured?.[2]?.toLowerCase();
  return measured && !Number.isNaN(Number(measured[1]))
    ? [[`${name}_${unit}`, measured[1]]]
    : [[name, actual]];
}

const unitCodes: Record<string, string> = { ω: 'ohm', '°c': 'c', '"': 'in' };

function readValues(given: string, value: unknown): RowValue[] {
  const name = given.replaceAll(' ', '_');
  if (Array.isArray(value)) return value.flatMap((each: unknown) => readValues(name, each));
  if (value === true || value === 'true' || value === 'yes') return [{ name, words: [], flag: true }];
  if (value === false || value === 'false' || value === 'no') return [{ name, words: [], flag: false }];
  return [{ name, words: readPhrase(String(value)), flag: null }];
}

/** "lighter than 1.78 kg", "less expensive than", "noise less than 72 dB" against their opposites. */
function tellsLess(required: string): boolean {
  return /\b(?:lighter|cheaper|less|lower|smaller|older|earlier|shorter|thinner|quieter|narrower|fewer)\b/.test(
    required,
  );
}

/** "139.00" is 139000: prices have up to three decimals. */
export function thousandths(amount: string): number {
  return Math.round(Number(amount) * 1000);
}
