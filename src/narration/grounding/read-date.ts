import type { GroundRow } from './ground-row.ts';
import { fact, type Piece, phraseAt, phrases, type Reader } from './piece.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './token.ts';

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

const until = phrases(`
  until | till | valid until | valid to | end on | ending | ending on | end | good until | hold until |
  run until | up until | expire on | expiring | expire | run out on | run to | last until | close on
`);

export const since = phrases(`
  since | from | valid from | valid since | starting | as of | in force since | began on | start on
`);

/** Days between which a price holds. A day is the UTC day of the instant; a day without a year is of the year of the row. */
export const readDate: Reader = ({ tokens }, at): Piece | null => {
  const through = phraseAt(
    tokens,
    at,
    phrases('through | through to | up to and including | until the end of'),
  );
  const to = through || phraseAt(tokens, at, until);
  const from = to > 0 ? 0 : phraseAt(tokens, at, since);
  const lead = to || from;
  const article = tokens[at + lead]?.stem === 'the' ? 1 : 0;
  const day = dayAt(tokens, at + lead + article);
  if (day === null || (lead === 0 && tokens[at - 1]?.stem === 'released')) return null;
  // A day by itself, "after", "by" and "on" a day: nothing is known of these.
  if (lead === 0) return { kind: 'BAD', code: 'DATE', length: day.length };
  const holds = (row: GroundRow): boolean | null => {
    const instant = from > 0 ? row.validFrom : row.validTo;
    if (instant === null) return null;
    const matches = (of: string) =>
      of.slice(5, 10) === day.date && (day.year === null || of.slice(0, 4) === day.year);
    // Whoever says "through" means that day as well; a price that ends at midnight holds through the day before.
    if (through > 0) return matches(new Date(Date.parse(instant) - 1).toISOString());
    return matches(instant);
  };
  return fact(lead + article + day.length, 'DATE', holds);
};

/** "2026-12-02", "2 December 2026", "December 2nd, 2026". */
function dayAt(
  tokens: readonly Token[],
  at: number,
): { date: string; year: string | null; length: number } | null {
  const written = tokens[at]?.text ?? '';
  if (/^\d{4}-\d\d-\d\d/.test(written))
    return { date: written.slice(5, 10), year: written.slice(0, 4), length: 1 };
  const dayFirst = readDay(tokens, at);
  const of = dayFirst && tokens[at + dayFirst.length]?.stem === 'of' ? 1 : 0;
  const monthAt = dayFirst ? at + dayFirst.length + of : at;
  const name = tokens[monthAt]?.text.toLowerCase() ?? '';
  const month = months.findIndex(
    (each) => each === name || (name.length >= 3 && name.length <= 4 && each.startsWith(name)),
  );
  if (month < 0 || !tokens[monthAt]?.capital) return null;
  const day = dayFirst ?? readDay(tokens, monthAt + 1);
  if (day === null) return null;
  let end = dayFirst ? monthAt + 1 : monthAt + 1 + day.length;
  const comma = tokens[end]?.text === ',' ? 1 : 0;
  const year = tokens[end + comma];
  const hasYear = year?.kind === 'NUMBER' && /^20\d\d$/.test(year.text);
  if (hasYear) end += comma + 1;
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `${two(month + 1)}-${two(day.value)}`,
    year: hasYear ? (year?.text ?? null) : null,
    length: end - at,
  };
}

function readDay(tokens: readonly Token[], at: number): { value: number; length: number } | null {
  const number = tokens[at]?.kind === 'NUMBER' ? readNumber(tokens, at) : null;
  if (number === null || number.value < 1 || number.value > 31) return null;
  const ending = tokens[at + 1];
  return {
    value: number.value,
    length: ending?.joined && ['st', 'nd', 'rd', 'th'].includes(ending.stem) ? 2 : 1,
  };
}
