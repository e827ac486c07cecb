import { expect } from 'vitest';
import type { Claims, Item, WalkthroughAnswers } from './walkthrough-answers.ts';

const amounts = ({ nodes }: { nodes: Item[] }) => nodes.map(({ price }) => Number(price.money.amount));
const labels = (pieces: { label: string }[]) => pieces.map(({ label }) => label);

/** "1.78 kg", "840 g", "$159.00", "20 l": the number, weights in grams. */
function figure(words: string): number {
  return Number(/[\d.]+/.exec(words)![0]) * (words.endsWith(' kg') ? 1000 : 1);
}

/** What reading-steps.ts says of its answers. */
export const makeReadingClaims = ({ run, runSql, database }: WalkthroughAnswers): Claims => ({
  async SixWishesInOne() {
    const { interpretation, nodes } = (await run('SixWishesInOne')).similarItems;
    expect(interpretation).toMatchObject({
      residue: 'wool sweater',
      constraints: [
        { label: 'at a current price', source: 'DEFAULT', origin: null, span: null, remove: null },
        {
          label: expect.stringMatching(/^colour: navy or grey or /),
          source: 'VOCABULARY',
          span: { text: 'in navy or grey' },
          remove: { where: {}, dismiss: ['ATTRIBUTE:colour'] },
        },
        {
          label: 'under $160.00',
          source: 'RULE',
          origin: 'phrase: under',
          remove: { where: {}, dismiss: ['PRICE_MAX'] },
        },
        { label: 'material not merino or merino wool', span: { text: 'not merino' } },
        { label: 'in stock', span: { text: 'in stock' } },
      ],
      preferences: [
        {
          label: expect.stringMatching(/^material: wool or /),
          span: { text: 'wool' },
          remove: { dismiss: ['PREFER_ATTRIBUTE:material'] },
        },
      ],
      sort: { label: 'cheapest first', span: { text: 'cheapest' }, remove: { dismiss: ['SORT'] } },
      ignored: [
        {
          kind: 'NOT_POSSIBLE',
          reason: 'how an order is delivered is not known',
          span: { text: 'free delivery' },
        },
      ],
    });
    expect(nodes).toHaveLength(2);
    for (const { product, variant, checks } of nodes as Item[]) {
      expect(product.title).toMatch(/Wool .*Sweater/);
      expect(variant.options).toContainEqual({ name: 'colour', values: ['charcoal'] });
      expect(checks[3]).toEqual({
        required: 'material not merino or merino wool',
        actual: expect.not.stringContaining('merino'),
      });
    }
    expect(amounts({ nodes })).toEqual(amounts({ nodes }).sort((a, b) => a - b));
    const [chips, found] = await runSql('SixWishesInOne');
    expect(chips!.map(({ read_as }) => read_as)).toEqual([
      ...Array.from({ length: 5 }, () => 'demand'),
      ...['wish', 'order', 'left aside'],
    ]);
    expect(found!.map(({ title }) => title)).toEqual((nodes as Item[]).map(({ product }) => product.title));
  },
  async CheapestThatFits() {
    const { cheapest, withoutTheChip, sortedByPrice } = await run('CheapestThatFits');
    expect(cheapest.interpretation).toEqual({
      sort: { sort: 'PRICE_ASC', label: 'cheapest first', span: { text: 'cheapest' } },
      ignored: [],
    });
    const rows = await database.query<{ material: string[]; category: string; price: string }>(
      `select v.attributes -> 'material' as material, i.category, i.price
       from api.similar_items('cheapest leather jacket in stock', 3) i join product.variant v using (product_id, variant_id)
       order by i.rank`,
    );
    expect(rows.map(({ price }) => Number(price))).toEqual(amounts(cheapest));
    for (const { material, category } of rows) {
      expect(category).toBe('Jackets');
      expect(['leather', 'suede']).toContain(material[0]);
    }
    expect(amounts(cheapest)).toEqual(amounts(cheapest).sort((a, b) => a - b));
    expect(withoutTheChip.interpretation).toEqual({
      sort: null,
      ignored: [{ kind: 'DISMISSED', key: 'SORT', span: { text: 'cheapest' } }],
    });
    expect(amounts(withoutTheChip)).not.toEqual(amounts(cheapest));
    expect(sortedByPrice.nodes[0]).toMatchObject({
      product: { title: 'Antwerp Faux Leather Passport Cover', category: { name: 'Wallets' } },
    });
    expect(amounts(sortedByPrice).at(-1)).toBeLessThan(amounts(cheapest)[0]!);
  },
  async MeasuresConverted() {
    const { backpack, knife, monitor } = await run('MeasuresConverted');
    expect(backpack.interpretation.constraints).toEqual([
      { label: 'at a current price', filter: null, span: null },
      {
        label: 'capacity at least 20 l',
        filter: { attributes: [{ name: 'capacity_l', min: '20' }] },
        span: { text: 'at least 20 litres' },
      },
      {
        label: 'weight under 1 kg',
        filter: { attributes: [{ name: 'weight_grams', max: '1000', maxExclusive: true }] },
        span: { text: 'under 1 kg' },
      },
    ]);
    expect(backpack.nodes).toHaveLength(3);
    for (const { product, checks } of backpack.nodes as Item[]) {
      expect(product.title).toMatch(/Backpack/);
      expect(figure(checks[1]!.actual)).toBeGreaterThanOrEqual(20);
      expect(figure(checks[2]!.actual)).toBeLessThan(1000);
    }
    expect(knife.interpretation.constraints[1]).toMatchObject({
      label: 'blade under 20.32 cm',
      span: { text: 'under 8 inches' },
    });
    const blades = (knife.nodes as Item[]).map(({ checks }) => checks[1]!.actual);
    expect(blades).toContain('20 cm');
    expect(monitor.interpretation.constraints).toHaveLength(1);
    expect(labels(monitor.interpretation.preferences)).toEqual(['screen 27 in', 'in Monitors']);
    for (const { preferences } of monitor.nodes as Item[]) {
      expect(preferences[0]).toEqual({ required: 'screen 27 in', actual: '27 in', satisfied: true });
    }
  },
  async LighterThanWhat() {
    const { likeAText, likeThisOne } = await run('LighterThanWhat');
    expect(likeAText.nodes).toHaveLength(3);
    for (const { preferences } of likeAText.nodes as Item[]) {
      const { required, actual, typical, satisfied } = preferences.at(-1)!;
      expect(required).toBe(`lighter than ${typical}`);
      expect(figure(actual)).toBeLessThan(figure(typical!));
      expect(satisfied).toBe(true);
    }
    expect(labels(likeThisOne.interpretation.constraints)[2]).toMatch(/^colour: brown or /);
    expect(likeThisOne.interpretation.preferences).toEqual([
      { label: 'cheaper', measures: ['price'], direction: 'LESS' },
      { label: 'lighter', measures: ['weight_grams'], direction: 'LESS' },
    ]);
    expect(likeThisOne.interpretation.ignored).toEqual([
      { reason: expect.any(String), span: { text: expect.stringContaining('prettier') } },
    ]);
    expect(likeThisOne.nodes).toHaveLength(3);
    for (const { price, preferences } of likeThisOne.nodes as Item[]) {
      const [cheaper, lighter] = preferences;
      expect(cheaper).toMatchObject({
        required: 'cheaper than $329.00',
        typical: '$329.00',
        satisfied: true,
      });
      expect(cheaper!.actual).toBe(`$${price.money.amount}`);
      expect(lighter).toMatchObject({
        required: 'lighter than 1.78 kg',
        typical: '1.78 kg',
        satisfied: true,
      });
      expect(figure(lighter!.actual)).toBeLessThan(1780);
    }
    const [rows] = await runSql('LighterThanWhat');
    expect(rows!.map(({ beside }) => beside)).toEqual([
      ...Array.from({ length: 3 }, () => likeAText.nodes[0].preferences.at(-1).typical),
      ...Array.from({ length: 3 }, () => ['$329.00', '1.78 kg']).flat(),
    ]);
  },
  async NotSilently() {
    const { narration, interpretation, evidence } = (await run('NotSilently')).chat;
    expect(interpretation.ignored).toEqual(
      expect.arrayContaining([
        {
          kind: 'NOT_POSSIBLE',
          key: 'PRICE_MAX',
          reason: 'there is no price list in GBP, and amounts are never converted',
          span: { text: 'under £90' },
        },
        expect.objectContaining({
          reason: expect.stringContaining('"Nike", so it cannot be excluded'),
          span: { text: 'not by Nike' },
        }),
        expect.objectContaining({
          reason: 'how an order is delivered is not known',
          span: { text: 'free delivery' },
        }),
      ]),
    );
    expect(interpretation.ignored).toHaveLength(3);
    const said = narration.sentences.slice(-1).map(({ text }: { text: string }) => text);
    for (const { reason, span } of interpretation.ignored) {
      expect(said[0]).toContain(`“${span.text}” (${reason})`);
    }
    expect(labels(interpretation.constraints)).toEqual([
      'at a current price',
      'in stock',
      'weight under 300 g',
    ]);
    expect(evidence).toHaveLength(3);
    for (const { checks } of evidence as Item[]) expect(figure(checks[2]!.actual)).toBeLessThan(300);
    const [[row]] = (await runSql('NotSilently')) as [[{ assistant_text: string }]];
    for (const sentence of said) expect(row.assistant_text).toContain(sentence);
  },
  async JustWords() {
    const { sink, jeans, party, pan, jacket } = await run('JustWords');
    for (const { constraints } of [sink, jeans, party, pan]) {
      expect(labels(constraints)).toEqual(['at a current price']);
    }
    expect([sink, jeans, party, pan].map(({ residue }) => residue)).toEqual([
      'under the sink organiser',
      '501 jeans',
      'black tie dress',
      'non-stick frying pan',
    ]);
    expect([sink, jeans, party].map(({ preferences }) => labels(preferences))).toEqual([
      [],
      ['in Jeans'],
      ['in Dresses'],
    ]);
    expect(pan.preferences).toMatchObject([{ kind: 'ATTRIBUTE', span: { text: 'non-stick' } }]);
    expect(jacket).toMatchObject({
      residue: 'faux leather jacket',
      constraints: [{}, { kind: 'EXCLUDE_ATTRIBUTE', span: { text: 'not leather' } }],
      preferences: [
        { label: 'material: faux leather', span: { text: 'faux leather' } },
        { kind: 'CATEGORY' },
      ],
    });
    const [rows] = await runSql('JustWords');
    expect(rows!.map(({ demands }) => demands)).toEqual([
      ...Array.from({ length: 4 }, () => null),
      expect.stringMatching(/^material not leather/),
    ]);
  },
  async WithoutWool() {
    const { sweater, without } = await run('WithoutWool');
    const [, exclusion] = without.interpretation.constraints;
    expect(exclusion).toMatchObject({ kind: 'EXCLUDE_ATTRIBUTE', span: { text: 'without wool' } });
    const [{ values }] = exclusion.filter.exclude.attributes;
    expect(values).toEqual(expect.arrayContaining(['wool', 'merino', 'lambswool', 'recycled wool']));
    for (const { checks } of without.nodes as Item[]) {
      expect(checks[1]).toMatchObject({ kind: 'EXCLUDE_ATTRIBUTE', satisfied: true });
      expect(checks[1]!.actual).not.toMatch(/wool|merino/);
    }
    // Not on the first page only: nothing that the whole answer holds is of wool, and without the exclusion much is.
    const ofWool = async (text: string) => {
      const [row] = await database.query<{ answered: number; wool: number }>(
        `select count(*)::int as answered, count(*) filter (where v.attributes ->> 'material' ~ 'wool|merino')::int as wool
         from api.similar_items($1, 200) i join product.variant v using (product_id, variant_id)`,
        [text],
      );
      return row!;
    };
    expect(await ofWool('sweater without wool')).toEqual({ answered: without.totalCount.value, wool: 0 });
    expect((await ofWool('sweater')).wool).toBeGreaterThan(10);
    expect(sweater.nodes[0].product.title).toMatch(/[Ww]ool/);
  },
});
