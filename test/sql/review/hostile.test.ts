import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, interpret, type Question, search, similarItems } from '../fixture/ask.ts';
import { makeRandom, randomFilter } from '../fixture/random-filter.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** A vector of the active model's dimensions with the same value in each. */
async function flat(value: string): Promise<string> {
  const [model] = await shop.query<{ dimensions: number }>(
    `select dimensions from embeddings.model where state = 'active'`,
  );
  return `[${Array(model!.dimensions).fill(value).join()}]`;
}

describe('a vector', () => {
  it.each(['3e38', '1e-45', '-1e25'])('of any length is judged by its direction: %s', async (value) => {
    const given = await search(shop, { vector: await flat(value), k: 100 });
    const unit = await search(shop, { vector: await flat(value.startsWith('-') ? '-1' : '1'), k: 100 });
    const scores = ({ items }: typeof given) => items.map(({ handle, score }) => [handle, score.fused]);
    expect(scores(given)).toEqual(scores(unit));
    expect(given.items.length).toBeGreaterThan(0);
  });
});

const words = [
  ...[
    'under',
    'below',
    'between',
    'and',
    'to',
    'or',
    'not',
    'without',
    'no',
    "don't",
    'only',
    'in',
    'by',
    'made of',
  ],
  ...[
    'size',
    'colour:',
    '$',
    '€',
    '¥',
    'chf',
    '150',
    '1,299.00',
    '99999999999999999999',
    '0.0001',
    '30/34',
    '20%',
    '-',
  ],
  ...[
    'M',
    'black',
    'leather',
    'jacket',
    'Acme',
    'cheaper',
    'lighter',
    'than',
    'but',
    'in stock',
    'or not',
    'lether',
  ],
  ...[
    '*',
    '%',
    '_',
    '\\',
    '\\m',
    '\\1',
    '(',
    ')',
    '[',
    ']',
    '{',
    '|',
    '&',
    '!',
    '<->',
    ':*',
    "'",
    "''",
    '"',
    '--',
    ';',
  ],
  ...[
    '$$',
    '%s',
    '%1$s',
    '%I',
    '\u0001',
    '\u2028',
    '\u202e',
    'é',
    'İ',
    'ß',
    'ﬁ',
    '🧥',
    '👩‍👩‍👧',
    'سترة',
    '日本',
    'e\u0301',
  ],
  ...[
    'x'.repeat(200),
    'not '.repeat(20),
    'in '.repeat(20),
    '(?:',
    '(?=a)',
    '[[:alpha:]]',
    '.*',
    '^',
    '?',
    'a b '.repeat(60),
  ],
];

const odd: unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    'NaN',
    '1e5',
    '00012',
    '149.99',
    [],
    [null],
    [[]],
    {},
    { a: 1 },
    [''],
  ],
  ...[
    'USD',
    'usd',
    'RATING',
    '2026-02-30T00:00:00Z',
    '2026-05-01T12:00:00+99:99',
    'infinity',
    'now',
    '\\',
    '%s',
  ],
  ...[
    [{ name: 'colour' }],
    [{ name: 'size" ? (@ == 1', values: ['x'] }],
    [{ name: ['colour'], values: ['a'] }],
  ],
  ...[
    [{ name: 'material', values: ['"', '\\', '$', '@', '\u0007', '\\u0000', `" || '`] }],
    { handle: 'x' },
    'e30',
  ],
  ...['x'.repeat(201), "'; drop table x; --", '9'.repeat(30), { productId: '9'.repeat(18) }],
];

/** A question of anything at all, in the right places or the wrong ones. */
function anyQuestion(random: () => number): Question {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (share: number) => random() < share;
  const some = (keys: string[], share: number) =>
    Object.fromEntries(keys.filter(() => chance(share)).map((key) => [key, pick(odd)]));
  return {
    text: chance(0.2)
      ? null
      : Array.from({ length: 1 + Math.floor(random() * 12) }, () => pick(words)).join(
          pick([' ', ' ', ' , ', '', '\n']),
        ),
    k: chance(0.05) ? pick([0, 201, null, 2147483647]) : 7,
    filter: {
      ...randomFilter(random),
      ...some(['price', 'inStock', 'categories', 'brands', 'attributes', 'exclude', '__proto__'], 0.02),
    },
    options: chance(0.3) ? some(['like', 'asOf', 'sort', 'interpret', 'after', 'currency', 'x'], 0.2) : {},
    claims: chance(0.1) ? some(['sub', 'role', 'group', 'x'], 0.4) : null,
  };
}

/** Asks and returns the SQLSTATE of the refusal, or "" for an answer. */
async function outcome(database: Database, ask: (database: Database) => Promise<unknown>): Promise<string> {
  try {
    await inTransaction(database, ask);
    return '';
  } catch (reason) {
    return reason instanceof pg.DatabaseError ? `${reason.code}` : String(reason);
  }
}

const ours = /^(TS[A-Z]{3})?$/;

async function bombard(database: Database, seed: number, rounds: number): Promise<Set<string>> {
  const random = makeRandom(seed);
  const outcomes = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const question = anyQuestion(random);
    const ask = [search, similarItems, chat][round % 3]!;
    const code = await outcome(database, (connection) =>
      ask(connection, { ...question, text: question.text ?? null }),
    );
    expect([question, code]).toEqual([question, expect.stringMatching(ours)]);
    outcomes.add(code);
  }
  return outcomes;
}

describe('any question', () => {
  it('is answered, or refused with a code of ours (TS…), never with an internal error (seeded)', async () => {
    const outcomes = await bombard(shop, 11, 200);
    expect([...outcomes].sort()).toEqual(
      expect.arrayContaining(['', 'TSCCY', 'TSCLM', 'TSFLT', 'TSLIM', 'TSOPT', 'TSTXT']),
    );
  });

  it('is read with its spans in place, whatever it says (seeded)', async () => {
    const random = makeRandom(12);
    for (let round = 0; round < 150; round += 1) {
      const { text } = anyQuestion(random);
      if (typeof text !== 'string' || text.length > 1000 || text.trim() === '') continue;
      const { constraints, preferences, ignored } = await interpret(shop, text);
      for (const { span } of [...constraints, ...preferences, ...ignored]) {
        if (span !== null) expect([...text].slice(span.start, span.end).join('')).toBe(span.text);
      }
    }
  });
});

describe('a catalogue of hostile words', () => {
  const rows = [
    String.raw`insert into product.attribute (name, label) values
      ('a1', '.*'), ('a2', '('), ('a3', ''), ('a4', ' '), ('a5', '\'), ('a6', 'a|b'), ('a7', '%s %1$s'), ('a8', '['), ('a9', 'Size')`,
    String.raw`insert into product.brand (brand_id, slug, name) values
      (60, 'b1', '.*'), (61, 'b2', '('), (62, 'b3', '150'), (63, 'b4', 'in stock'), (64, 'b5', 'O''Brien "x" \'), (65, 'b6', 'and')`,
    `insert into product.category (category_id, slug, name) values (60, 'c1', '.*'), (61, 'c2', '('), (62, 'm', 'M')`,
    `update product.category set parent_id = 61 where category_id = 60`,
    `update product.category set parent_id = 60 where category_id = 61`,
    String.raw`insert into product.phrase (phrase, meaning) values
      ('(', 'NOT'), ('.*', 'IN_STOCK'), ('$', 'PRICE_BELOW'), ('[', 'FILLER'), ('\', 'CURRENT_PRICE'), ('?', 'PRICE_AROUND'),
      (' ', 'NOT'), ('%s', 'PRICE_BETWEEN'), ('+', 'PRICE_ABOVE')`,
    String.raw`update product.currency set signs = signs || '{(,[,\\,*,"",a|b,%s,?}' where code = 'USD'`,
    `insert into product.synonym (term, targets) values ('lether', '{!|&,(,a:*,<->}')`,
    String.raw`insert into product.product (product_id, handle, title, description, category_id, brand_id, attributes)
      select 900 + b.brand_id, 'hostile-' || b.brand_id, b.name || ' & | !c <-> (d:*) '';--', repeat('leather ', 300), 60, b.brand_id,
        '{"a1": [".*", {"x": 1}, null], "colour": "\" \\ $ @ ?", "size": ["M", 1, true]}'
      from product.brand b where b.brand_id >= 60`,
    String.raw`insert into product.variant (product_id, variant_id, sku) select p.product_id, p.product_id, '''\ "%s' || p.product_id from product.product p where p.product_id > 900`,
    `insert into product.price (product_id, variant_id, price_list_id, amount, valid)
      select v.product_id, v.variant_id, 1, 10, '[-infinity,)' from product.variant v where v.product_id > 900`,
  ];

  it('breaks no question, and is found by its names (seeded)', async () => {
    await inTransaction(shop, async (database) => {
      for (const row of rows) await database.query(row);
      await database.query('select api.embed_products()');
      await bombard(database, 13, 80);
      const page = await search(database, {
        k: 200,
        filter: { brands: [`O'Brien "x" \\`], categories: ['c2'] },
      });
      expect(
        page.items.map(({ handle, checks }) => [handle, checks.every(({ satisfied }) => satisfied)]),
      ).toEqual([['hostile-64', true]]);
      const filter = { attributes: [{ name: 'colour', values: ['" \\ $ @ ?'] }] };
      expect((await search(database, { k: 200, filter })).total).toEqual({ value: 6, exact: true });
    });
  });
});
