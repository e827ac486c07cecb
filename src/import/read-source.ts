import type { Source } from './mapping.ts';

/** The value that a source gives for a row, undefined where it gives none; adds the field that was read to `used`. */
export function readSource(
  source: Source,
  row: Readonly<Record<string, unknown>>,
  used: Set<string>,
): unknown {
  if ('constant' in source) return source.constant;
  for (const field of [source.field].flat()) {
    if (!Object.hasOwn(row, field)) continue;
    used.add(field);
    const value = convert(row[field], source);
    if (value !== undefined) return value;
  }
  return source.default;
}

type FieldSource = Exclude<Source, { constant: unknown }>;

function convert(given: unknown, source: FieldSource): unknown {
  if (given === null || given === undefined) return undefined;
  if (Array.isArray(given)) return given.length === 0 ? undefined : given;
  const renamed =
    source.values && Object.hasOwn(source.values, String(given)) ? source.values[String(given)] : given;
  if (renamed === null || renamed === undefined) return undefined;
  if (source.above !== undefined && !(Number(renamed) > source.above)) return undefined;
  if (typeof renamed === 'string') return convertText(renamed, source);
  if (typeof renamed === 'number') return shift(String(renamed), source) ?? renamed;
  return renamed;
}

function convertText(given: string, source: FieldSource): unknown {
  const stripped = source.stripTags ? given.replaceAll(/<[^<>]*>/g, ' ').replaceAll(/\s+/g, ' ') : given;
  const text = stripped.trim();
  if (text === '') return undefined;
  if (source.split !== undefined) {
    return text
      .split(source.split)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  if (source.day) return text.slice(0, 10);
  return shift(text, source) ?? text;
}

/** Moves the decimal point of a plain decimal, so that 9495 cents are 94.95 and never 94.94999; null where nothing is to be moved. */
function shift(decimal: string, { divideBy, multiplyBy }: FieldSource): string | null {
  if (divideBy === undefined && multiplyBy === undefined) return null;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') return null;
  const places = Math.log10(multiplyBy ?? 1) - Math.log10(divideBy ?? 1);
  const left = Math.max(0, -places);
  const digits = whole.padStart(whole.length + left, '0') + fraction.padEnd(places, '0');
  const point = whole.length + left + places;
  const shiftedWhole = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const shiftedFraction = digits.slice(point).replace(/0+$/, '');
  return `${sign}${shiftedWhole}${shiftedFraction === '' ? '' : `.${shiftedFraction}`}`;
}
