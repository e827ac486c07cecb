import { glueVocabulary } from './glue-words.ts';
import { isName, type Piece, phraseAt, phrases, type Reader, type Scan } from './piece.ts';
import { readQuote } from './quotation.ts';
import { askedOf, askMarks, negations } from './read-asked.ts';
import { readChoice } from './read-choice.ts';
import { longest } from './read-label.ts';
import { claims, neutralWords } from './words.ts';

const plural = new Set([
  'are',
  'have',
  'weigh',
  'cost',
  'come',
  'both',
  'they',
  'them',
  'these',
  'those',
  'do',
  "aren't",
  "haven't",
  "don't",
  'sell',
  'stand',
  'sit',
  'share',
  'each',
]);

/** Marks, small words, labels of the answer, and what is left: a word that nothing explains. */
export const readWord: Reader = (scan, at) => {
  const { tokens, ground } = scan;
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'MARK') return readMark(scan, at);
  const text = token.text.toLowerCase().replaceAll('’', "'");
  const mark = phraseAt(tokens, at, askMarks);
  if (text === 'fits' && tokens[at + 1]?.text === ':') return { kind: 'FOUND', length: 1 };
  if (text === 'fits') return { kind: 'BAD', code: 'SUITABILITY', length: 1 };
  const choice = readChoice(scan, at);
  if (choice) return choice;
  if (mark > 0) return askedOf(scan, at, mark);
  const opposed = phraseAt(
    tokens,
    at,
    phrases(`
  rather than | instead of | as opposed to | left out | leave out | leaving out
`),
  );
  if (opposed > 0) return { kind: 'NOT', length: opposed };
  // "I left wool aside", "8 were left out"; "one is left, sold out" leaves nothing aside.
  const remains = ['is', 'are', 'has', 'have'].includes(tokens[at - 1]?.stem ?? '');
  const aside =
    text === 'left' &&
    tokens
      .slice(at + 1, at + (remains ? 2 : 6))
      .some(({ stem }, place) => stem === 'aside' || (stem === 'out' && tokens[at + place]?.stem !== 'sold'));
  if (aside) return { kind: 'NOT', length: 1 };
  if (
    [
      'may',
      'might',
      'will',
      'would',
      'could',
      'shall',
      'should',
      'was',
      'were',
      'been',
      'down',
      'usual',
      'usually',
      'previous',
      'previously',
      'former',
      'formerly',
      'original',
      'originally',
      'earlier',
      'cut',
      'dropped',
      'lowered',
      "wasn't",
      "weren't",
      'had',
    ].includes(text)
  )
    return { kind: 'MODAL', length: 1 };
  if (negations.has(text))
    return { kind: 'NOT', length: phraseAt(tokens, at, phrases('no longer | not a | not the')) || 1 };
  if (text === 'only')
    return tokens[at - 1]?.stem === 'the' ? { kind: 'SOLE', length: 1 } : readOnly(scan, at);
  if (
    phraseAt(
      tokens,
      at,
      phrases(`
  made for | meant for | here it is | here they are | here you go | here you are
`),
    ) > 0
  )
    return { kind: 'BAD', code: 'SUITABILITY', length: 2 };
  if (['all', 'every', 'everything', 'each', 'any'].includes(text))
    return { kind: text === 'any' ? 'WORD' : 'EVERY', length: 1 };
  if (['same', 'identical', 'equal'].includes(text)) return { kind: 'SAME', length: 1 };
  if (['which', 'that', 'whose'].includes(text)) return { kind: 'WHICH', length: 1 };
  if (['but', 'while', 'whereas', 'though', 'although', 'yet', 'however', 'then', 'so'].includes(text))
    return { kind: 'BREAK', strong: true, listing: false, length: 1 };
  if (['and', 'plus', 'with', 'or', 'also'].includes(text))
    return { kind: 'BREAK', strong: false, listing: text !== 'with', length: 1 };
  if (['found', 'find', 'match', 'matched', 'matches', 'meet', 'total'].includes(text))
    return { kind: 'FOUND', length: 1 };
  if (plural.has(text)) return { kind: 'PLURAL', length: 1 };
  const label = longest(scan, at, ground.phrases);
  if (label > 0) return { kind: 'WORD', length: label, said: true };
  if (ground.rows.length === 0 && ground.asked.has(token.stem) && token.kind === 'WORD')
    return { kind: 'WORD', length: 1, said: true };
  if (
    neutralWords.has(token.stem) ||
    neutralWords.has(text) ||
    glueVocabulary.has(token.stem) ||
    isName(scan, token.stem)
  )
    return { kind: 'WORD', length: 1 };
  return { kind: 'BAD', code: blame(scan, at), length: 1 };
};

function readOnly({ tokens }: Scan, at: number): Piece {
  const next = tokens[at + 1];
  const counts =
    next?.kind === 'NUMBER' ||
    next?.kind === 'MONEY' ||
    /^(?:one|two|three|four|five|six|seven|eight|nine|ten|a|cost)$/.test(next?.stem ?? '');
  if (counts) return { kind: 'WORD', length: 1 };
  return next?.stem === 'the' || next?.capital
    ? { kind: 'SOLE', length: 1 }
    : { kind: 'BAD', code: 'WORD', length: 1 };
}

function readMark(scan: Scan, at: number): Piece {
  const { tokens } = scan;
  const mark = tokens[at]?.text ?? '';
  if (mark === '”') return { kind: 'WORD', length: 1 };
  if ('“"‘'.includes(mark)) return readQuote(scan, at);
  if (mark === ',') return { kind: 'BREAK', strong: false, listing: true, length: 1 };
  if (mark === '&') return { kind: 'BREAK', strong: false, listing: true, length: 1 };
  if ('.;:!?—–…'.includes(mark) || (mark === '-' && !tokens[at]?.joined))
    return { kind: 'BREAK', strong: true, listing: false, length: 1 };
  if (mark === '(') return { kind: 'OPEN', length: 1 };
  if (mark === ')') return { kind: 'CLOSE', length: 1 };
  if (mark === '-' || mark === '’' || mark === "'" || mark === '/' || mark === '‑')
    return { kind: 'WORD', length: 1 };
  return { kind: 'BAD', code: 'MARK', length: 1 };
}

function blame({ tokens, ground }: Scan, at: number): string {
  const token = tokens[at];
  if (token === undefined) return 'WORD';
  if (token.kind !== 'WORD') return token.kind === 'MONEY' ? 'AMOUNT' : 'NUMBER';
  const claim = Object.entries(claims).find(
    ([, words]) => words.has(token.stem) || words.has(token.text.toLowerCase()),
  );
  if (claim) return claim[0];
  if (token.capital && at > 0 && tokens[at - 1]?.text !== '.') return 'NAME';
  void ground;
  return 'WORD';
}
