import { printable } from './printable.ts';

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
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => codePoints(row[column])))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column === 0 || column === 3))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function cellsOf({ rank, title, brand, price, stock, checks }: EvidenceLine): string[] {
  return [
    String(rank),
    shorten(title),
    shorten(brand ?? '-'),
    `${price.amount} ${price.currency}`,
    describeStock(stock),
    checks.map(describeCheck).join('; '),
  ].map((cell) => printable(cell).replaceAll('\n', ' '));
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

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_CELL ? text : `${characters.slice(0, MAX_CELL - 1).join('')}…`;
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(width - codePoints(text), 0));
  return right ? `${space}${text}` : `${text}${space}`;
}

function codePoints(text = ''): number {
  return [...text].length;
}
