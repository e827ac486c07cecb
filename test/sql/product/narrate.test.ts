import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Narration } from '../../../src/narration/chat-answer.ts';
import { packageRoot } from '../../../src/package-root.ts';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('demo');

/** Everything but the page that the narrator reads of a `BegunChat`. */
interface Told {
  question?: string;
  position?: number;
  move?: string;
  [member: string]: unknown;
}

async function find(question: string, k = 5): Promise<SearchPage> {
  const [row] = await database.query<{ page: SearchPage }>(
    `select api.search($1, $2, options => '{"include": ["FUNNEL", "RELAXATIONS"]}') as page`,
    [question, k],
  );
  return row!.page;
}

async function narrate(page: unknown, told: Told = {}): Promise<Narration> {
  const answer = {
    position: 1,
    move: 'SEARCH',
    item: null,
    reference: null,
    superseded: [],
    nearest: [],
    ...told,
    page,
  };
  const [row] = await database.query<{ narration: Narration }>(
    'select product.narrate($1::jsonb) as narration',
    [JSON.stringify(answer)],
  );
  return row!.narration;
}

async function tell(question: string, k?: number): Promise<string> {
  return (await narrate(await find(question, k), { question })).text;
}

describe('every judged question', () => {
  const judged = readFileSync(join(packageRoot(), 'seeds/judgments.tsv'), 'utf8').trim().split('\n').slice(1);
  const questions = [...new Set(judged.map((line) => line.split('\t')[0]!))];

  it('is answered in whole sentences that name only rows they cite', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    const openings = new Set<string>();
    for (const [position, asked] of questions.entries()) {
      // A bound that mostly leaves something, and one that mostly leaves nothing.
      for (const question of position % 3 === 0 ? [asked, `${asked} under $40 in stock in black`] : [asked]) {
        const page = await find(question, 4);
        const { text, sentences } = await narrate(page, { question });
        openings.add(text.split(' ').slice(0, 2).join(' '));
        for (const fault of findFaults(text)) faults.push(`${fault}: ${text}`);
        expect(sentences.map((sentence) => sentence.text).join(' ')).toBe(text);
        for (const sentence of sentences) {
          const cited = page.items.filter(({ productId }) => sentence.cites.includes(productId));
          if (cited.length !== sentence.cites.length) faults.push(`cites what is no row: ${sentence.text}`);
          for (const item of page.items)
            if (sentence.text.includes(`${item.title} `) && !cited.some(({ title }) => title === item.title))
              faults.push(`names without citing ${item.title}: ${sentence.text}`);
          const amounts = new Set(
            cited.flatMap(({ price }) => [price.amount, price.compareAt]).map((amount) => Number(amount)),
          );
          for (const amount of sentence.text.match(/\$[\d,]+\.\d\d/g) ?? [])
            if (
              sentence.cites.length > 0 &&
              !amounts.has(Number(amount.replace(/[$,]/g, ''))) &&
              !page.interpretation.constraints.some(({ label }) => label.includes(amount)) &&
              !page.items.some(({ preferences }) => preferences.some(({ typical }) => typical === amount))
            )
              faults.push(`${amount} is of no row: ${sentence.text}`);
        }
      }
    }
    expect(questions.length).toBeGreaterThan(100);
    expect(faults).toEqual([]);
    expect(openings.size).toBeGreaterThan(4);
  });

  it('is answered alike when it is asked again', async () => {
    const page = await find('red wool scarf');
    const first = await narrate(page, { question: 'red wool scarf' });
    expect(await narrate(page, { question: 'red wool scarf' })).toEqual(first);
    const turns = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((position) => narrate(page, { question: 'red wool scarf', position })),
    );
    expect(new Set(turns.map(({ text }) => text)).size).toBeGreaterThan(1);
  });
});

describe('a list', () => {
  it('tells the headline’s matches, comparative and unmet wish', async () => {
    const question =
      'Show me something like a leather jacket but lighter, under $150, and only current prices';
    const { sentences } = await narrate(await find(question), { question });
    expect(sentences[0]!.text).toBe(
      'I found 111 results for “leather jacket” under $150.00 and at a current price; here are the 5 closest.',
    );
    expect(sentences[1]!.text).toMatch(
      /the Juno Faux Leather Biker Jacket by Pellworth in black, size S: \$98\.00 instead of \$119\.00 until \d{1,2} [A-Z][a-z]+( \d{4})?, 23 in stock\.$/,
    );
    expect(sentences[2]!.text).toBe(
      'At 850 g it is lighter than the typical 940 g, but it is faux leather, not leather.',
    );
  });

  it.each([
    ['boots size 42', ' results for “boots” in size 42'],
    ['sofa in beige or grey', ' results for “sofa” in beige or grey'],
    ['phone case, not leather', ' results for “phone case”, not leather'],
    ['in stock under $20', ' products in stock and under $20.00'],
    ['cheapest tent', ' results for “tent”, cheapest first'],
    ['jumper not wool', ' results for “jumper”, not wool'],
    ['haldmoor waterproof jacket', 'Whether it is waterproof is not recorded.'],
    ['glasmoor television', 'It is by Pixelhurst, not Glasmoor.'],
    [
      '27 inch 4k monitor usb-c',
      'The first one here with usb-c connection is the Canvas 27-Inch USB-C Dock Monitor',
    ],
    ['chelsee boots brown sued', 'I read “chelsee” as “chelsea” and “sued” as “suede” or “used”.'],
    [
      'headphones with free delivery',
      'I left “free delivery” aside: how an order is delivered is not known.',
    ],
  ])('for "%s" says: %s', async (question, said) => {
    expect(await tell(question)).toContain(said);
  });

  it.each([
    ['wine glasses', /not wine/],
    ['merino base layer', /not merino/],
    ['want to make proper espresso at home but have no idea where to start, small kitchen', /kitc…/],
  ])('for "%s" does not say %s', async (question, said) => {
    expect(await tell(question)).not.toMatch(said);
  });

  it('says "still" of what an earlier turn said, and "at least" of what was not counted to the end', async () => {
    const page = await find('leather jacket under $150 in black');
    const [, , ...rest] = page.interpretation.constraints;
    const carried = page.interpretation.constraints.map((each) =>
      each.kind === 'PRICE_MAX' ? { ...each, source: 'CONVERSATION', span: null } : each,
    );
    expect(rest.length).toBeGreaterThan(0);
    const { text } = await narrate({
      ...page,
      total: { ...page.total, exact: false },
      interpretation: { ...page.interpretation, constraints: carried },
    });
    expect(text).toMatch(/at least \d+ results for “leather jacket” in black, still under \$150\.00/);
  });

  it('tells what was forgotten, and where a page of more ends', async () => {
    const page = await find('leather jacket', 3);
    const superseded = [
      { key: 'ATTRIBUTE:colour', why: 'FORGOTTEN' },
      { key: 'PRICE_MAX', why: 'REPLACED' },
    ];
    const { text } = await narrate(page, { move: 'FORGET', superseded });
    expect(text).toMatch(/^[\w ]+ the colour\. /);
    expect(text).not.toContain('the price.');
    const more = await narrate({ ...page, hasNextPage: false }, { move: 'MORE' });
    expect(more.text).toMatch(
      /^Here are numbers 1 to 3 of 162 results for “leather jacket”, and that is all of them\./,
    );
  });
});

describe('an empty answer', () => {
  it('names the constraint that turned most away, and offers what would bring some', async () => {
    const text = await tell('leather jacket under $20');
    expect(text).toMatch(/^I found nothing for leather jackets under \$20\.00\. .*“under \$20\.00”/);
    expect(text).toMatch(/Up to \$34\.00,? (there would be|I could show) 6\.$/);
  });

  it('says of a flag what people say of it', async () => {
    const page = await find('mouse not wireless under $40 in stock in black');
    const wireless = page.interpretation.constraints.find(({ label }) => label === 'wireless not true')!;
    const relaxations = [{ constraintIds: [wireless.id], label: 'also true', more: 7, exact: true }];
    const { text } = await narrate({ ...page, items: [], total: { value: 0, exact: true }, relaxations });
    expect(text).toContain('“not wireless”');
    expect(text).toMatch(/Allowing wireless ones,? (there would be|I could show) 7\./);
  });

  it('says that no word means anything, or that nothing costs so little', async () => {
    expect(await tell('zebra xylophone quark')).toBe(
      'I found nothing like “zebra xylophone quark”: no word of it means anything in this catalogue.',
    );
    expect(await tell('a zeppelin under $5')).toBe(
      'I found nothing like “zeppelin” under $5.00: nothing in this catalogue is under $5.00.',
    );
  });

  it('names the nearest categories', async () => {
    const nearest = ['Boots', 'Shoes', 'Sandals'].map((name) => ({ slug: name.toLowerCase(), name }));
    const { text } = await narrate(await find('zebra xylophone quark'), { nearest });
    expect(text).toContain('The nearest categories are Boots, Shoes and Sandals.');
  });
});

const noPage = {
  asOf: '2026-06-01T00:00:00Z',
  items: [],
  interpretation: { residue: '', constraints: [], preferences: [], ignored: [], repairs: [] },
  retrieval: { emptyReason: null },
};

describe('talk', () => {
  it.each([
    ['thanks!', /^(You are welcome|Gladly)\./],
    ['hello', /^(Hello|Good to see you|Welcome)\./],
  ])('"%s" is answered, and nothing is claimed', async (question, said) => {
    const { text, sentences } = await narrate(noPage, { question, move: 'TALK' });
    expect(text).toMatch(said);
    expect(sentences.flatMap(({ cites }) => cites)).toEqual([]);
  });

  it('that starts over asks what is looked for', async () => {
    const { text } = await narrate(noPage, { question: 'start over', move: 'RESTART' });
    expect(text).toBe('I have forgotten what we had. What are you looking for?');
  });
});

describe('an answer about one product', () => {
  const offer = (
    colour: string,
    size: string,
    available: number | null,
    amount = '98.00',
    weightGrams = '850',
  ) => ({
    variantId: `${colour}-${size}`,
    sku: `${colour}-${size}`,
    options: { colour, size },
    weightGrams,
    price: { amount, currency: 'USD', compareAt: null, priceList: 'usd', validFrom: null, validTo: null },
    stock: {
      available,
      locations: [],
      status:
        available === null
          ? 'UNKNOWN'
          : available === 0
            ? 'OUT_OF_STOCK'
            : available < 4
              ? 'LOW'
              : 'IN_STOCK',
    },
  });
  const offers = [
    offer('black', 'S', 23),
    offer('black', 'M', 2, '89.00', '890'),
    offer('rust', 'L', 0),
    offer('rust', 'XL', null),
  ];
  const attributes = [
    { name: 'material', label: 'Material', value: 'faux leather' },
    { name: 'hooded', label: 'Hooded', value: 'no' },
  ];
  const tellItem = async (asked: string[], item: object = {}) => {
    const page = { ...noPage, items: [{ productId: '3', title: 'Juno Jacket', ...offers[0] }] };
    const { sentences, text } = await narrate(page, {
      question: 'x',
      move: 'ITEM',
      reference: { productId: '3', title: 'Juno Jacket' },
      item: { asked, offers, attributes, changes: [], gone: false, ...item },
    });
    expect(sentences.every(({ cites }) => cites.join() === '3')).toBe(true);
    expect(findFaults(text)).toEqual([]);
    return text;
  };

  it.each([
    [
      'SIZES',
      'The Juno Jacket is in stock in sizes S and M; L is sold out; of XL the stock is not recorded.',
    ],
    ['COLOURS', 'The Juno Jacket is in stock in black; of rust the stock is not recorded.'],
    [
      'STOCK',
      'The Juno Jacket is in stock in black S (23) and black M (only 2); rust L is sold out; of rust XL the stock is not recorded.',
    ],
    ['PRICE', 'The Juno Jacket costs $89.00 in black M and $98.00 in black S, rust L and rust XL.'],
    ['WEIGHT', 'The Juno Jacket weighs from 850 g (black S) to 890 g (black M).'],
    ['material', 'The material of the Juno Jacket is faux leather.'],
    ['lining', 'The lining of the Juno Jacket is not recorded.'],
    ['hooded', 'The Juno Jacket is recorded as not hooded.'],
    ['waterproof', 'Of the Juno Jacket it is not recorded whether it is waterproof.'],
  ])('%s: %s', async (asked, said) => {
    expect(await tellItem([asked])).toBe(said);
  });

  it('answers all that was asked, the second time by "it"', async () => {
    expect(await tellItem(['material', 'lining'])).toBe(
      'The material of the Juno Jacket is faux leather. Its lining is not recorded.',
    );
  });

  it('tells the price to compare at and the day that it ends', async () => {
    const reduced = offer('black', 'S', 23);
    const price = { ...reduced.price, compareAt: '119.00', validTo: '2026-12-02T00:00:00Z' };
    expect(await tellItem(['PRICE'], { offers: [{ ...reduced, price }] })).toBe(
      'The Juno Jacket costs $98.00 instead of $119.00 until 2 December.',
    );
  });

  it('tells where the last of a single offer are', async () => {
    const single = offer('black', 'S', 12);
    const locations = [
      { code: 'a', name: 'Porto', available: 9 },
      { code: 'b', name: 'Berlin', available: 3 },
      { code: 'c', name: 'Lima', available: 0 },
    ];
    expect(
      await tellItem(['STOCK'], { offers: [{ ...single, stock: { ...single.stock, locations } }] }),
    ).toBe('The Juno Jacket is in stock: 12, 9 at Porto and 3 at Berlin.');
  });

  it('tells what changed since it was shown, with both figures', async () => {
    const changes = [
      { field: 'PRICE', sku: 'black-M', before: '$98.00', now: '$89.00' },
      { field: 'STOCK', sku: 'black-M', before: '9 in stock', now: 'only 2 left' },
    ];
    expect(await tellItem(['WEIGHT'], { changes })).toContain(
      ' In black M it cost $98.00 when I showed it; now it is $89.00; I showed it with 9 in stock; now it has only 2 left.',
    );
  });

  it('says that it is gone, and cites no row, since there is none', async () => {
    const { sentences } = await narrate(noPage, {
      move: 'ITEM',
      reference: { productId: '3', title: 'Juno Jacket' },
      item: { asked: ['PRICE'], offers: [], attributes: [], changes: [], gone: true },
    });
    expect(sentences).toEqual([
      { text: 'The Juno Jacket was shown before, and is no longer sold.', cites: [] },
    ]);
  });

  it('says why no product is meant', async () => {
    const { text } = await narrate(
      { ...noPage, retrieval: { emptyReason: 'only 3 products were shown' } },
      { move: 'ITEM' },
    );
    expect(text).toBe('Only 3 products were shown.');
  });
});

describe('a plural', () => {
  it('follows the last word', async () => {
    const nouns = [
      'leather jacket',
      'scarf',
      'bread knife',
      'tent',
      'watch',
      'battery',
      'dress',
      'boots',
      'knitwear',
      'computer mouse',
      'toy',
      'box',
    ];
    const [row] = await database.query<{ plurals: string[] }>(
      'select array(select product.plural_noun(n) from unnest($1::text[]) with ordinality u (n, i) order by i) as plurals',
      [nouns],
    );
    expect(row!.plurals).toEqual([
      'leather jackets',
      'scarves',
      'bread knives',
      'tents',
      'watches',
      'batteries',
      'dresses',
      'boots',
      'knitwear',
      'computer mice',
      'toys',
      'boxes',
    ]);
  });
});

/** What no sentence may have, whatever it says. */
function findFaults(text: string): string[] {
  const faults: [string, boolean][] = [
    ['null', /\b(null|undefined|NaN)\b/i.test(text)],
    ['double space', / {2}|^ | $/.test(text)],
    ['unbalanced quotes', (text.match(/“/g) ?? []).length !== (text.match(/”/g) ?? []).length],
    ['unbalanced brackets', (text.match(/\(/g) ?? []).length !== (text.match(/\)/g) ?? []).length],
    ['wrong number', /\b(1|one) (products|matches|variants)\b|\b(?!1\b)\d+ (product|match)\b/.test(text)],
    ['punctuation', / [,.;:]|,,|\.\.|[,;:]\.|\(\)|“”/.test(text)],
    ['a word twice', /\b(the|in|with|at|of|is|mount) \1\b/.test(text)],
    ['machine words', /\{|\}|\btrue\b|\bfalse\b|not stated|nearer to it in meaning|[a-z]_[a-z]/.test(text)],
    ['no end', !/[.?]$/.test(text)],
    ['no capital', !/^[A-Z“0-9]/.test(text)],
  ];
  return faults.filter(([, is]) => is).map(([fault]) => fault);
}
