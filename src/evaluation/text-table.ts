import { printable } from '../printable.ts';

const maxCell = 50;

/** Lays cells out in columns, the first row being their heads; columns of `left` begin at the left, the others end at the right. */
export function renderTable(rows: readonly (readonly string[])[], left: readonly number[] = [0]): string {
  const shown = rows.map((row) => row.map(clean));
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

function clean(cell: string): string {
  const line = printable(cell).replaceAll('\n', ' ');
  const characters = [...line];
  return characters.length <= maxCell ? line : `${characters.slice(0, maxCell - 1).join('')}…`;
}

function pad(cell: string, width: number, left: boolean): string {
  const space = ' '.repeat(Math.max(width - codePoints(cell), 0));
  return left ? cell + space : space + cell;
}

function codePoints(text: string): number {
  return [...text].length;
}
