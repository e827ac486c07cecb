import { UsageError } from '../errors.ts';

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** An instant as RFC 3339 of an option's text: "30d", "12h", "2w" ago, or an instant itself. Throws UsageError. */
export function readSince(option: string, text: string, nowMs: number): string {
  const [, amount, unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (amount !== undefined) return new Date(nowMs - Number(amount) * (unitMs[unit] ?? 0)).toISOString();
  const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(instant)) return new Date(instant).toISOString();
  throw new UsageError(
    `--${option}: found ${JSON.stringify(text)}; expected a time that has passed, such as 30d, 12h or 2w, or an instant such as 2026-05-01T12:00:00Z.`,
  );
}
