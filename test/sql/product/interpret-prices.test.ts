import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('demo');

interface Price {
  min?: string;
  max?: string;
  minExclusive?: boolean;
  maxExclusive?: boolean;
  currency?: string;
}
interface Reading {
  constraints: { span: { text: string }; filter: { price: Price }; origin: string }[];
  ignored: { span: { text: string } }[];
  residue: string;
}

async function read(text: string): Promise<Reading> {
  const [row] = await database.query<Reading>(
    `select (r.reading).constraints, (r.reading).ignored, product.read_residue(reading => r.reading) as residue
     from (select product.interpret_prices(reading => product.read_words(content => $1)) as reading offset 0) r`,
    [text],
  );
  return row!;
}

/** A bound as one writes it: "<50 USD", ">=20". */
function written({ min, minExclusive, max, maxExclusive, currency }: Price): string {
  const sign = min === undefined ? (maxExclusive ? '<' : '<=') : minExclusive ? '>' : '>=';
  return `${sign}${min ?? max}${currency === undefined ? '' : ` ${currency}`}`;
}

/** Text, the piece that says it, its bounds, the residue. */
type Case = [text: string, says: string, bounds: string, residue: string];

const readings: Record<string, Case[]> = {
  'a bound before the amount': [
    ['jacket under $150', 'under $150', '<150 USD', 'jacket'],
    ['jacket up to $150', 'up to $150', '<=150 USD', 'jacket'],
    ['jacket over $100', 'over $100', '>100 USD', 'jacket'],
    ['jacket at least $100', 'at least $100', '>=100 USD', 'jacket'],
    ['rug from $150', 'from $150', '>=150 USD', 'rug'],
    ['gift for my mum under 30', 'under 30', '<30', 'gift for my mum'],
    ['jacket max. 50 €', 'max. 50 €', '<=50 EUR', 'jacket'],
    ['jacket for up to about $50', 'up to about $50', '<=50 USD', 'jacket'],
    ['shoes under$50', 'under$50', '<50 USD', 'shoes'],
    ['shoes under150', 'under150', '<150', 'shoes'],
    ['boots <$100', '<$100', '<100 USD', 'boots'],
    ['boots >= 50 €', '>= 50 €', '>=50 EUR', 'boots'],
    ['mug ≤ 20', '≤ 20', '<=20', 'mug'],
    ['mug under 13 in black', 'under 13', '<13', 'mug in black'],
  ],
  'words that lead to a bound': [
    ['jackets priced under $50', 'under $50', '<50 USD', 'jackets'],
    ['jacket that costs less than 50 euros', 'less than 50 euros', '<50 EUR', 'jacket'],
    ['jacket price is under 40', 'under 40', '<40', 'jacket'],
    ['my budget is under $100, boots', 'under $100', '<100 USD', 'boots'],
  ],
  'a bound behind the amount': [
    ['sweater $100 or less', '$100 or less', '<=100 USD', 'sweater'],
    ['sweater $100 and up', '$100 and up', '>=100 USD', 'sweater'],
    ['wallet 50 USD max', '50 USD max', '<=50 USD', 'wallet'],
    ['sofa $200+', '$200+', '>=200 USD', 'sofa'],
    ['towels from 20 dollars up', 'from 20 dollars up', '>=20 USD', 'towels'],
    ['headphones, 100 or less', '100 or less', '<=100', 'headphones'],
  ],
  'a range': [
    ['jacket between 20 and 50', 'between 20 and 50', '>=20 <=50', 'jacket'],
    ['boots from $80 to $140', 'from $80 to $140', '>=80 USD <=140 USD', 'boots'],
    ['shirt $20-50', '$20-50', '>=20 USD <=50 USD', 'shirt'],
    ['shirt 20-50 dollars', '20-50 dollars', '>=20 USD <=50 USD', 'shirt'],
    ['toaster $30–$70', '$30–$70', '>=30 USD <=70 USD', 'toaster'],
    ['rugs from 100 up to 300 euros', 'from 100 up to 300 euros', '>=100 EUR <=300 EUR', 'rugs'],
    ['mug between $20 and $10', 'between $20 and $10', '>=10 USD <=20 USD', 'mug'],
    [
      'tv between one hundred and two thousand dollars',
      'between one hundred and two thousand dollars',
      '>=100 USD <=2000 USD',
      'tv',
    ],
  ],
  'an amount roughly': [
    ['boots around $100', 'around $100', '>=80 USD <=120 USD', 'boots'],
    ['duffel around $99.99', 'around $99.99', '>=79.99 USD <=119.99 USD', 'duffel'],
    ['mug ~€20', '~€20', '>=16 EUR <=24 EUR', 'mug'],
    ['t-shirts $30ish', '$30ish', '>=24 USD <=36 USD', 't-shirts'],
    ['a jacket for $30 or so in black', '$30 or so', '>=24 USD <=36 USD', 'jacket in black'],
    ['jacket $30, give or take', '$30, give or take', '>=24 USD <=36 USD', 'jacket'],
    ['about $30 or so, mug', 'about $30 or so', '>=24 USD <=36 USD', 'mug'],
    ['my budget is $50 or so, lamp', 'my budget is $50 or so', '>=40 USD <=60 USD', 'lamp'],
    ['boots under $100 or so', 'under $100 or so', '<100 USD', 'boots'],
  ],
  'a bound with the word that ties it to the rest': [
    [
      'a tablecloth at no more than 35 dollars in linen',
      'no more than 35 dollars',
      '<=35 USD',
      'tablecloth in linen',
    ],
    ['tents for under $100 in green', 'under $100', '<100 USD', 'tents in green'],
    ['looking for under $50 jackets', 'under $50', '<50 USD', 'jackets'],
  ],
  'a bound upon things that are denied': [
    ['no jackets over $50', 'no jackets over $50', '<=50 USD', 'jackets'],
    [
      'show me no leather jackets that cost over $50',
      'no leather jackets that cost over $50',
      '<=50 USD',
      'leather jackets',
    ],
    ['please no jackets for over $50', 'no jackets for over $50', '<=50 USD', 'jackets'],
    ["i don't want any boots under $20", "don't want any boots under $20", '>=20 USD', 'boots'],
    ['no jackets or coats over $200', 'no jackets or coats over $200', '<=200 USD', 'jackets or coats'],
    ['t-shirt with no logo under $20', 'under $20', '<20 USD', 't-shirt with no logo'],
    ['dress without sleeves over $50', 'over $50', '>50 USD', 'dress without sleeves'],
  ],
  'what one has to spend': [
    ['budget $100 for shoes', 'budget $100', '<=100 USD', 'shoes'],
    ['tent, my budget is 150 dollars', 'my budget is 150 dollars', '<=150 USD', 'tent'],
    ['a $50 budget for boots', '$50 budget', '<=50 USD', 'boots'],
    ['mug for 5€ please', 'for 5€', '<=5 EUR', 'mug'],
    ['boots, budget 50', 'budget 50', '<=50', 'boots'],
  ],
  'a denied bound, turned round': [
    ['sandals, nothing over $100', 'nothing over $100', '<=100 USD', 'sandals'],
    ['sandals not under 20', 'not under 20', '>=20', 'sandals'],
    ['jacket, do not exceed $100', 'do not exceed $100', '<=100 USD', 'jacket'],
    [
      "I don't want to pay more than $100 for a jacket",
      "don't want to pay more than $100",
      '<=100 USD',
      'jacket',
    ],
    ['mug, do not want to spend over 50 €', 'do not want to spend over 50 €', '<=50 EUR', 'mug'],
  ],
  'currencies and figures in every style': [
    ['tv under $1,299.00', 'under $1,299.00', '<1299 USD', 'tv'],
    ['tv under 1.299,50 €', 'under 1.299,50 €', '<1299.5 EUR', 'tv'],
    ['tv under 1 299 €', 'under 1 299 €', '<1299 EUR', 'tv'],
    ['tv under 1\u00a0299 €', 'under 1\u00a0299 €', '<1299 EUR', 'tv'],
    ["tv under CHF 1'299", "under CHF 1'299", '<1299 CHF', 'tv'],
    ['sofa under $2k', 'under $2k', '<2000 USD', 'sofa'],
    ['sofa under 1.5k', 'under 1.5k', '<1500', 'sofa'],
    ['lamp under US$300', 'under US$300', '<300 USD', 'lamp'],
    ['lamp below A$90', 'below A$90', '<90 AUD', 'lamp'],
    ['lamp under EUR50', 'under EUR50', '<50 EUR', 'lamp'],
    ['lamp up to 70 quid', 'up to 70 quid', '<=70 GBP', 'lamp'],
    ['shoes under a hundred', 'under a hundred', '<100', 'shoes'],
    ['hoodie under twenty-five dollars', 'under twenty-five dollars', '<25 USD', 'hoodie'],
    ['desk under two hundred fifty bucks', 'under two hundred fifty bucks', '<250 USD', 'desk'],
    [
      'desk less than one hundred and fifty dollars',
      'less than one hundred and fifty dollars',
      '<150 USD',
      'desk',
    ],
  ],
};

const unread = [
  ...['television $1,299.00', '$100 gift card', 'gift card for $50', '$1 shop', 'save $10', '$20 $50'],
  ...[
    'boots 40ish dollars',
    'cooking for 30 or so people',
    'save the planet',
    'jacket between $1 and $99999999999',
  ],
  ...['2 for $40', 'two for 30 dollars mugs', '3 for 2 towels', 'buy one get one', 'jacket £20-€50'],
  ...[
    'bag under 5 kg',
    'over 65 inch',
    'bag over 13 in wide',
    "under 5'10 door",
    'shirt over 2 pounds',
    '13" laptop under 13"',
  ],
  ...['jacket with over 2 pockets', 'under 30 minutes', 'under 12 months', 'under 10 years', 'over 18s game'],
  ...['between 2 and 4 people', 'tent from 2 to 4', 'sizes 38 to 40', 'sizes from 38 to 40', 'rated over 4'],
  ...[
    'aged 5 to 8',
    'toys for kids under 5',
    'sleeps over 4',
    'table for up to 6',
    'jeans 30/34',
    '501 jeans',
  ],
  ...['iphone 15 plus case', 'iphone 15 max', 'air max 90', 'dress from 1950', 'wine from 2015 to 2019'],
  ...[
    'under 1.2.3',
    'under 99999999999999999999999',
    'under a couple of hundred dollars',
    'over two fifty',
    'under $',
  ],
];

describe('product.interpret_prices', () => {
  for (const [what, cases] of Object.entries(readings)) {
    it.each(cases)(`reads ${what}: %s`, async (text, says, bounds, residue) => {
      const reading = await read(text);
      expect({
        says: [...new Set(reading.constraints.map(({ span }) => span.text))],
        bounds: reading.constraints.map(({ filter }) => written(filter.price)).join(' '),
        residue: reading.residue,
        ignored: reading.ignored,
      }).toEqual({ says: [says], bounds, residue, ignored: [] });
    });
  }

  it.each(unread)('makes no bound of "%s" and takes nothing out of it', async (text) => {
    const reading = await read(text);
    expect([reading.constraints, reading.ignored, reading.residue]).toEqual([[], [], text.toLowerCase()]);
  });

  it.each([
    ['$20 off hiking boots', '$20 off', 'hiking boots'],
    ['20% off jackets', '20% off', 'jackets'],
    ['up to 50 % off boots', 'up to 50 % off', 'boots'],
    ['jackets on sale', 'on sale', 'jackets'],
    ['desk lamp, free delivery', 'free delivery', 'desk lamp'],
    ['socks, free shipping over $50', 'free shipping over $50', 'socks'],
    ['tent with free delivery on orders over 50', 'free delivery on orders over 50', 'tent'],
    ['lamp, free shipping on orders of $50 or more', 'free shipping on orders of $50 or more', 'lamp'],
    ['shoes save over $10', 'save over $10', 'shoes'],
    ['shoes, save at least 20%', 'save at least 20%', 'shoes'],
    ['lamp with a discount of at least 20%', 'discount of at least 20%', 'lamp'],
    ['mug not between $20 and $50', 'not between $20 and $50', 'mug'],
  ])('lists as ignored what no price can meet: %s', async (text, says, residue) => {
    const reading = await read(text);
    expect([reading.constraints, reading.ignored.map(({ span }) => span.text), reading.residue]).toEqual([
      [],
      [says],
      residue,
    ]);
  });

  it('leaves a ceiling behind a way of delivery to the price', async () => {
    const reading = await read('lamp with free delivery under $50');
    expect(reading.constraints.map(({ filter }) => written(filter.price))).toEqual(['<50 USD']);
    expect(reading.ignored.map(({ span }) => span.text)).toEqual(['free delivery']);
  });

  it('reads a bound beside what looks like a discount', async () => {
    const reading = await read('under $50 off-white sneakers');
    expect(reading.constraints.map(({ filter }) => written(filter.price))).toEqual(['<50 USD']);
    expect(reading.residue).toBe('off-white sneakers');
  });

  it('reads two bounds and leaves nothing of the "and" between them', async () => {
    const reading = await read('tote over $30 and under $60');
    expect(reading.constraints.map(({ filter, origin }) => [written(filter.price), origin])).toEqual([
      ['>30 USD', 'phrase: over'],
      ['<60 USD', 'phrase: under'],
    ]);
    expect(reading.residue).toBe('tote');
  });

  it('takes pounds for money where there are prices in them, else for a weight', async () => {
    expect((await read('bag under 20 pounds')).constraints).toEqual([]);
    await database.query(
      `insert into product.price_list (code, name, currency) values ('public-gbp', 'Pounds', 'GBP')`,
    );
    try {
      const reading = await read('bag under 20 pounds');
      expect(reading.constraints.map(({ filter }) => written(filter.price))).toEqual(['<20 GBP']);
    } finally {
      await database.query(`delete from product.price_list where code = 'public-gbp'`);
    }
  });
});
