import { describe, expect, it } from 'vitest';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import type { QuestionText } from '../../../src/retrieval/question-text.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal } from '../fixture/ask.ts';
import { begin } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';
import { type Told, talk, tell, toldOf } from './told.ts';

const shop = useShop();

/** Each turn with what it is expected to come to; members that are left out do not matter there. */
async function follow(turns: [Parameters<typeof talk>[1][number], Partial<Told>][]): Promise<void> {
  const answers = await talk(
    shop,
    turns.map(([question]) => question),
  );
  for (const [position, [question, expected]] of turns.entries())
    expect({ question, ...toldOf(answers[position]!) }).toMatchObject({ question, ...expected });
}

const jackets = 'PREFER_CATEGORY in Leather jackets';

describe('a conversation', () => {
  it('carries what was said from turn to turn, each piece with its turn, until it is forgotten', () =>
    follow([
      [
        'leather jacket',
        {
          move: 'SEARCH',
          residue: 'leather jacket',
          demands: [],
          wishes: [jackets],
          facts: [`${jackets} @1 PARSED`, 'TOPIC leather jacket @1 PARSED'],
          superseded: [],
          handles: [
            'biker-jacket',
            'racer-jacket',
            'racer-jacket-two',
            'featherlight-jacket',
            'suede-jacket',
          ],
        },
      ],
      [
        'under $150',
        {
          move: 'REFINE',
          residue: 'leather jacket',
          demands: ['PRICE_MAX under $150.00'],
          wishes: [`${jackets} @1`],
          facts: [
            `${jackets} @1 PARSED`,
            'TOPIC leather jacket @1 PARSED',
            'PRICE_MAX under $150.00 @2 PARSED',
          ],
          handles: ['racer-jacket', 'racer-jacket-two', 'featherlight-jacket', 'rain-jacket', 'biker-jacket'],
        },
      ],
      [
        'in black',
        {
          move: 'REFINE',
          demands: ['ATTRIBUTE:colour colour: black', 'PRICE_MAX under $150.00 @2'],
          handles: ['racer-jacket', 'racer-jacket-two', 'leather-vest'],
        },
      ],
      [
        'cheaper',
        {
          move: 'REFINE',
          demands: ['ATTRIBUTE:colour colour: black @3', 'PRICE_MAX under $150.00 @2'],
          wishes: ['COMPARATIVE:price cheaper than 140 of LIST @3', `${jackets} @1`],
        },
      ],
      [
        'cheaper',
        {
          move: 'REFINE',
          // Of what was shown only the vest, at $100, was cheaper than $140.
          wishes: ['COMPARATIVE:price cheaper than 100 of LIST @4', `${jackets} @1`],
          superseded: ['COMPARATIVE:price cheaper @4 REPLACED'],
        },
      ],
      [
        'the second one, what sizes are there?',
        {
          move: 'ITEM',
          facts: [
            `${jackets} @1 PARSED`,
            'TOPIC leather jacket @1 PARSED',
            'PRICE_MAX under $150.00 @2 PARSED',
            'ATTRIBUTE:colour colour: black @3 PARSED',
            'COMPARATIVE:price cheaper @5 PARSED',
          ],
          superseded: [],
          handles: ['racer-jacket-two'],
        },
      ],
      [
        'forget the colour',
        {
          move: 'FORGET',
          residue: 'leather jacket',
          demands: ['PRICE_MAX under $150.00 @2'],
          wishes: ['COMPARATIVE:price cheaper @5 than 100 of LIST @4', `${jackets} @1`],
          superseded: ['ATTRIBUTE:colour colour: black @3 FORGOTTEN'],
        },
      ],
      [
        'trousers',
        {
          move: 'NEW_TOPIC',
          residue: 'trousers',
          demands: ['PRICE_MAX under $150.00 @2'],
          wishes: ['PREFER_CATEGORY in Trousers'],
          facts: [
            'PRICE_MAX under $150.00 @2 PARSED',
            'PREFER_CATEGORY in Trousers @8 PARSED',
            'TOPIC trousers @8 PARSED',
          ],
          superseded: [
            `${jackets} @1 NEW_TOPIC`,
            'TOPIC leather jacket @1 NEW_TOPIC',
            'COMPARATIVE:price cheaper @5 NEW_TOPIC',
          ],
        },
      ],
      [
        'start over',
        {
          move: 'RESTART',
          demands: [],
          facts: [],
          superseded: [
            'PRICE_MAX under $150.00 @2 RESTARTED',
            'PREFER_CATEGORY in Trousers @8 RESTARTED',
            'TOPIC trousers @8 RESTARTED',
          ],
          handles: [],
        },
      ],
    ]));

  it('joins what is said beside it, drops one value of it, and lets an exclusion take the place of a demand', () =>
    follow([
      ['leather jacket in black', { demands: ['ATTRIBUTE:colour colour: black'] }],
      [
        'or in brown',
        {
          demands: ['ATTRIBUTE:colour colour: black or brown'],
          superseded: [],
          handles: ['racer-jacket', 'racer-jacket-two', 'featherlight-jacket', 'leather-vest'],
        },
      ],
      ['size M', { demands: ['ATTRIBUTE:size size: m', 'ATTRIBUTE:colour colour: black or brown @1'] }],
      [
        'not black',
        {
          demands: [
            'EXCLUDE_ATTRIBUTE:colour colour not black',
            'ATTRIBUTE:size size: m @3',
            'ATTRIBUTE:colour colour: brown @2',
          ],
          superseded: ['ATTRIBUTE:colour colour: black @1 REPLACED'],
        },
      ],
      [
        'in blue, not leather',
        {
          demands: [
            'ATTRIBUTE:colour colour: blue',
            'EXCLUDE_ATTRIBUTE:material material not leather',
            'EXCLUDE_ATTRIBUTE:colour colour not black @4',
            'ATTRIBUTE:size size: m @3',
          ],
          superseded: ['ATTRIBUTE:colour colour: brown @2 REPLACED'],
        },
      ],
      [
        'forget the size',
        {
          move: 'FORGET',
          superseded: ['ATTRIBUTE:size size: m @3 FORGOTTEN'],
        },
      ],
    ]));

  it('makes the words of its topic anew from what still holds', () =>
    follow([
      ['suede leather jacket', { residue: 'suede leather jacket' }],
      [
        'jacket for snow',
        {
          move: 'REFINE',
          residue: 'suede jacket for snow',
          wishes: ['PREFER_CATEGORY in Jackets', 'PREFER_ATTRIBUTE:material material: suede @1'],
          superseded: [`${jackets} @1 REPLACED`, 'TOPIC suede leather jacket @1 REPLACED'],
        },
      ],
      ['red ones', { move: 'REFINE', residue: 'suede red jacket for snow' }],
      [
        'not suede',
        {
          move: 'REFINE',
          residue: 'red jacket for snow',
          superseded: [
            'PREFER_ATTRIBUTE:material material: suede @1 REPLACED',
            'TOPIC suede red jacket for snow @3 REPLACED',
          ],
        },
      ],
      [
        'forget the jacket',
        {
          move: 'FORGET',
          residue: 'red',
          superseded: ['PREFER_CATEGORY in Jackets @2 FORGOTTEN', 'TOPIC red jacket for snow @4 FORGOTTEN'],
        },
      ],
    ]));

  it.each([
    ['another category', ['jackets', 'pans'], 'NEW_TOPIC'],
    ['a category below', ['jackets', 'leather jackets'], 'REFINE'],
    ['a category above', ['leather jackets', 'jackets'], 'REFINE'],
    ['a thing that other products are called', ['jackets', 'scarf'], 'NEW_TOPIC'],
    ['a thing that is asked for anew', ['jackets', 'do you have drawers'], 'NEW_TOPIC'],
    ['a thing that nothing here is', ['jackets', 'toothpaste'], 'NEW_TOPIC'],
    ['a word that describes some of them', ['jackets', 'waterproof'], 'REFINE'],
    ['what it is for', ['jackets', 'for snow'], 'REFINE'],
    ['a pronoun', ['jackets', 'do you have waterproof ones'], 'REFINE'],
    ['a category where there was none', ['something for snow', 'jacket'], 'REFINE'],
    ['the name of a product', ['jackets', 'DJ-BLUE-M'], 'NEW_TOPIC'],
  ])('takes %s for what it is', async (_, questions, move) => {
    expect((await tell(shop, questions)).move).toBe(move);
  });

  it('takes a word that alone may be a thing for a comparative once something was shown', async () => {
    expect((await tell(shop, ['lighter'])).wishes).toEqual(['PREFER_CATEGORY in Lighters']);
    expect(await tell(shop, ['jackets in black', 'lighter'])).toMatchObject({
      move: 'REFINE',
      residue: 'jackets',
      wishes: ['COMPARATIVE:weight_grams lighter than 1100 of LIST @1', 'PREFER_CATEGORY in Jackets @1'],
    });
    const [, answer] = await talk(shop, ['jackets in black', 'lighter, please']);
    expect(answer!.page.interpretation.preferences[0]!.span).toEqual({ start: 0, end: 7, text: 'lighter' });
  });

  it('compares with the product that was asked about last, and with the one that it is to be like', () =>
    follow([
      ['leather jacket', {}],
      ['the first one, what does it cost?', { move: 'ITEM', handles: ['biker-jacket'] }],
      ['cheaper', { wishes: ['COMPARATIVE:price cheaper than 180 of ITEM @2', `${jackets} @1`] }],
      [
        'like the second one but lighter',
        {
          move: 'REFINE',
          residue: 'leather jacket',
          demands: ['IN_STOCK in stock'],
          // Neither is held against a list any more, but against the racer.
          wishes: ['COMPARATIVE:weight_grams lighter', 'COMPARATIVE:price cheaper @3', `${jackets} @1`],
          superseded: ['TOPIC leather jacket @1 REPLACED'],
        },
      ],
      ['in brown', { move: 'REFINE', residue: 'leather jacket', handles: ['featherlight-jacket'] }],
      ['trousers', { move: 'NEW_TOPIC', residue: 'trousers', demands: [] }],
    ]));

  it('goes on with a list, whose pieces its turns have said', () =>
    follow([
      [['jackets under $150', { k: 2 }], { handles: ['racer-jacket', 'racer-jacket-two'] }],
      [['cheaper', { k: 2 }], {}],
      [
        ['more', { k: 2 }],
        {
          move: 'MORE',
          residue: 'jackets',
          demands: ['PRICE_MAX under $150.00 @1'],
          wishes: ['COMPARATIVE:price cheaper @2 than 140 of LIST @1', 'PREFER_CATEGORY in Jackets @1'],
          facts: [
            'PRICE_MAX under $150.00 @1 PARSED',
            'PREFER_CATEGORY in Jackets @1 PARSED',
            'TOPIC jackets @1 PARSED',
            'COMPARATIVE:price cheaper @2 PARSED',
          ],
        },
      ],
      [['show me more in black', { k: 2 }], { move: 'REFINE' }],
      [['more', { k: 2 }], { move: 'MORE', handles: ['leather-vest'] }],
      [['more', { k: 2 }], { move: 'MORE', handles: [] }],
    ]));

  it('shows with every page of a list what the whole list has, in its order', async () => {
    const whole = await tell(shop, ['jackets', ['lighter', { k: 6 }]]);
    const pages = await talk(shop, ['jackets', 'lighter', 'more', 'more'], { k: 2 });
    const [first] = await talk(shop, ['jackets'], { k: 5 });
    const paged = await talk(
      shop,
      [
        ['lighter', { k: 2 }],
        ['more', { k: 2 }],
        ['more', { k: 2 }],
      ],
      { conversation: first!.conversationId },
    );
    expect(paged.flatMap(({ page }) => page.items.map(({ handle }) => handle))).toEqual(whole.handles);
    expect(pages.flatMap(({ page }) => page.items.map(({ rank }) => rank))).toEqual([1, 2, 1, 2, 3, 4, 5, 6]);
  });
});

describe('bounds of price', () => {
  it('are two, of which each is replaced alone, and both where nothing could meet them', () =>
    follow([
      ['jacket over $50', { demands: ['PRICE_MIN over $50.00'] }],
      ['under $150', { demands: ['PRICE_MAX under $150.00', 'PRICE_MIN over $50.00 @1'] }],
      [
        'between $80 and $100',
        {
          demands: ['PRICE_MIN at least $80.00', 'PRICE_MAX at most $100.00'],
          superseded: ['PRICE_MIN over $50.00 @1 REPLACED', 'PRICE_MAX under $150.00 @2 REPLACED'],
        },
      ],
      [
        'under $40',
        {
          demands: ['PRICE_MAX under $40.00'],
          superseded: ['PRICE_MIN at least $80.00 @3 REPLACED', 'PRICE_MAX at most $100.00 @3 REPLACED'],
        },
      ],
    ]));

  it('of another currency take the place of those before, which are never converted', async () => {
    const answers = await talk(shop, ['jacket between $80 and $200', 'under €200', 'in black']);
    expect(answers.map(({ page }) => page.currency)).toEqual(['USD', 'EUR', 'EUR']);
    expect(toldOf(answers[1]!)).toMatchObject({
      demands: ['PRICE_MAX under €200.00'],
      superseded: ['PRICE_MIN at least $80.00 @1 REPLACED', 'PRICE_MAX at most $200.00 @1 REPLACED'],
    });
    expect(toldOf(answers[2]!).demands).toEqual([
      'ATTRIBUTE:colour colour: black',
      'PRICE_MAX under €200.00 @2',
    ]);
  });

  it('mean what they meant when they were said, whatever the default is', async () => {
    const answers = await talk(shop, [
      ['jacket', { filter: { price: { max: '200' } }, options: { currency: 'EUR' } }],
      'in black',
      ['in blue', { options: { currency: 'USD' } }],
    ]);
    expect(answers.map(({ page }) => page.currency)).toEqual(['EUR', 'EUR', 'USD']);
    expect(toldOf(answers[1]!).demands[0]).toBe('PRICE_MAX at most €200.00 @1');
    expect(toldOf(answers[2]!)).toMatchObject({
      demands: ['ATTRIBUTE:colour colour: blue'],
      ignored: [
        ['at most €200.00 @1', 'NOT_POSSIBLE', 'this answer is in USD, and amounts are never converted'],
      ],
    });
  });
});

describe('trust', () => {
  const filter = { price: { max: '150' }, inStock: true };

  it('keeps what an argument said against every text, until another filter or {} comes', () =>
    follow([
      [
        ['jacket', { filter }],
        {
          demands: ['PRICE_MAX at most $150.00', 'IN_STOCK in stock'],
          facts: [
            'PRICE_MAX at most $150.00 @1 EXPLICIT',
            'IN_STOCK in stock @1 EXPLICIT',
            'PREFER_CATEGORY in Jackets @1 PARSED',
            'TOPIC jacket @1 PARSED',
          ],
        },
      ],
      [
        'under $100',
        {
          demands: ['PRICE_MAX at most $150.00 @1', 'IN_STOCK in stock @1'],
          ignored: [
            [
              'under $100',
              'OVERRIDDEN',
              'at turn 1 this was given beside the text, and that goes first; say “forget the price” to drop it',
            ],
          ],
          superseded: [],
        },
      ],
      ['pans', { move: 'NEW_TOPIC', demands: ['PRICE_MAX at most $150.00 @1', 'IN_STOCK in stock @1'] }],
      [
        ['in black', { filter: { price: { max: '150' }, brands: ['acme'] } }],
        {
          demands: ['PRICE_MAX at most $150.00', 'BRAND by Acme', 'ATTRIBUTE:colour colour: black'],
          // What is given again stands as it was given first.
          superseded: ['IN_STOCK in stock @1 REPLACED'],
        },
      ],
      [
        ['under $100', { filter: {} }],
        {
          demands: ['PRICE_MAX under $100.00', 'ATTRIBUTE:colour colour: black @4'],
          superseded: ['PRICE_MAX at most $150.00 @1 REPLACED', 'BRAND by Acme @4 REPLACED'],
        },
      ],
    ]));

  it('lets an argument take the place of what a text said, and "forget" drop it', () =>
    follow([
      ['jacket under $150 in black', {}],
      [
        ['size M', { filter: { price: { max: '90' } } }],
        {
          demands: [
            'PRICE_MAX at most $90.00',
            'ATTRIBUTE:size size: m',
            'ATTRIBUTE:colour colour: black @1',
          ],
          superseded: ['PRICE_MAX under $150.00 @1 REPLACED'],
        },
      ],
      [
        'forget the price',
        {
          demands: ['ATTRIBUTE:size size: m @2', 'ATTRIBUTE:colour colour: black @1'],
          superseded: ['PRICE_MAX at most $90.00 @2 FORGOTTEN'],
        },
      ],
    ]));

  it('hands out refinements that hold in the conversation: with the filter of before, without the piece', async () => {
    const [, answer] = await talk(shop, [['jacket', { filter }], 'in black']);
    const { constraints, preferences } = answer!.page.interpretation;
    expect(constraints.map(({ key, source, trust, remove }) => [key, source, trust, remove])).toEqual([
      ['CURRENT_PRICE', 'DEFAULT', 'EXPLICIT', null],
      [
        'PRICE_MAX',
        'CONVERSATION',
        'EXPLICIT',
        { where: { inStock: true, price: { currency: 'USD' } }, dismiss: ['PRICE_MAX'] },
      ],
      [
        'IN_STOCK',
        'CONVERSATION',
        'EXPLICIT',
        { where: { price: { max: '150', currency: 'USD', maxExclusive: false } }, dismiss: ['IN_STOCK'] },
      ],
      [
        'ATTRIBUTE:colour',
        'VOCABULARY',
        'PARSED',
        {
          where: { inStock: true, price: { max: '150', currency: 'USD', maxExclusive: false } },
          dismiss: ['ATTRIBUTE:colour'],
        },
      ],
    ]);
    expect(preferences.map(({ source, span, trust }) => [source, span, trust])).toEqual([
      ['CONVERSATION', null, 'PARSED'],
    ]);
  });

  it('takes a dismissed piece out of the memory, and says so', () =>
    follow([
      ['leather jacket in size M, cheapest first', { sort: 'PRICE_ASC' }],
      ['by Acme', { sort: 'PRICE_ASC @1' }],
      [
        ['heavier', { options: { dismiss: ['ATTRIBUTE:size', 'SORT'] } }],
        {
          demands: ['BRAND by Acme @2'],
          sort: null,
          ignored: [
            ['size: m @1', 'DISMISSED', 'left aside on request'],
            ['cheapest first @1', 'DISMISSED', 'left aside on request'],
          ],
          superseded: ['ATTRIBUTE:size size: m @1 FORGOTTEN', 'SORT cheapest first @1 FORGOTTEN'],
        },
      ],
    ]));

  it('never lets a language model go against the words of an earlier turn', async () => {
    const proposals = {
      model: 'small',
      outcome: 'ANSWERED',
      constraints: [{ kind: 'ATTRIBUTE', attribute: 'colour', values: ['red'], quote: 'ripe tomato' }],
    };
    const asked = { options: { proposals } };
    expect(await tell(shop, ['jackets', ['like a ripe tomato', asked]])).toMatchObject({
      demands: ['ATTRIBUTE:colour colour: red'],
      facts: expect.arrayContaining(['ATTRIBUTE:colour colour: red @2 INFERRED']),
    });
    expect(await tell(shop, ['jackets in black', ['like a ripe tomato', asked]])).toMatchObject({
      demands: ['ATTRIBUTE:colour colour: black @1'],
      ignored: [
        [
          'ripe tomato',
          'OVERRIDDEN',
          'a language model took it for a demand, but turn 1 said otherwise, in words that the rules read',
        ],
      ],
      superseded: [],
    });
    expect((await tell(shop, ['jackets', ['like a ripe tomato', asked], 'in black'])).superseded).toEqual([
      'ATTRIBUTE:colour colour: red @2 REPLACED',
    ]);
  });
});

describe('the memory', () => {
  it('keeps what has left the catalogue, leaves it aside with the reason, and has it back when that is back', () =>
    inTransaction(shop, async (database) => {
      const answers = await talk(database, ['leather jacket by Acme', 'under $200']);
      const conversation = answers[0]!.conversationId;
      await database.query("update product.product set status = 'archived' where brand_id = 1");
      expect(toldOf(await begin(database, 'in black', { conversation }))).toMatchObject({
        move: 'REFINE',
        demands: ['ATTRIBUTE:colour colour: black', 'PRICE_MAX under $200.00 @2'],
        ignored: [
          [
            'by Acme @1',
            'NOT_POSSIBLE',
            'this was asked for at turn 1, and there is no brand "acme" any more',
          ],
        ],
        facts: expect.arrayContaining(['BRAND by Acme @1 PARSED']),
      });
      await database.query("update product.product set status = 'active' where brand_id = 1");
      expect(toldOf(await begin(database, 'size M', { conversation })).demands).toContain('BRAND by Acme @1');
    }));

  it('is rows that are superseded, never overwritten', async () => {
    const answers = await talk(shop, ['leather jacket in black', 'in brown', 'forget the colour']);
    const rows = await shop.query(
      `select f.key, f.value ->> 'said' as said, t.position, f.superseded_why as why, s.position as until, n.value ->> 'said' as by
       from memory.fact f
       join memory.turn t on t.turn_id = f.turn_id
       left join memory.turn s on s.turn_id = f.superseded_turn_id
       left join memory.fact n on n.fact_id = f.superseded_by
       where f.conversation_id = $1
       order by t.position, f.fact_id`,
      [answers[0]!.conversationId],
    );
    expect(rows).toEqual([
      {
        key: 'ATTRIBUTE:colour',
        said: 'colour: black',
        position: 1,
        why: 'REPLACED',
        until: 2,
        by: 'colour: brown',
      },
      { key: 'PREFER_CATEGORY', said: 'in Leather jackets', position: 1, why: null, until: null, by: null },
      { key: 'TOPIC', said: 'leather jacket', position: 1, why: null, until: null, by: null },
      {
        key: 'ATTRIBUTE:colour',
        said: 'colour: brown',
        position: 2,
        why: 'FORGOTTEN',
        until: 3,
        by: null,
      },
    ]);
  });

  it('is read as it is written: the facts of an answer are those of its conversation', async () => {
    const answers = await talk(shop, ['leather jacket', 'in black']);
    const [row] = await shop.query<{ ids: string[] }>(
      `select array_agg(f.fact_id::text order by t.position, f.fact_id) as ids
       from memory.fact f join memory.turn t on t.turn_id = f.turn_id
       where f.conversation_id = $1 and f.superseded_at is null`,
      [answers[0]!.conversationId],
    );
    expect(answers[1]!.facts.map(({ factId }) => factId)).toEqual(row!.ids);
    expect(answers[1]!.facts.map(({ turn }) => turn.id)).toEqual([
      answers[0]!.turnId,
      answers[0]!.turnId,
      answers[1]!.turnId,
    ]);
  });

  it('changes nothing for the first question, which is answered as without a conversation', async () => {
    for (const text of ['cheapest leather jacket under $150, not black', 'RJ-BLACK-M', 'lighter', 'xyzzy']) {
      const [answer] = await talk(shop, [text], { k: 10 });
      const [row] = await shop.query<{ page: SearchPage }>('select api.search($1, 10) as page', [text]);
      expect([text, answer!.page.interpretation, answer!.page.total]).toEqual([
        text,
        row!.page.interpretation,
        row!.page.total,
      ]);
      expect(answer!.page.items.map(({ handle, score }) => [handle, score])).toEqual(
        row!.page.items.map(({ handle, score }) => [handle, score]),
      );
    }
  });

  it.each([
    [{ conversation: '0198c0de-0000-7000-8000-000000000000' }, 'TSNFD'],
    [{ conversation: 'mine' }, 'TSOPT'],
  ])('refuses the conversation %j (%s)', async (turn, code) => {
    expect(await refusal(begin(shop, 'in black', turn))).toMatchObject({ code });
  });
});

describe('api.question_text', () => {
  const textOf = async (question: string, conversation: string | null) => {
    const [row] = await shop.query<{ read: QuestionText }>(
      'select api.question_text(query_text => $1, filter => null, options => $2) as read',
      [question, JSON.stringify({ conversation })],
    );
    return row!.read.text;
  };

  it('names the words of the topic for a question that goes on with it', async () => {
    const [first] = await talk(shop, ['something like a leather jacket but lighter']);
    expect(await textOf('in black, under $150', first!.conversationId)).toBe('leather jacket');
    expect(await textOf('waterproof ones', first!.conversationId)).toBe('waterproof leather jacket');
    expect(await textOf('frying pan', first!.conversationId)).toBe('frying pan');
    expect(await textOf('the first one, what sizes are there?', first!.conversationId)).toBeNull();
    expect(await textOf('start over', first!.conversationId)).toBeNull();
    expect(await textOf('waterproof ones', null)).toBe('waterproof ones');
  });

  it('writes nothing', async () => {
    const [first] = await talk(shop, ['leather jacket']);
    const turns = async () =>
      (
        await shop.query('select count(*) from memory.turn where conversation_id = $1', [
          first!.conversationId,
        ])
      )[0];
    const before = await turns();
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      await connection.query('select api.question_text($1, null, $2)', [
        'in black',
        JSON.stringify({ conversation: first!.conversationId }),
      ]);
    });
    expect(await turns()).toEqual(before);
  });
});
