import type { Ground } from './ground.ts';
import type { GroundRow } from './ground-row.ts';
import { fact, isName, type Scan } from './piece.ts';
import { isNumberWord } from './read-number.ts';
import { hedges, isTailOf } from './read-product.ts';
import type { Token } from './token.ts';
import { neutralWords } from './words.ts';

/** The longest run of words that is a value, a category or a noun of a title of some row. */
export function readWords(scan: Scan, at: number) {
  const { tokens, ground } = scan;
  const first = tokens[at];
  if (first === undefined || first.kind === 'MARK' || first.kind === 'MONEY' || !ground.words.has(first.stem))
    return null;
  const words: string[] = [];
  const ends: number[] = [];
  for (let next = at; next < tokens.length && words.length < 7; next += 1) {
    const token = tokens[next];
    if (
      token === undefined ||
      (token.kind === 'MARK' && !(token.text === '×' || (token.joined && /^[-&/.]$/.test(token.text))))
    )
      break;
    if (token.kind === 'MARK') continue;
    words.push(token.stem);
    ends.push(next + 1 - at);
  }
  for (let count = words.length; count > 0; count -= 1) {
    const phrase = words.slice(0, count);
    const length = ends[count - 1] ?? count;
    const value = ground.rows.some((row) =>
      row.values.some((each) => each.flag === null && names(each.words, phrase)),
    );
    const demanded = demandedIn(ground, phrase);
    const wished = ground.wished.find(({ words }) => words.join(' ') === phrase.join(' '));
    const before = tokens[at - 1]?.stem ?? '';
    if (
      hedges.has(before) ||
      (hedges.has(tokens[at + length]?.stem ?? '') && !phrase.includes(tokens[at + length]?.stem ?? ''))
    )
      continue;
    if (value || demanded !== null || wished) {
      const single = phrase.length === 1 && /^(?:-?\d|[a-z]$|x{0,3}[sl]$)/.test(phrase[0] ?? '');
      // A bare number or letter is a size only where it says so.
      if (single && !isMarkedSize(tokens, at)) continue;
      return fact(length, 'ATTRIBUTE', (row) => hasValue(ground, row, phrase, demanded, wished?.name), {
        asked: demanded === true,
        excluded: demanded === false,
        narrows: true,
        deniable: true,
      });
    }
    if (
      phrase.every(
        (word) => neutralWords.has(word) || isName(scan, word) || isNumberWord(word) || /^[\d.]+$/.test(word),
      )
    )
      continue;
    // "a sleeping bag" is no liner of one: behind an article stands what the thing is.
    const whole = ['a', 'an'].includes(before) && !continues(ground, tokens[at + length]?.stem);
    const isNoun = whole ? isTailOf : isNounOf;
    const said = phrase.join(' ');
    if (
      ground.categories.some((category) => category.join(' ') === said) &&
      (!whole || ground.rows.some((row) => isTailOf(row, phrase)))
    ) {
      // "filed under Sneakers, not Shoes" denies the category, whatever the title is.
      const isSo = (row: GroundRow) =>
        row.category.join(' ') === said || (!['not', 'in', 'under'].includes(before) && isNoun(row, phrase));
      return fact(length, 'CATEGORY', whole ? (row) => isTailOf(row, phrase) : isSo, {
        asked: phrase.every((word) => ground.asked.has(word)),
        narrows: true,
        deniable: true,
      });
    }
    const noun = ground.rows.some((row) => isNoun(row, phrase));
    if (noun) {
      return fact(length, 'NOUN', (row) => isNoun(row, phrase), {
        asked: phrase.every((word) => ground.asked.has(word)),
        narrows: true,
      });
    }
  }
  return null;
}

/** Whether a word goes on with a title, so that what stood before it did not end one. */
function continues(ground: Ground, word: string | undefined): boolean {
  return word !== undefined && ground.words.has(word) && !neutralWords.has(word);
}

/** "dark brown" is brown; "faux leather" is no leather, "wool blend" no wool. */
export function names(value: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length > value.length) return false;
  const left = value.slice(0, value.length - phrase.length);
  return (
    !left.some((word) => hedges.has(word) || word === 'and' || word === 'or') &&
    phrase.every((word, place) => value[left.length + place] === word)
  );
}

function hasValue(
  ground: Ground,
  row: GroundRow,
  phrase: readonly string[],
  demanded: boolean | null,
  wished: string | undefined,
): boolean | null {
  if (row.values.some(({ words, flag }) => flag === null && names(words, phrase))) return true;
  if (isNounOf(row, phrase)) return true;
  if (demanded === false) return false;
  const named = new Set(
    ground.rows.flatMap(({ values }) =>
      values.filter(({ words, flag }) => flag === null && names(words, phrase)).map(({ name }) => name),
    ),
  );
  if (wished !== undefined) named.add(wished);
  const known = row.values.some(
    ({ name, words, flag }) => flag === null && named.has(name) && words.length > 0,
  );
  return known ? false : null;
}

/** Whether the question demands the value (true) or excludes it (false). */
function demandedIn(ground: Ground, phrase: readonly string[]): boolean | null {
  const said = phrase.join(' ');
  for (const { kind, filter } of ground.constraints) {
    const demands =
      kind === 'EXCLUDE_ATTRIBUTE'
        ? filter?.exclude?.attributes
        : kind === 'ATTRIBUTE'
          ? filter?.attributes
          : undefined;
    // One of several values is not what every row has.
    if (!demands?.some(({ values }) => values?.some((value) => value.toLowerCase() === said))) continue;
    if (kind === 'EXCLUDE_ATTRIBUTE') return false;
    if (demands.every(({ values }) => values?.length === 1)) return true;
  }
  return null;
}

/** A category, or words of the title: its end ("biker jacket"), or what stands before a noun ("suede"). */
export function isNounOf(row: GroundRow, phrase: readonly string[]): boolean {
  if (phrase.join(' ') === row.category.join(' ') || row.category.at(-1) === phrase.join(' ')) return true;
  for (let from = 1; from + phrase.length <= row.title.length; from += 1) {
    if (!phrase.every((word, place) => row.title[from + place] === word)) continue;
    const before = row.title[from - 1] ?? '';
    const behind = row.title[from + phrase.length] ?? '';
    if (!hedges.has(before) && !hedges.has(behind)) return true;
  }
  return false;
}

function isMarkedSize(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.stem ?? '';
  const token = tokens[at];
  if (token?.kind === 'WORD') return /^[A-Z]/.test(token.text) && token.text === token.text.toUpperCase();
  return (
    ['size', 'eu', 'uk', 'us'].includes(before) ||
    (['or', 'and', ','].includes(before) &&
      tokens.slice(Math.max(0, at - 8), at).some(({ stem }) => stem === 'size'))
  );
}
