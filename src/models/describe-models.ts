import { printable } from '../printable.ts';
import type { EmbeddingFault, EmbeddingModelStatus } from '../retrieval/embedding-status.ts';
import { renderTable } from '../text-table.ts';

const heads = [
  ...['model', 'provider', 'state', 'dimensions', 'coverage', 'backlog', 'parked', 'oldest'],
  ...['lag p50', 'lag p95', 'floor'],
];

/** A line a model, and below them what went wrong last; `now` is what ages are counted from. */
export function describeModels(models: readonly EmbeddingModelStatus[], now: Date): string {
  if (models.length === 0) return 'No model is in use. "trueshelf fit" makes the built-in one.\n';
  const table = renderTable([heads, ...models.map((model) => cellsOf(model, now))], { left: [0, 1, 2] });
  return table + models.map(describeFaults).join('') + models.map(describeParked).join('');
}

function cellsOf(model: EmbeddingModelStatus, now: Date): string[] {
  const { oldestPending: oldest, similarityFloor: floor } = model;
  return [
    model.model,
    model.provider,
    model.state,
    String(model.dimensions),
    formatShare(model.coverage),
    String(model.backlog),
    String(model.parked),
    oldest === null ? '–' : formatSeconds((now.getTime() - Date.parse(oldest)) / 1000),
    formatSeconds(model.lagP50Seconds),
    formatSeconds(model.lagP95Seconds),
    floor === null ? '–' : floor.toFixed(2),
  ];
}

function describeParked({ model, parked }: EmbeddingModelStatus): string {
  if (parked === 0) return '';
  const what = parked === 1 ? '1 product is' : `${parked} products are`;
  return `${what} set aside by ${model}. Why: npx trueshelf model parked ${model}; to try again: npx trueshelf model retry ${model}\n`;
}

/** The provider's failure, which stops everything, and that of a single product, unless it is the same. */
function describeFaults({ model, failure, lastError }: EmbeddingModelStatus): string {
  return [failure, lastError?.code === failure?.code ? null : lastError]
    .filter((fault) => fault !== null)
    .map((fault) => `${printable(`${model}: ${describeFault(fault)}`).replaceAll('\n', ' ')}\n`)
    .join('');
}

function describeFault({ code, message, hint, at }: EmbeddingFault): string {
  const told = [message, hint].filter((part) => part != null).join(' ');
  return `${code ?? 'UNKNOWN'}: ${told}${at ? ` (${at})` : ''}`;
}

/** Never 100 % while anything is missing. */
function formatShare(share: number | null): string {
  return share === null ? '–' : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

function formatSeconds(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 10) return `${Math.max(seconds, 0).toFixed(1)} s`;
  if (seconds < 600) return `${Math.round(seconds)} s`;
  if (seconds < 36_000) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
