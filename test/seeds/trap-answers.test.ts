import { beforeAll, describe, expect, it } from 'vitest';
import { traps } from '../../seeds/traps.ts';
import { readMilestones } from '../../src/preparation/milestone.ts';
import type { Claims, ItemFilter, SearchOptions } from '../../src/retrieval/page.ts';
import { useDatabase } from '../harness/use-database.ts';
import { product } from './shop.ts';

const database = useDatabase('demo');
const trade: Claims = { sub: 'trap', role: 'shopper', group: 'wholesale' };
const merchant: Claims = { sub: 'trap', role: 'merchant' };
let seededAt: Date;

interface Demand {
  /** Said after the product's title, so that the product is asked for as closely as can be. */
  says?: string;
  /** Asked instead: the title and "but lighter" together ask for others like that product, of which it is none. */
  asks?: string;
  filter?: ItemFilter;
  options?: SearchOptions;
  claims?: Claims;
}

/** What a search for the product's own title answers of it, sold out or not: "SKU at price, n left", or "not returned". */
async function answer(
  handle: string,
  { says = '', asks = `${product(handle).title} ${says}`, filter = {}, options = {}, claims }: Demand = {},
): Promise<string> {
  const rows = await database.query<{ handle: string; sku: string; price: string; available: number | null }>(
    `select i.handle, i.sku, i.price::text as price, i.available
     from api.similar_items(query_text => $1, k => 200, filter => $2, options => $3, claims => $4) i`,
    [asks, filter, { unavailable: 'SHOW', ...options }, claims ?? null],
  );
  const found = rows.filter((row) => row.handle === handle);
  if (found.length > 1) return `returned ${found.length} times`;
  const [row] = found;
  return row === undefined ? 'not returned' : `${row.sku} at ${row.price}, ${row.available ?? '?'} left`;
}

/** The handles that a question is answered with, best first, sold out or not. */
async function handles(
  query: string | null,
  { filter = {}, options = {}, claims }: Demand = {},
): Promise<string[]> {
  const rows = await database.query<{ handle: string }>(
    `select i.handle
     from api.similar_items(query_text => $1, k => 200, filter => $2, options => $3, claims => $4) i order by i.rank`,
    [query, filter, options, claims ?? null],
  );
  return rows.map(({ handle }) => handle);
}

/** The slugs of the categories of what goes with a product, once each, with the stock of each item. */
async function goesWith(
  handle: string,
): Promise<{ handles: string[]; categories: string[]; left: number[] }> {
  const rows = await database.query<{ handle: string; slug: string; available: number }>(
    `select i.handle, c.slug, i.available
     from api.similar_items(query_text => null, k => 200, options => $1) i
     join product.product p using (product_id) join product.category c using (category_id)`,
    [{ goesWith: { handle } }],
  );
  return {
    handles: rows.map((row) => row.handle),
    categories: [...new Set(rows.map(({ slug }) => slug))].sort(),
    left: rows.map(({ available }) => available),
  };
}

function hours(fromSeeding: number): SearchOptions {
  return { asOf: new Date(seededAt.getTime() + fromSeeding * 3_600_000).toISOString() };
}

beforeAll(async () => {
  const begun = (await readMilestones(database)).get('seed_begun');
  if (begun === undefined) throw new Error('the demo template was not seeded');
  seededAt = begun;
});

/** For each trap, what is asked and what must be answered. The sentences are in seeds/traps.ts. */
const answers: Record<string, (handle: string, beside: string) => Promise<void>> = {
  'one-offer-must-meet-all': async (handle) => {
    expect(await answer(handle, { says: 'under $150 in stock' })).toBe('not returned');
    expect(await answer(handle, { filter: { price: { max: '150' }, inStock: true } })).toBe('not returned');
    expect(await answer(handle, { says: 'under $150' })).toBe('COR-THIRL-RED-M at 120.00, 0 left');
    expect(await answer(handle, { says: 'in stock' })).toBe('COR-THIRL-BLUE-L at 180.00, 7 left');
  },
  'lighter-variant-is-the-dear-one': async (handle) => {
    const standard = 'TAR-ARDLEY-STANDARD-M at 138.00, 15 left';
    expect(await answer(handle, { says: 'under $150' })).toBe(standard);
    expect(await answer(handle, { asks: 'two-weight biker jacket but lighter, under $150' })).toBe(standard);
    expect(await answer(handle, { says: 'over $150' })).toBe('TAR-ARDLEY-SUMMER-M at 196.00, 5 left');
  },
  'sale-ended-an-hour-ago': async (handle) => {
    expect(await answer(handle, { says: 'under $150' })).toBe('not returned');
    expect(await answer(handle, { says: 'under $150', options: hours(-1.01) })).toContain(' at 139.00, ');
    expect(await answer(handle)).toContain(' at 219.00, ');
  },
  'sale-begins-in-an-hour': async (handle) => {
    expect(await answer(handle, { says: 'under $150' })).toBe('not returned');
    expect(await answer(handle, { says: 'under $150', options: hours(1), claims: merchant })).toContain(
      ' at 128.00, ',
    );
  },
  'price-only-scheduled': async (handle) => {
    expect(await answer(handle)).toBe('not returned');
    expect(await answer(handle, { options: hours(1), claims: merchant })).toContain(' at 145.00, 12 left');
  },
  'every-price-expired': async (handle) => {
    expect(await answer(handle)).toBe('not returned');
    expect(await answer(handle, { options: hours(-24 * 250) })).toContain(' at 89.00, ');
  },
  'one-price-ends-as-the-next-begins': async (handle) => {
    expect(await answer(handle, { options: hours(0) })).toContain(' at 89.00, ');
    expect(await answer(handle, { options: hours(-0.001) })).toContain(' at 69.00, ');
  },
  'nothing-between-the-two-prices': async (handle) => {
    expect(await answer(handle, { says: 'between $100 and $200' })).toBe('not returned');
    expect(await answer(handle, { filter: { price: { min: '100', max: '200' } } })).toBe('not returned');
    expect(await answer(handle, { filter: { price: { min: '100' } } })).toBe(
      'PEL-GREER-SHEARLING-M at 212.00, 9 left',
    );
  },
  'price-on-the-bound': async (handle) => {
    expect(await answer(handle, { says: 'under $150' })).toBe('not returned');
    expect(await answer(handle, { says: 'at most $150' })).toContain(' at 150.00, ');
    expect(await answer(handle, { filter: { price: { max: '150' } } })).toContain(' at 150.00, ');
  },
  'sells-out-during-the-promotion': async (handle) => {
    expect(await answer(handle, { says: 'in stock' })).toBe('not returned');
    expect(await answer(handle, { says: 'under $100' })).toContain(' at 99.00, 0 left');
  },
  'all-of-it-is-reserved': async (handle) => {
    expect(await answer(handle, { says: 'in stock' })).toBe('not returned');
    expect(await answer(handle)).toContain(' at 145.00, 0 left');
  },
  'reserved-beyond-what-is-there': async (handle) => {
    expect(await answer(handle, { says: 'in stock' })).toBe('BRA-GABLE-CHESTNUT-42 at 188.00, 2 left');
  },
  'nobody-has-counted': async (handle) => {
    expect(await answer(handle, { says: 'in stock' })).toBe('not returned');
    expect(await answer(handle)).toContain(' at 72.00, ? left');
  },
  'the-last-one': async (handle) => {
    expect(await answer(handle, { says: 'in stock' })).toBe('CAL-BESSEMER-24 at 289.00, 1 left');
  },
  'a-jacket-that-is-none': async (handle, beside) => {
    expect(await answer(handle, { filter: { categories: ['jackets'] } })).toBe('not returned');
    expect(await answer(handle, { filter: { categories: ['kitchen'] } })).toContain(' at 36.00, ');
    expect(await answer(beside, { filter: { categories: ['apparel'] } })).toContain(' at 449.00, ');
  },
  'named-after-another-brand': async (handle) => {
    expect(await answer(handle, { filter: { brands: ['cragmere'] } })).toBe('not returned');
    expect(await answer(handle, { filter: { exclude: { brands: ['cragmere'] } } })).toContain(' at 14.95, ');
  },
  'leather-in-name-only': async (handle) => {
    const material = (value: string) => ({ attributes: [{ name: 'material', values: [value] }] });
    expect(await answer(handle, { filter: material('leather') })).toBe('not returned');
    expect(await answer(handle, { filter: material('faux leather') })).toContain(' at 84.00, ');
    expect(await answer(handle, { filter: { exclude: material('leather') } })).toContain(' at 84.00, ');
  },
  'the-colour-that-is-sold-out': async (handle) => {
    expect(await answer(handle, { says: 'in black, in stock' })).toBe('not returned');
    expect(await answer(handle, { says: 'in olive, in stock' })).toContain('QUI-CLERK-OLIVE-');
    expect(await answer(handle, { says: 'in black' })).toBe('QUI-CLERK-BLACK-M at 132.00, 0 left');
  },
  'the-leather-jacket-that-is-a-coat': async (handle, beside) => {
    const filter = { exclude: { categories: ['coats'] } };
    expect(await answer(handle)).toContain(' at 449.00, ');
    expect(await answer(handle, { filter })).toBe('not returned');
    expect(await answer(beside, { filter })).toContain(' at 329.00, ');
  },
  'the-same-jacket-by-another-brand': async (handle, beside) => {
    const filter = { exclude: { brands: ['quillon-row'] } };
    expect(await answer(handle)).toContain(' at 144.00, ');
    expect(await answer(handle, { filter })).toBe('not returned');
    expect(await answer(beside, { filter })).toContain(' at 146.00, ');
  },
  'one-of-its-colours-is-excluded': async (handle, beside) => {
    expect(await answer(handle, { says: 'not black' })).toBe('HAL-BRAE-TAN-M at 142.00, 8 left');
    expect(await answer(beside, { says: 'not black' })).toBe('not returned');
    expect(await answer(beside)).toContain(' at 116.00, ');
  },
  'its-own-twin': async (handle, beside) => {
    const filter = { exclude: { products: [handle] } };
    expect(await answer(handle, { filter })).toBe('not returned');
    expect(await answer(beside, { filter })).toContain(' at 329.00, ');
  },
  'cheaper-in-the-other-currency': async (handle) => {
    expect(await answer(handle, { says: 'under €150' })).toContain(' at 140.00, ');
    expect(await answer(handle, { says: 'under $150' })).toBe('not returned');
  },
  'priced-in-euros-only': async (handle) => {
    expect(await answer(handle)).toBe('not returned');
    expect(await answer(handle, { options: { currency: 'EUR' } })).toContain(' at 189.00, ');
  },
  'cheap-for-the-trade': async (handle) => {
    expect(await answer(handle, { says: 'under $100' })).toBe('not returned');
    expect(await answer(handle, { says: 'under $100', claims: trade })).toContain(' at 96.00, ');
  },
  'group-list-falls-back': async (handle) => {
    expect(await answer(handle, { says: 'in white', claims: trade })).toBe(
      'THR-FIELDFARE-WHITE at 22.00, 80 left',
    );
    expect(await answer(handle, { says: 'in black', claims: trade })).toBe(
      'THR-FIELDFARE-BLACK at 42.00, 14 left',
    );
    expect(await answer(handle, { says: 'in white' })).toBe('THR-FIELDFARE-WHITE at 38.00, 80 left');
  },
  'for-the-trade-only': async (handle) => {
    expect(await answer(handle)).toBe('not returned');
    expect(await answer(handle, { claims: { ...trade, group: 'staff' } })).toBe('not returned');
    expect(await answer(handle, { claims: trade })).toContain(' at 70.00, ');
  },
  'cheaper-last-week': async (handle) => {
    expect(await answer(handle, { says: 'under $150' })).toBe('not returned');
    expect(await answer(handle, { says: 'under $150', options: hours(-5 * 24) })).toContain(' at 99.00, ');
  },
  'not-yet-published': async (handle) => {
    expect(await answer(handle)).toBe('not returned');
    expect(await answer(handle, { claims: trade })).toBe('not returned');
  },
  'no-vector': async (handle) => {
    const modes = ['HYBRID', 'LEXICAL', 'SEMANTIC'] as const;
    const found = await Promise.all(
      modes.map((mode) => answer(handle, { options: { mode }, claims: trade })),
    );
    expect(found).toEqual(['FUROSHIKI at 19.95, 14 left', 'FUROSHIKI at 19.95, 14 left', 'not returned']);
    const rows = await database.query(
      'select e.embedding from embeddings.product_embedding e join product.product p using (product_id) where p.handle = $1',
      [handle],
    );
    expect(rows).toEqual([{ embedding: null }]);
  },
  'pinned-and-too-dear': async (handle, beside) => {
    expect((await handles('riding jacket')).slice(0, 2)).toEqual([handle, beside]);
    expect((await handles('Riding  JACKET')).slice(0, 2)).toEqual([handle, beside]);
    const filtered = await handles('riding jacket', { filter: { price: { max: '150' } } });
    expect([filtered[0], filtered.includes(handle)]).toEqual([beside, false]);
    const said = await handles('riding jacket under $150');
    expect([said[0], said.includes(handle)]).toEqual([beside, false]);
    expect((await handles('riding jacket', { options: { curation: false } }))[0]).not.toBe(handle);
  },
  'left-out-of-one-answer': async (handle) => {
    expect(await handles('lace-up boots')).not.toContain(handle);
    expect(await handles(' Lace-Up Boots')).not.toContain(handle);
    expect(await handles('lace-up boots', { options: { curation: false } })).toContain(handle);
    expect(await handles('leather lace-up boots')).toContain(handle);
  },
  'pin-that-has-ended': async (handle) => {
    const query = 'housewarming gift';
    expect((await handles(query, { options: hours(-1.001) }))[0]).toBe(handle);
    const now = await handles(query);
    expect(now[0]).not.toBe(handle);
    expect(now).toEqual(await handles(query, { options: { curation: false } }));
  },
  'pin-yet-to-begin': async (handle) => {
    const query = 'travel headphones';
    expect((await handles(query, { options: hours(1), claims: merchant }))[0]).toBe(handle);
    const now = await handles(query);
    expect(now[0]).not.toBe(handle);
    expect(now).toEqual(await handles(query, { options: { curation: false } }));
  },
  'pinned-for-those-who-may-see-it': async (handle) => {
    const query = 'showroom pieces';
    expect((await handles(query, { claims: trade }))[0]).toBe(handle);
    expect(await handles(query)).not.toContain(handle);
    const [row] = await database.query(
      `select api.search(query_text => $1) #> '{retrieval,curation}' as everybody,
         api.search(query_text => $1, claims => $2) #> '{retrieval,curation}' as trade`,
      [query, trade],
    );
    expect(row).toEqual({ everybody: null, trade: { pinned: 1, excluded: 0 } });
  },
  'goes-with-is-not-similar': async (handle, beside) => {
    const [mostSimilar] = await handles(null, { options: { like: { handle } } });
    expect(mostSimilar).toBe(beside);
    const found = await goesWith(handle);
    expect(found.categories).toEqual(['boots', 'hats-and-scarves', 'jeans', 'knitwear']);
    expect(found.handles).not.toContain(beside);
    expect(Math.min(...found.left)).toBeGreaterThan(0);
  },
  'goes-with-what-it-is': async (handle) => {
    expect((await goesWith(handle)).categories).toEqual(['glassware', 'small-appliances', 'tableware']);
  },
};

describe('a search of the demo shop', () => {
  it.each(traps.map(({ name, sentence }) => [name, sentence]))('does not fall into %s: %s', async (name) => {
    const { handle, beside } = traps.find((trap) => trap.name === name)!;
    await answers[name]!(handle, beside ?? '');
  });

  it('is held to every trap', () => {
    expect(Object.keys(answers)).toEqual(traps.map(({ name }) => name));
  });
});
