import { describe, expect, it } from 'vitest';
import { categories } from '../../seeds/categories.ts';
import { synonyms } from '../../seeds/synonyms.ts';
import { available, eur, now, priceAt, pricesOf, products, usd, wholesale } from './shop.ts';

const variants = products.flatMap((product) => product.variants);

describe('the life of the demo shop', () => {
  const instant = now.toISOString();
  const priced = variants.map((variant) => pricesOf(variant, usd));
  const count = (is: (product: (typeof products)[number]) => boolean) => products.filter(is).length;

  it('has expired, current and scheduled prices, sales, and prices that are all past or all to come', () => {
    const rows = priced.flat();
    expect(rows.filter(({ validTo }) => validTo != null && validTo <= instant).length).toBeGreaterThan(100);
    expect(rows.filter(({ validFrom }) => validFrom! > instant).length).toBeGreaterThan(100);
    const onSale = (row: (typeof rows)[number]) =>
      row.compareAt != null && row.validFrom! <= instant && (row.validTo == null || row.validTo > instant);
    expect(priced.filter((prices) => prices.some(onSale)).length).toBeGreaterThan(60);
    expect(
      count(({ variants: made }) =>
        made.every(
          (one) =>
            pricesOf(one, usd).every(({ validTo }) => validTo != null && validTo <= instant) &&
            one.prices!.length > 0,
        ),
      ),
    ).toBeGreaterThanOrEqual(5);
    expect(
      count(({ variants: made }) =>
        made.every((one) => one.prices!.every(({ validFrom }) => validFrom! > instant)),
      ),
    ).toBeGreaterThanOrEqual(5);
  });

  it('prices part of the shop in euros, and part for wholesale', () => {
    const share = (list: typeof usd | typeof wholesale) =>
      count(({ variants: made }) => pricesOf(made[0]!, list).length > 0) / products.length;
    expect(share(eur)).toBeGreaterThan(0.3);
    expect(share(eur)).toBeLessThan(0.8);
    expect(share(wholesale)).toBeGreaterThan(0.2);
    expect(share(wholesale)).toBeLessThan(0.6);
  });

  it('never charges the trade more than the regular price', () => {
    const dear = variants.filter((variant) => {
      const group = priceAt(variant, wholesale);
      const regular = Math.max(...pricesOf(variant, usd).map(({ amount }) => Number(amount)));
      return group !== '-' && Number(group) >= regular;
    });
    expect(dear).toEqual([]);
  });

  it('has products in plenty, low, with gaps, sold out, reserved out and uncounted, at three locations', () => {
    const levels = products.map(({ variants: made }) => made.map(available));
    const having = (is: (levels: (number | null)[]) => boolean) => levels.filter(is).length;
    expect(having((of) => of.every((level) => level !== null && level > 3))).toBeGreaterThan(80);
    expect(
      having((of) => of.some((level) => level === 0) && of.some((level) => level !== null && level > 0)),
    ).toBeGreaterThan(20);
    expect(having((of) => of.some((level) => level !== null && level > 0 && level <= 3))).toBeGreaterThan(20);
    expect(having((of) => of.every((level) => level === 0))).toBeGreaterThan(15);
    expect(having((of) => of.every((level) => level === null))).toBeGreaterThan(5);
    const rows = variants.flatMap(({ stock }) => stock ?? []);
    expect(rows.filter(({ onHand, reserved }) => onHand > 0 && onHand === reserved).length).toBeGreaterThan(
      10,
    );
    expect(new Set(rows.map(({ location }) => location))).toEqual(new Set(['harbour', 'north', 'mill-lane']));
  });

  it('has restricted products and drafts, but few', () => {
    const restricted = count(({ audience }) => audience !== undefined) / products.length;
    expect(restricted).toBeGreaterThan(0.02);
    expect(restricted).toBeLessThan(0.07);
    const drafts = count(({ status }) => status === 'draft') / products.length;
    expect(drafts).toBeGreaterThan(0.01);
    expect(drafts).toBeLessThan(0.05);
  });

  it('has good answers to "something like a leather jacket but lighter, under $150, available right now"', () => {
    const answers = products.filter(
      ({ category, audience, status, description, title, variants: made }) =>
        category === 'apparel/jackets' &&
        audience === undefined &&
        status === undefined &&
        /leather/i.test(`${title} ${description}`) &&
        made.some(
          (one) =>
            Number(priceAt(one, usd)) < 150 && (available(one) ?? 0) > 0 && Number(one.weightGrams) < 1850,
        ),
    );
    expect(answers.map(({ handle }) => handle)).toEqual(
      expect.arrayContaining([
        'ridgeway-waxed-cotton-biker-jacket',
        'juno-faux-leather-biker-jacket',
        'foundry-suede-trucker-jacket',
        'fen-nylon-racer-jacket',
        'arcade-coated-denim-biker-jacket',
        'nell-faux-suede-bomber-jacket',
      ]),
    );
  });

  it('translates shoppers’ words into words that it uses, and none of its own', () => {
    const used = new Set(
      [
        ...products.map(({ title, description }) => `${title} ${description}`),
        ...categories.map(({ name }) => name),
      ]
        .flatMap((words) => words.toLowerCase().match(/[a-z0-9]+/g) ?? [])
        .map((word) => word.replace(/s$/, '')),
    );
    const targets = Object.values(synonyms).flat();
    expect(targets.filter((target) => !used.has(target.replace(/s$/, '')))).toEqual([]);
    expect(Object.keys(synonyms).filter((term) => synonyms[term]!.includes(term))).toEqual([]);
  });
});
