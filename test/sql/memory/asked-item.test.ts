import { expect, it } from 'vitest';
import type { BegunChat } from '../../../src/narration/chat-answer.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { converse } from '../fixture/converse.ts';

const shop = useDatabase('demo');

/** The answers to questions that follow each other. */
async function tell(...questions: string[]): Promise<BegunChat[]> {
  const told: BegunChat[] = [];
  for (const question of questions)
    told.push(await converse(shop, question, { k: 5, conversation: told.at(-1)?.conversationId ?? null }));
  return told;
}
const texts = async (...questions: string[]) =>
  (await tell(...questions)).slice(1).map(({ narration }) => narration.text);

it('says first whether a product can be had as it is asked for, and what there is instead', async () => {
  expect(
    await texts(
      'hiking boots in brown',
      'is it available in white?',
      'is the first available in chestnut?',
      'is the second one in stock in M?',
      'what sizes are there in white?',
    ),
  ).toEqual([
    'No: the Stile Waxed Leather Lace-Up Boots do not come in white; they come in dark brown and chestnut.',
    'Yes: in chestnut the Stile Waxed Leather Lace-Up Boots are in stock in size 42 (42); size 43 is sold out.',
    'No: the Brae Leather Knee-High Boots do not come in size M; they come in 36, 38, 40, 37, 39 and 41.',
    'The Brae Leather Knee-High Boots do not come in white; they come in tan.',
  ]);
});

it('counts what there is of one variant, and tells its price beside', async () => {
  const [one, priced] = await texts(
    't-shirt in black',
    'do you have the first in black and M?',
    'how much is it in black, size M?',
  );
  expect(one).toBe(
    'Yes: in black size M there are 59 of the Lap Organic Cotton T-Shirts, Pack of 2 in stock.',
  );
  expect(priced).toMatch(/^In black size M there are 59 in stock\. They cost \$31\.00/);
});

it('answers "how much does it hold" and the like by the measure, and "and the second?" by the same', async () => {
  expect(
    await texts(
      'backpack',
      'how much does the third one hold?',
      'and the second?',
      'how tall is it?',
      'what is the lining?',
    ),
  ).toEqual([
    'The capacity of the Couloir 18 L Roll-Top Backpack is 18 l.',
    'The capacity of the Martingale 16 L Packable Backpack is 16 l.',
    'The height of the Martingale 16 L Packable Backpack is not recorded.',
    'The lining of the Martingale 16 L Packable Backpack is not recorded.',
  ]);
});

it('says of the shop itself that nothing is recorded, and keeps what was asked for', async () => {
  const [, answer, more] = await tell('coffee grinder', 'is delivery free?', 'show me more');
  expect([answer!.move, answer!.page.items, answer!.narration.text]).toEqual([
    'TALK',
    [],
    'I left “is delivery free” aside: about delivery nothing is recorded with the products, and I say only what is.',
  ]);
  expect(answer!.facts.map(({ label }) => label)).toEqual(['in Coffee', 'coffee grinder']);
  expect([more!.move, more!.page.items[0]?.rank]).toEqual(['MORE', 6]);
});

it('keeps the interpretation where there is no more to show', async () => {
  const told = await tell('coffee grinder in black under $60', 'next', 'show me more', 'anything else?');
  const [first] = told;
  const last = told.at(-1);
  expect(last!.page.items).toEqual([]);
  const { constraints, preferences } = last!.page.interpretation;
  expect([...constraints, ...preferences].map(({ key }) => key)).toEqual(
    [...first!.page.interpretation.constraints, ...first!.page.interpretation.preferences].map(
      ({ key }) => key,
    ),
  );
  expect([...constraints, ...preferences].filter(({ source }) => source === 'CONVERSATION').length).toBe(
    constraints.length + preferences.length - constraints.filter(({ source }) => source === 'DEFAULT').length,
  );
});

it('says every value that is joined, the words that were meant, and the place that is forgotten', async () => {
  const [joined, kept] = await texts('a rug in blue', 'or in grey', 'under $200');
  expect(joined).toContain('results for “rug” in blue or grey');
  expect(kept).toContain('results for “rug” under $200.00, still in blue or grey');
  const [mended] = await tell('lether wallets');
  expect(mended!.narration.text).toMatch(/leather wallets.*I read “lether” as “leather”\.$/);
  const [forgotten] = await texts('t-shirt in stock at Mill Lane', 'forget Mill Lane');
  expect(forgotten).toMatch(/^I (have dropped|no longer ask for|let go of) Shop in Mill Lane\. /);
});
