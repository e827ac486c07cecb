import { type Piece, phrases, type Scan } from './piece.ts';

export const askMarks = phrases(`
  you asked for | you asked | you wanted | you want | you are looking for | you were looking for |
  looking for | your question | your search | your request | asked about | you mentioned | you named |
  you gave | you set | you said | you are after | you were after | the question | your wish |
  you specified | searched for | you need | you were asking for | asking for | you excluded |
  you ruled out | match for | matches for | product like | products like | result for | nothing like |
  match like | product for | filter by | narrow by | whether it is | whether | search by | your
`);

const questionVerbs = new Set([
  'is',
  'are',
  'cost',
  'weigh',
  'has',
  'have',
  'come',
  'comes',
  'which',
  'it',
  'they',
]);

/** Words of the question in a stretch that says what was asked; ends at a verb, a product or anything the question has not. */
export function readAsked({ tokens, ground }: Scan, at: number): Piece | null {
  const token = tokens[at];
  if (token === undefined || questionVerbs.has(token.stem) || questionVerbs.has(token.text.toLowerCase()))
    return null;
  if (token.kind === 'MARK')
    return token.text === ',' || token.text === '-' ? { kind: 'WORD', length: 1, said: true } : null;
  const inQuestion =
    token.kind === 'WORD'
      ? ground.asked.has(token.stem)
      : [...ground.question].some(
          ({ value, kind, currency }) =>
            value === token.value &&
            (kind !== 'MONEY' || token.kind !== 'MONEY' || currency === token.currency),
        );
  if (token.stem === 'not' && !ground.constraints.some(({ kind }) => kind.startsWith('EXCLUDE'))) return null;
  if (['under', 'over', 'below', 'above'].includes(token.stem)) return null; // a bound is held against the question's
  const small = [
    'a',
    'but',
    'not',
    'still',
    'size',
    'by',
    'that',
    'to',
    'an',
    'the',
    'in',
    'of',
    'and',
    'or',
    'with',
    'for',
    'something',
    'like',
  ].includes(token.stem);
  if (!inQuestion && !small) return null;
  if (
    isExcluded({ tokens, ground, cited: [] }, at) &&
    !tokens
      .slice(Math.max(0, at - 4), at)
      .some(({ text }) => negations.has(text.toLowerCase()) || /^(?:excluded?|ruled|out)$/.test(text))
  ) {
    return { kind: 'BAD', code: 'QUESTION', length: 1 };
  }
  return { kind: 'WORD', length: 1, said: true };
}

/** That something is what was asked for is more than a row can prove. */
export function askedOf({ tokens, cited }: Scan, at: number, length: number): Piece {
  const before = tokens[at - 1]?.stem ?? '';
  const boasts = [
    'everything',
    'all',
    'what',
    'match',
    'matches',
    'meet',
    'fit',
    'suit',
    'exactly',
    'just',
  ].includes(before);
  return boasts && cited.length > 0 && tokens[at - 2]?.stem !== 'than'
    ? { kind: 'BAD', code: 'SUITABILITY', length }
    : { kind: 'ASK', length };
}

function isExcluded({ tokens, ground }: Scan, at: number): boolean {
  const stem = tokens[at]?.stem ?? '';
  return ground.constraints.some(
    ({ kind, label }) =>
      kind.startsWith('EXCLUDE') &&
      stem.length > 3 &&
      !['not', 'material', 'more'].includes(stem) &&
      ` ${label.toLowerCase()} `.includes(` ${stem} `),
  );
}

export const negations = new Set([
  'not',
  'no',
  'nor',
  'without',
  "isn't",
  "aren't",
  "doesn't",
  "don't",
  "hasn't",
  "haven't",
  'cannot',
  "can't",
  'neither',
  'nowhere',
  'except',
  'excluding',
  'non',
]);
