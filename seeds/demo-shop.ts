import type { CatalogueRecord, ProductRecord } from '../src/import/catalogue-record.ts';
import { attributes } from './attributes.ts';
import { brands } from './brands.ts';
import { categories } from './categories.ts';
import { makeClock } from './clock.ts';
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

/**
 * The demo shop as catalogue records: what products refer to first, then the products, one at a time. Every date is
 * relative to `now`; the same `now` gives the same records, byte for byte.
 */
export function* demoShop(now: Date): Iterable<CatalogueRecord> {
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
  yield* products(now);
}

function* products(now: Date): Iterable<ProductRecord> {
  const clock = makeClock(now);
  const handMade = [leatherAndLike, priceTraps, listTraps, stockTraps, filterTraps].flatMap((make) =>
    make(clock),
  );
  const taken = new Set(handMade.map((product) => product.title));
  yield* handMade;
  for (const { categories: shelves } of vocabularies) {
    for (const shelf of shelves) yield* composeCategory(shelf, clock, taken);
  }
}
