import { slugify } from '../src/import/slug.ts';
import type { Brand } from './brands.ts';
import type { Deck } from './deck.ts';
import type { Design } from './design.ts';
import type { Random } from './random.ts';
import type { CategoryVocabulary, Size } from './vocabulary.ts';

/** Colours by sizes, each in its own order; a product seldom comes in all of them. */
export function drawOptions(
  vocabulary: CategoryVocabulary,
  { kind, material }: Design,
  deck: Deck,
  random: Random,
): { chosen: Record<string, string>; size: Size | undefined }[] {
  const allColours = material?.colours ?? kind.colours ?? vocabulary.colours;
  const colours = drawColours(
    allColours,
    Math.min(vocabulary.coloursEach ?? 1, allColours.length),
    deck,
    random,
  );
  const allSizes = kind.sizes ?? vocabulary.sizes ?? [];
  const count = Math.min(allSizes.length, random.whole(2, Math.max(2, vocabulary.sizesEach ?? 2)));
  const start = random.whole(0, allSizes.length - count);
  const sizes = allSizes.slice(start, start + count);
  return (colours.length > 0 ? colours : [undefined]).flatMap((colour) =>
    (sizes.length > 0 ? sizes : [undefined]).map((size) => ({
      chosen: {
        ...(colour === undefined ? {} : { colour }),
        ...(size === undefined ? {} : { [vocabulary.sizeOption ?? 'size']: size.label }),
      },
      size,
    })),
  );
}

function drawColours(all: readonly string[], atMost: number, deck: Deck, random: Random): string[] {
  if (atMost === 0) return [];
  const drawn = new Set<string>();
  const count = random.whole(Math.min(atMost, atMost > 2 ? 2 : 1), atMost);
  while (drawn.size < count) {
    const left = all.filter((colour) => !drawn.has(colour));
    drawn.add(deck.deal(left, random).card);
  }
  return all.filter((colour) => drawn.has(colour));
}

/** "HAL-JKT-007-OLIVE-M". */
export function writeSku(
  vocabulary: CategoryVocabulary,
  brand: Brand,
  number: number,
  options: Record<string, string>,
): string {
  const parts = [
    brand.name.slice(0, 3),
    vocabulary.code,
    String(number).padStart(3, '0'),
    ...Object.values(options),
  ];
  return parts.map((part) => slugify(part).toUpperCase()).join('-');
}
