import { printable } from './printable.ts';
import { shorten } from './shorten.ts';

/**
 * Lays cells out in columns, the first row being their heads; columns of `left` begin at the left, the others end at the right.
 * Cells of more than `maxCell` characters are cut off.
 */
export function renderTable(
  rows: readonly (readonly string[])[],
  { left = [0], maxCell = Number.POSITIVE_INFINITY }: { left?: readonly number[]; maxCell?: number } = {},
): string {
  const shown = rows.map((row) => row.map((cell) => shorten(printable(cell).replaceAll('\n', ' '), maxCell)));
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => codePoints(row[column] ?? ''))),
  );
  return shown
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, left.includes(column)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function pad(cell: string, width: number, left: boolean): string {
  const space = ' '.repeat(Math.max(width - codePoints(cell), 0));
  return left ? cell + space : space + cell;
}

function codePoints(text: string): number {
  return [...text].length;
}
