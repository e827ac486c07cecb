import type { Token } from './token.ts';

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );

const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** A number in digits or in words ("one hundred and thirty nine") and how many tokens it takes. */
export function readNumber(tokens: readonly Token[], at: number): { value: number; length: number } | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'NUMBER') {
    return tokens[at + 1]?.stem === 'x' && tokens[at + 1]?.joined ? null : { value: token.value, length: 1 };
  }
  let value = 0;
  let length = 0;
  while (length < 9) {
    const word = tokens[at + length]?.text.toLowerCase() ?? '';
    const behind = tokens[at + length + 1]?.text.toLowerCase() ?? '';
    const unit = units.indexOf(word);
    const ten = tens.indexOf(word);
    if (
      unit >= 0 &&
      (length === 0 || value % 100 === 0 || (value % 10 === 0 && value % 100 >= 20 && unit < 10))
    )
      value += unit;
    else if (ten >= 0 && (length === 0 || value % 100 === 0)) value += (ten + 2) * 10;
    else if (word === 'hundred' && value < 10) value = Math.max(value, 1) * 100;
    else if (word === 'thousand' && value > 0 && value < 1000) value *= 1000;
    else if (
      length > 0 &&
      value % 100 === 0 &&
      word === 'and' &&
      (units.includes(behind) || tens.includes(behind))
    )
      value += 0;
    else if (length > 0 && word === '-' && units.includes(behind)) value += 0;
    else return length === 0 ? null : { value, length };
    length += 1;
  }
  return null;
}

export function isNumberWord(word: string): boolean {
  return units.includes(word) || tens.includes(word) || ordinals.includes(word);
}

/** "second", "2nd": 2. */
export function readOrdinal(tokens: readonly Token[], at: number): { value: number; length: number } | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const place = ordinals.indexOf(token.text.toLowerCase());
  if (place >= 0) return { value: place + 1, length: 1 };
  const ending = tokens[at + 1];
  return token.kind === 'NUMBER' && ending?.joined && ['st', 'nd', 'rd', 'th'].includes(ending.stem)
    ? { value: token.value, length: 2 }
    : null;
}
