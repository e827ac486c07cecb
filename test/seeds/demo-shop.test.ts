import { describe, expect, it } from 'vitest';
import { attributes } from '../../seeds/attributes.ts';
import { brands, brandsOf } from '../../seeds/brands.ts';
import { categories } from '../../seeds/categories.ts';
import { demoShop, largestDemoShop, smallestDemoShop } from '../../seeds/demo-shop.ts';
import { writeSku } from '../../seeds/options.ts';
import { apparel } from '../../seeds/vocabulary/apparel.ts';
import { bags } from '../../seeds/vocabulary/bags.ts';
import { electronics } from '../../seeds/vocabulary/electronics.ts';
import { footwear } from '../../seeds/vocabulary/footwear.ts';
import { home } from '../../seeds/vocabulary/home.ts';
import { kitchen } from '../../seeds/vocabulary/kitchen.ts';
import { outdoor } from '../../seeds/vocabulary/outdoor.ts';
import { checkRecord } from '../../src/import/check-record.ts';
import { sentencesOf } from '../../tools/sentences.ts';
import { eur, now, pricesOf, products, records, usd, wholesale } from './shop.ts';

const variants = products.flatMap((product) => product.variants);

function twice(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
}

describe('demoShop', () => {
  it('gives the same records for the same instant, byte for byte', () => {
    expect(JSON.stringify([...demoShop(new Date(now))])).toBe(JSON.stringify(records));
  });

  it('moves every instant with the seeding, and nothing else', () => {
    const later = new Date('2028-02-29T23:59:59.999Z');
    const withoutDates = (at: Date) =>
      JSON.stringify([...demoShop(at)]).replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, 'date');
    expect(withoutDates(later)).toBe(withoutDates(now));
    const releaseDays = (at: Date) =>
      [...demoShop(at)].flatMap((record) =>
        'releasedOn' in record && record.releasedOn ? [Date.parse(record.releasedOn) / 86_400_000] : [],
      );
    const [daysNow, daysThen] = [releaseDays(now), releaseDays(later)];
    const shift = (Date.parse('2028-02-29') - Date.parse('2026-03-14')) / 86_400_000;
    expect(daysThen).toEqual(daysNow.map((day) => day + shift));
  });

  it('yields only records that the format accepts', () => {
    expect(records.map(checkRecord).filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it('names what a record refers to before the record', () => {
    const firstProduct = records.findIndex((record) => record.type === undefined);
    const fromThere = records.slice(firstProduct).map(({ type }) => type ?? 'product');
    expect(fromThere).toEqual([
      ...products.map(() => 'product'),
      ...fromThere.slice(products.length).map(() => 'curation'),
    ]);
    const known = new Set(records.flatMap((record) => (record.type === 'category' ? [record.path] : [])));
    expect(products.filter((product) => !known.has(product.category))).toEqual([]);
    const makers = new Set(brands.map(({ name }) => name));
    const unknown = products.filter(({ brand }) => !makers.has(brand ?? ''));
    expect(unknown.map(({ handle }) => handle)).toEqual(['furoshiki']);
  });

  it('has a shop’s worth of products in every leaf category', () => {
    const leaves = categories.filter(({ isLeaf, slug }) => isLeaf && slug !== 'oddments');
    const counts = leaves.map(({ path }) => products.filter((product) => product.category === path).length);
    expect(products.length).toBeGreaterThanOrEqual(2000);
    expect(variants.length).toBeGreaterThanOrEqual(6000);
    expect(leaves.length).toBe(48);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(40);
    expect(brands.length).toBeGreaterThanOrEqual(60);
    const makers = new Set(products.map(({ brand }) => brand));
    expect(brands.filter(({ name }) => !makers.has(name))).toEqual([]);
  });

  it('is as large as it is asked to be, from its smallest to far above its own size', () => {
    const count = (size: number) => {
      let found = 0;
      let variants = 0;
      const handles = new Set<string>();
      const skus = new Set<string>();
      for (const record of demoShop(now, size)) {
        if (record.type !== undefined) continue;
        found += 1;
        handles.add(record.handle);
        for (const { sku } of record.variants) {
          variants += 1;
          skus.add(sku);
        }
        if (found % 100 === 0) expect(checkRecord(record).fault).toBeUndefined();
      }
      expect(handles.size).toBe(found);
      expect(skus.size).toBe(variants);
      return found;
    };
    expect([smallestDemoShop, 1999, 20_000].map(count)).toEqual([smallestDemoShop, 1999, 20_000]);
  });

  it('writes no SKU for two categories, however many products they have', () => {
    const shelves = [apparel, bags, electronics, footwear, home, kitchen, outdoor].flatMap(
      ({ categories }) => categories,
    );
    const own = Math.max(...shelves.map(({ products }) => products));
    for (const number of [own + 1, largestDemoShop]) {
      // Brands share three letters as well; a number is one product's alone within its category.
      const skus = shelves.flatMap((shelf) => [
        ...new Set(brandsOf(shelf.slug).map((brand) => writeSku(shelf, brand, number, {}))),
      ]);
      expect(skus.length).toBeGreaterThan(shelves.length);
      expect(twice(skus)).toEqual([]);
    }
    const codes = new Set(shelves.map(({ code }) => code));
    expect(shelves.filter(({ slug }) => codes.has(slug.toUpperCase()))).toEqual([]);
  });

  it('keeps the smaller shop in the larger one', () => {
    const texts = (size: number) =>
      [...demoShop(now, size)]
        .map((record) => JSON.stringify(record))
        .filter((text) => text.includes('"handle"'));
    const larger = new Set(texts(5000));
    expect(texts(1000).filter((text) => !larger.has(text))).toEqual([]);
    // Sizes next to each other: shares that are rounded one by one take a product from one shelf for another.
    let smaller = texts(100);
    for (let size = 101; size <= 160; size += 1) {
      const next = texts(size);
      expect(smaller.filter((text) => !next.includes(text))).toEqual([]);
      smaller = next;
    }
    expect(products.filter((product) => !larger.has(JSON.stringify(product)))).toEqual([]);
  });

  it('prices within a category alike, and categories apart', () => {
    const means = (path: string) => {
      const amounts = [...demoShop(now, 5000)].flatMap((record) =>
        record.type === undefined && record.category === path
          ? record.variants.slice(0, 1).map((variant) => Math.log(Number(variant.prices?.[0]?.amount)))
          : [],
      );
      return amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
    };
    expect(means('electronics/televisions') - means('kitchen/glassware')).toBeGreaterThan(1.5);
  });

  it('repeats no handle, SKU, title or description', () => {
    expect(twice(products.map(({ handle }) => handle))).toEqual([]);
    expect(twice(variants.map(({ sku }) => sku))).toEqual([]);
    expect(twice(products.map(({ title }) => title))).toEqual([]);
    expect(products.filter(({ title }) => / No\. \d+$/.test(title))).toEqual([]);
    expect(twice(products.map(({ description }) => description ?? ''))).toEqual([]);
    expect(twice(brands.flatMap(({ ranges }) => ranges))).toEqual([]);
  });

  it('says no sentence twice in the whole shop, and at least two of each product', () => {
    const described = products.filter(({ handle }) => handle !== 'furoshiki');
    const sentences = described.map(({ description }) => sentencesOf(description ?? ''));
    expect(twice(sentences.flat())).toEqual([]);
    expect(sentences.filter((of) => of.length < 2)).toEqual([]);
  });

  it('leaves no slot or alternative unwritten', () => {
    expect(
      products.filter(({ title, description = '' }) =>
        /[{}[\]|]|undefined|NaN/.test(`${title} ${description}`),
      ),
    ).toEqual([]);
  });
});

describe('a product of the demo shop', () => {
  const text = (product: (typeof products)[number]) =>
    `${product.title} ${product.description}`.toLowerCase();

  it('names its material in its title or text', () => {
    const silent = products.filter((product) => {
      const { material } = product.attributes ?? {};
      return (
        material !== undefined &&
        !String(material)
          .toLowerCase()
          .split(' ')
          .every((word) => text(product).includes(word))
      );
    });
    expect(silent.map(({ handle }) => handle)).toEqual([]);
  });

  it('says the figures of its attributes, in digits or words', () => {
    const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];
    const said = [
      'capacity_l',
      'capacity_ml',
      'battery_h',
      'screen_in',
      'blade_cm',
      'pieces',
      'berths',
      'comfort_c',
      'laptop_in',
      'seasons',
    ];
    const silent = products.flatMap((product) =>
      said.flatMap((name) => {
        const value = product.attributes?.[name];
        if (value === undefined || text(product).includes(String(value))) return [];
        return text(product).includes(words[Number(value)] ?? '?') ? [] : [`${product.handle} ${name}`];
      }),
    );
    expect(silent).toEqual([]);
  });

  it('has registered attributes and options only, of the registered type', () => {
    const types = new Map(attributes.map(({ name, valueType }) => [name, valueType]));
    const given = products.flatMap((product) => [
      ...Object.entries(product.attributes ?? {}).map(([name, value]) => [name, typeof value]),
      ...product.variants.flatMap(({ options }) =>
        Object.keys(options ?? {}).map((name) => [name, 'string']),
      ),
    ]);
    const wrong = given.filter(([name, type]) => types.get(name!) !== (type === 'string' ? 'text' : type));
    expect(wrong).toEqual([]);
    expect([...types.keys()].filter((name) => !given.some(([other]) => other === name))).toEqual([]);
  });

  it('weighs and costs more in leather than in waxed cotton, and least in nylon', () => {
    const mean = (material: string, of: (product: (typeof products)[number]) => number) => {
      const made = products.filter(
        ({ attributes: given, category, handle }) =>
          given?.material === material &&
          category === 'apparel/jackets' &&
          handle !== 'greer-nylon-bomber-jacket',
      );
      return made.reduce((sum, product) => sum + of(product), 0) / made.length;
    };
    const grams = (product: (typeof products)[number]) => Number(product.variants[0]?.weightGrams);
    const order = ['leather', 'suede', 'waxed cotton', 'faux leather', 'nylon'];
    const weights = order.map((material) => mean(material, grams));
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  it('weighs what its text says, in one of its sizes', () => {
    const wrong = products.filter(({ description, variants: made }) => {
      const said = / ([\d.]+) (g|kg)\b/.exec(description ?? '');
      if (said === null || description?.includes('grams')) return false;
      const grams = Number(said[1]) * (said[2] === 'kg' ? 1000 : 1);
      return !made.some(
        ({ weightGrams }) => Math.abs(Number(weightGrams) - grams) <= (said[2] === 'kg' ? 50 : 0),
      );
    });
    expect(wrong.map(({ handle }) => handle)).toEqual([]);
  });

  it('gains weight with its size', () => {
    const order = ['XS', 'S', 'M', 'L', 'XL'];
    const wrong = products.filter(({ variants: made }) =>
      made.some((one) =>
        made.some((other) => {
          const [small, large] = [one, other].map(({ options }) => order.indexOf(String(options?.size)));
          const sameColour =
            one.options?.colour === other.options?.colour && one.options?.lining === other.options?.lining;
          return (
            small! >= 0 &&
            small! < large! &&
            sameColour &&
            Number(one.weightGrams) >= Number(other.weightGrams)
          );
        }),
      ),
    );
    expect(wrong.map(({ handle }) => handle)).toEqual([]);
  });

  it('has no two prices of a list at once, and pays less than before in every sale', () => {
    for (const variant of variants) {
      for (const list of [usd, eur, wholesale]) {
        const periods = pricesOf(variant, list).toSorted((a, b) => (a.validFrom! < b.validFrom! ? -1 : 1));
        for (const [index, period] of periods.entries()) {
          if (index > 0) expect(periods[index - 1]!.validTo! <= period.validFrom!).toBe(true);
          if (period.compareAt != null)
            expect(Number(period.compareAt)).toBeGreaterThan(Number(period.amount));
        }
      }
    }
  });
});
