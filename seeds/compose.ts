import type { ProductRecord } from '../src/import/catalogue-record.ts';
import { slugify } from '../src/import/slug.ts';
import { pathOf } from './categories.ts';
import type { Clock } from './clock.ts';
import { makeDeck } from './deck.ts';
import { describe, makeSlots, nameProduct } from './describe.ts';
import { type Design, drawDesign } from './design.ts';
import type { VariantRecord } from './hand-made/parts.ts';
import { drawOptions, writeSku } from './options.ts';
import { drawPriceLife, writePrices } from './prices.ts';
import { makeRandom } from './random.ts';
import { drawStockLife, writeStock } from './stock.ts';
import type { CategoryVocabulary, Size } from './vocabulary.ts';
import { roundGrams } from './weight.ts';

/**
 * The first `count` products of a category, one after the other: more of them leave the first ones as they are. What is
 * remembered grows with the vocabulary, not with the count. `taken`: handles of the category that are in use.
 * Throws RangeError when the vocabulary asks for a fact that a product lacks.
 */
export function* composeCategory(
  vocabulary: CategoryVocabulary,
  count: number,
  clock: Clock,
  taken: readonly string[],
): Iterable<ProductRecord> {
  const deck = makeDeck();
  const uses = new Map(taken.map((handle) => [handle, 1]));
  for (let number = 1; number <= count; number += 1) {
    // A stream apiece, so that another sentence changes no name, size, price or stock.
    const streamOf = (part: string) => makeRandom(`${vocabulary.slug} ${number} ${part}`);
    const design = drawDesign(vocabulary, deck, makeRandom(`${vocabulary.slug} ${number}`), streamOf('make'));
    const options = drawOptions(vocabulary, design, deck, streamOf('options'));
    const sizes = [...new Set(options.map(({ size }) => size))];
    const slots = makeSlots(design, gramsOf(design, sizes[Math.floor((sizes.length - 1) / 2)]));
    const { title, name } = nameProduct(design, slots, streamOf('name'), uses);
    const random = streamOf('life');
    const prices = drawPriceLife(clock, random);
    const stock = drawStockLife(random);
    yield {
      handle: slugify(title),
      title,
      description: describe(design, { ...slots, name }, deck, streamOf('words')),
      category: pathOf(vocabulary.slug),
      brand: design.brand.name,
      attributes: {
        ...(design.materialName === undefined ? {} : { material: design.materialName }),
        ...design.facts,
      },
      releasedOn: clock.date(prices.firstDay),
      ...(prices.firstDay > 0 || random.chance(0.07)
        ? {}
        : { rating: (random.whole(32, 49) + random.whole(40, 49)) / 20 }),
      ...(random.chance(0.04) ? { audience: ['wholesale'] } : {}),
      ...(random.chance(0.025) ? { status: 'draft' } : {}),
      variants: options.map(
        ({ chosen, size }, position): VariantRecord => ({
          sku: writeSku(vocabulary, design.brand, number, chosen),
          options: chosen,
          weightGrams: gramsOf(design, size),
          prices: writePrices(design.dollars * (size?.price ?? 1), prices),
          stock: writeStock(stock, position, random),
        }),
      ),
    };
  }
}

function gramsOf(design: Design, size: Size | undefined): number {
  return roundGrams(design.grams * (size?.grams ?? 1));
}
