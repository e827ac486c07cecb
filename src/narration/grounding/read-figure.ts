import type { Ground } from './ground.ts';
import type { GroundRow } from './ground-row.ts';
import { fact } from './piece.ts';
import { readNumber } from './read-number.ts';
import { readPhrase, type Token } from './token.ts';

/** How units are written, by the end of an attribute's name. */
export const unitNames: Record<string, string[]> = {
  l: ['l', 'litre', 'liter'],
  ml: ['ml', 'millilitre', 'milliliter'],
  h: ['h', 'hour'],
  in: ['inch', 'in', '"', '″'],
  w: ['w', 'watt'],
  hz: ['hz', 'hertz'],
  ohm: ['ω', 'ohm'],
  c: ['°c', 'degree'],
  cm: ['cm', 'centimetre', 'centimeter'],
  mm: ['mm', 'millimetre'],
  m: ['m', 'metre', 'meter'],
  db: ['db', 'decibel'],
};

/** "27 inch", "1.7 L", "3 °C": a number attribute whose name ends with its unit, or the same in the title. */
export function readMeasured(ground: Ground, tokens: readonly Token[], at: number) {
  const number = readNumber(tokens, at);
  if (number === null) return null;
  const behind = at + number.length + (tokens[at + number.length]?.text === '-' ? 1 : 0);
  const sign = tokens[behind]?.stem ?? '';
  // "one in stock" is no inch.
  const spelled = tokens[at]?.kind !== 'NUMBER' && (tokens[behind]?.text.length ?? 0) < 3;
  const written = spelled ? '' : sign === '°' ? '°c' : sign;
  const found = Object.entries(unitNames).find(([, names]) => names.includes(written));
  if (!found) return readNamedFigure(ground, tokens, at, number);
  const [unit, names] = found;
  // "°C" and "degrees Celsius" are two tokens.
  const last =
    sign === '°' || sign === 'degree'
      ? ['c', 'celsiu', 'celsius'].includes(tokens[behind + 1]?.stem ?? '')
        ? 1
        : 0
      : 0;
  const length = behind + 1 + last - at;
  const isSo = (row: GroundRow): boolean | null => {
    const measured = row.values.filter(({ name }) => name.endsWith(`_${unit}`));
    if (measured.some(({ words }) => Number(words[0]) === number.value)) return true;
    const inTitle = row.title.some(
      (word, place) =>
        Number(word) === number.value &&
        (names.includes(row.title[place + 1] ?? '') || (unit === 'c' && row.title[place + 1] === '°')),
    );
    return inTitle || (measured.length > 0 ? false : null);
  };
  return fact(length, 'MEASURE', isSo, { narrows: true, deniable: true });
}

/** "the R-value is 1.7": a number attribute by its name. */
function readNamedFigure(
  ground: Ground,
  tokens: readonly Token[],
  at: number,
  number: { value: number; length: number },
) {
  const before = tokens
    .slice(Math.max(0, at - 5), at)
    .filter(({ text }) => text !== '-')
    .map(({ stem }) => stem);
  while (['is', ':', 'of', 'at', 'a', 'an'].includes(before.at(-1) ?? '')) before.pop();
  for (const row of ground.rows) {
    for (const { name, flag } of row.values) {
      const words = readPhrase(name).filter((word) => /[a-z]/.test(word));
      if (
        flag !== null ||
        words.length === 0 ||
        !words.every((word, place) => before[before.length - words.length + place] === word)
      )
        continue;
      const isSo = (of: GroundRow): boolean | null => {
        const values = of.values.filter((value) => value.name === name);
        return values.length === 0
          ? null
          : values.some((value) => value.words.length === 1 && Number(value.words[0]) === number.value);
      };
      return fact(number.length, 'MEASURE', isSo, { narrows: true, deniable: true });
    }
  }
  return null;
}
