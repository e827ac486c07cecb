import type { Random } from './random.ts';

/** Deals what was dealt least, so that neighbours on a page seldom share a card. Its memory is one count a card. */
export interface Deck {
  /** One of `cards`: the least used so far, chance deciding between equals. `use` says how often it was dealt before. */
  deal<T>(cards: readonly T[], random: Random): { card: T; use: number };
}

/** A card is told apart by what it is: strings by their text, objects by identity. */
export function makeDeck(): Deck {
  const uses = new Map<unknown, number>();
  return {
    deal: (cards, random) => {
      const usesOf = (card: unknown): number => uses.get(card) ?? 0;
      const fewest = Math.min(...cards.map(usesOf));
      const card = random.pick(cards.filter((candidate) => usesOf(candidate) === fewest));
      uses.set(card, fewest + 1);
      return { card, use: fewest };
    },
  };
}
