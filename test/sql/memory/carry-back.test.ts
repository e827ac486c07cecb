import { describe, expect, it } from 'vitest';
import type { QuestionText } from '../../../src/retrieval/question-text.ts';
import { useShop } from '../fixture/use-shop.ts';
import { talk, tell } from './told.ts';

const shop = useShop();

const notBlack = 'EXCLUDE_ATTRIBUTE:colour colour not black';
const jackets = 'PREFER_CATEGORY in Jackets';

describe('what was refused', () => {
  it.each(['or in black', 'black is fine too', 'or black', 'also in black'])(
    'is allowed again by "%s", which demands nothing where no other value is demanded',
    async (question) => {
      expect(await tell(shop, ['jackets, not black', question])).toMatchObject({
        move: 'REFINE',
        residue: 'jackets',
        demands: [],
        wishes: [`${jackets} @1`],
        superseded: [`${notBlack} @1 FORGOTTEN`],
      });
    },
  );

  it.each(['or in black', 'black is fine too', 'or black'])(
    'joins what is demanded beside it by "%s"',
    async (question) => {
      expect(await tell(shop, ['jackets, not black', 'in brown', question])).toMatchObject({
        demands: ['ATTRIBUTE:colour colour: brown or black'],
        superseded: [`${notBlack} @1 REPLACED`],
        facts: expect.arrayContaining([
          'ATTRIBUTE:colour colour: brown @2 PARSED',
          'ATTRIBUTE:colour colour: black @3 PARSED',
        ]),
      });
    },
  );

  it('is demanded by "after all"', async () => {
    expect(await tell(shop, ['jackets, not black', 'in black after all'])).toMatchObject({
      residue: 'jackets',
      demands: ['ATTRIBUTE:colour colour: black'],
      superseded: [`${notBlack} @1 REPLACED`],
    });
  });

  it('stays refused where something else is allowed', async () => {
    expect(await tell(shop, ['jackets, not black', 'or in brown'])).toMatchObject({
      demands: ['ATTRIBUTE:colour colour: brown', `${notBlack} @1`],
      superseded: [],
    });
  });
});

describe('what is said again', () => {
  it('is of the turn that said it last', async () => {
    expect(await tell(shop, ['jackets in black', 'or in brown', 'only in black'])).toMatchObject({
      demands: ['ATTRIBUTE:colour colour: black'],
      facts: [`${jackets} @1 PARSED`, 'TOPIC jackets @1 PARSED', 'ATTRIBUTE:colour colour: black @3 PARSED'],
      superseded: [
        'ATTRIBUTE:colour colour: black @1 REPLACED',
        'ATTRIBUTE:colour colour: brown @2 REPLACED',
      ],
    });
  });

  it('holds once, "or" or not', async () => {
    expect((await tell(shop, ['jackets in black', 'or in black'])).facts).toEqual([
      `${jackets} @1 PARSED`,
      'TOPIC jackets @1 PARSED',
      'ATTRIBUTE:colour colour: black @2 PARSED',
    ]);
  });
});

describe('the topic', () => {
  it.each([
    'sorry, in size M i meant',
    'hmm wait, in size M',
    'size M pls',
    'i would rather have size M',
    'maybe in size M again',
    'size M would be nice',
    'ok, then size M',
  ])('has none of the chatter in "%s"', async (question) => {
    expect(await tell(shop, ['jackets', question])).toMatchObject({ move: 'REFINE', residue: 'jackets' });
  });

  it.each([
    ['fancy', 'fancy', 'the catalogue does not know the word'],
    ['a bit elegant maybe', 'elegant', 'the catalogue does not know the word'],
    ['with frobnicators', 'frobnicators', 'the catalogue does not know the word'],
    ['zesty elegant ones', 'zesty elegant', 'the catalogue does not know the words'],
  ])('is kept without what the catalogue does not know: %s', async (question, words, reason) => {
    expect(await tell(shop, ['jackets', question])).toMatchObject({
      move: 'REFINE',
      residue: 'jackets',
      ignored: [[words, 'NOT_POSSIBLE', reason]],
      superseded: [],
    });
  });

  it('reads a slip as one where the word that was meant is said of what it is about', async () => {
    expect(await tell(shop, ['jackets', 'leahter ones'])).toMatchObject({
      residue: 'leahter jackets',
      ignored: [],
    });
  });

  it.each(['surfboards', 'toothpaste', 'zesty frobnicators'])(
    'changes to what is nothing else but unknown: %s',
    async (question) => {
      expect(await tell(shop, ['jackets', question])).toMatchObject({
        move: 'NEW_TOPIC',
        residue: question,
        handles: [],
      });
    },
  );

  it('is the one before again once nothing was found of the kind, and says so', async () => {
    const answers = await talk(shop, ['leather jackets in brown', 'surfboards', 'thanks', 'under $150']);
    expect(answers.map(({ move }) => move)).toEqual(['SEARCH', 'NEW_TOPIC', 'TALK', 'REFINE']);
    expect(
      await tell(shop, ['jackets in brown', 'surfboards', 'toothpaste', 'under $150', 'in black']),
    ).toMatchObject({
      residue: 'jackets',
      demands: ['ATTRIBUTE:colour colour: black', 'PRICE_MAX under $150.00 @4'],
      facts: [
        `${jackets} @1 PARSED`,
        'TOPIC jackets @1 PARSED',
        'PRICE_MAX under $150.00 @4 PARSED',
        'ATTRIBUTE:colour colour: black @5 PARSED',
      ],
      superseded: ['ATTRIBUTE:colour colour: brown @1 REPLACED'],
    });
    expect(await tell(shop, ['jackets in brown', 'surfboards', 'under $150'])).toMatchObject({
      residue: 'jackets',
      demands: ['PRICE_MAX under $150.00', 'ATTRIBUTE:colour colour: brown @1'],
      wishes: [`${jackets} @1`],
      ignored: [
        [
          'surfboards @2',
          'NOT_POSSIBLE',
          'turn 2 found nothing of the kind, so that this goes on with “jackets” of turn 1',
        ],
      ],
      superseded: ['TOPIC surfboards @2 NEW_TOPIC'],
    });
  });

  it('is the one before, too, for "back to …", and a new one for another thing', async () => {
    expect(await tell(shop, ['leather jackets in brown', 'surfboards', 'back to the jackets'])).toMatchObject(
      {
        move: 'REFINE',
        residue: 'jackets',
        demands: ['ATTRIBUTE:colour colour: brown @1'],
      },
    );
    expect(await tell(shop, ['leather jackets', 'surfboards', 'trousers'])).toMatchObject({
      move: 'NEW_TOPIC',
      residue: 'trousers',
    });
  });

  it('stays where a bound, and not the thing, left nothing', async () => {
    expect(await tell(shop, ['jackets', 'trousers under $1', 'under $500'])).toMatchObject({
      residue: 'trousers',
      demands: ['PRICE_MAX under $500.00'],
      ignored: [],
    });
  });

  it('holds beside the product that all is to be like', async () => {
    expect(
      await tell(shop, ['leather jacket', 'like the second one but cheaper', 'under $150']),
    ).toMatchObject({
      move: 'REFINE',
      residue: 'leather jacket',
      demands: ['IN_STOCK in stock', 'PRICE_MAX under $150.00'],
      facts: expect.arrayContaining(['TOPIC leather jacket like Racer leather jacket @2 PARSED']),
    });
  });
});

it('api.question_text reads the first question of a conversation as a turn, where options.conversation is null', async () => {
  const textOf = async (options: object) => {
    const [row] = await shop.query<{ read: QuestionText }>(
      'select api.question_text(query_text => $1, filter => null, options => $2) as read',
      ['start over', JSON.stringify(options)],
    );
    return row!.read.text;
  };
  expect([await textOf({}), await textOf({ conversation: null })]).toEqual(['start over', null]);
});
