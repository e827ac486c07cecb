import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../harness/use-database.ts';
import { interpretText, search } from '../fixture/ask.ts';

const shop = useDatabase('demo');

/** What a text refuses: each piece that says so with the kind, the attribute and the values, brands or categories. */
async function refusals(text: string): Promise<string[]> {
  const { constraints } = await interpretText(shop, text);
  return constraints
    .filter(({ kind }) => kind.startsWith('EXCLUDE_'))
    .map(({ span, filter }) => {
      const { brands, categories, attributes } = filter!.exclude!;
      const named = brands ?? categories ?? [`${attributes![0]!.name} ${attributes![0]!.values![0]}`];
      return `${span.text}: ${named.join(', ')}`;
    });
}

describe('a negation', () => {
  it.each<[string, string[]]>([
    ['boots not leather', ['not leather: material leather']],
    ['sweater without wool', ['without wool: material wool']],
    ['dress, no black', ['no black: colour black']],
    ['anything but jeans', ['anything but jeans: jeans']],
    ['jackets except red', ['except red: colour red']],
    ['rugs excluding jute', ['excluding jute: material jute']],
    ['sandals other than leather', ['other than leather: material leather']],
    ['nothing in black', ['nothing in black: colour black']],
    ['lamps, nothing by Nordhavel', ['nothing by Nordhavel: nordhavel']],
    ['boots not from Calderby', ['not from Calderby: calderby']],
    ['curtains not made of polyester', ['not made of polyester: material polyester']],
    ['a dress that isn’t red', ['isn’t red: colour red']],
    ["I don't want suede boots", ["don't want suede: material suede"]],
    ['wool-free blanket', ['wool-free: material wool']],
    ['leather free bag', ['leather free: material leather']],
    ['non-leather shoes', ['non-leather: material leather']],
    ['not size m', ['not size m: size m']],
    ['dress not navy colour', ['not navy colour: colour navy']],
    ['headphones that are not wireless', ['not wireless: wireless true']],
    ['frying pan, not non-stick', ['not non-stick: non_stick true']],
    ['leather jacket, but not in brown', ['not in brown: colour brown']],
    ['boots not lether', ['not lether: material leather']],
    ['not made of walnut', ['not made of walnut: material walnut']],
    ['no 24 cm pans', ['no 24 cm: size 24 cm']],
  ])('refuses what it names: "%s"', async (text, expected) => {
    expect(await refusals(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    [
      'not leather, suede or wool',
      ['not leather: material leather', 'suede: material suede', 'wool: material wool'],
    ],
    ['neither black nor white', ['neither black: colour black', 'white: colour white']],
    ['not by Calderby or Corvane', ['not by Calderby: calderby', 'Corvane: corvane']],
    ['no sandals or boots', ['no sandals: sandals', 'boots: boots']],
    ['no wool and no silk', ['no wool: material wool', 'no silk: material silk']],
    ['not leather, black', ['not leather: material leather']],
    ['not leather and black', ['not leather: material leather']],
  ])('refuses each of a list, and no more: "%s"', async (text, expected) => {
    expect(await refusals(text)).toEqual(expected);
  });

  it.each([
    'non-stick pan',
    'non-slip rug',
    'non-iron shirt',
    'no-show socks',
    'no-iron shirt',
    'no 5 perfume',
    'no. 7 lotion',
    'not only leather but also suede boots',
    'not just black jackets',
    'why not cotton?',
    'whether or not it is wool',
    'not sure if leather',
    'not bad',
    'not for me',
    'no problem parka',
    'forget me not mug',
    'pvc-free tarpaulin pannier',
    'hands-free kit',
    'duty-free bag',
    "can't find a wool sweater",
    'knot detail dress',
    'sleeping bag so i’m not cold in winter',
    'jacket so im not lether',
    'we are not rich',
    'he isn’t tall',
    'im not made of money',
    'not exclusively leather boots',
    'mug made in china',
    'no thanks',
  ])('is none in "%s"', async (text) => {
    const { constraints, ignored } = await interpretText(shop, text);
    expect([constraints, ignored]).toEqual([[], []]);
  });

  it.each([
    ['sneakers not by Nike', 'not by Nike', 'Nike'],
    ['t-shirt no logo', 'no logo', 'logo'],
    ['not too shiny dress', 'not too shiny', 'too shiny'],
    ['not leather-look bag', 'not leather-look', 'leather-look'],
    ['shirt that is not shiny', 'not shiny', 'shiny'],
    ['shirt, it isn’t shiny', 'isn’t shiny', 'shiny'],
    ['mug not made in china', 'not made in china', 'china'],
    ['mug not from china', 'not from china', 'china'],
    ["boots but i don't want glitter", "don't want glitter", 'glitter'],
  ])('of what nothing knows is ignored with the reason: "%s"', async (text, said, unknown) => {
    const { constraints, ignored, residue } = await interpretText(shop, text);
    expect([constraints, ignored.map(({ span, reason }) => [span.text, reason])]).toEqual([
      [],
      [
        [
          said,
          `no brand, category or attribute value of this catalogue is called "${unknown}", so it cannot be excluded`,
        ],
      ],
    ]);
    expect(residue).not.toContain(unknown.toLowerCase());
  });

  it.each(['except jackets by Corvane', 'no boots by Nike'])(
    'of a category of one brand is ignored rather than read as either: "%s"',
    async (text) => {
      const { constraints, ignored } = await interpretText(shop, text);
      expect([constraints, ignored.map(({ span, reason }) => [span.text, reason])]).toEqual([
        [],
        [[text, 'a category can be excluded and a brand can, but not only what is of both']],
      ]);
    },
  );

  it.each([
    ['I don’t want suede boots', 'boots'],
    ['wallet but i don’t want suede in black', 'wallet'],
    ['wallet and we do not need suede', 'wallet'],
    ['they are not leather shoes', 'shoes'],
    ['not leather and not suede boots', 'boots'],
  ])('goes with who says it: "%s"', async (text, residue) => {
    expect((await interpretText(shop, text)).residue).toBe(residue);
  });

  it.each([
    ['mug not made of china', 'bone china'],
    ['shirt without buttons', 'buttons and belt'],
    ['shirt without button', 'buttons and belt'],
  ])('is of the longer values too, in the plural or not: "%s"', async (text, kind) => {
    const { constraints } = await interpretText(shop, text);
    expect(constraints.flatMap(({ filter }) => filter!.exclude!.attributes![0]!.values)).toContain(kind);
  });

  it('holds beside a demand that it narrows', async () => {
    const { items } = await search(shop, { text: 'shirt in blue, not light blue', k: 50 });
    const rows = await shop.query<{ colour: string }>(
      `select distinct c.colour from product.variant v, jsonb_array_elements_text(v.attributes -> 'colour') c (colour)
       where v.sku = any ($1)`,
      [items.map(({ sku }) => sku)],
    );
    const colours = rows.map(({ colour }) => colour);
    expect(colours).toContain('sky blue');
    expect(colours).not.toContain('light blue');
  });

  it('takes the kinds of what it refuses along, and keeps what only looks like it', async () => {
    const { constraints } = await interpretText(shop, 'not leather');
    const { values } = constraints[0]!.filter!.exclude!.attributes![0]!;
    expect(values).toEqual(expect.arrayContaining(['leather', 'patent leather', 'waxed leather']));
    expect(values).not.toContain('faux leather');
  });
});

describe('what is refused', () => {
  it.each([
    ['boots', 'not leather', 'material', /\bleather$/, 'faux leather'],
    ['coat', 'without wool', 'material', /\bwool\b/, null],
    ['curtains', 'no polyester', 'material', /\bpolyester\b/, null],
    ['rug', 'except jute', 'material', /\bjute\b/, null],
    ['shirt', 'not cotton', 'material', /\bcotton\b/, null],
    ['jacket', 'anything but black', 'colour', /\bblack\b/, null],
    ['dress', 'not red', 'colour', /\bred\b/, null],
    ['cushion', 'nothing in grey', 'colour', /\bgrey\b/, null],
    ['sneakers', 'without laces', 'closure', /\blaces\b/, null],
    ['tv', 'not oled', 'panel', /\boled\b/, null],
    ['sweater', "that isn't merino", 'material', /\bmerino\b/, null],
    ['wallet', 'leather-free', 'material', /\bleather$/, 'faux leather'],
  ] as const)('is truly gone: %s %s', async (thing, refused, attribute, value, looksLike) => {
    const shown = async (text: string) => {
      const { items } = await search(shop, { text, k: 50, options: { mode: 'HYBRID' } });
      const rows = await shop.query<{ held: string[] }>(
        `select coalesce(v.attributes -> $2, '[]') as held from product.variant v where v.sku = any ($1)`,
        [items.map(({ sku }) => sku), attribute],
      );
      expect(rows).toHaveLength(items.length);
      return rows.map(({ held }) => held);
    };
    const isRefused = (values: readonly string[]) =>
      values.some((held) => value.test(held) && held !== looksLike);
    const before = (await shown(thing)).filter(isRefused);
    const after = await shown(`${thing} ${refused}`);

    expect(before.length).toBeGreaterThan(0);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(isRefused)).toEqual([]);
  });
});
