import { describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/db/database.ts';
import type { ReplayDifference, ReplayReport } from '../../../src/decisions/replay.ts';
import { embedBacklog } from '../../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../../src/embeddings/fit.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, merchant, type Question, refusal, wholesale } from '../fixture/ask.ts';
import { addProvidedModel } from '../fixture/provided-model.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const replay = async (database: Queryable, id: string | null, claims: unknown = null) =>
  (
    await database.query<{ report: ReplayReport }>('select api.replay_decision($1, $2) as report', [
      id,
      claims === null ? null : JSON.stringify(claims),
    ])
  )[0]!.report;

/** Asks, edits, and replays. */
const replayAfter = (
  question: Question,
  edit: string | ((database: Database) => Promise<unknown>),
  claims: unknown = merchant,
): Promise<ReplayReport> =>
  inTransaction(shop, async (database) => {
    const { decision_id: id } = await chat(database, question);
    if (typeof edit === 'string') for (const statement of edit.split(';\n')) await database.query(statement);
    else await edit(database);
    return replay(database, id, claims);
  });

type Line = [
  kind: string,
  handle: string | null,
  field: string,
  before: string | null,
  now: string | null,
  ...causes: string[],
];

/** Differences of the rows, a line each; a cause as "relation subject field before>after". */
const lines = (report: ReplayReport, kinds = /^(ROW|ORDER|VARIANT|PRICE|STOCK|TEXT)/): Line[] =>
  report.differences.filter(({ kind }) => kinds.test(kind)).map(toLine);

const toLine = ({ kind, handle, field, before, now, causes }: ReplayDifference): Line => [
  kind,
  handle,
  field,
  before,
  now,
  ...causes.map(
    (cause) =>
      `${cause.relation.replace('product.', '')} ${cause.subject ?? ''} ${cause.field} ${cause.before}>${cause.after}`,
  ),
];

const jackets: Question = { text: 'leather jacket under $145', k: 10 };

describe('a replay with nothing changed', () => {
  it.each<[string, Question]>([
    ['by text', jackets],
    ['with a filter', { text: 'jacket', filter: { price: { max: '150' }, inStock: true } }],
    ['as of the past', { text: 'suede jacket', options: { asOf: '2024-06-01T00:00:00Z' } }],
    ['by a name', { text: 'Portable SSD 150 GB' }],
    ['in another currency', { text: 'driving gloves', options: { currency: 'EUR' } }],
    ['of which nothing was found', { text: 'a zeppelin under $5' }],
  ])('is the same: %s', async (_what, question) => {
    const report = await replayAfter(question, async () => undefined);
    expect(report).toMatchObject({ outcome: 'SAME', differences: [], notReconstructed: [] });
  });

  it('is the same for every turn of a conversation, and finds what changed of the one product that was asked about', async () => {
    await inTransaction(shop, async (database) => {
      const { conversation_id: conversation } = await chat(database, { text: 'jacket', k: 3 });
      const ids: (string | null)[] = [];
      for (const text of [
        'under $145',
        'show me more',
        'in stock',
        'how much is the first one?',
        'thanks',
        'start over',
      ]) {
        const answer = await chat(database, { text, k: 3, options: { conversation } });
        ids.push(answer.decision_id);
        const report = await replay(database, answer.decision_id, merchant);
        expect([text, report.outcome, report.differences, report.notReconstructed]).toEqual([
          text,
          'SAME',
          [],
          [],
        ]);
        expect(report.page?.items.map(({ productId, rank }) => [productId, rank])).toEqual(
          answer.rows.map(({ productId, rank }) => [productId, rank]),
        );
      }
      const [more, item] = [ids[1]!, ids[3]!];
      const moves = await database.query<{ move: string; shown: string }>(
        `select d.move, d.evidence #>> '{0,productId}' as shown from audit.decision d where d.decision_id = any ($1) order by d.position`,
        [[more, item]],
      );
      expect(moves.map(({ move }) => move)).toEqual(['MORE', 'ITEM']);
      await database.query(
        `update product.price set amount = amount - 1 where product_id = $1 and price_list_id = 1`,
        [moves[1]!.shown],
      );
      const changed = await replay(database, item, merchant);
      expect(lines(changed).map(([kind, , field, , , cause]) => [kind, field, cause?.split(' ')[0]])).toEqual(
        [['PRICE', 'amount', 'price']],
      );
      await database.query(`update product.product set status = 'archived' where product_id = $1`, [
        moves[0]!.shown,
      ]);
      expect(lines(await replay(database, more, merchant))[0]!.slice(0, 5)).toEqual([
        'ROW_GONE',
        expect.any(String),
        'rank',
        '4',
        'no longer sold',
      ]);
    });
  });

  it('answers a merchant as it answered whoever asked', async () => {
    const report = await replayAfter(
      { text: 'zibeline leather jacket', claims: wholesale },
      async () => undefined,
    );
    expect(report.outcome).toBe('SAME');
    expect(report.page?.items.map(({ handle }) => handle)).toContain('zibeline-jacket');
    const shopper = await replayAfter({ text: 'zibeline leather jacket' }, async () => undefined);
    expect(shopper.outcome).toBe('SAME');
    expect(shopper.page?.items.map(({ handle }) => handle)).not.toContain('zibeline-jacket');
  });

  it('writes nothing', async () => {
    await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, jackets);
      const count = () =>
        database.query(
          'select (select count(*) from audit.decision) d, (select count(*) from memory.turn) t, (select count(*) from audit.change) c',
        );
      const before = await count();
      await replay(database, id);
      expect(await count()).toEqual(before);
    });
  });
});

describe('to a merchant a replay names what changed', () => {
  it.each<[string, Question, string, Line[]]>([
    [
      'a price that was edited in retrospect',
      { text: 'frying pan' },
      `update product.price set amount = 35 where variant_id = 131`,
      [['PRICE', 'frying-pan', 'amount', '39.90', '35.00', 'price FP-28, usd amount 39.9>35']],
    ],
    [
      'a price that was ended from now on: as of then it ran, and only its end is new',
      { text: 'frying pan', options: { asOf: '2025-06-01T00:00:00Z' } },
      `update product.price set valid = '[2021-01-01 00:00+00,2026-01-01 00:00+00)' where variant_id = 131`,
      [
        [
          'PRICE',
          'frying-pan',
          'validTo',
          null,
          '2026-01-01T00:00:00.000000Z',
          'price FP-28, usd valid ["2021-01-01 00:00:00+00",)>["2021-01-01 00:00:00+00","2026-01-01 00:00:00+00")',
        ],
      ],
    ],
    [
      'a price that was ended in retrospect',
      { text: 'frying pan' },
      `update product.price set valid = '[2021-01-01 00:00+00,2022-01-01 00:00+00)' where variant_id = 131`,
      [['ROW_GONE', 'frying-pan', 'rank', '1', 'not in the answer', 'price FP-28, usd amount 39.9>null']],
    ],
    [
      'a stock that was sold',
      { text: 'frying pan' },
      `update product.stock set on_hand = 49 where variant_id = 131`,
      [['STOCK', 'frying-pan', 'available', '50', '49', 'stock FP-28, berlin on_hand 50>49']],
    ],
    [
      'a stock that was moved to another place',
      { text: 'frying pan' },
      `update product.stock set on_hand = 40 where variant_id = 131;\ninsert into product.stock (product_id, variant_id, location_id, on_hand, reserved) values (13, 131, 2, 10, 0)`,
      [
        [
          'STOCK',
          'frying-pan',
          'locations',
          'berlin 50',
          'berlin 40, porto 10',
          'stock FP-28, berlin on_hand 50>40',
          'stock FP-28, porto on_hand null>10',
        ],
      ],
    ],
    [
      'a title',
      { text: 'frying pan' },
      `update product.product set title = 'Frying pan, 28 cm' where product_id = 13`,
      [
        [
          'TEXT',
          'frying-pan',
          'title',
          'Non-stick frying pan',
          'Frying pan, 28 cm',
          'product  title Non-stick frying pan>Frying pan, 28 cm',
        ],
      ],
    ],
    [
      'a product that was archived',
      { text: 'frying pan' },
      `update product.product set status = 'archived' where product_id = 13`,
      [['ROW_GONE', 'frying-pan', 'rank', '1', 'no longer sold', 'product  status active>archived']],
    ],
    [
      'a product that was restricted',
      { text: 'frying pan' },
      `insert into product.audience (product_id, customer_group) values (13, 'vip')`,
      [['ROW_GONE', 'frying-pan', 'rank', '1', 'not in the answer', 'audience vip customer_group null>vip']],
    ],
    [
      'a product that was deleted',
      { text: 'frying pan' },
      `delete from product.product where product_id = 13`,
      [
        [
          'ROW_GONE',
          'frying-pan',
          'rank',
          '1',
          'no longer sold',
          'price usd amount 39.9>null',
          'stock berlin on_hand 50>null',
          'product  status active>null',
        ],
      ],
    ],
    [
      'an exclusion from this very question',
      { text: 'frying pan' },
      `insert into product.curation (product_id, query_text, action) values (13, 'frying pan', 'EXCLUDE'), (13, 'pan', 'EXCLUDE')`,
      [
        [
          'ROW_GONE',
          'frying-pan',
          'rank',
          '1',
          'not in the answer',
          'curation frying pan action null>EXCLUDE',
        ],
      ],
    ],
    [
      'a product that became too dear',
      { text: 'frying pan under $50' },
      `update product.price set amount = 60 where variant_id = 131`,
      [['ROW_GONE', 'frying-pan', 'rank', '1', 'not in the answer', 'price FP-28, usd amount 39.9>60']],
    ],
  ])('%s', async (_what, question, edit, expected) => {
    const report = await replayAfter(question, edit);
    expect(report.outcome).toBe('DIFFERS');
    expect(lines(report).map((line) => [...line.slice(0, 5), ...line.slice(5).sort()])).toEqual(
      expected.map((line) => [...line.slice(0, 5), ...line.slice(5).sort()]),
    );
  });

  it('a variant that took the place of another, as the first was sold out', async () => {
    const report = await replayAfter(
      { text: 'denim jacket in stock' },
      [
        `update product.stock set on_hand = 0 where variant_id = 41`,
        `update product.stock set reserved = 0 where variant_id = 42`,
      ].join(';\n'),
    );
    // The price and the stock of another variant are other facts, not changed ones.
    expect(lines(report)).toEqual([
      [
        'VARIANT',
        'denim-jacket',
        'sku',
        'DJ-BLUE-M',
        'DJ-BLUE-L',
        'stock DJ-BLUE-M, berlin on_hand 10>0',
        'stock DJ-BLUE-M, lyon-store on_hand 20>0',
        'stock DJ-BLUE-L, berlin reserved 5>0',
      ],
    ]);
  });

  it('whose it is, where a product that was archived lets another one in', async () => {
    const { differences } = await replayAfter({ text: 'jacket', k: 1 }, async (database) => {
      await database.query(
        `update product.product p set status = 'archived' from audit.decision d
         where p.product_id = (d.evidence #>> '{0,productId}')::bigint and d.decision_id = (select max(decision_id::text)::uuid from audit.decision)`,
      );
    });
    const [gone, come] = differences.filter(({ kind }) => /^ROW/.test(kind));
    expect([gone!.kind, come!.kind, come!.handle === gone!.handle]).toEqual(['ROW_GONE', 'ROW_NEW', false]);
    expect(gone!.causes).toMatchObject([{ handle: gone!.handle, subject: null, after: 'archived' }]);
    expect(come!.causes).toMatchObject([
      {
        ...{ productId: gone!.productId, handle: gone!.handle, title: gone!.title },
        ...{ subject: gone!.handle, field: 'status', before: 'active', after: 'archived' },
      },
    ]);
  });

  it('of two fields of a price the one that differs, and of two variants the one that is shown', async () => {
    const report = await replayAfter({ text: 'denim jacket in stock' }, async (database) => {
      await database.query('update product.price set compare_at = amount + 50 where variant_id = 41');
      await database.query('update product.price set amount = amount + 1 where variant_id = 42');
      await database.query('update product.stock set on_hand = on_hand + 1 where variant_id = 42');
    });
    expect(
      lines(report)
        .filter(([, handle]) => handle === 'denim-jacket')
        .map(([kind, , field, , , ...causes]) => [
          kind,
          field,
          ...causes.map((cause) => cause!.split(' ').slice(0, 4).join(' ')),
        ]),
    ).toEqual([['PRICE', 'compareAt', 'price DJ-BLUE-M, usd compare_at']]);
  });

  it('a new product that pushed the last row out of the page, which is found behind it', async () => {
    const { differences } = await replayAfter({ text: 'Racer leather jacket', k: 1 }, async (database) => {
      await database.query(
        `insert into product.curation (product_id, query_text, action, position) values (13, 'racer leather jacket', 'PIN', 1)`,
      );
    });
    const pin = 'action null>PIN';
    expect(differences.filter(({ kind }) => /^ROW/.test(kind)).map(toLine)).toEqual([
      ['ROW_GONE', 'racer-jacket', 'rank', '1', '2', `curation frying-pan: racer leather jacket ${pin}`],
      ['ROW_NEW', 'frying-pan', 'rank', null, '1', `curation racer leather jacket ${pin}`],
    ]);
  });

  it('another order, with the change of the row that moved the others', async () => {
    const report = await replayAfter(
      { text: 'jacket in stock', options: { sort: 'PRICE_ASC' }, k: 2 },
      async (database) => {
        const [first] = await database.query<{ handle: string }>(
          `select p.handle from audit.decision d, product.product p where p.product_id = (d.evidence #>> '{1,productId}')::bigint order by d.decision_id desc limit 1`,
        );
        await database.query(
          `update product.price r set amount = 1 from product.product p where p.product_id = r.product_id and p.handle = $1 and r.price_list_id = 1`,
          [first!.handle],
        );
      },
    );
    const order = lines(report, /^ORDER/);
    expect(order.map(([kind, , , before, now]) => [kind, before, now])).toEqual([
      ['ORDER', '1', '2'],
      ['ORDER', '2', '1'],
    ]);
    const [down, up] = order as [Line, Line];
    expect(up[5]).toMatch(/^price .* amount .*>1$/);
    expect(down.slice(5)).toEqual(up.slice(5).map((cause) => cause!.replace(' ', ` ${up[1]}: `)));
  });

  it('who did it, why, when and by which entry', async () => {
    const report = await replayAfter(
      { text: 'frying pan' },
      `select set_config('trueshelf.actor', 'erp', true), set_config('trueshelf.cause', 'order 17', true);\nupdate product.stock set on_hand = 49 where variant_id = 131`,
    );
    expect(report.differences[0]!.causes).toEqual([
      {
        productId: '13',
        handle: 'frying-pan',
        title: 'Non-stick frying pan',
        changeId: expect.stringMatching(/^\d+$/),
        changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        actor: 'erp',
        cause: 'order 17',
        relation: 'product.stock',
        subject: 'FP-28, berlin',
        field: 'on_hand',
        before: '50',
        after: '49',
      },
    ]);
  });

  it('how many more or fewer there are, and what the template says instead', async () => {
    const report = await replayAfter(
      jackets,
      `update product.product set status = 'archived' where product_id = 2`,
    );
    const count = report.differences.find(({ kind }) => kind === 'COUNT')!;
    expect(Number(count.before) - Number(count.now)).toBe(1);
    expect(report.differences.map(({ kind }) => kind)).toContain('NARRATION');
    expect(report.notReconstructed.join()).toContain('the total has no causes');
  });
});

describe('a replay leaves aside', () => {
  it.each<[string, string]>([
    [
      'prices that do not hold at its instant',
      `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values (6, 61, 2, 7, '[2098-01-01 00:00+00,)');\nupdate product.price set amount = 91 where variant_id = 61 and amount = 90`,
    ],
    [
      'prices of other lists',
      `insert into product.price (product_id, variant_id, price_list_id, amount) values (6, 61, 3, 7)`,
    ],
    [
      'curation of other questions',
      `insert into product.curation (product_id, query_text, action) values (6, 'pan', 'EXCLUDE')`,
    ],
  ])('%s', async (_what, edit) => {
    const report = await replayAfter(
      { text: 'suede jacket', k: 1 },
      `${edit};\nupdate product.stock set on_hand = 14 where variant_id = 61`,
    );
    expect(lines(report)).toEqual([
      ['STOCK', 'suede-jacket', 'available', '15', '14', 'stock SJ-TAN-M, berlin on_hand 15>14'],
    ]);
  });

  it('what changed before the question was asked', async () => {
    const report = await inTransaction(shop, async (database) => {
      await database.query(`update product.stock set on_hand = 40 where variant_id = 131`);
      const { decision_id: id } = await chat(database, { text: 'frying pan' });
      await database.query(`update product.stock set on_hand = 39 where variant_id = 131`);
      return replay(database, id, merchant);
    });
    expect(lines(report)).toEqual([
      ['STOCK', 'frying-pan', 'available', '40', '39', 'stock FP-28, berlin on_hand 40>39'],
    ]);
  });
});

describe('what no entry of the log explains is said', () => {
  it('a weight: variants have no log', async () => {
    const report = await replayAfter(
      { text: 'frying pan' },
      `update product.variant set weight_grams = 900 where variant_id = 131`,
    );
    expect(lines(report)).toEqual([['TEXT', 'frying-pan', 'weightGrams', '1200', '900']]);
    expect(report.notReconstructed).toEqual([
      'Of variants, brands, categories and locations no changes are logged, so why a text or a weight differs is not known.',
    ]);
  });

  it('another active model', async () => {
    const report = await replayAfter({ text: 'frying pan' }, (database) => addProvidedModel(database));
    expect(lines(report, /^MODEL/)).toEqual([
      ['MODEL', null, 'embeddingModel', 'builtin-1', null],
      ['MODEL', null, 'mode', 'HYBRID', 'LEXICAL'],
      ['MODEL', null, 'similarityFloor', expect.any(String), null],
    ]);
    expect(report.notReconstructed.join('\n')).toMatch(
      /The vector of the question is not kept with it.*\nThe answer was compared by another model/s,
    );
  });

  it('a built-in model that was fitted anew', async () => {
    const report = await replayAfter({ text: 'frying pan' }, async (database) => {
      await fitBuiltinModel(database);
      await embedBacklog(database);
    });
    expect(lines(report, /^MODEL/)[0]).toEqual([
      'MODEL',
      null,
      'embeddingModel',
      'builtin-1',
      expect.stringMatching(/^builtin-[2-9]$/),
    ]);
    expect(report.notReconstructed).toContain(
      'The answer was compared by another model of meaning, so places may differ for no change of any product.',
    );
  });

  it('vectors that the same model made anew, with the text that was why', async () => {
    const report = await replayAfter({ text: 'frying pan' }, async (database) => {
      await database.query(`update product.product set description = 'Of cast iron.' where product_id = 13`);
      await database.query(
        `update embeddings.product_embedding set embedded_at = now() + interval '1 hour' where product_id = 13`,
      );
    });
    expect(lines(report, /^MODEL/).map((line) => [line[0], line[1], line[2], ...line.slice(5)])).toEqual([
      [
        'MODEL',
        'frying-pan',
        'embeddedAt',
        'product  description Forged aluminium for every hob.>Of cast iron.',
      ],
    ]);
  });

  it('a filter that is refused now', async () => {
    const report = await replayAfter(
      { text: 'coat', filter: { brands: ['Tefalon'] } },
      `update product.product set brand_id = null where brand_id = 4;\ndelete from product.brand where brand_id = 4`,
    );
    expect(report).toMatchObject({ outcome: 'DIFFERS', page: null });
    expect(report.notReconstructed[0]).toMatch(/^Asked again, it is refused: .*Tefalon/);
  });

  it('what a language model said', async () => {
    const report = await inTransaction(shop, async (database) => {
      const { answer, decision_id: id } = (await chat(database, { text: 'frying pan' })) as unknown as {
        answer: { turnId: string };
        decision_id: string;
      };
      expect(answer.turnId).toMatch(/-/);
      await database.query(`alter table audit.decision disable trigger refuse_rewriting`);
      await database.query(`update audit.decision set narration_source = 'MODEL' where decision_id = $1`, [
        id,
      ]);
      return replay(database, id, merchant);
    });
    expect(report).toMatchObject({
      outcome: 'SAME',
      notReconstructed: [
        'What a language model said is not said again: it may say it in other words each time.',
      ],
    });
  });
});

describe('to a shopper a replay tells', () => {
  it('amounts and stock of what was shown, without who and why', async () => {
    const report = await replayAfter(
      { text: 'frying pan' },
      `update product.price set amount = 35 where variant_id = 131;\nupdate product.stock set on_hand = 49 where variant_id = 131`,
      null,
    );
    expect(lines(report)).toEqual([
      ['PRICE', 'frying-pan', 'amount', '39.90', '35.00', 'price FP-28, usd amount 39.9>35'],
      ['STOCK', 'frying-pan', 'available', '50', '49', 'stock FP-28, berlin on_hand 50>49'],
    ]);
    for (const { causes } of report.differences)
      for (const cause of causes) expect(cause).toMatchObject({ changeId: null, actor: null, cause: null });
  });

  it.each([
    ['restricted', `insert into product.audience (product_id, customer_group) values (13, 'vip')`],
    ['archived', `update product.product set status = 'archived' where product_id = 13`],
    ['deleted', 'delete from product.product where product_id = 13'],
  ])('of a product that was %s only that it is gone, in the same words', async (_what, edit) => {
    const report = await replayAfter(
      { text: 'frying pan' },
      `update product.price set amount = 35 where variant_id = 131;\nupdate product.stock set on_hand = 49 where variant_id = 131;\n${edit}`,
      null,
    );
    expect(lines(report)).toEqual([['ROW_GONE', 'frying-pan', 'rank', '1', 'no longer available to you']]);
    expect(JSON.stringify(report)).not.toMatch(/vip|archived|"35"/);
    expect(report.notReconstructed).toContain(
      'What changed prices, texts and restrictions, and who did it, is told to merchants only.',
    );
  });

  it('nothing of prices of other lists, of prices to come, or of a time when it was hidden', async () => {
    const sold = `update product.stock set on_hand = 49 where variant_id = 131`;
    for (const edit of [
      `insert into product.price (product_id, variant_id, price_list_id, amount) values (13, 131, 3, 33.33)`,
      `update product.price set valid = '[2021-01-01 00:00+00,2097-01-01 00:00+00)' where variant_id = 131;\ninsert into product.price (product_id, variant_id, price_list_id, amount, valid) values (13, 131, 1, 33.33, '[2097-01-01 00:00+00,)')`,
      `insert into product.audience (product_id, customer_group) values (13, 'vip');\nupdate product.price set amount = 33.33 where variant_id = 131;\nupdate product.price set amount = 39.9 where variant_id = 131;\ndelete from product.audience where product_id = 13`,
    ]) {
      const report = await replayAfter({ text: 'frying pan' }, `${edit};\n${sold}`, null);
      expect(report.differences.map(({ kind }) => kind)).toContain('STOCK');
      expect(JSON.stringify(report)).not.toMatch(/33\.33|vip/);
    }
  });

  it('nothing of a row that is new to them but that it is there', async () => {
    const report = await replayAfter(
      { text: 'zibeline leather jacket', k: 20 },
      `update product.price set amount = 77.77 where variant_id = 91;\ndelete from product.audience where product_id = 9`,
      null,
    );
    expect(lines(report, /^ROW_NEW/)).toEqual([
      ['ROW_NEW', 'zibeline-jacket', 'rank', null, expect.any(String)],
    ]);
  });

  it('no more of a group that they left', async () => {
    const report = await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, { text: 'wool scarf', claims: wholesale });
      await database.query(
        `update product.price set amount = 19.19 where variant_id = 181 and price_list_id = 3`,
      );
      return replay(database, id, { sub: 'w-1' });
    });
    expect(report.differences.some(({ kind, field }) => kind === 'PRICE' && field === 'priceList')).toBe(
      true,
    );
    expect(JSON.stringify(report)).not.toContain('19.19');
    expect(report.notReconstructed[0]).toContain('another role or customer group');
  });
});

describe('a replay', () => {
  it('of a forgotten conversation is FORGOTTEN, and so is one whose time is over, and one that failed', async () => {
    await inTransaction(shop, async (database) => {
      const { decision_id: deleted, conversation_id: first } = await chat(database, jackets);
      await database.query('delete from memory.conversation where conversation_id = $1', [first]);
      const { decision_id: expired, conversation_id: second } = await chat(database, jackets);
      await database.query(
        `update memory.conversation set expires_at = now() - interval '1 minute' where conversation_id = $1`,
        [second],
      );
      for (const id of [deleted, expired]) {
        expect(await replay(database, id)).toMatchObject({
          outcome: 'FORGOTTEN',
          differences: [],
          page: null,
          notReconstructed: ['The question is forgotten, and without its words it cannot be asked again.'],
        });
      }
      const [failed] = await database.query<{ id: string }>(
        `select api.fail_chat('jacket', '{"k": 10, "filter": null, "options": {}}', '{"code": "TIMEOUT", "message": "late"}') as id`,
      );
      expect((await replay(database, failed!.id)).notReconstructed).toEqual([
        'The question failed, and of one that failed no words are kept to ask again.',
      ]);
    });
  });

  it('is refused for a decision of somebody else, and for none (TSNFD)', async () => {
    await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, { ...jackets, claims: { sub: 'a' } });
      for (const wrong of [id, '00000000-0000-7000-8000-000000000000', null]) {
        const call = database.transaction((connection) => replay(connection, wrong, { sub: 'b' }));
        expect(await refusal(call)).toMatchObject({ code: 'TSNFD' });
      }
      expect((await replay(database, id, { sub: 'a' })).outcome).toBe('SAME');
    });
  });

  it('leaves the claims as they were', async () => {
    await inTransaction(shop, async (database) => {
      const { decision_id: id } = await chat(database, { ...jackets, claims: wholesale });
      await replay(database, id, merchant);
      expect(
        await database.query(
          `select current_setting('trueshelf.role') as role, current_setting('trueshelf.customer_group') as "group", current_setting('trueshelf.principal') as principal`,
        ),
      ).toEqual([{ role: 'merchant', group: '', principal: 'm-1' }]);
    });
  });
});
