import { shorten } from './shorten.ts';
import { renderTable } from './text-table.ts';

/** As much of a row of evidence as a line shows. Kinds and states are texts: a gateway of another version may know more of them. */
export interface EvidenceLine {
  rank: number;
  title: string;
  brand: string | null;
  price: { amount: string; currency: string };
  stock: { available: number | null; status: string };
  checks: readonly { kind: string; required: string; actual: string; satisfied: boolean }[];
}

const MAX_CELL = 44;

/** Lays evidence out as lines of text, a row for each product; the last column has every check. */
export function renderEvidenceTable(items: readonly EvidenceLine[]): string {
  const rows = [['rank', 'title', 'brand', 'price', 'stock', 'checks'], ...items.map(cellsOf)];
  return renderTable(rows, { left: [1, 2, 4, 5] });
}

function cellsOf({ rank, title, brand, price, stock, checks }: EvidenceLine): string[] {
  return [
    String(rank),
    shorten(title, MAX_CELL),
    shorten(brand ?? '-', MAX_CELL),
    `${price.amount} ${price.currency}`,
    describeStock(stock),
    checks.map(describeCheck).join('; '),
  ];
}

function describeStock({ available, status }: EvidenceLine['stock']): string {
  if (available === null) return 'unknown';
  return status === 'OUT_OF_STOCK' ? 'sold out' : `${available}`;
}

/** What was found is told only where no other column tells it. */
function describeCheck({ kind, satisfied, required, actual }: EvidenceLine['checks'][number]): string {
  const told =
    kind === 'CURRENT_PRICE' || kind === 'IN_STOCK' || kind === 'PRICE_MIN' || kind === 'PRICE_MAX';
  return `${satisfied ? '✓' : '✗'} ${required}${told ? '' : ` (${actual})`}`;
}
