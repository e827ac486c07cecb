import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../schema/global-id.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
beforeAll(() => fillSmallShop(database));

/** What SQL was called with. */
const sent: { text: string | null; filter: object; options: Record<string, unknown> }[] = [];
const client = makeClient({
  query: (text, values) => {
    if (text.includes('api.search')) {
      const [question, , filter, options] = values ?? [];
      sent.push({
        text: question as string | null,
        filter: JSON.parse(String(filter)),
        options: JSON.parse(String(options)),
      });
    }
    return database.query(text, values);
  },
});

const operation = `query (
  $to: SimilarTo!, $but: String, $where: ItemFilter, $sort: ItemSort, $dismiss: [String!], $unavailable: UnavailableItems
) {
  similarItems(to: $to, but: $but, where: $where, sort: $sort, dismiss: $dismiss, unavailable: $unavailable) {
    nodes {
      product { handle }
      preferences { preferenceId kind measure required actual typical satisfied }
    }
    interpretation {
      residue
      constraints { key source origin label filter alternatives { kind label filter } }
      preferences {
        id key kind source origin label filter measures direction span { start end text }
        alternatives { kind label filter } remove { where dismiss }
      }
      sort { key sort source origin label span { text } remove { where dismiss } }
      ignored { kind key reason span { text } }
      model { name outcome accepted refused }
    }
  }
}`;

async function ask(variables: object) {
  sent.length = 0;
  const { data, errors } = await client.ask(operation, { unavailable: 'SHOW', ...variables });
  expect(errors).toEqual([]);
  return data.similarItems;
}

const handles = ({ nodes }: { nodes: { product: { handle: string } }[] }) =>
  nodes.map(({ product }) => product.handle);

describe('what was understood', () => {
  it('has wishes and an order beside constraints, each with its way back', async () => {
    const { interpretation, nodes } = await ask({ to: { text: 'cheapest blue lamp' } });
    const [colour] = interpretation.preferences;
    expect(colour).toMatchObject({
      id: 'p1',
      key: 'PREFER_ATTRIBUTE:colour',
      kind: 'ATTRIBUTE',
      source: 'VOCABULARY',
      span: { start: 9, end: 13, text: 'blue' },
      filter: { attributes: [{ name: 'colour', values: ['blue'] }] },
      measures: [],
      direction: null,
      alternatives: [],
      remove: { where: {}, dismiss: ['PREFER_ATTRIBUTE:colour'] },
    });
    expect(interpretation.sort).toMatchObject({
      key: 'SORT',
      sort: 'PRICE_ASC',
      source: 'RULE',
      span: { text: 'cheapest' },
      remove: { where: {}, dismiss: ['SORT'] },
    });
    expect(interpretation.model).toBeNull();
    expect(interpretation.residue).toBe('blue lamp');
    for (const { preferences } of nodes) {
      expect(preferences.map(({ preferenceId }: { preferenceId: string }) => preferenceId)).toEqual(
        interpretation.preferences.map(({ id }: { id: string }) => id),
      );
    }
    const met = nodes.map(
      ({ product, preferences }: { product: { handle: string }; preferences: { satisfied: boolean }[] }) => [
        product.handle,
        preferences[0]?.satisfied,
      ],
    );
    expect(new Map(met)).toEqual(
      new Map([
        ['desk-lamp', true],
        ['floor-lamp', false],
      ]),
    );
  });

  it('gives up an order and a wish that are dismissed', async () => {
    const { interpretation } = await ask({
      to: { text: 'cheapest blue lamp' },
      dismiss: ['SORT', 'PREFER_ATTRIBUTE:colour'],
    });
    expect(interpretation.sort).toBeNull();
    expect(interpretation.preferences.map(({ key }: { key: string }) => key)).not.toContain(
      'PREFER_ATTRIBUTE:colour',
    );
    expect(
      interpretation.ignored.map(
        ({ kind, key, span }: { kind: string; key: string; span: { text: string } }) => [
          kind,
          key,
          span.text,
        ],
      ),
    ).toEqual(
      expect.arrayContaining([
        ['DISMISSED', 'SORT', 'cheapest'],
        ['DISMISSED', 'PREFER_ATTRIBUTE:colour', 'blue'],
      ]),
    );
  });
});

describe('the order', () => {
  it('is that of the text where the argument says none, and is not sent then', async () => {
    const answer = await ask({ to: { text: 'cheapest lamp' } });
    expect(handles(answer)).toEqual(['floor-lamp', 'desk-lamp']);
    expect(sent[0]?.options).not.toHaveProperty('sort');
  });

  it('is that of the argument where both say one, and the text is overridden', async () => {
    const answer = await ask({ to: { text: 'cheapest lamp' }, sort: 'PRICE_DESC' });
    expect(handles(answer)).toEqual(['desk-lamp', 'floor-lamp']);
    expect(answer.interpretation.sort).toBeNull();
    expect(answer.interpretation.ignored).toMatchObject([
      { kind: 'OVERRIDDEN', key: 'SORT', span: { text: 'cheapest' } },
    ]);
  });

  it.each([
    ['WEIGHT_ASC', ['desk-lamp', 'oak-chair', 'floor-lamp']],
    ['WEIGHT_DESC', ['oak-chair', 'desk-lamp', 'floor-lamp']],
  ])('may be %s, what has no weight last', async (sort, expected) => {
    const { data, errors } = await client.ask(
      'query ($sort: ItemSort) { products(sort: $sort, unavailable: SHOW) { nodes { handle } } }',
      { sort },
    );
    expect(errors).toEqual([]);
    expect(data.products.nodes.map(({ handle }: { handle: string }) => handle)).toEqual(expected);
  });
});

describe('like a product, but', () => {
  it.each([
    ['handle', { handle: 'desk-lamp' }, { handle: 'desk-lamp' }],
    ['global id', { productId: encodeGlobalId('Product', '1') }, { productId: '1' }],
  ])('sends the difference as the text beside an anchor by %s', async (_by, to, like) => {
    await ask({ to, but: 'cheaper' });
    expect(sent).toMatchObject([{ text: 'cheaper', options: { like } }]);
  });

  it("compares with the product's own price", async () => {
    const { nodes, interpretation } = await ask({ to: { handle: 'desk-lamp' }, but: 'cheaper, and pretty' });
    expect(interpretation.preferences).toMatchObject([
      { key: 'COMPARATIVE:price', kind: 'COMPARATIVE', measures: ['price'], direction: 'LESS', filter: null },
    ]);
    expect(interpretation.ignored).toMatchObject([{ kind: 'NOT_POSSIBLE', span: { text: 'pretty' } }]);
    const floor = nodes.find(
      ({ product }: { product: { handle: string } }) => product.handle === 'floor-lamp',
    );
    expect(floor.preferences).toMatchObject([
      { kind: 'COMPARATIVE', measure: 'price', actual: '$90.50', satisfied: true },
    ]);
    expect(floor.preferences[0].typical).toMatch(/^\$1[28]0\.00$/);
  });

  it('takes an answer apart with the same difference', async () => {
    const { data, errors } = await client.ask(`{
      explainMatch(product: { handle: "oak-chair" }, to: { handle: "desk-lamp" }, but: "under $100") {
        verdict interpretation { constraints { kind label } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.explainMatch.verdict).toBe('FAILS_CONSTRAINTS');
    expect(data.explainMatch.interpretation.constraints).toContainEqual({
      kind: 'PRICE_MAX',
      label: 'under $100.00',
    });
  });

  it('says nothing where it is null, beside a product and beside a text', async () => {
    await ask({ to: { handle: 'desk-lamp' }, but: null });
    expect(sent).toMatchObject([{ text: null, options: { like: { handle: 'desk-lamp' } } }]);
    await ask({ to: { text: 'lamp' }, but: null });
    expect(sent).toMatchObject([{ text: 'lamp' }]);
  });
});

describe('ranges of number attributes', () => {
  const browse = async (attributes: object[]) => {
    const { data, errors } = await client.ask(
      'query ($where: ItemFilter) { products(where: $where, unavailable: SHOW) { nodes { handle } } }',
      { where: { attributes } },
    );
    expect(errors).toEqual([]);
    return data.products.nodes.map(({ handle }: { handle: string }) => handle).sort();
  };

  it.each([
    ['an inclusive floor', { min: '5000' }, ['oak-chair']],
    ['an exclusive floor', { min: '5000', minExclusive: true }, []],
    ['a ceiling', { max: '850.4' }, ['desk-lamp']],
    ['both ends', { min: '801', max: '4999.99' }, ['desk-lamp']],
    ['another unit', { min: '0.8', max: '5', maxExclusive: true, unit: 'kg' }, ['desk-lamp']],
  ])('hold for one offer with %s', async (_with, range, expected) => {
    expect(await browse([{ name: 'weight_grams', ...range }])).toEqual(expected);
  });

  it('take null members for none', async () => {
    const nothing = { values: null, minExclusive: null, maxExclusive: null, unit: null };
    expect(await browse([{ name: 'weight_grams', min: null, max: '900', ...nothing }])).toEqual([
      'desk-lamp',
    ]);
    expect(await browse([{ name: 'colour', values: ['red'], min: null, max: null, unit: null }])).toEqual([
      'desk-lamp',
    ]);
  });
});
