import { describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { talk, tell } from '../sql/memory/told.ts';

const shop = useDatabase('demo');
const jackets = 'leather jackets';

describe('a word that nothing of the kind has', () => {
  it.each([
    ['something vintage', 'vintage'],
    ['limit', 'limit'],
  ])('does not join the topic and is said to be left: %s', async (question, word) => {
    const [held, told] = [await tell(shop, [jackets]), await tell(shop, [jackets, question])];
    expect(told.facts).toEqual(held.facts);
    expect(told.handles).toEqual(held.handles);
    expect(told.ignored).toContainEqual([
      word,
      'NOT_POSSIBLE',
      'nothing of the kind that is looked for here has the word',
    ]);
  });

  it.each(['which one is the best?', 'in dollars please', 'show me similar ones'])(
    'changes nothing where it points or is courtesy: %s',
    async (question) => {
      const [held, told] = [await tell(shop, [jackets]), await tell(shop, [jackets, question])];
      expect(told.residue).toBe(jackets);
      expect(told.facts).toEqual(held.facts);
    },
  );

  it.each([
    ['a lightweight one', 'leather lightweight jackets'],
    ['for winter', 'leather jackets for winter'],
    ['biker', 'leather biker jackets'],
  ])('joins it where it says how, or what for, or where some have it: %s', async (question, residue) => {
    expect((await tell(shop, [jackets, question])).residue).toBe(residue);
  });

  it('is another thing where that is asked for, though "that goes with it" stands behind', async () => {
    const told = await tell(shop, [jackets, 'is there a hat that goes with it?']);
    expect(told.move).toBe('NEW_TOPIC');
    expect(told.residue).toMatch(/^hat\b/);
  });
});

describe('a word of a wish that no text has', () => {
  it.each([[['tan shoes']], [[jackets, 'or tan']], [[jackets, 'or tan', 'for winter']]])(
    'is no slip for another word: %j',
    async (questions) => {
      const last = (await talk(shop, questions)).at(-1)!;
      expect(last.page.interpretation.preferences.map(({ label }) => label)).toContain('colour: tan');
      expect(last.page.interpretation.repairs).toEqual([]);
    },
  );

  it('is one where it was misspelt', async () => {
    const [first] = await talk(shop, ['lether jackets']);
    expect(first!.page.interpretation.repairs).toEqual([{ from: 'lether', to: 'leather' }]);
  });
});
