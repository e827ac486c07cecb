import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { categories } from '../../seeds/categories.ts';
import { complements } from '../../seeds/complements.ts';
import { demoShop, smallestDemoShop } from '../../seeds/demo-shop.ts';
import { type Trap, traps } from '../../seeds/traps.ts';
import { steps } from '../../seeds/walkthrough/steps.ts';
import { packageRoot } from '../../src/package-root.ts';
import {
  complementsOf,
  curationOf,
  eur,
  now,
  offers,
  product,
  products,
  records,
  usd,
  wholesale,
} from './shop.ts';

const byName = new Map(traps.map((trap) => [trap.name, trap]));

function trap(name: string): Trap {
  return byName.get(name)!;
}

/** Each trap's data, held to its sentence. */
const facts: Record<string, (handle: string, beside: string) => void> = {
  'one-offer-must-meet-all': (handle) => {
    expect(offers(handle)).toEqual(['red M: 120.00, 0 left', 'blue L: 180.00, 7 left']);
  },
  'lighter-variant-is-the-dear-one': (handle) => {
    expect(offers(handle)).toEqual([
      'charcoal M standard: 138.00, 15 left',
      'charcoal M summer: 196.00, 5 left',
    ]);
    expect(product(handle).variants.map(({ weightGrams }) => weightGrams)).toEqual([1240, 690]);
  },
  'sale-ended-an-hour-ago': (handle) => {
    expect(offers(handle, usd, -1.001)).toEqual(['black M: 139.00, 12 left', 'black L: 139.00, 5 left']);
    expect(offers(handle, usd, -1)).toEqual(['black M: 219.00, 12 left', 'black L: 219.00, 5 left']);
    expect(offers(handle)).toEqual(['black M: 219.00, 12 left', 'black L: 219.00, 5 left']);
  },
  'sale-begins-in-an-hour': (handle) => {
    expect(offers(handle, usd, 0.999)).toEqual(['navy M: 168.00, 10 left', 'navy L: 168.00, 7 left']);
    expect(offers(handle, usd, 1)).toEqual(['navy M: 128.00, 10 left', 'navy L: 128.00, 7 left']);
  },
  'price-only-scheduled': (handle) => {
    expect(offers(handle, usd, 0.999)).toEqual(['sand S: -, 12 left', 'sand M: -, 12 left']);
    expect(offers(handle, usd, 1)).toEqual(['sand S: 145.00, 12 left', 'sand M: 145.00, 12 left']);
  },
  'every-price-expired': (handle) => {
    expect(offers(handle)).toEqual(['black M: -, 1 left', 'black L: -, 2 left']);
    expect(offers(handle, usd, -211 * 24)).toEqual(['black M: 89.00, 1 left', 'black L: 89.00, 2 left']);
    expect(offers(handle, usd, -209 * 24)).toEqual(['black M: -, 1 left', 'black L: -, 2 left']);
  },
  'one-price-ends-as-the-next-begins': (handle) => {
    expect(offers(handle, usd, -0.001)).toEqual(['black: 69.00, 45 left', 'sand: 69.00, 12 left']);
    expect(offers(handle)).toEqual(['black: 89.00, 45 left', 'sand: 89.00, 12 left']);
  },
  'nothing-between-the-two-prices': (handle) => {
    expect(offers(handle)).toEqual(['olive M unlined: 58.00, 21 left', 'olive M shearling: 212.00, 9 left']);
  },
  'price-on-the-bound': (handle) => {
    expect(offers(handle)).toEqual(['black M: 150.00, 11 left', 'black L: 150.00, 4 left']);
  },
  'sells-out-during-the-promotion': (handle) => {
    const onSale = ['black S: 99.00, 0 left', 'black M: 99.00, 0 left', 'black L: 99.00, 0 left'];
    expect(offers(handle)).toEqual(onSale);
    expect(offers(handle, usd, 4 * 24)).toEqual(onSale);
    expect(product(handle).variants.map(({ prices }) => prices?.[1]?.compareAt)).toEqual([
      '149.00',
      '149.00',
      '149.00',
    ]);
  },
  'all-of-it-is-reserved': (handle) => {
    expect(offers(handle)).toEqual(['dark brown M: 145.00, 0 left', 'dark brown L: 145.00, 0 left']);
    const rows = product(handle).variants.flatMap(({ stock }) => stock ?? []);
    expect(rows.reduce((sum, { onHand }) => sum + onHand, 0)).toBe(9);
    expect(rows.reduce((sum, { reserved }) => sum + (reserved ?? 0), 0)).toBe(9);
  },
  'reserved-beyond-what-is-there': (handle) => {
    expect(offers(handle)).toEqual(['chestnut 42: 188.00, 2 left', 'chestnut 43: 188.00, 0 left']);
    expect(product(handle).variants[0]?.stock).toEqual([
      { location: 'harbour', onHand: 1, reserved: 3 },
      { location: 'north', onHand: 2, reserved: 0 },
    ]);
  },
  'nobody-has-counted': (handle) => {
    expect(offers(handle)).toEqual(['green M: 72.00, ? left', 'green L: 72.00, ? left']);
  },
  'the-last-one': (handle) => {
    expect(offers(handle)).toEqual(['24 cm: 289.00, 1 left']);
    expect(product(handle).variants[0]?.stock).toEqual([{ location: 'mill-lane', onHand: 1, reserved: 0 }]);
  },
  'a-jacket-that-is-none': (handle, beside) => {
    expect(product(handle).title).toContain('Jacket');
    expect(product(handle).category).toBe('kitchen/coffee');
    expect(product(beside).category).toBe('apparel/coats');
  },
  'named-after-another-brand': (handle) => {
    expect(product(handle).title).toContain('Cragmere');
    expect(product(handle).brand).toBe('Teaselock');
  },
  'leather-in-name-only': (handle) => {
    expect(product(handle).title).toContain('Leather');
    expect(product(handle).attributes?.material).toBe('faux leather');
  },
  'the-colour-that-is-sold-out': (handle) => {
    expect(offers(handle)).toEqual([
      'black M: 132.00, 0 left',
      'olive M: 132.00, 11 left',
      'olive L: 132.00, 3 left',
    ]);
  },
  'the-leather-jacket-that-is-a-coat': (handle, beside) => {
    expect(product(handle).description).toContain('leather jacket');
    expect([handle, beside].map((one) => product(one).category)).toEqual([
      'apparel/coats',
      'apparel/jackets',
    ]);
    expect(product(beside).description).toContain('leather jacket');
  },
  'the-same-jacket-by-another-brand': (handle, beside) => {
    expect([handle, beside].map((one) => product(one).brand)).toEqual(['Quillon Row', 'Tarnwick']);
    expect(product(handle).attributes).toMatchObject(product(beside).attributes!);
  },
  'one-of-its-colours-is-excluded': (handle, beside) => {
    expect(offers(handle)).toEqual(['black M: 142.00, 8 left', 'tan M: 142.00, 8 left']);
    expect(offers(beside)).toEqual(['black S: 116.00, 5 left', 'black M: 116.00, 8 left']);
  },
  'its-own-twin': (handle, beside) => {
    expect(handle.startsWith(beside)).toBe(true);
    expect(product(handle).attributes).toEqual(product(beside).attributes);
    expect(product(handle).brand).toBe(product(beside).brand);
  },
  'cheaper-in-the-other-currency': (handle) => {
    expect(offers(handle)).toEqual(['chestnut M: 165.00, 8 left', 'chestnut L: 165.00, 5 left']);
    expect(offers(handle, eur)).toEqual(['chestnut M: 140.00, 8 left', 'chestnut L: 140.00, 5 left']);
  },
  'priced-in-euros-only': (handle) => {
    expect(offers(handle)).toEqual(['navy S: -, 5 left', 'navy M: -, 4 left']);
    expect(offers(handle, eur)).toEqual(['navy S: 189.00, 5 left', 'navy M: 189.00, 4 left']);
  },
  'cheap-for-the-trade': (handle) => {
    expect(offers(handle)).toEqual(['tan M: 158.00, 20 left', 'tan L: 158.00, 25 left']);
    expect(offers(handle, wholesale)).toEqual(['tan M: 96.00, 20 left', 'tan L: 96.00, 25 left']);
    expect(product(handle).audience).toBeUndefined();
  },
  'group-list-falls-back': (handle) => {
    expect(offers(handle)).toEqual(['white: 38.00, 80 left', 'black: 42.00, 14 left']);
    expect(offers(handle, wholesale)).toEqual(['white: 22.00, 80 left', 'black: -, 14 left']);
  },
  'for-the-trade-only': (handle) => {
    expect(product(handle).audience).toEqual(['wholesale']);
    expect(offers(handle)).toEqual(['black M: 99.00, 4 left', 'tan M: 99.00, 2 left']);
    expect(offers(handle, wholesale)).toEqual(['black M: 70.00, 4 left', 'tan M: 70.00, 2 left']);
  },
  'cheaper-last-week': (handle) => {
    expect(offers(handle, usd, -5 * 24)).toEqual([
      'dark brown M: 99.00, 7 left',
      'dark brown L: 99.00, 8 left',
    ]);
    expect(offers(handle)).toEqual(['dark brown M: 159.00, 7 left', 'dark brown L: 159.00, 8 left']);
  },
  'not-yet-published': (handle) => {
    expect(product(handle).status).toBe('draft');
    expect(offers(handle)).toEqual(['sand M: 139.00, 5 left']);
  },
  'no-vector': (handle) => {
    const { title, category, brand, description, audience } = product(handle);
    expect(audience).toEqual(['wholesale']);
    expect([title, category, brand, description]).toEqual(['Furoshiki', 'oddments', undefined, undefined]);
    expect(
      products.filter((one) => /furoshiki|oddment/i.test(`${one.title} ${one.description} ${one.category}`)),
    ).toHaveLength(1);
    expect(offers(handle)).toEqual([': 19.95, 14 left']);
  },
  'pinned-and-too-dear': (handle, beside) => {
    const pins = curationOf('riding jacket');
    expect(pins).toEqual([`${handle} pin 1, -515 to 1669`, `${beside} pin 2, -515 to 1669`]);
    expect(new Set(offers(handle).map((offer) => offer.split(' ')[2]))).toEqual(new Set(['329.00,']));
    expect(new Set(offers(beside).map((offer) => offer.split(' ')[2]))).toEqual(new Set(['139.00,']));
  },
  'left-out-of-one-answer': (handle) => {
    expect(curationOf('lace-up boots')).toEqual([`${handle} exclude -, -83 to …`]);
    expect(product(handle).title).toContain('Lace-Up Boots');
  },
  'pin-that-has-ended': (handle) => {
    expect(curationOf('housewarming gift')).toEqual([`${handle} pin -, -731 to -1`]);
  },
  'pin-yet-to-begin': (handle) => {
    expect(curationOf('travel headphones')).toEqual([`${handle} pin -, 1 to 1429`]);
  },
  'pinned-for-those-who-may-see-it': (handle) => {
    expect(curationOf('showroom pieces')).toEqual([`${handle} pin -, … to …`]);
    expect(product(handle).audience).toEqual(['wholesale']);
  },
  'goes-with-is-not-similar': (handle, beside) => {
    expect([handle, beside].map((one) => product(one).category)).toEqual([
      'apparel/jackets',
      'apparel/jackets',
    ]);
    expect(complementsOf('jackets')).toEqual([
      'hats-and-scarves 1',
      'boots 0.8',
      'jeans 0.8',
      'knitwear 0.6',
    ]);
  },
  'goes-with-what-it-is': (handle) => {
    expect(product(handle).title).toContain('Jacket');
    expect(product(handle).category).toBe('kitchen/coffee');
    expect(complementsOf('coffee')).toEqual(['tableware 1', 'glassware 0.6', 'small-appliances 0.5']);
  },
};

describe('the traps of the demo shop', () => {
  it.each(traps.map(({ name, sentence }) => [name, sentence]))('%s: %s', (name) => {
    const { handle, beside } = trap(name);
    facts[name]!(handle, beside ?? '');
  });

  it('has a test of its data for each, and no other', () => {
    expect(Object.keys(facts)).toEqual(traps.map(({ name }) => name));
  });

  it('has one for every kind of constraint', () => {
    const kinds = ['CURRENT_PRICE', 'PRICE_MIN', 'PRICE_MAX', 'IN_STOCK', 'CATEGORY', 'BRAND', 'ATTRIBUTE'];
    const exclusions = ['EXCLUDE_CATEGORY', 'EXCLUDE_BRAND', 'EXCLUDE_ATTRIBUTE', 'EXCLUDE_PRODUCT'];
    const others = ['ONE_OFFER', 'CURRENCY', 'GROUP_PRICE', 'AUDIENCE', 'AS_OF', 'STATUS', 'MEANING'];
    const policies = ['CURATION', 'COMPLEMENT'];
    expect(new Set(traps.map(({ tries }) => tries))).toEqual(
      new Set([...kinds, ...exclusions, ...others, ...policies]),
    );
  });

  it('is listed in docs/demo-shop.md, sentence by sentence', () => {
    const page = readFileSync(join(packageRoot(), 'docs', 'demo-shop.md'), 'utf8');
    const silent = traps.filter(
      ({ handle, sentence }) => !page.includes(`\`${handle}\``) || !page.includes(sentence),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('names its makers and categories as the shop does', () => {
    const paths = categories.map(({ path }) => path);
    for (const { handle } of traps) expect(paths).toContain(product(handle).category);
  });
});

describe('the policy of the demo shop', () => {
  const curated = records.filter((record) => record.type === 'curation');

  it('goes with categories of the tree, and never with its own', () => {
    const slugs = categories.map(({ slug }) => slug);
    for (const [category, weights] of Object.entries(complements)) {
      expect(slugs).toEqual(expect.arrayContaining([category, ...Object.keys(weights)]));
    }
    expect(Object.keys(complements)).toHaveLength(19);
  });

  it('curates questions that are neither judged nor asked by the walkthrough, but for the step about curation', () => {
    const judged = readFileSync(join(packageRoot(), 'seeds', 'judgments.tsv'), 'utf8');
    const asked = steps
      .filter(({ operation }) => operation !== 'PolicyByChoice')
      .map(({ graphql, sql }) => `${graphql ?? ''} ${sql}`)
      .join(' ');
    const queries = new Set(curated.map(({ query }) => query));
    expect(queries.size).toBe(5);
    for (const query of queries) expect(`${judged} ${asked}`.toLowerCase()).not.toContain(query);
  });

  it('names products that every size of the shop has', () => {
    const smallest = new Set(
      [...demoShop(now, smallestDemoShop)].flatMap((record) =>
        record.type === undefined ? [record.handle] : [],
      ),
    );
    expect(curated.filter(({ handle }) => !smallest.has(handle))).toEqual([]);
  });
});
