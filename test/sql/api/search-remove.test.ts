import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import { apply } from '../fixture/apply.ts';
import { interpret, type Question, search } from '../fixture/ask.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** What an interpretation demands and wishes, but for the ids of its constraints and the constraints of a key. */
const wishes = (
  { interpretation: { constraints, preferences, sort, residue, repairs } }: SearchPage,
  but?: string,
) => ({
  constraints: constraints
    .filter(({ key }) => key !== but)
    .map(({ key, label, source, origin, filter }) => ({ key, label, source, origin, filter })),
  preferences: preferences
    .filter(({ key }) => key !== but)
    .map(({ key, label, source, origin, filter, measures, direction }) => ({
      key,
      label,
      source,
      origin,
      filter,
      measures,
      direction,
    })),
  sort: sort === null || but === 'SORT' ? null : { sort: sort.sort, label: sort.label },
  residue,
  repairs,
});

/** All that a front end may show as one. */
const chips = ({
  interpretation: { constraints, preferences, sort },
}: Pick<SearchPage, 'interpretation'>) => [...constraints, ...preferences, ...(sort === null ? [] : [sort])];

/** Takes every chip off, one at a time: nothing else may change. Returns the keys that could be taken off. */
async function hold(database: Queryable, question: Question): Promise<string[]> {
  const page = await search(database, { k: 100, ...question });
  const held: string[] = [];
  for (const { key, remove } of chips(page)) {
    if (!remove) continue;
    const without = await apply(database, { k: 100, ...question }, remove);
    expect({ question, key, ...wishes(without) }).toEqual({ question, key, ...wishes(page, key) });
    expect(without.currency).toBe(page.currency);
    // A wish and an order turn nothing away.
    expect(without.total.value).toBeGreaterThanOrEqual(page.total.value);
    held.push(key);
  }
  return held;
}

const removals = (page: Pick<SearchPage, 'interpretation'>) =>
  Object.fromEntries(chips(page).map(({ key, remove }) => [key, remove]));

describe('the removal of a constraint', () => {
  it('is the filter without it, where the filter demands it', async () => {
    const filter = {
      price: { min: '20', max: '150', maxExclusive: true },
      exclude: { brands: ['acme'], attributes: [{ name: 'colour', values: ['black'] }] },
    };

    expect(removals(await search(shop, { filter }))).toEqual({
      CURRENT_PRICE: null,
      PRICE_MIN: { where: { ...filter, price: { max: '150', maxExclusive: true } }, dismiss: [] },
      PRICE_MAX: { where: { ...filter, price: { min: '20' } }, dismiss: [] },
      EXCLUDE_BRAND: {
        where: { price: filter.price, exclude: { attributes: filter.exclude.attributes } },
        dismiss: [],
      },
      'EXCLUDE_ATTRIBUTE:colour': {
        where: { price: filter.price, exclude: { brands: ['acme'] } },
        dismiss: [],
      },
    });
  });

  it('is a dismissal more, where the text demands it', async () => {
    const question = { text: 'jacket by acme under $150', options: { dismiss: ['IN_STOCK'] } };

    expect(removals(await search(shop, question))).toEqual({
      CURRENT_PRICE: null,
      BRAND: { where: {}, dismiss: ['IN_STOCK', 'BRAND'] },
      PREFER_CATEGORY: { where: {}, dismiss: ['IN_STOCK', 'PREFER_CATEGORY'] },
      PRICE_MAX: { where: {}, dismiss: ['IN_STOCK', 'PRICE_MAX'] },
    });
  });

  it.each<[string, object]>([
    ['by an option', { options: { unavailable: 'HIDE' } }],
    [
      'by an option, beside a filter that says so too',
      { options: { unavailable: 'HIDE' }, filter: { inStock: true } },
    ],
    ['by default', { options: { like: { handle: 'racer-jacket' } } }],
  ])('is none of stock that is demanded %s', async (_what, question) => {
    expect(removals(await search(shop, question))).toEqual({ CURRENT_PRICE: null, IN_STOCK: null });
  });

  it('is there for what a text alone is read to say', async () => {
    const interpretation = await interpret(shop, 'jacket not leather under 90 €');

    expect(removals({ interpretation })).toEqual({
      CURRENT_PRICE: null,
      'EXCLUDE_ATTRIBUTE:material': {
        where: { price: { currency: 'EUR' } },
        dismiss: ['EXCLUDE_ATTRIBUTE:material'],
      },
      PRICE_MAX: { where: { price: { currency: 'EUR' } }, dismiss: ['PRICE_MAX'] },
      PREFER_CATEGORY: { where: { price: { currency: 'EUR' } }, dismiss: ['PREFER_CATEGORY'] },
    });
  });

  it('stands in the explanation of a match too', async () => {
    const [row] = await shop.query<{ answer: SearchPage }>(
      `select api.explain_match(product => '{"handle": "racer-jacket"}', query_text => 'jacket', filter => '{"brands": ["acme"]}') as answer`,
    );
    expect(removals(row!.answer)).toEqual({
      CURRENT_PRICE: null,
      BRAND: { where: {}, dismiss: ['BRAND'] },
      PREFER_CATEGORY: { where: { brands: ['acme'] }, dismiss: ['PREFER_CATEGORY'] },
    });
  });

  it.each<[string, Question, string[]]>([
    [
      'of every kind in a text',
      { text: 'jacket in black size M by Nordhem under $150 in stock' },
      ['ATTRIBUTE:colour', 'ATTRIBUTE:size', 'BRAND', 'PRICE_MAX', 'IN_STOCK', 'PREFER_CATEGORY'],
    ],
    [
      'of both ends of a range',
      { text: 'jacket between $20 and $150' },
      ['PRICE_MIN', 'PRICE_MAX', 'PREFER_CATEGORY'],
    ],
    [
      'of exclusions in a text',
      { text: 'jacket not leather, not by Acme' },
      ['EXCLUDE_ATTRIBUTE:material', 'EXCLUDE_BRAND', 'PREFER_CATEGORY'],
    ],
    [
      'of two pieces with one key',
      { text: 'jacket not black, not red' },
      ['EXCLUDE_ATTRIBUTE:colour', 'EXCLUDE_ATTRIBUTE:colour', 'PREFER_CATEGORY'],
    ],
    ['of another currency', { text: 'scarf in black under 90 €' }, ['ATTRIBUTE:colour', 'PRICE_MAX']],
    [
      'of text and filter at once',
      { text: 'jacket by acme', filter: { brands: ['nordhem'], inStock: true } },
      ['IN_STOCK', 'BRAND', 'PREFER_CATEGORY'],
    ],
    [
      'of wishes beside it',
      { text: 'jacket but lighter under $150' },
      ['PRICE_MAX', 'COMPARATIVE:weight_grams', 'PREFER_CATEGORY'],
    ],
    ['of an order', { text: 'cheapest red jacket' }, ['SORT', 'PREFER_ATTRIBUTE:colour', 'PREFER_CATEGORY']],
    [
      'of measures',
      { text: 'jacket under 1 kg', filter: { attributes: [{ name: 'capacity', min: '1' }] } },
      ['ATTRIBUTE:capacity', 'ATTRIBUTE:weight_grams', 'PREFER_CATEGORY'],
    ],
    [
      'of a filter beside an exact title',
      { text: 'Racer leather jacket', filter: { brands: ['acme'] } },
      ['BRAND'],
    ],
  ])('takes nothing else off: %s', async (_what, question, keys) => {
    expect((await hold(shop, question)).sort()).toEqual([...keys].sort());
  });

  it('takes nothing else off, under random filters (seeded)', async () => {
    const random = makeRandom(11);
    let held = 0;
    for (let round = 0; round < 25; round += 1) {
      const text = round % 2 === 0 ? 'jacket under $150 in blue' : null;
      held += (await hold(shop, { text, filter: randomFilter(random) })).length;
    }
    expect(held).toBeGreaterThan(60);
  });
});
