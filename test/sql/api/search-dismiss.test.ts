import { describe, expect, it } from 'vitest';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import { interpret, refusal, search } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const ask = (text: string, dismiss?: unknown, filter: object = {}): Promise<SearchPage> =>
  search(shop, { text, k: 100, filter, ...(dismiss === undefined ? {} : { options: { dismiss } }) });
const keys = ({ interpretation }: Pick<SearchPage, 'interpretation'>) =>
  interpretation.constraints.map(({ key }) => key);

describe('the key of a constraint', () => {
  it.each([
    ['jacket between $20 and $50 in stock', ['CURRENT_PRICE', 'PRICE_MIN', 'PRICE_MAX', 'IN_STOCK']],
    ['jacket in black size M by Nordhem', ['CURRENT_PRICE', 'ATTRIBUTE:colour', 'ATTRIBUTE:size', 'BRAND']],
    ['jacket not leather, not by Acme', ['CURRENT_PRICE', 'EXCLUDE_ATTRIBUTE:material', 'EXCLUDE_BRAND']],
    ['jackets except leather jackets', ['CURRENT_PRICE', 'EXCLUDE_CATEGORY']],
    ['jackets, only current prices', ['CURRENT_PRICE']],
  ])('is its kind, with the attribute it speaks of: "%s"', async (text, expected) => {
    expect(keys({ interpretation: await interpret(shop, text) })).toEqual(expected);
    expect(keys(await ask(text))).toEqual(expected);
  });

  it('is there for each constraint of a filter', async () => {
    const page = await search(shop, {
      filter: {
        price: { min: '1', max: '999' },
        inStock: true,
        inStockAt: ['berlin'],
        categories: ['apparel'],
        brands: ['acme'],
        attributes: [
          { name: 'size', values: ['m'] },
          { name: 'colour', values: ['tan'] },
        ],
        exclude: {
          categories: ['pans'],
          brands: ['tefalon'],
          attributes: [{ name: 'material', values: ['wool'] }],
          products: ['biker-jacket'],
        },
      },
    });
    expect(keys(page)).toEqual([
      'CURRENT_PRICE',
      'PRICE_MIN',
      'PRICE_MAX',
      'IN_STOCK',
      'IN_STOCK_AT',
      'CATEGORY',
      'BRAND',
      'ATTRIBUTE:colour',
      'ATTRIBUTE:size',
      'EXCLUDE_CATEGORY',
      'EXCLUDE_BRAND',
      'EXCLUDE_ATTRIBUTE:material',
      'EXCLUDE_PRODUCT',
    ]);
    expect(page.items.map(({ sku }) => sku)).toEqual(['SJ-TAN-M']);
  });
});

describe('options.dismiss', () => {
  it('takes what the text says under a key for ignored, and leaves the rest as it was', async () => {
    const kept = await ask('leather jacket under $145 in stock');
    const page = await ask('leather jacket under $145 in stock', ['PRICE_MAX']);

    expect(keys(kept)).toEqual(['CURRENT_PRICE', 'PRICE_MAX', 'IN_STOCK']);
    expect(kept.items.map(({ sku }) => sku)).not.toContain('FJ-BROWN-S');
    expect(keys(page)).toEqual(['CURRENT_PRICE', 'IN_STOCK']);
    expect(page.interpretation).toMatchObject({
      residue: kept.interpretation.residue,
      ignored: [
        {
          span: { start: 15, end: 25, text: 'under $145' },
          kind: 'DISMISSED',
          key: 'PRICE_MAX',
          reason: 'left aside on request',
        },
      ],
    });
    expect(page.items.map(({ sku }) => sku)).toEqual(expect.arrayContaining(['FJ-BROWN-S', 'BJ-BLUE-L']));
    expect(page.items.filter(({ stock }) => stock.status === 'OUT_OF_STOCK')).toEqual([]);
    expect(page.items[0]!.checks.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE', 'IN_STOCK']);
  });

  it.each<[string, string, string[], string[], string[]]>([
    [
      'one end of a range',
      'jacket between $20 and $50',
      ['PRICE_MAX'],
      ['PRICE_MIN'],
      ['between $20 and $50'],
    ],
    [
      'both ends of a range, each of which can be taken back',
      'jacket between $20 and $50',
      ['PRICE_MIN', 'PRICE_MAX'],
      [],
      ['between $20 and $50', 'between $20 and $50'],
    ],
    ['one attribute of two', 'jacket in black size M', ['ATTRIBUTE:size'], ['ATTRIBUTE:colour'], ['size M']],
    [
      'every piece that says something of the attribute',
      'jacket size M in black size L',
      ['ATTRIBUTE:size'],
      ['ATTRIBUTE:colour'],
      ['size M', 'size L'],
    ],
    [
      'an exclusion, and not a demand of the same attribute',
      'jacket in black not blue',
      ['EXCLUDE_ATTRIBUTE:colour'],
      ['ATTRIBUTE:colour'],
      ['not blue'],
    ],
    ['a brand', 'jacket by Acme under $150', ['BRAND'], ['PRICE_MAX'], ['by Acme']],
    [
      'all of it',
      'jacket by Acme under $150 in stock',
      ['IN_STOCK', 'PRICE_MAX', 'BRAND', 'BRAND'],
      [],
      ['by Acme', 'under $150', 'in stock'],
    ],
  ])('dismisses %s', async (_what, text, dismiss, left, ignored) => {
    const page = await ask(text, dismiss);
    expect(keys(page)).toEqual(['CURRENT_PRICE', ...left]);
    expect(page.interpretation.ignored.map(({ span }) => span?.text).sort()).toEqual([...ignored].sort());
  });

  it.each<[string, string[]]>([
    ['no keys', []],
    ['keys of what the text does not say', ['BRAND', 'ATTRIBUTE:colour', 'EXCLUDE_PRODUCT']],
    ['keys that nothing has', ['ATTRIBUTE', 'price_max', 'PRICE_MAX ', 'ATTRIBUTE:nonsense', '%']],
    ['a current price, which is always demanded', ['CURRENT_PRICE']],
  ])('changes nothing with %s', async (_what, dismiss) => {
    const text = 'jacket under $150, only current prices';
    const { items, interpretation } = await ask(text, dismiss);
    const kept = await ask(text);

    // What takes a chip off carries along what is dismissed already.
    const removed = ({ remove, key }: { remove: unknown; key: string }, before: readonly string[]) =>
      expect({ key, remove }).toEqual({ key, remove: { where: {}, dismiss: [...before, key] } });
    for (const [{ constraints, preferences }, before] of [
      [interpretation, dismiss],
      [kept.interpretation, []],
    ] as const) {
      for (const chip of [...constraints.filter(({ kind }) => kind !== 'CURRENT_PRICE'), ...preferences]) {
        removed(chip, before);
        chip.remove = null;
      }
    }
    expect(interpretation).toEqual(kept.interpretation);
    expect(interpretation.preferences.map(({ key }) => key)).toEqual(['PREFER_CATEGORY']);
    expect(keys({ interpretation })).toContain('CURRENT_PRICE');
    expect(items.map(({ sku }) => sku)).toEqual(kept.items.map(({ sku }) => sku));
  });

  it.each<[string, string, string, string, string]>([
    [
      'a bare word, which is still searched for',
      'red jacket',
      'PREFER_ATTRIBUTE:colour',
      'red',
      'red jacket',
    ],
    ['a category', 'red jacket', 'PREFER_CATEGORY', 'jacket', 'red jacket'],
    ['a brand', 'acme vest', 'PREFER_BRAND', 'acme', 'acme vest'],
    [
      'a comparative, whose words do not come back',
      'jacket but lighter',
      'COMPARATIVE:weight_grams',
      'but lighter',
      'jacket',
    ],
    ['an order, whose words do not come back', 'cheapest jacket', 'SORT', 'cheapest', 'jacket'],
  ])('dismisses %s', async (_what, text, key, piece, residue) => {
    const kept = await ask(text);
    const { interpretation, items } = await ask(text, [key]);
    const wished = ({ preferences, sort }: SearchPage['interpretation']) => [
      ...preferences.map((preference) => preference.key),
      ...(sort === null ? [] : [sort.key]),
    ];

    expect(wished(kept.interpretation)).toContain(key);
    expect(wished(interpretation)).toEqual(wished(kept.interpretation).filter((one) => one !== key));
    expect(
      interpretation.ignored.map(({ span, kind, ...ignored }) => [span?.text, kind, ignored.key]),
    ).toEqual([[piece, 'DISMISSED', key]]);
    expect(interpretation.residue).toBe(residue);
    expect(items.length).toBeGreaterThan(0);
  });

  it('never dismisses what the filter demands', async () => {
    const filter = { price: { max: '100' }, inStock: true };
    const page = await ask('jacket', ['PRICE_MAX', 'IN_STOCK'], filter);
    expect(keys(page)).toEqual(['CURRENT_PRICE', 'PRICE_MAX', 'IN_STOCK']);
    expect(page.interpretation.ignored).toEqual([]);

    const both = await ask('jacket under $150', ['PRICE_MAX'], filter);
    expect(both.interpretation.constraints.map(({ label }) => label)).toEqual([
      'at a current price',
      'at most $100.00',
      'in stock',
    ]);
    expect(both.interpretation.ignored.map(({ reason }) => reason)).toEqual(['left aside on request']);
  });

  it('goes before the currency of the answer: a price that is dismissed does not decide it', async () => {
    expect((await ask('portable ssd under €90')).currency).toBe('EUR');
    const page = await ask('portable ssd under €90', ['PRICE_MAX']);
    expect(page.currency).toBe('USD');
    expect(page.interpretation.ignored).toEqual([
      {
        span: { start: 13, end: 22, text: 'under €90' },
        kind: 'DISMISSED',
        key: 'PRICE_MAX',
        reason: 'left aside on request',
        turn: null,
        label: null,
      },
    ]);
    expect(page.items.find(({ sku }) => sku === 'SSD-150')?.price.amount).toBe('89.00');
  });

  it('leaves other text that is ignored listed as ignored', async () => {
    const { interpretation } = await ask('jacket without hood under $150', ['PRICE_MAX']);
    expect(interpretation.ignored.map(({ span, reason }) => [span?.text, reason])).toEqual([
      ['without hood', expect.not.stringContaining('request')],
      ['under $150', 'left aside on request'],
    ]);
  });

  it.each<[string, string, object, [string, string, string | null]]>([
    [
      'dismissed',
      'jacket in black',
      { options: { dismiss: ['ATTRIBUTE:colour'] } },
      ['DISMISSED', 'in black', 'ATTRIBUTE:colour'],
    ],
    [
      'overridden by the filter',
      'jacket by Acme',
      { filter: { brands: ['nordhem'] } },
      ['OVERRIDDEN', 'by Acme', 'BRAND'],
    ],
    [
      'in another currency',
      'jacket under €90',
      { options: { currency: 'USD' } },
      ['NOT_POSSIBLE', 'under €90', 'PRICE_MAX'],
    ],
    [
      'in a currency without a price list',
      'jacket under £90',
      {},
      ['NOT_POSSIBLE', 'under £90', 'PRICE_MAX'],
    ],
    ['unknown to the catalogue', 'jacket without hood', {}, ['NOT_POSSIBLE', 'without hood', null]],
    ['a number of pieces', 'jacket at least 50 in stock', {}, ['NOT_POSSIBLE', 'at least 50', null]],
    ['a denial of stock', 'jacket not in stock', {}, ['NOT_POSSIBLE', 'not in stock', null]],
  ])('says of what kind text is that is %s, and its key', async (_what, text, more, expected) => {
    const { interpretation } = await search(shop, { text, ...more });
    expect(interpretation.ignored.map(({ kind, span, key }) => [kind, span?.text, key])).toEqual([expected]);
  });

  it('counts code points in the spans of what it ignores', async () => {
    const { interpretation } = await ask('🧥🧥 jacket under $150', ['PRICE_MAX']);
    expect(interpretation.ignored[0]!.span).toEqual({ start: 10, end: 20, text: 'under $150' });
  });

  it('belongs to the question: a cursor does not go on with other dismissals (TSCUR)', async () => {
    const { items } = await ask('jacket under $150');
    const options = { after: items[0]!.cursor, dismiss: ['PRICE_MAX'] };
    expect(await refusal(search(shop, { text: 'jacket under $150', options, k: 100 }))).toMatchObject({
      code: 'TSCUR',
    });
  });

  it.each<[string, unknown]>([
    ['a text', 'PRICE_MAX'],
    ['an object', { key: 'PRICE_MAX' }],
    ['a list with a number', [1]],
    ['a list with null', [null]],
    ['a list with an empty text', ['']],
    ['a list of 201', Array.from({ length: 201 }, () => 'BRAND')],
  ])('is refused where it is %s (TSOPT)', async (_what, dismiss) => {
    expect(await refusal(ask('jacket', dismiss))).toMatchObject({
      code: 'TSOPT',
      message: expect.stringContaining('options.dismiss'),
      hint: expect.stringMatching(/\w/),
    });
  });
});
