import type { CatalogueRecord, ProductRecord } from '../src/import/catalogue-record.ts';
import { attributes } from './attributes.ts';
import { brands } from './brands.ts';
import { categories, pathOf } from './categories.ts';
import { type Clock, makeClock } from './clock.ts';
import { composeCategory } from './compose.ts';
import { filterTraps } from './hand-made/filter-traps.ts';
import { leatherAndLike } from './hand-made/leather-and-like.ts';
import { listTraps } from './hand-made/list-traps.ts';
import { priceTraps } from './hand-made/price-traps.ts';
import { stockTraps } from './hand-made/stock-traps.ts';
import { synonyms } from './synonyms.ts';
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
 * The demo shop as catalogue records: what products refer to first, then the products, one at a time. Every date is
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
  for (const { path, name } of categories) yield { type: 'category', path, name };
  for (const { name } of brands) yield { type: 'brand', name };
  yield* products(makeClock(now), size);
}

function* products(clock: Clock, size: number | undefined): Iterable<ProductRecord> {
  const handMade = [leatherAndLike, priceTraps, listTraps, stockTraps, filterTraps].flatMap((make) =>
    make(clock),
  );
  yield* handMade;
  const scale = size === undefined ? 1 : (size - handMade.length) / composedProducts;
  let before = 0;
  for (const shelf of shelves) {
    const behind = before + shelf.products;
    const path = pathOf(shelf.slug);
    const taken = handMade.filter(({ category }) => category === path).map(({ handle }) => handle);
    // Both ends are rounded, not the share, so that the shares add up.
    yield* composeCategory(shelf, Math.round(behind * scale) - Math.round(before * scale), clock, taken);
    before = behind;
  }
}
