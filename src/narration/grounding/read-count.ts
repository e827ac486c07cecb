import { type Piece, phraseAt, phrases, type Reader } from './piece.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './token.ts';

const determined = ['the', 'these', 'those', 'all', 'of', 'other', 'your', 'first'];

/** How many products: "six jackets", "two of these", "none of them", "at least 40 products". */
export const readCount: Reader = ({ tokens, ground }, at): Piece | null => {
  const least = phraseAt(tokens, at, phrases('at least | more than'));
  const number = readNumber(tokens, at + least);
  const word = tokens[at]?.text.toLowerCase();
  if (word === 'both')
    return { kind: 'COUNT', value: 2, definite: true, least: false, rest: false, length: 1 };
  const first = /^(?:first|top|best|closest|nearest)$/.test(word ?? '') ? readNumber(tokens, at + 1) : null;
  if (first && first.value > 1)
    return {
      kind: 'COUNT',
      value: first.value,
      definite: true,
      least: false,
      rest: false,
      length: 1 + first.length,
    };
  if (
    word === 'half' &&
    tokens[at + 1]?.stem === 'of' &&
    ['them', 'these', 'those', 'the'].includes(tokens[at + 2]?.stem ?? '')
  ) {
    return {
      kind: 'COUNT',
      value: ground.rows.length / 2,
      definite: false,
      least: false,
      rest: false,
      length: 1,
    };
  }
  if (word === 'neither') return { kind: 'BAD', code: 'WORD', length: 1 };
  if (word === 'none' || word === 'nothing')
    return { kind: 'COUNT', value: 0, definite: false, least: false, rest: false, length: 1 };
  if (number === null || !Number.isInteger(number.value) || number.value < 0) return null;
  const end = at + least + number.length;
  const before = tokens[at - 1]?.stem ?? '';
  if (word === 'one' && isPronoun(tokens, at)) return { kind: 'WORD', length: 1 };
  const closest = phraseAt(
    tokens,
    end,
    phrases(`
  come closest | closest | nearest | best match | closest match | that come closest | come first
`),
  );
  if (closest > 0 && number.value > 1)
    return {
      kind: 'COUNT',
      value: number.value,
      definite: true,
      least: false,
      rest: false,
      length: number.length + least + closest,
    };
  const more = phraseAt(tokens, end, phrases('more | other | further'));
  if (least > 0 && tokens[at]?.stem === 'more' && number.value === 0) return null;
  return {
    kind: 'COUNT',
    value: number.value,
    definite: determined.includes(before),
    least: least > 0,
    rest: more > 0,
    length: least + number.length + more,
  };
};

/** "the one", "this one", "the only one"; "only one is left" is a number. */
export function isPronoun(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.stem ?? '';
  const behind = tokens[at + 1]?.stem ?? '';
  if (before === 'only') return tokens[at - 2]?.stem === 'the';
  if (
    [
      'the',
      'first',
      'second',
      'third',
      'this',
      'that',
      'each',
      'every',
      'another',
      'which',
      'last',
      'closest',
      'next',
      'cheapest',
      'lightest',
      'heaviest',
    ].includes(before)
  )
    return true;
  if (['be', 'are', 'is', 'found', 'find', 'were'].includes(before)) return false;
  return ['', '.', ',', 'that', 'which', 'to'].includes(behind);
}
