import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('demo');

interface Piece {
  span: { text: string };
}

/** What the rules for comparatives and orders take from a text: a line for each wish, the order, what is ignored; then the residue. */
async function read(db: Pick<Database, 'query'>, text: string): Promise<string[]> {
  const [row] = await db.query<{
    preferences: (Piece & { measures: string[]; direction: string })[];
    sort: (Piece & { sort: string }) | null;
    ignored: (Piece & { reason: string })[];
    residue: string;
  }>(
    `select (r.reading).preferences, (r.reading).sort, (r.reading).ignored, product.read_residue(r.reading) as residue
     from (select product.interpret_sort(product.interpret_comparatives(product.read_words($1))) as reading offset 0) r`,
    [text],
  );
  const { preferences, sort, ignored, residue } = row!;
  return [
    ...preferences.map(
      ({ span, measures, direction }) => `“${span.text}” ${direction} ${measures.join(' ')}`,
    ),
    ...(sort === null ? [] : [`“${sort.span.text}” by ${sort.sort}`]),
    ...ignored.map(({ span, reason }) => `ignored “${span.text}”: ${reason}`),
    residue,
  ];
}

const said = 'the question has asked for that, or for its opposite, before';

const compared: [text: string, ...read: string[]][] = [
  ['like a leather jacket but lighter', '“but lighter” LESS weight_grams', 'leather jacket'],
  ['a jacket but a bit lighter', '“but a bit lighter” LESS weight_grams', 'jacket'],
  ['boots, slightly cheaper', '“slightly cheaper” LESS price', 'boots'],
  ['suitcase, much heavier', '“much heavier” MORE weight_grams', 'suitcase'],
  ['lighter than a leather jacket', '“lighter than” LESS weight_grams', 'leather jacket'],
  ['cheaper than this', '“cheaper than this” LESS price', ''],
  ['something cheaper', '“cheaper” LESS price', ''],
  ['something lighter', '“lighter” LESS weight_grams', ''],
  ['and quieter', '“quieter” LESS noise_db', ''],
  ['lighter and cheaper', '“lighter” LESS weight_grams', '“cheaper” LESS price', ''],
  [
    'tent but lighter, cheaper and better rated',
    '“but lighter” LESS weight_grams',
    '“cheaper” LESS price',
    '“better rated” MORE rating',
    'tent',
  ],
  ['cheaper or lighter', '“cheaper” LESS price', '“lighter” LESS weight_grams', ''],
  ['a cheap tent', '“cheap” LESS price', 'tent'],
  ['cheaper ones', '“cheaper” LESS price', ''],
  ['quieter kettle', '“quieter” LESS noise_db', 'kettle'],
  ['a lighter tent', '“lighter” LESS weight_grams', 'tent'],
  ['lighter leather jacket', '“lighter” LESS weight_grams', 'leather jacket'],
  ['a better tent', '“better” MORE rating', 'tent'],
  ['newer monitor', '“newer” MORE released_on', 'monitor'],
  ['wool coat, not too expensive', '“not too expensive” LESS price', 'wool coat'],
  ['a parka that isn’t too expensive', '“isn’t too expensive” LESS price', 'parka'],
  ['not too heavy boots', '“not too heavy” LESS weight_grams', 'boots'],
  ['warmer duvet', '“warmer” MORE tog', 'duvet'],
  ['quietest grinder', '“quietest” LESS noise_db', 'grinder'],
  ['roomier tent', '“roomier” MORE berths capacity_l', 'tent'],
  ['monitor with a bigger screen', '“bigger screen” MORE screen_in', 'monitor'],
  ['headphones with longer battery life', '“longer battery life” MORE battery_h', 'headphones'],
  ['louder speaker', '“louder” MORE power_w', 'speaker'],
  ['cheap cheaper tent', '“cheap” LESS price', `ignored “cheaper”: ${said}`, 'tent'],
  ['tent as light as possible', '“as light as possible” LESS weight_grams', 'tent'],
  ['tent, the lighter the better', '“the lighter the better” LESS weight_grams', 'tent'],
  ['lighter baby carrier', '“lighter” LESS weight_grams', 'baby carrier'],
  ['cheap, looking for a sofa', '“cheap” LESS price', 'sofa'],
  ['cheaper and dearer', '“cheaper” LESS price', `ignored “dearer”: ${said}`, ''],
];

const things = [
  'cigarette lighter',
  'gas lighter for the grill',
  'lighter fluid',
  'lighter',
  'lighter shade',
  'lighter blue jeans',
  'leg warmer',
  'bottle warmer',
  'ice cooler box',
  'dimmer switch',
  'cheap trick poster',
  'better half mug',
  'better together cushion',
  'older brother t-shirt',
  'bigger than life poster',
  'brighter days ahead poster',
  'harder better faster stronger record',
  'guide for budget conscious travellers',
  'not cheap',
  'no cheaper',
  'not too cheap',
  'nothing cheap',
  'a cheap-looking bag',
  'bag, not cheap looking',
  "bag that doesn't look cheap",
  'bag that does not look cheap',
  'sofa that never looks cheap',
  'best tent',
];

const sorted: [text: string, ...read: string[]][] = [
  ['the cheapest oak table', '“cheapest” by PRICE_ASC', 'oak table'],
  ['most expensive sofa', '“most expensive” by PRICE_DESC', 'sofa'],
  ['newest sneakers', '“newest” by NEWEST', 'sneakers'],
  ['the latest fashion', '“latest” by NEWEST', 'fashion'],
  ['top-rated duvet', '“top-rated” by RATING', 'duvet'],
  ['lightest tent', '“lightest” by WEIGHT_ASC', 'tent'],
  ['heaviest pan', '“heaviest” by WEIGHT_DESC', 'pan'],
  ['tents, cheapest first', '“cheapest first” by PRICE_ASC', 'tents'],
  [
    'newest and best rated boots',
    '“newest” by NEWEST',
    'ignored “best rated”: the answer has one order, and “newest” says it already',
    'boots',
  ],
  ['lightest grey curtains', 'lightest grey curtains'],
  ['not the cheapest', 'not the cheapest'],
];

describe('product.interpret_comparatives and product.interpret_sort', () => {
  it.each(compared)('read a wish to compare in: %s', async (text, ...lines) => {
    expect(await read(database, text)).toEqual(lines);
  });

  it.each(things.map((text) => [text]))('leave as it stands: %s', async (text) => {
    expect(await read(database, text)).toEqual([text.replace(/^a /, '')]);
  });

  it.each(sorted)('read an order in: %s', async (text, ...lines) => {
    expect(await read(database, text)).toEqual(lines);
  });

  it('ignore a comparison that no attribute of the catalogue could decide', () =>
    inTransaction(database, async (db) => {
      await db.query(
        `insert into product.comparative (word, measure, direction) values ('softer', 'softness', 'MORE')`,
      );
      expect(await read(db, 'softer towels')).toEqual([
        'ignored “softer”: nothing is recorded here that “softer” could be told by',
        'towels',
      ]);
      await db.query(
        `insert into product.attribute (name, label, type) values ('softness', 'Softness', 'number')`,
      );
      expect(await read(db, 'softer towels')).toEqual(['“softer” MORE softness', 'towels']);
    }));

  it('make a wish of each direction that a word has', () =>
    inTransaction(database, async (db) => {
      await db.query(
        `insert into product.comparative (word, measure, direction) values ('warmer', 'comfort_c', 'LESS')`,
      );
      expect(await read(db, 'but warmer')).toEqual([
        '“but warmer” LESS comfort_c',
        '“but warmer” MORE tog',
        '',
      ]);
    }));
});
