import { slugify } from '../src/import/slug.ts';
import type { Brand } from './brands.ts';
import type { Deck } from './deck.ts';
import type { Design } from './design.ts';
import type { Random } from './random.ts';
import type { CategoryVocabulary, Size } from './vocabulary.ts';

/** Above so many, a product comes in fewer colours. */
const mostVariants = 10;

/** Colours by sizes, each in its own order; what comes in three sizes comes in all of them. */
export function drawOptions(
  vocabulary: CategoryVocabulary,
  { kind, material }: Design,
  deck: Deck,
  random: Random,
): { chosen: Record<string, string>; size: Size | undefined }[] {
  const sizes = drawSizes(kind.sizes ?? vocabulary.sizes ?? [], vocabulary.sizesEach ?? 2, random);
  const allColours = material?.colours ?? kind.colours ?? vocabulary.colours;
  const coloursEach = Math.min(vocabulary.coloursEach ?? 1, allColours.length);
  const fitting = Math.max(Math.min(coloursEach, 1), Math.floor(mostVariants / Math.max(sizes.length, 1)));
  const colours = drawColours(allColours, Math.min(coloursEach, fitting), deck, random);
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

function drawSizes(all: readonly Size[], atMost: number, random: Random): readonly Size[] {
  const count = Math.min(all.length, random.whole(2, Math.max(2, atMost)));
  if (count > 2) return all;
  const start = random.whole(0, all.length - count);
  return all.slice(start, start + count);
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

/**
 * "HAL-JKT-007-OLIVE-M". Beyond the category's own number of products its whole name takes the place of its code,
 * "HAL-JACKETS-207-OLIVE-M": two categories may share a code, and past so many numbers their SKUs would meet.
 */
export function writeSku(
  vocabulary: CategoryVocabulary,
  brand: Brand,
  number: number,
  options: Record<string, string>,
): string {
  const parts = [
    brand.name.slice(0, 3),
    number > vocabulary.products ? vocabulary.slug : vocabulary.code,
    String(number).padStart(3, '0'),
    ...Object.values(options),
  ];
  return parts.map((part) => slugify(part).toUpperCase()).join('-');
}
