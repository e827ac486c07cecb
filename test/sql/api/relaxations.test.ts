import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { Relaxation } from '../../../src/retrieval/page.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { apply } from '../fixture/apply.ts';
import { type Question, search } from '../fixture/ask.ts';
import { readFacts } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
const include = ['RELAXATIONS'];
const ask = (database: Queryable, question: Question) =>
  search(database, { ...question, options: { ...(question.options as object | undefined), include } });
const relaxations = async (question: Question): Promise<Relaxation[]> =>
  (await ask(shop, question)).relaxations!;
const told = (found: Relaxation[]) => found.map(({ label, more }): [string, number] => [label, more]);

/** Really applies every relaxation: it has to bring what it promises. Returns how many there were. */
async function hold(database: Queryable, question: Question): Promise<number> {
  const page = await ask(database, question);
  for (const { label, more, exact, apply: refinement } of page.relaxations!) {
    const { total } = await apply(database, { ...question, k: 1 }, refinement);
    const promised = page.total.value + more;
    expect({ question, label, total: exact ? total.value : Math.min(promised, total.value) }).toEqual({
      question,
      label,
      total: promised,
    });
  }
  return page.relaxations!.length;
}

describe('relaxations', () => {
  it('come only where they are asked for, and are none beside a full page', async () => {
    expect((await search(shop, { filter: { inStock: true } })).relaxations).toBeUndefined();
    expect(await relaxations({ k: 12, filter: { inStock: true } })).toEqual([]);
    expect(told(await relaxations({ k: 13, filter: { inStock: true } }))).toEqual([['also sold out', 2]]);
  });

  it('are none without a constraint', async () => {
    expect(await relaxations({ k: 100 })).toEqual([]);
    expect(await relaxations({ k: 100, text: 'leather jacket' })).toEqual([]);
  });

  it('say what would be found without one constraint, or at another price, most first', async () => {
    const filter = { categories: ['jackets'], brands: ['nordhem'], price: { max: '80' } };

    expect(await relaxations({ k: 100, filter })).toEqual([
      {
        constraintIds: ['c2'],
        label: 'also above $80.00',
        more: 3,
        exact: true,
        apply: { where: { categories: ['jackets'], brands: ['nordhem'] }, dismiss: [] },
      },
      {
        constraintIds: ['c2'],
        label: 'at most $140.00',
        more: 3,
        exact: true,
        apply: {
          where: { categories: ['jackets'], brands: ['nordhem'], price: { max: '140.00', currency: 'USD' } },
          dismiss: [],
        },
      },
      {
        constraintIds: ['c3'],
        label: 'any category',
        more: 1,
        exact: true,
        apply: { where: { brands: ['nordhem'], price: { max: '80' } }, dismiss: [] },
      },
      {
        constraintIds: ['c4'],
        label: 'any brand',
        more: 1,
        exact: true,
        apply: { where: { categories: ['jackets'], price: { max: '80' } }, dismiss: [] },
      },
    ]);
  });

  it('lower a least price until five more are in', async () => {
    expect(
      told(await relaxations({ k: 100, filter: { price: { min: '150', minExclusive: true } } })),
    ).toEqual([
      ['also $150.00 and below', 13],
      ['at least $100.00', 5],
    ]);
  });

  it('go by sets of two only where no single one helps', async () => {
    const filter = {
      brands: ['tefalon'],
      categories: ['jackets'],
      attributes: [{ name: 'material', values: ['wool'] }],
    };
    const found = await relaxations({ k: 100, filter });

    expect(told(found)).toEqual([
      ['any brand and any material', 8],
      ['any category and any brand', 1],
      ['any category and any material', 1],
    ]);
    expect(found.map(({ constraintIds, apply: { where } }) => [constraintIds, where])).toEqual([
      [['c3', 'c4'], { categories: ['jackets'] }],
      [['c2', 'c3'], { attributes: [{ name: 'material', values: ['wool'] }] }],
      [['c2', 'c4'], { brands: ['tefalon'] }],
    ]);
  });

  it('dismiss what was read from the text', async () => {
    const question = { text: 'jacket by acme under $100 in stock', k: 100 };
    const found = await relaxations(question);

    expect(found.map(({ label, apply: { dismiss } }) => [label, dismiss])).toEqual([
      ['also $100.00 and above', ['PRICE_MAX']],
      ['at most $180.00', []],
      ['any brand', ['BRAND']],
    ]);
    expect(await hold(shop, question)).toBe(3);
  });

  it.each<[string, Question, string]>([
    ['a price from below', { filter: { price: { min: '150' } } }, 'also below $150.00'],
    ['a place', { filter: { inStockAt: ['porto', 'attic'] } }, 'also not in stock at Attic or Porto'],
    ['an attribute', { filter: { attributes: [{ name: 'material', values: ['suede'] }] } }, 'any material'],
    [
      'excluded values',
      { filter: { exclude: { attributes: [{ name: 'material', values: ['leather', 'suede'] }] } } },
      'also leather or suede',
    ],
    ['an excluded brand', { text: 'jacket not by acme' }, 'also by Acme'],
    ['an excluded category', { filter: { exclude: { categories: ['jackets'] } } }, 'also in Jackets'],
    ['one attribute that is read twice', { text: 'jacket not black, not red' }, 'also black and also red'],
  ])('say in words what giving up %s lets in', async (_what, question, label) => {
    expect((await relaxations({ ...question, k: 100 })).map((one) => one.label)).toContain(label);
  });

  it('give up neither excluded products nor stock that an option hides', async () => {
    const filter = { exclude: { products: ['racer-jacket'] } };

    expect(await relaxations({ k: 100, filter, options: { unavailable: 'HIDE' } })).toEqual([]);
    expect(told(await relaxations({ k: 100, filter: { ...filter, inStock: true } }))).toEqual([
      ['also sold out', 2],
    ]);
  });

  it('show, at the amount that they name, only what is there at that price', async () => {
    const facts = await readFacts(shop);
    const question = { filter: { categories: ['jackets'], inStock: true, price: { max: '79' } }, k: 100 };
    const [, widened] = await relaxations(question);
    const page = await apply(shop, question, widened!.apply);

    expect(widened?.label).toBe('at most $150.00');
    expect(page.items.map(({ sku }) => sku).sort()).toEqual([
      'DJ-BLUE-M',
      'FJ-BROWN-S',
      'R2-BLACK-M',
      'RJ-BLACK-M',
      'SJ-TAN-M',
    ]);
    prove(page, facts);
  });

  it.each<[string, Question, number]>([
    ['of only stop words', { text: 'is it available in red' }, 2],
    ['of stop words and one constraint', { text: 'do you have it in red' }, 1],
    [
      'with a brand limit',
      { filter: { categories: ['jackets'], price: { max: '85' } }, options: { maxPerBrand: 1 } },
      3,
    ],
    ['in another currency', { text: 'something under 50 €' }, 2],
    [
      'like a product',
      { filter: { price: { max: '60' } }, options: { like: { handle: 'racer-jacket' } } },
      2,
    ],
    ['at a place', { filter: { inStockAt: ['porto'], categories: ['trousers'] } }, 2],
    ['with a negation', { text: 'leather jacket not black', filter: { price: { max: '100' } } }, 3],
    ['by a title', { text: 'Racer leather jacket', filter: { brands: ['acme'] } }, 1],
    ['about an unknown word', { text: 'qwertzuiop under $20' }, 0],
  ])('bring what they promise, for a question %s', async (_what, question, expected) => {
    expect(await hold(shop, { ...question, k: 100 })).toBe(expected);
  });

  it('bring what they promise, under random filters (seeded)', async () => {
    const random = makeRandom(7);
    let held = 0;
    for (let round = 0; round < 30; round += 1) {
      const text = round % 3 === 0 ? 'jacket' : null;
      held += await hold(shop, { text, filter: randomFilter(random), k: 200 });
    }
    expect(held).toBeGreaterThan(30);
  });
});

describe('on the demo shop, relaxations', () => {
  const demo = useDatabase('demo');
  let found: number;
  beforeAll(() => {
    found = 0;
  });

  it.each([
    'jacket under $30 in stock',
    'black leather boots under $60',
    'waterproof jacket by thirl under $90',
    'red coffee grinder in stock',
  ])('bring what they promise: %s', async (text) => {
    found += await hold(demo, { text, k: 200 });
    expect(found).toBeGreaterThan(0);
  });
});
