import { type Piece, phraseAt, phrases, type Scan } from './piece.ts';

const choices = phrases('colour | size | option | variant | version | material | brand');

export const many = phrases(`
  other | more | several | many | all | every | different | various | further | most | some | additional |
  all the | a few | two | any | any other
`);

/** "in more colours", "in your size": of other offers a row knows nothing, and what nobody asked for is no one's. */
export function readChoice({ tokens, ground }: Scan, at: number): Piece | null {
  const yours = tokens[at]?.stem === 'your';
  const lead = yours ? 1 : phraseAt(tokens, at, many);
  if (lead === 0 || phraseAt(tokens, at + lead, choices) === 0) return null;
  const name = tokens[at + lead]?.stem ?? '';
  const length = lead + 1;
  if (yours) {
    const asked = ground.constraints.some(
      ({ key }) => key.toLowerCase() === name || key === `ATTRIBUTE:${name}`,
    );
    return asked ? { kind: 'WORD', length } : { kind: 'BAD', code: 'QUESTION', length };
  }
  if (tokens[at]?.stem === 'any') return { kind: 'MODAL', length };
  const values = new Set(
    ground.rows.flatMap(({ options }) =>
      options.filter((option) => option.name === name).map(({ words }) => words.join(' ')),
    ),
  );
  // Of another answer it may be told how much it would hold.
  const whole = ['all', 'every'].includes(tokens[at]?.stem ?? '') ? 'EVERY' : 'WORD';
  return { kind: ground.isItem && values.size > 1 ? whole : 'MODAL', length };
}
