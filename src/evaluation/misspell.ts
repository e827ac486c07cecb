import { maxQueryLength } from './read-judgments.ts';
import { seededRandom, seedOf } from './seeded-random.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

/** Runs of letters and digits, as the search splits a text; one with a digit is a number or a model code. */
const run = /[\p{L}\p{M}\p{N}]+/gu;
const word = /^\p{L}{4,}$/u;

type Edit = 'insertion' | 'deletion' | 'substitution' | 'transposition';

/**
 * The text with one slip of the finger in one of its words of four letters or more: a letter a to z inserted or put in
 * another's place, a letter left out, or two neighbours swapped, each kind, word and place as likely as any other. The
 * first letter is no exception: word repair (embeddings.resolve_tokens) treats it as any other. Words with digits stay as
 * they are, since nobody can tell the typo of a model code from another model. Equal text and seed give an equal result;
 * null where no word can take an edit.
 */
export function misspell(text: string, seed: number): string | null {
  const words = [...text.matchAll(run)].filter(([found]) => word.test(found));
  const random = seededRandom(seedOf(seed, text));
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const chosen = pick(words);
  if (chosen === undefined) return null;
  const letters = [...chosen[0]];
  const gaps = letters.map((_, index) => index);
  // Twins swapped are no slip.
  const swaps = gaps.filter((index) => {
    const next = letters[index + 1];
    return next !== undefined && next.toLowerCase() !== letters[index]?.toLowerCase();
  });
  const edits: Edit[] = ['deletion', 'substitution'];
  if ([...text].length < maxQueryLength) edits.push('insertion');
  if (swaps.length > 0) edits.push('transposition');
  const edited = edit(letters, pick(edits) ?? 'deletion');
  return text.slice(0, chosen.index) + edited + text.slice(chosen.index + chosen[0].length);

  function edit(letters: readonly string[], kind: Edit): string {
    const at =
      pick(kind === 'transposition' ? swaps : kind === 'insertion' ? [...gaps, letters.length] : gaps) ?? 0;
    const old = letters[at] ?? '';
    const before = letters.slice(0, at).join('');
    switch (kind) {
      case 'insertion':
        return `${before}${pick([...alphabet])}${letters.slice(at).join('')}`;
      case 'deletion':
        return `${before}${letters.slice(at + 1).join('')}`;
      case 'substitution':
        return `${before}${pick([...alphabet].filter((letter) => letter !== old.toLowerCase()))}${letters.slice(at + 1).join('')}`;
      case 'transposition':
        return `${before}${letters[at + 1]}${old}${letters.slice(at + 2).join('')}`;
    }
  }
}
