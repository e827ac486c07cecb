import { fact, type Piece, phraseAt, phrases, type Scan } from './piece.ts';
import { readNumber } from './read-number.ts';

/** "rated 4.5", "4.5 out of 5", "4.5 stars". */
export function readRating({ tokens }: Scan, at: number): Piece | null {
  const lead = phraseAt(
    tokens,
    at,
    phrases(`
  rated | rated at | rating of | rating is | a rating of | rate | score | score of | scored | rating : |
  rating
`),
  );
  const number = readNumber(tokens, at + lead);
  if (number === null) return null;
  let end = at + lead + number.length;
  const hyphen = tokens[end]?.text === '-' ? 1 : 0;
  const star = phraseAt(tokens, end + hyphen, phrases('star rating | star'));
  const five = phraseAt(
    tokens,
    end,
    phrases(`
  out of 5 | out of five | / 5 | of 5 | out of 5 star | out of five star
`),
  );
  const noun = phraseAt(tokens, end, phrases('rating | rated'));
  const scale = phraseAt(tokens, at + lead + number.length, phrases('out of | /'));
  if (scale > 0 && five === 0 && !Number.isInteger(number.value))
    return { kind: 'BAD', code: 'RATING', length: lead + number.length };
  const bare =
    /^\d\.\d+$/.test(tokens[at]?.text ?? '') &&
    five === 0 &&
    star === 0 &&
    lead === 0 &&
    isRatingAround(tokens, at);
  if (bare) return fact(1, 'RATING', ({ rating }) => (rating === null ? null : rating === number.value));
  if (
    lead === 0 &&
    star === 0 &&
    (five === 0 ||
      !(Number.isInteger(number.value * 20) && number.value <= 5 && tokens[end]?.stem !== 'of')) &&
    noun === 0
  )
    return null;
  end += five > 0 ? five : star > 0 ? hyphen + star : noun;
  return fact(end - at, 'RATING', ({ rating }) => (rating === null ? null : rating === number.value));
}

function isRatingAround(tokens: Scan['tokens'], at: number): boolean {
  return tokens
    .slice(Math.max(0, at - 20), at + 20)
    .some(({ stem }) => stem === 'rating' || stem === 'rated');
}
