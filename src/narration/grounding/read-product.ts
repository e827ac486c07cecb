import type { GroundRow } from './ground-row.ts';
import { type Piece, phraseAt, phrases, type Reader, type Scan, standsAt } from './piece.ts';
import { neutralWords } from './words.ts';

/** Words that turn the word beside them into something else: "faux leather" and "leather-look" are no leather. */
export const hedges = new Set(
  'faux fake imitation mock vegan artificial synthetic simulated look effect style free less blend mix print like proof resistant non without replica inspired compatible'.split(
    ' ',
  ),
);

/** Those that stand behind what they take back. */
const trailing = new Set([
  'look',
  'effect',
  'style',
  'free',
  'less',
  'blend',
  'mix',
  'print',
  'like',
  'proof',
  'resistant',
  'inspired',
]);

/** A product by its title, or by the beginning of it and words of the rest in order: "the Juno", "the Juno jacket". */
export const readProduct: Reader = (scan, at) => {
  const token = scan.tokens[at];
  if (token === undefined || token.kind === 'MARK') return null;
  let best: { length: number; rows: GroundRow[]; wrong: boolean } | null = null;
  const isName = token.capital || token.kind === 'NUMBER';
  for (const row of isName ? scan.ground.rows : []) {
    const length = titleLength(scan, at, row.title);
    if (length === 0 || (best !== null && length < best.length)) continue;
    if (best !== null && length === best.length) best.rows.push(row);
    else best = { length, rows: [row], wrong: false };
  }
  const anchor = scan.ground.anchor;
  const anchorLength = anchor === null ? 0 : titleLength(scan, at, anchor.title);
  if (anchor && anchorLength > (best?.length ?? 0))
    return { kind: 'PRODUCT', rows: [anchor], option: null, length: anchorLength };
  if (best === null) return readBrandName(scan, at) ?? readDescribed(scan, at);
  const cited = best.rows.filter((row) => scan.cited.includes(row));
  if (cited.length === 0) return { kind: 'BAD', code: 'UNCITED_PRODUCT', length: best.length };
  const ids = new Set(cited.map(({ productId }) => productId));
  if (ids.size > 1) return { kind: 'BAD', code: 'UNCLEAR_PRODUCT', length: best.length };
  return { kind: 'PRODUCT', rows: cited, option: null, length: best.length };
};

/** How many tokens from there on name the title; 0: its first word does not stand there, or not as a name. */
function titleLength({ tokens }: Scan, at: number, title: readonly string[]): number {
  if (tokens[at]?.stem !== title[0] || !(tokens[at]?.capital || tokens[at]?.kind === 'NUMBER')) return 0;
  let length = 1;
  let place = 1;
  let whole = 1;
  for (;;) {
    let next = at + length;
    while (
      isSeam(tokens[next]?.text) &&
      tokens[next + 1] !== undefined &&
      place < title.length &&
      tokens[next + 1]?.stem === title[place]
    )
      next += 1;
    const word = tokens[next]?.stem;
    if (word === undefined || (tokens[next]?.kind === 'MARK' && word !== '°')) break;
    const found = title.indexOf(word, place);
    // What is left out may be no hedge: "Juno Leather Biker Jacket" is not the faux one.
    if (found < 0 || leavesHedge(title.slice(place, found))) break;
    if (found > place && !tokens[next]?.capital && found < title.length - 2) break;
    length = next + 1 - at;
    place = found + 1;
    whole += 1;
  }
  // A hedge right behind what was named would make it another thing.
  if (place < title.length && trailing.has(title[place] ?? '') && whole > 1) return 0;
  // A number or a common word alone names nothing.
  return whole === 1 && tokens[at]?.kind === 'NUMBER' ? 0 : length;
}

/** "Juno Biker Jacket" leaves out the whole of "faux leather"; "Juno Leather Jacket" would leave out "faux" alone. */
function leavesHedge(left: readonly string[]): boolean {
  return hedges.has(left.at(-1) ?? '') || (left.length > 0 && trailing.has(left[0] ?? ''));
}

function isSeam(text: string | undefined): boolean {
  return text === '-' || text === '‑' || text === ',';
}

/** "the keyboard", "the jacket you named": words of the title that only one of the cited has. */
function readDescribed(scan: Scan, at: number): Piece | null {
  const { tokens, ground, cited } = scan;
  if (tokens[at - 1]?.stem !== 'the') return null;
  const named = tokens.findIndex(({ stem }, place) => place > at && place < at + 4 && stem === 'you');
  if (ground.anchor && named > 0 && ['named', 'mentioned', 'gave'].includes(tokens[named + 1]?.stem ?? '')) {
    const words = tokens.slice(at, named).map(({ stem }) => stem);
    if (words.join(' ') === 'one' || ground.anchor.title.slice(-words.length).join(' ') === words.join(' ')) {
      return { kind: 'PRODUCT', rows: [ground.anchor], option: null, length: named + 2 - at };
    }
  }
  if (cited.length < 2) return null;
  const words: string[] = [];
  const ends: number[] = [];
  for (let next = at; next < tokens.length && words.length < 5; next += 1) {
    const token = tokens[next];
    if (token === undefined || (token.kind === 'MARK' && token.text !== '-')) break;
    if (token.kind === 'MARK') continue;
    words.push(token.stem);
    ends.push(next + 1 - at);
  }
  for (let count = words.length; count > 0; count -= 1) {
    const phrase = words.slice(0, count);
    if (phrase.every((word) => neutralWords.has(word))) continue;
    const rows = cited.filter((row) => isTailOf(row, phrase));
    if (rows.length === 1) return { kind: 'PRODUCT', rows, option: null, length: ends[count - 1] ?? count };
    if (rows.length > 1) return null;
  }
  return null;
}

/** The end of a title up to its figures: "gaming monitor" of "240 Hz Gaming Monitor". */
export function isTailOf({ title }: GroundRow, phrase: readonly string[]): boolean {
  for (let from = 1; from + phrase.length <= title.length; from += 1) {
    const end = from + phrase.length;
    const isEnd = end === title.length || /^\d/.test(title[end] ?? '');
    if (
      isEnd &&
      !hedges.has(title[from - 1] ?? '') &&
      phrase.every((word, place) => title[from + place] === word)
    )
      return true;
  }
  return false;
}

const nouns = phrases('one | product | item | option | pick');

/** "the Pellworth jacket", "the Pellworth one": the cited product of a brand that has only one there. */
function readBrandName(scan: Scan, at: number): Piece | null {
  const brand = scan.ground.brands.find((words) => standsAt(scan.tokens, at, words));
  if (brand === undefined) return null;
  const size = standsAt(scan.tokens, at, brand);
  const last = scan.tokens[at + size - 1]?.text ?? '';
  const elliptic =
    /['’]s$/.test(last) && ['for', 'at', 'is', 'cost', 'weigh'].includes(scan.tokens[at + size]?.stem ?? '');
  if (scan.tokens[at - 1]?.stem !== 'the' && !elliptic) return null;
  const rows = scan.cited.filter((row) => row.brand.join(' ') === brand.join(' '));
  const noun = phraseAt(scan.tokens, at + size, nouns);
  if (new Set(rows.map(({ productId }) => productId)).size !== 1) return null;
  return noun === 0 && scan.tokens[at + size]?.capital
    ? null
    : { kind: 'PRODUCT', rows, option: null, length: size + noun };
}

/** On a turn about one product its offers are told apart by their options: "the M", "black". */
export const readOffer: Reader = ({ tokens, ground, cited }, at) => {
  if (!ground.isItem || cited.length === 0) return null;
  const options = ground.rows.flatMap(({ options }) => options);
  const option = options
    .filter(({ words }) => standsAt(tokens, at, words))
    .sort((one, other) => other.words.length - one.words.length)[0];
  if (option === undefined) return null;
  const first = tokens[at];
  const marked = first?.kind === 'NUMBER' || (first?.text.length ?? 0) < 2;
  if (marked && first?.kind === 'WORD' && !first.capital) return null;
  const said = option.words.join(' ');
  const rows = cited.filter((row) =>
    row.options.some(({ name, words }) => name === option.name && words.join(' ') === said),
  );
  return { kind: 'PRODUCT', rows, option: option.name, length: standsAt(tokens, at, option.words) };
};
