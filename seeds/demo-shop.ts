import type { CatalogueRecord, ProductRecord } from '../src/import/catalogue-record.ts';
import { attributes } from './attributes.ts';
import { brands } from './brands.ts';
import { categories, pathOf } from './categories.ts';
import { type Clock, makeClock } from './clock.ts';
import { complements } from './complements.ts';
import { composeCategory } from './compose.ts';
import { listCuration } from './curation.ts';
import { filterTraps } from './hand-made/filter-traps.ts';
import { leatherAndLike } from './hand-made/leather-and-like.ts';
import { listTraps } from './hand-made/list-traps.ts';
import { priceTraps } from './hand-made/price-traps.ts';
import { stockTraps } from './hand-made/stock-traps.ts';
import { attributeWords, comparatives } from './measures.ts';
import { synonyms } from './synonyms.ts';
import { valueSynonyms } from './value-synonyms.ts';
import { apparel } from './vocabulary/apparel.ts';
import { bags } from './vocabulary/bags.ts';
import { electronics } from './vocabulary/electronics.ts';
import { footwear } from './vocabulary/footwear.ts';
import { home } from './vocabulary/home.ts';
import { kitchen } from './vocabulary/kitchen.ts';
import { outdoor } from './vocabulary/outdoor.ts';

const vocabularies = [apparel, footwear, bags, home, kitchen, outdoor, electronics];

const shelves = vocabularies.flatMap((vocabulary) => vocabulary.categories);
const composedProducts = shelves.reduce((sum, shelf) => sum + shelf.products, 0);

/** How many products `demoShop` can be asked for: those that were written by hand are always there. */
export const smallestDemoShop = 100;
export const largestDemoShop = 1_000_000;

/**
 * The demo shop as catalogue records: what products refer to first, then the products, one at a time, and last what
 * refers to them. Every date is
 * relative to `now`; the same `now` gives the same records, byte for byte. `size`, the number of products, makes each
 * category smaller or larger in proportion; a larger shop begins each category as the smaller one does.
 */
export function* demoShop(now: Date, size?: number): Iterable<CatalogueRecord> {
  yield { type: 'price_list', code: 'usd', name: 'US dollars', currency: 'USD', isDefault: true };
  yield { type: 'price_list', code: 'eur', name: 'Euros', currency: 'EUR' };
  yield {
    type: 'price_list',
    code: 'wholesale',
    name: 'Wholesale',
    currency: 'USD',
    customerGroup: 'wholesale',
  };
  yield { type: 'location', code: 'harbour', name: 'Harbour warehouse' };
  yield { type: 'location', code: 'north', name: 'Northern depot' };
  yield { type: 'location', code: 'mill-lane', name: 'Shop in Mill Lane' };
  yield* attributes;
  for (const [term, targets] of Object.entries(synonyms))
    yield { type: 'synonym', term, targets: [...targets] };
  for (const [attribute, terms] of Object.entries(valueSynonyms)) {
    for (const [term, targets] of Object.entries(terms))
      yield { type: 'synonym', term, attribute, targets: [...targets] };
  }
  yield* attributeWords;
  yield* comparatives;
  for (const { path, name } of categories) yield { type: 'category', path, name };
  for (const { name } of brands) yield { type: 'brand', name };
  for (const [category, weights] of Object.entries(complements)) {
    const goesWith = Object.entries(weights).map(([slug, weight]) => ({ category: slug, weight }));
    yield { type: 'complement', category, goesWith };
  }
  const clock = makeClock(now);
  yield* products(clock, size);
  yield* listCuration(clock);
}

function* products(clock: Clock, size: number | undefined): Iterable<ProductRecord> {
  const handMade = [leatherAndLike, priceTraps, listTraps, stockTraps, filterTraps].flatMap((make) =>
    make(clock),
  );
  yield* handMade;
  const shares = shareOut(size === undefined ? composedProducts : size - handMade.length);
  for (const [index, shelf] of shelves.entries()) {
    const path = pathOf(shelf.slug);
    const taken = handMade.filter(({ category }) => category === path).map(({ handle }) => handle);
    yield* composeCategory(shelf, shares[index] ?? 0, clock, taken);
  }
}

/**
 * How many of `count` products each shelf gets, in proportion and never fewer than of a smaller count, which no rounding of
 * the shares does: a shelf's products are spread evenly over the round that fills every shelf once, and `count` of them taken.
 */
function shareOut(count: number): number[] {
  const round = shelves
    .flatMap(({ products }, shelf) =>
      Array.from({ length: products }, (_, index) => ({ shelf, turn: (index + 0.5) / products })),
    )
    .sort((a, b) => a.turn - b.turn || a.shelf - b.shelf);
  const rounds = Math.floor(count / round.length);
  const shares = shelves.map(({ products }) => rounds * products);
  for (const { shelf } of round.slice(0, count % round.length)) shares[shelf] = (shares[shelf] ?? 0) + 1;
  return shares;
}
