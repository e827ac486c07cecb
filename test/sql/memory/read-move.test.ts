import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../harness/use-database.ts';
import { firstTurn, heldFacts, shownItems } from './shown-list.ts';

const database = useDatabase('demo');

interface Move {
  move: string | null;
  masked: string | null;
  forget: string[];
  forgetFacts: { factId: string; key: string; values: string[] | null; span: { text: string } }[];
  forgetUnknown: { span: { start: number; end: number; text: string }; reason: string }[];
  also: boolean;
  instead: boolean;
  reference: {
    kind: string;
    span: { start: number; end: number; text: string };
    handle: string;
    turn: object;
  } | null;
  shown: { rank: number } | null;
  missing: { span: { text: string }; kind: string; shown: number; reason: string } | null;
  asked: string[];
  wanted: { name: string; said: string[]; values: string[] }[];
  like: string | null;
}

let items: Record<string, unknown>[];
const list = () => ({ turn: firstTurn, items, endCursor: 'c6', request: {} });
const following = () => ({ position: 1, facts: heldFacts, list: list(), focus: null });

beforeAll(async () => {
  items = await shownItems(database);
});

async function read(question: string, state: object | null = following()): Promise<Move> {
  const [row] = await database.query<{ move: Move }>(
    'select memory.read_move(question => $1, state => $2::jsonb) as move',
    [question, state === null ? null : JSON.stringify(state)],
  );
  const { move } = row!;
  // What was blanked keeps its place, so that every span stays true.
  if (move.masked !== null) expect([...move.masked].length).toBe([...question].length);
  return move;
}

/** "ITEM THAT 1 SIZES,PRICE": the move, what it points at by rank, what is asked, what it is compared with. */
function said(move: Move): string {
  return [
    move.move ?? '-',
    move.reference && `${move.reference.kind} ${move.shown?.rank}`,
    move.missing && `MISSING ${move.missing.kind}`,
    move.asked.length > 0 && move.asked.join(),
    move.like !== null && 'LIKE',
    move.also && 'ALSO',
    move.instead && 'INSTEAD',
  ]
    .filter(Boolean)
    .join(' ');
}
const left = (move: Move) => move.masked?.replace(/\s+/g, ' ').trim() ?? null;

/** Question, what it is, what is left of it to search for (undefined: not looked at). */
type Case = [question: string, is: string, left?: string | null];

const turns: Record<string, Case[]> = {
  'an ordinal': [
    ['the second one', 'ITEM ORDINAL 2 EVERYTHING', null],
    ['second', 'ITEM ORDINAL 2 EVERYTHING', null],
    ['the 2nd', 'ITEM ORDINAL 2 EVERYTHING', null],
    ['1st please', 'ITEM ORDINAL 1 EVERYTHING', null],
    ['THE  Sécond ONE', 'ITEM ORDINAL 2 EVERYTHING', null],
    ['number 3', 'ITEM ORDINAL 3 EVERYTHING', null],
    ['#3', 'ITEM ORDINAL 3 EVERYTHING', null],
    ['open number two', 'ITEM ORDINAL 2 EVERYTHING'],
    ['option 4 please', 'ITEM ORDINAL 4 EVERYTHING', null],
    ['the last one', 'ITEM ORDINAL 6 EVERYTHING', null],
    ['the last but one', 'ITEM ORDINAL 5 EVERYTHING', null],
    ['tell me more about the third jacket', 'ITEM ORDINAL 3 EVERYTHING'],
    ['the second Haldmoor one', 'ITEM ORDINAL 5 EVERYTHING', null],
    ['the eighth one', 'ITEM MISSING ORDINAL EVERYTHING', null],
    ["I'll take the second one", 'ITEM ORDINAL 2 EVERYTHING'],
  ],
  'a name': [
    ['the Tarnwick one', 'ITEM NAMED 6 EVERYTHING', null],
    ['the suede one', 'ITEM NAMED 5 EVERYTHING', null],
    ['the black one', 'ITEM NAMED 1 EVERYTHING', null],
    ['the waxed cotton one, please', 'ITEM NAMED 3 EVERYTHING', null],
    ['the pink one', 'ITEM MISSING NAMED EVERYTHING', null],
    ['how much is the Juno jacket?', 'ITEM NAMED 1 PRICE'],
    ['what sizes does the Hollis come in?', 'ITEM NAMED 2 SIZES'],
  ],
  'a superlative': [
    ['the cheapest one', 'ITEM SUPERLATIVE 2 EVERYTHING', null],
    ['the cheaper one', 'ITEM SUPERLATIVE 2 EVERYTHING', null],
    ['the most expensive one', 'ITEM SUPERLATIVE 5 EVERYTHING', null],
    ['which is the lightest?', 'ITEM SUPERLATIVE 6 EVERYTHING'],
    ['which of these is the cheapest', 'ITEM SUPERLATIVE 2 EVERYTHING'],
    ['the lightest of these', 'ITEM SUPERLATIVE 6 EVERYTHING', null],
  ],
  '"that" and "it"': [
    ['that one', 'ITEM THAT 1 EVERYTHING', null],
    ['does that jacket come in brown', 'ITEM THAT 1 COLOURS'],
    ['that suede jacket', 'ITEM THAT 5 EVERYTHING', null],
    ['is it waterproof?', 'ITEM THAT 1 waterproof'],
    ['do you have it in size M', 'ITEM THAT 1 SIZES'],
    ['tell me about it', 'ITEM THAT 1 EVERYTHING'],
    ['what sizes are there?', 'ITEM THAT 1 SIZES'],
  ],
  'what is asked': [
    ['the second one, what sizes are there?', 'ITEM ORDINAL 2 SIZES'],
    ['how heavy is the second one', 'ITEM ORDINAL 2 WEIGHT'],
    ['how much does it weigh?', 'ITEM THAT 1 WEIGHT'],
    ['how much does the second one cost and weigh', 'ITEM ORDINAL 2 PRICE,WEIGHT'],
    ['what is the second one made of?', 'ITEM ORDINAL 2 material'],
    ['is the suede one in stock?', 'ITEM NAMED 5 STOCK'],
    ['what colours does it come in?', 'ITEM THAT 1 COLOURS'],
    ['is the second one lighter than the first?', 'ITEM ORDINAL 2 WEIGHT'],
    ['is it machine washable and how heavy', 'ITEM THAT 1 machine_washable,WEIGHT'],
    ['what is its rating', 'ITEM THAT 1 rating'],
    ['how much does the second one hold', 'ITEM ORDINAL 2 capacity'],
    ['how big is it?', 'ITEM THAT 1 SIZES'],
    ['how tall is the second one?', 'ITEM ORDINAL 2 height'],
    ['how long does the second last?', 'ITEM ORDINAL 2 battery life'],
    ['what is the lining?', 'ITEM THAT 1 lining'],
    ['how much is the second one and is delivery free?', 'ITEM ORDINAL 2 PRICE'],
  ],
  'the shop itself': [
    ['is delivery free?', 'TALK', null],
    ['can I return it?', 'TALK', null],
    ['do you ship to Spain', 'TALK', null],
    ['can I pay by card', 'TALK', null],
    ['in brown, and how long is the warranty?', '-', 'in brown, ?'],
  ],
  'others like it': [
    ['like the second one but cheaper', 'REFINE ORDINAL 2 LIKE', 'cheaper'],
    ['the second one but cheaper', 'REFINE ORDINAL 2 LIKE', 'cheaper'],
    ['cheaper than the second one', 'REFINE ORDINAL 2 LIKE', 'cheaper'],
    ['something like that one but lighter', 'REFINE THAT 1 LIKE', 'lighter'],
    ['do you have that one lighter?', 'REFINE THAT 1 LIKE', 'do you have lighter?'],
    ['similar to the Juno but in brown', 'REFINE NAMED 1 LIKE', 'in brown'],
    ['more like this', 'REFINE THAT 1 LIKE', null],
  ],
  'starting over': [
    ['start over', 'RESTART', null],
    ['forget everything', 'RESTART', null],
    ["let's start again, please", 'RESTART', null],
    ['start over: leather boots under $90', 'RESTART', ': leather boots under $90'],
    ['start over with a rug', 'RESTART', 'a rug'],
  ],
  'going on': [
    ['show me more', 'MORE', null],
    ['next', 'MORE', null],
    ['5 more please', 'MORE', null],
    ['more jackets', 'MORE', null],
    ['anything else?', 'MORE', null],
  ],
  talk: [
    ['hello', 'TALK', null],
    ['ok thanks, bye', 'TALK', null],
    ['what can you do?', 'TALK', null],
    ['never mind', 'TALK', null],
  ],
  'words that join': [
    ['or in brown', '- ALSO', 'in brown'],
    ['also in brown', '- ALSO', 'in brown'],
    ['in brown as well', '- ALSO', 'in brown'],
    ['brown too', '- ALSO', 'brown'],
    ['in brown instead', '- INSTEAD', 'in brown'],
    ['make it brown', '- INSTEAD', 'brown'],
    ['what about brown?', '-', 'brown?'],
    ['ok, cheaper', '-', ', cheaper'],
    ['and in brown', '-', 'in brown'],
  ],
};

describe.each(Object.entries(turns))('memory.read_move reads %s', (_, cases) => {
  it.each(cases)('%s', async (question, is, rest) => {
    const move = await read(question);
    expect(said(move)).toBe(is);
    if (rest !== undefined) expect(left(move)).toBe(rest);
  });
});

describe('memory.read_move leaves alone', () => {
  it.each([
    ['second hand jackets'],
    ['first aid kit'],
    ['more pockets'],
    ['any occasion dress'],
    ['the one ring'],
    ['forget me not'],
    ['forget me not earrings'],
    ['that 70s shirt'],
    ['a jacket that fits'],
    ['something that is waterproof'],
    ['a bag with a pocket in it'],
    ['drop earrings'],
    ['clear glass vase'],
    ['start over journal'],
    ['the last of us t-shirt'],
    ['number one fan mug'],
    ['one size hat'],
    ['instead of leather, suede'],
    ['too heavy'],
    ['but not black'],
    ['no leather'],
    ['just black'],
    ['and up to $100'],
    ['cheapest first'],
    ['under $100'],
    ['jackets or coats'],
    ['a delivery bag'],
    ['returns label printer'],
    ['which are waterproof?'],
    [''],
    ['   '],
    ['?'],
    ['🙂'],
    ['((( \\d+ [a-z]* $1 %s'],
    ['forget'],
    ['the'],
    ['it'],
    ['2'],
    ['('.repeat(1000)],
    ['a'.repeat(1000)],
  ])('%s', async (question) => {
    const move = await read(question);
    expect([said(move), move.forget, move.masked]).toEqual(['-', [], question]);
  });

  it.each([
    'the second one',
    'is it waterproof',
    'show me more',
    'forget the colour',
    'any brand',
    'or in brown',
  ])('all but greetings and a fresh start in a first turn: %s', async (question) => {
    const move = await read(question, null);
    expect([said(move), move.masked]).toEqual(['-', question]);
  });

  it('a question that is the title of a product, whatever it says', async () => {
    await database.query(
      `update product.product set title = 'Start over' where handle = 'juno-faux-leather-biker-jacket'`,
    );
    try {
      expect(said(await read('start over', null))).toBe('-');
      expect(said(await read('start over, please', null))).toBe('RESTART');
    } finally {
      await database.query(
        `update product.product set title = 'Juno Faux Leather Biker Jacket' where handle = 'juno-faux-leather-biker-jacket'`,
      );
    }
  });
});

describe('memory.read_move forgets', () => {
  it.each<[question: string, facts: string[], left: string | null]>([
    ['forget the colour', ['f2'], null],
    ['forget the colour, under $80', ['f2'], ', under $80'],
    ['never mind the price', ['f1', 'f5'], null],
    ['any colour will do', ['f2'], null],
    ['in any colour', ['f2'], null],
    ['forget black', ['f2 black,matt black'], null],
    ['forget black and brown', ['f2 black,matt black,brown'], null],
    ["it doesn't have to be in stock", ['f3'], null],
    ['the price does not matter', ['f1', 'f5'], null],
    ['money is no object', ['f1', 'f5'], null],
    ['ignore the price and the colour please', ['f1', 'f5', 'f2'], null],
    ['drop the price limit', ['f1', 'f5'], null],
    ['forget the order', ['f6'], null],
    ['forget lightest', ['f6'], null],
    ['forget the jacket', ['f4', 'f7 jacket'], null],
    ['forget the leather jacket, show me boots', ['f7', 'f4'], ', show me boots'],
    ['remove all filters', ['f1', 'f2', 'f3', 'f5', 'f6'], null],
    ['forget the $150', ['f1'], null],
  ])('%s', async (question, facts, rest) => {
    const move = await read(question);
    expect(move.move).toBe('FORGET');
    expect(
      move.forgetFacts.map(({ factId, values }) =>
        [factId, ...(values === null ? [] : [values.join()])].join(' '),
      ),
    ).toEqual(facts);
    expect(left(move)).toBe(rest);
    expect(move.forgetUnknown).toEqual([]);
  });

  it('by keys, those of whole facts only', async () => {
    expect((await read('forget the price and the jacket')).forget).toEqual([
      'PRICE_MAX',
      'COMPARATIVE:price',
      'PREFER_CATEGORY',
    ]);
  });

  it('nothing where nothing of the kind holds, and says so', async () => {
    const span = { start: 0, end: 13, text: 'drop the size' };
    expect((await read('drop the size')).forgetUnknown).toEqual([
      { span, reason: 'nothing of this was asked for, so there is nothing to forget' },
    ]);
    const one = await read('forget the second one');
    expect([said(one), one.forgetUnknown[0]?.reason]).toEqual([
      'FORGET',
      'one product of an answer cannot be forgotten, only what was asked for',
    ]);
  });
});

describe('a reference', () => {
  it('has the words that made it, the product, and the turn that showed it', async () => {
    const move = await read('and 🙂 the second one, what sizes are there?');
    expect(move.reference).toEqual({
      kind: 'ORDINAL',
      span: { start: 6, end: 20, text: 'the second one' },
      productId: items[1]?.productId,
      handle: items[1]?.handle,
      title: items[1]?.title,
      turn: firstTurn,
    });
    expect(move.shown).toEqual(items[1]);
  });

  it('says what was shown where it points at nothing', async () => {
    expect((await read('the eighth one')).missing).toEqual({
      span: { start: 0, end: 14, text: 'the eighth one' },
      kind: 'ORDINAL',
      shown: 6,
      reason: 'only 6 products were shown',
    });
    expect((await read('the pink one')).missing?.reason).toBe('none of the 6 products shown is "pink"');
    const empty = { ...following(), list: null };
    expect((await read('the second one', empty)).missing?.reason).toBe('no product was shown before');
  });

  it('to what was spoken of last goes before the first of the list, where the words fit it', async () => {
    const turn = { id: '00000000-0000-7000-8000-000000000002', position: 2 };
    const focused = { ...following(), focus: { turn, item: items[4] } };
    expect(said(await read('what about the price?', focused))).toBe('ITEM THAT 5 PRICE');
    expect(said(await read('are they waterproof?', focused))).toBe('ITEM THAT 5 waterproof');
    expect(said(await read('is that jacket in stock', focused))).toBe('ITEM THAT 5 STOCK');
    expect((await read('how heavy is it', focused)).reference?.turn).toEqual(turn);
    expect(said(await read('the second one', focused))).toBe('ITEM ORDINAL 2 EVERYTHING');
    expect(said(await read('are they waterproof?'))).toBe('-');
  });

  it('to another product asks the same of it, unless it says what', async () => {
    const turn = { id: '00000000-0000-7000-8000-000000000002', position: 2 };
    const answered = { asked: ['lining'], wanted: [] };
    const focused = { ...following(), focus: { turn, item: items[4], answered } };
    expect(said(await read('and the second?', focused))).toBe('ITEM ORDINAL 2 lining');
    expect(said(await read('what about the Tarnwick one', focused))).toBe('ITEM NAMED 6 lining');
    expect(said(await read('tell me about the second', focused))).toBe('ITEM ORDINAL 2 EVERYTHING');
    expect(said(await read('the second one', focused))).toBe('ITEM ORDINAL 2 EVERYTHING');
    expect(said(await read('which is the cheapest?', focused))).toBe('ITEM SUPERLATIVE 2 EVERYTHING');
  });

  it('to several products is one to the first of them, and the others are said aside', async () => {
    const aside = async (question: string) => {
      const move = await read(question);
      return [said(move), ...move.forgetUnknown.map(({ span }) => span.text)];
    };
    expect(await aside('compare the first and the second')).toEqual([
      'ITEM ORDINAL 1 EVERYTHING',
      'the second',
    ]);
    expect(await aside('the first two')).toEqual(['ITEM ORDINAL 1 EVERYTHING', 'the first two']);
    expect(await aside('the last two jackets')).toEqual([
      'ITEM ORDINAL 5 EVERYTHING',
      'the last two jackets',
    ]);
    expect(await aside('number 2')).toEqual(['ITEM ORDINAL 2 EVERYTHING']);
  });

  it('with nothing shown before is to nothing, and says so', async () => {
    const empty = { ...following(), list: null };
    expect((await read('what sizes?', empty)).missing?.reason).toBe('no product was shown before');
  });

  it('has the values that are asked for', async () => {
    const wanted = async (question: string) =>
      (await read(question)).wanted.map(({ name, said: words }) => `${name} ${words.join()}`);
    expect(await wanted('is it available in white?')).toEqual(['colour white']);
    expect(await wanted('is the second one in stock in M or L')).toEqual(['size m,l']);
    expect(await wanted('how much is it in black, size S?')).toEqual(['colour black', 'size s']);
    expect(await wanted('is it 2 m wide?')).toEqual([]);
    expect(await wanted('is the black one in stock?')).toEqual([]);
  });

  it('counts what a further page showed, and takes a number for the rank', async () => {
    const further = {
      ...following(),
      list: { ...list(), items: items.map((item, i) => ({ ...item, rank: i + 11 })) },
    };
    expect(said(await read('the second one', further))).toBe('ITEM ORDINAL 12 EVERYTHING');
    expect(said(await read('the 12th one', further))).toBe('ITEM ORDINAL 12 EVERYTHING');
    expect(said(await read('number 12', further))).toBe('ITEM ORDINAL 12 EVERYTHING');
  });
});
