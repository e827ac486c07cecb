import { shorten } from './shorten.ts';
import { renderTable } from './text-table.ts';

/** A demand or a wish, held against the row. */
interface Judged {
  kind: string;
  required: string;
  actual: string;
  satisfied: boolean;
}

/** As much of a row of evidence as a line shows. Kinds and states are texts: a gateway of another version may know more of them. */
export interface EvidenceLine {
  rank: number;
  title: string;
  brand: string | null;
  price: { amount: string; currency: string };
  stock: { available: number | null; status: string };
  checks: readonly Judged[];
  preferences: readonly Judged[];
}

const MAX_CELL = 44;

/** Lays evidence out as lines of text, a row for each product; the last column has every check, the one before it wishes, if any. */
export function renderEvidenceTable(items: readonly EvidenceLine[]): string {
  const wished = items.some(({ preferences }) => preferences.length > 0);
  const heads = ['rank', 'title', 'brand', 'price', 'stock', ...(wished ? ['wishes'] : []), 'checks'];
  return renderTable([heads, ...items.map((item) => cellsOf(item, wished))], { left: [1, 2, 4, 5, 6] });
}

function cellsOf(
  { rank, title, brand, price, stock, checks, preferences }: EvidenceLine,
  wished: boolean,
): string[] {
  return [
    String(rank),
    shorten(title, MAX_CELL),
    shorten(brand ?? '-', MAX_CELL),
    `${price.amount} ${price.currency}`,
    describeStock(stock),
    ...(wished ? [preferences.map(describeWish).join('; ')] : []),
    checks.map(describeCheck).join('; '),
  ];
}

/** A dash, not a cross: what is only wished for turns nothing away. A word such as "red" may mean a dozen values. */
function describeWish({ satisfied, required, actual }: Judged): string {
  return `${satisfied ? '✓' : '–'} ${shorten(required, MAX_CELL)} (${shorten(actual, MAX_CELL)})`;
}

function describeStock({ available, status }: EvidenceLine['stock']): string {
  if (available === null) return 'unknown';
  return status === 'OUT_OF_STOCK' ? 'sold out' : `${available}`;
}

/** What was found is told only where no other column tells it. */
function describeCheck({ kind, satisfied, required, actual }: Judged): string {
  const told =
    kind === 'CURRENT_PRICE' || kind === 'IN_STOCK' || kind === 'PRICE_MIN' || kind === 'PRICE_MAX';
  return `${satisfied ? '✓' : '✗'} ${required}${told ? '' : ` (${actual})`}`;
}
