import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import type { MatchExplanation, PreferenceCheck, SearchPage } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, handles, merchant, type Question, refusal, search, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const changed = (statements: string[], work: (database: Database) => Promise<void>) =>
  inTransaction(shop, async (db) => {
    for (const statement of statements) await db.query(statement);
    await work(db);
  });

/** What the evidence of one product says of the question's only comparative. */
async function compared(database: Queryable, question: Question, handle: string): Promise<PreferenceCheck> {
  const { items } = await search(database, { k: 100, ...question });
  const checks = items
    .find((item) => item.handle === handle)!
    .preferences.filter(({ kind }) => kind === 'COMPARATIVE');
  expect(checks).toHaveLength(1);
  return checks[0]!;
}

const numbers = ({ required, actual, typical, satisfied }: PreferenceCheck) => [
  required,
  actual,
  typical,
  satisfied,
];

async function explain(handle: string, text: string, options: object = {}): Promise<MatchExplanation> {
  const [row] = await shop.query<{ answer: MatchExplanation }>(
    'select api.explain_match(product => $1, query_text => $2, options => $3) as answer',
    [JSON.stringify({ handle }), text, JSON.stringify(options)],
  );
  return row!.answer;
}

const shown = ({ items }: SearchPage, handle: string) => items.find((item) => item.handle === handle)?.sku;

describe('a comparative', () => {
  // The middle of biker 180/1500 g/4.5, racers 140/1100 g/4.1, featherlight 149/700 g/4.8, suede 150/1000 g/4.3, rain 99/400 g and vest 100/650 g/4.0.
  it.each([
    ['but lighter', 'featherlight-jacket', ['lighter than 1 kg', '700 g', '1 kg', true]],
    ['but heavier', 'biker-jacket', ['heavier than 1 kg', '1.5 kg', '1 kg', true]],
    ['but lighter', 'suede-jacket', ['lighter than 1 kg', '1 kg', '1 kg', false]],
    ['but cheaper', 'leather-vest', ['cheaper than $140.00', '$100.00', '$140.00', true]],
    ['but more expensive', 'leather-vest', ['more expensive than $140.00', '$100.00', '$140.00', false]],
    [
      'but newer',
      'featherlight-jacket',
      ['newer than 1 February 2024', '1 March 2024', '1 February 2024', true],
    ],
    ['but newer', 'suede-jacket', ['newer than 1 February 2024', 'not recorded', '1 February 2024', false]],
    ['but better rated', 'biker-jacket', ['better rated than 4.2', '4.5', '4.2', true]],
    ['but better rated', 'rain-jacket', ['better rated than 4.2', 'not recorded', '4.2', false]],
  ])('shows its two numbers: "leather jacket %s", %s', async (words, handle, expected) => {
    const check = await compared(shop, { text: `leather jacket ${words}` }, handle);
    expect(numbers(check)).toEqual(expected);
    expect(check.preferenceId).toBe('p2');
  });

  it('moves what it favours up by its part of the score, and what nothing is recorded of not at all', async () => {
    const preferenceOf = async (text: string) => {
      const { items } = await search(shop, { text, k: 100 });
      return Object.fromEntries(
        items.map(({ handle, score }) => [handle, [score.fused, score.preference] as const]),
      );
    };
    const plain = await preferenceOf('leather jacket');
    const newer = await preferenceOf('leather jacket but newer');
    expect(newer['suede-jacket']).toEqual(plain['suede-jacket']);
    // A month of 182.5 days ahead: 1 / (1 + exp(-29 / 180)) of 0.2.
    const [fused, preference] = plain['featherlight-jacket']!;
    const base = fused - preference;
    expect(newer['featherlight-jacket']![1]).toBeCloseTo(base * (0.1 + 0.2 / (1 + Math.exp(-29 / 180))), 5);
  });

  it('compares number attributes by the measure that most have of what the question is like', () =>
    changed(
      [
        `insert into product.attribute (name, label, type, unit) values ('noise_db', 'Noise', 'number', 'dB'), ('fan_w', 'Fan', 'number', 'W')`,
        `insert into product.comparative (word, measure, direction) values ('quieter', 'fan_w', 'LESS'), ('quieter', 'noise_db', 'LESS')`,
        `insert into product.product (product_id, handle, title, category_id, attributes)
         select 700 + n, 'fan-' || n, 'Desk fan', 5, case when n = 4 then '{"fan_w": 30}'::jsonb else jsonb_build_object('noise_db', 60 + 4 * n) end
         from generate_series(1, 4) n`,
        `insert into product.variant (product_id, variant_id, sku) select 700 + n, 700 + n, 'FAN-' || n from generate_series(1, 4) n`,
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) select 700 + n, 700 + n, 1, 20, '[2021-01-01Z,)' from generate_series(1, 4) n`,
      ],
      async (db) => {
        const question = { text: 'desk fan but quieter', options: { mode: 'LEXICAL' } };
        expect(numbers(await compared(db, question, 'fan-1'))).toEqual([
          'noise less than 68 dB',
          '64 dB',
          '68 dB',
          true,
        ]);
        expect(await handles(db, question)).toEqual(['fan-1', 'fan-2', 'fan-3', 'fan-4']);
        expect(numbers(await compared(db, question, 'fan-4'))).toEqual([
          'noise less than 68 dB',
          'not recorded',
          '68 dB',
          false,
        ]);
        expect((await chat(db, { text: question.text })).assistant_text).toContain(
          'At 64 dB its noise is less than the typical 68 dB.',
        );
      },
    ));

  it('ranks by difference where a number is not above zero, and takes no harm from what is no number', () =>
    changed(
      [
        `insert into product.attribute (name, label, type, unit) values ('comfort_c', 'Comfort', 'number', '°C')`,
        `insert into product.comparative (word, measure, direction) values ('warmer', 'comfort_c', 'LESS')`,
        `insert into product.product (product_id, handle, title, category_id, attributes)
         select 700 + n, 'bag-' || n, 'Down sleeping bag', 5, jsonb_build_object('comfort_c', (array['5', '0', '-5', '-10', 'warm', '1e400'])[n])
         from generate_series(1, 6) n`,
        `insert into product.variant (product_id, variant_id, sku) select 700 + n, 700 + n, 'BAG-' || n from generate_series(1, 6) n`,
        `insert into product.price (product_id, variant_id, price_list_id, amount, valid) select 700 + n, 700 + n, 1, 20, '[2021-01-01Z,)' from generate_series(1, 6) n`,
      ],
      async (db) => {
        const question = { text: 'sleeping bag but warmer', options: { mode: 'LEXICAL' } };
        expect(await handles(db, question)).toEqual(['bag-4', 'bag-3', 'bag-2', 'bag-1', 'bag-5', 'bag-6']);
        expect(numbers(await compared(db, question, 'bag-4'))).toEqual([
          'comfort less than -2.5 °C',
          '-10 °C',
          '-2.5 °C',
          true,
        ]);
      },
    ));

  it('is set aside where the question names nothing to compare with', async () => {
    const { interpretation, retrieval } = await search(shop, { text: 'cheaper' });
    expect([retrieval.mode, interpretation.preferences, interpretation.ignored]).toEqual([
      'BROWSE',
      [],
      [
        {
          span: { start: 0, end: 7, text: 'cheaper' },
          kind: 'NOT_POSSIBLE',
          key: 'COMPARATIVE:price',
          reason: 'the question names nothing that it could be compared with',
          turn: null,
          label: null,
        },
      ],
    ]);
  });
});

describe('a product to compare with', () => {
  const like = (handle: string) => ({ like: { handle } });

  it('gives its own number, its cheapest current offer for the price', async () => {
    const racer = like('racer-jacket');
    expect(
      numbers(await compared(shop, { text: 'but cheaper', options: racer }, 'featherlight-jacket')),
    ).toEqual(['cheaper than $140.00', '$149.00', '$140.00', false]);
    expect(
      numbers(await compared(shop, { text: 'but lighter', options: racer }, 'featherlight-jacket')),
    ).toEqual(['lighter than 1.1 kg', '700 g', '1.1 kg', true]);
    // The red one costs 120 and is sold out: still what it costs.
    expect(
      numbers(await compared(shop, { text: 'cheaper', options: like('biker-jacket') }, 'racer-jacket'))[0],
    ).toBe('cheaper than $120.00');
  });

  it('gives the number that the caller may see, in the currency of the answer', async () => {
    const question = { text: 'cheaper', options: { ...like('wool-scarf'), minSimilarity: -1 } };
    expect((await compared(shop, question, 'racer-jacket')).typical).toBe('$30.00');
    expect((await compared(shop, { ...question, claims: wholesale }, 'racer-jacket')).typical).toBe('$20.00');
    const euros = { ...question, options: { ...question.options, currency: 'EUR' } };
    const { required, typical, satisfied } = await compared(shop, euros, 'portable-ssd');
    expect([required, typical, satisfied]).toEqual(['cheaper', null, false]);
    expect((await refusal(search(shop, { text: 'cheaper', options: like('zibeline-jacket') }))).code).toBe(
      'TSNFD',
    );
    expect(
      await handles(shop, { text: 'cheaper', options: like('zibeline-jacket'), claims: merchant }),
    ).not.toContain('zibeline-jacket');
  });

  it('may be named in the text, and is no part of the answer', async () => {
    const named = await search(shop, { text: 'like the Biker leather jacket but cheaper', k: 100 });
    const given = await search(shop, { text: 'but cheaper', k: 100, options: like('biker-jacket') });
    const told = ({ items }: SearchPage) =>
      items.map(({ handle, score, preferences }) => [handle, score, preferences]);
    expect(told(named)).toEqual(told(given));
    expect(told(named)).toHaveLength(5);
    expect([named.retrieval.anchor, named.interpretation.residue]).toEqual([
      { productId: '1', handle: 'biker-jacket', title: 'Biker leather jacket' },
      'biker leather jacket',
    ]);
    expect(given.interpretation.residue).toBe('');
    expect((await explain('biker-jacket', 'like the Biker leather jacket but cheaper')).verdict).toBe(
      'IS_ANCHOR',
    );
    expect(named.items.map(({ handle }) => handle)).not.toContain('biker-jacket');
  });

  it('is none where two have that name, or nothing is compared', async () => {
    const two = await search(shop, { text: 'like the Racer leather jacket but cheaper' });
    expect([two.retrieval.anchor, two.items[0]!.handle]).toEqual([null, 'racer-jacket']);
    const named = await search(shop, { text: 'Biker leather jacket' });
    expect([named.retrieval.anchor, named.items[0]!.handle]).toEqual([null, 'biker-jacket']);
  });

  it('stands beside constraints of the text; what says nothing of the difference is set aside', async () => {
    const { items, interpretation } = await search(shop, {
      text: 'a bit lighter, with a quilted lining, under $150',
      options: like('racer-jacket'),
    });
    expect(items.map(({ handle }) => handle)).toEqual(['racer-jacket-two', 'featherlight-jacket']);
    expect(interpretation.constraints.map(({ label }) => label)).toContain('under $150.00');
    expect(interpretation.ignored).toEqual([
      {
        span: { start: 22, end: 36, text: 'quilted lining' },
        kind: 'NOT_POSSIBLE',
        key: null,
        reason: 'beside a product to compare with, a text says only in what the answer is to differ from it',
        turn: null,
        label: null,
      },
    ]);
    expect(interpretation.repairs).toEqual([]);
  });

  it('is refused beside a vector, and what goes with it beside a text (TSOPT)', async () => {
    const vector = `[${Array.from({ length: 8 }, () => 1).join(',')}]`;
    expect((await refusal(search(shop, { options: like('racer-jacket'), vector }))).message).toBe(
      'options.like stands beside a vector',
    );
    const goesWith = { goesWith: { handle: 'racer-jacket' } };
    expect((await refusal(search(shop, { text: 'cheaper', options: goesWith }))).message).toBe(
      'options.goesWith stands beside a text or a vector',
    );
  });
});

describe('a bare word', () => {
  it('moves up what it names, by a tenth in all, and turns nothing away', async () => {
    const { items } = await search(shop, { text: 'acme jacket', k: 100 });
    const share = Object.fromEntries(
      items.map(({ handle, score }) => [handle, score.preference / (score.fused - score.preference)]),
    );
    expect(share['biker-jacket']).toBeCloseTo(0.1, 4); // by Acme and a jacket
    expect(share['racer-jacket']).toBeCloseTo(0.0667, 4); // a jacket, which says more than a maker
    expect(items[0]!.preferences).toEqual([
      {
        preferenceId: 'p1',
        kind: 'BRAND',
        measure: null,
        required: 'by Acme',
        actual: 'Acme',
        typical: null,
        satisfied: true,
      },
      {
        preferenceId: 'p2',
        kind: 'CATEGORY',
        measure: null,
        required: 'in Jackets',
        actual: 'Leather jackets',
        typical: null,
        satisfied: true,
      },
    ]);
  });

  it('shows the variant that has it, unless that one is sold out or the caller sorts by price', async () => {
    const grey = { text: 'grey wool scarf', k: 100 };
    expect(shown(await search(shop, { text: 'wool scarf' }), 'wool-scarf')).toBe('WS-BLACK');
    expect(shown(await search(shop, grey), 'wool-scarf')).toBe('WS-GREY');
    for (const sort of ['NEWEST', 'RATING', 'WEIGHT_ASC']) {
      expect(shown(await search(shop, { ...grey, options: { sort } }), 'wool-scarf')).toBe('WS-GREY');
    }
    for (const sort of ['PRICE_ASC', 'PRICE_DESC']) {
      expect(shown(await search(shop, { ...grey, options: { sort } }), 'wool-scarf')).toBe('WS-BLACK');
    }
    expect(shown(await search(shop, { text: 'cheapest grey wool scarf' }), 'wool-scarf')).toBe('WS-GREY');
    expect(shown(await search(shop, { text: 'red biker leather jackets' }), 'biker-jacket')).toBe(
      'BJ-BLUE-L',
    );
    expect(shown(await search(shop, { ...grey, filter: { price: { max: '31' } } }), 'wool-scarf')).toBe(
      'WS-BLACK',
    );
  });

  it('puts that variant first in the explanation as well', async () => {
    const skusOf = async (options: object) =>
      (await explain('wool-scarf', 'grey wool scarf', options)).offers.map(({ sku }) => sku);
    expect(await skusOf({})).toEqual(['WS-GREY', 'WS-BLACK']);
    expect(await skusOf({ sort: 'PRICE_ASC' })).toEqual(['WS-BLACK', 'WS-GREY']);
  });
});

describe('a sort', () => {
  it('that the text asks for orders what fits well first', async () => {
    const { items, interpretation } = await search(shop, { text: 'cheapest leather jacket', k: 100 });
    expect(items.map(({ handle, price }) => [handle, price.amount])).toEqual([
      ['racer-jacket', '140.00'],
      ['racer-jacket-two', '140.00'],
      ['featherlight-jacket', '149.00'],
      ['biker-jacket', '180.00'],
      ['suede-jacket', '150.00'], // has less than half of the best score
      ['rain-jacket', '99.00'], // was never counted
      ['leather-vest', '100.00'], // is sold out
    ]);
    expect([interpretation.sort?.sort, interpretation.residue]).toEqual(['PRICE_ASC', 'leather jacket']);
    for (const { handle, rank } of items) {
      expect([handle, (await explain(handle, 'cheapest leather jacket')).rank]).toEqual([handle, rank]);
    }
  });

  it('given beside the text wins over it, also RELEVANCE', async () => {
    for (const sort of ['RATING', 'PRICE_ASC', 'RELEVANCE']) {
      const page = await search(shop, { text: 'cheapest leather jacket', k: 100, options: { sort } });
      const plain = await search(shop, { text: 'leather jacket', k: 100, options: { sort } });
      expect(page.items.map(({ handle }) => handle)).toEqual(plain.items.map(({ handle }) => handle));
      expect([page.interpretation.sort, page.interpretation.ignored]).toEqual([
        null,
        [
          {
            span: { start: 0, end: 8, text: 'cheapest' },
            kind: 'OVERRIDDEN',
            key: 'SORT',
            reason: 'the sort given beside the text goes first',
            turn: null,
            label: null,
          },
        ],
      ]);
    }
  });

  it('orders everything where the text names nothing else', async () => {
    const page = await search(shop, { text: 'cheapest', k: 100 });
    expect(page.retrieval.mode).toBe('BROWSE');
    expect(page.items.map(({ handle }) => handle)).toEqual(
      await handles(shop, { k: 100, options: { sort: 'PRICE_ASC' } }),
    );
  });

  it.each([
    [
      'WEIGHT_ASC',
      ['cigarette-lighter', 'portable-ssd', 'wool-scarf', 'straight-jeans', 'featherlight-jacket'],
    ],
    ['WEIGHT_DESC', ['biker-jacket', 'frying-pan', 'racer-jacket', 'racer-jacket-two', 'suede-jacket']],
  ])('by weight is %s, what nobody weighed behind it', async (sort, first) => {
    const all = await handles(shop, { k: 100, options: { sort } });
    expect(all.slice(0, 5)).toEqual(first);
    // Sold out and uncounted ones apart.
    expect(all.slice(-3)).toEqual(['sink-organiser', 'rain-jacket', 'leather-vest']);
  });

  it.each(['PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'RATING', 'WEIGHT_ASC', 'WEIGHT_DESC'])(
    'finds the same along an index as in a list: %s',
    async (sort) => {
      const [row] = await shop.query<{ walked: string[]; listed: string[] }>(
        `with asked as (select product.build_demand('[]', 'USD', now()) as demand),
           listed as (select product.browsed_products(a.demand, array(select p.product_id from product.product p), $1, 'LAST', null, 100) as ids from asked a)
         select l.ids::text[] as listed, product.browsed_products(a.demand, null, $1, 'LAST', null, 100)::text[] as walked from asked a, listed l`,
        [sort],
      );
      expect(row!.listed).toHaveLength(14);
      expect(row!.walked).toEqual(row!.listed);
    },
  );
});

describe('a cursor', () => {
  const forged = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');

  it.each([
    { p2: { measure: 'released_on', typical: 1e12 } },
    { p2: { measure: 'price', typical: 1e300 } },
    { p2: { measure: 'price', typical: '5' } },
    { p2: { measure: 5, typical: 5 } },
    { p2: 5 },
  ])('that says something else of what is typical is none of ours (TSCUR): %j', async (typical) => {
    const question = { text: 'leather jacket but newer', k: 1 };
    const { cursor } = (await search(shop, question)).items[0]!;
    const content = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object;
    const { code } = await refusal(
      search(shop, { ...question, options: { after: forged({ ...content, typical }) } }),
    );
    expect(code).toBe('TSCUR');
  });
});

describe('the narration', () => {
  it.each([
    ['leather jacket but better rated', 'At 4.5 it is better rated than the typical 4.2'],
    ['leather jacket but lighter', 'At 1.5 kg it is not lighter than the typical 1 kg'],
    [
      'leather jacket but newer',
      'Released on 1 January 2024, it is not newer than the typical 1 February 2024',
    ],
    [
      'like the Biker leather jacket but cheaper',
      'At $140.00 it is not cheaper than Biker leather jacket ($120.00)',
    ],
    ['cheapest leather jacket', 'results for “leather jacket”, cheapest first'],
    ['cheaper', 'I left “cheaper” aside: the question names nothing that it could be compared with.'],
  ])('of "%s" says: %s', async (text, said) => {
    expect((await chat(shop, { text })).assistant_text).toContain(said);
  });
});
