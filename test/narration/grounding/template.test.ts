import { describe, expect, it } from 'vitest';
import type { BegunChat } from '../../../src/narration/chat-answer.ts';
import { checkSentence } from '../../../src/narration/grounding/check-sentence.ts';
import { makeGround } from '../../../src/narration/grounding/ground.ts';
import { useDatabase } from '../../harness/use-database.ts';

/** Each begins a conversation; what stands behind it goes on with it. */
const conversations: readonly (readonly string[])[] = [
  [
    ...['something like the Halden Leather Biker Jacket but lighter, under $150', 'in black', 'cheaper'],
    ...[
      'the second one, what sizes are there?',
      'is it in stock?',
      'what does it weigh?',
      'forget the colour',
    ],
  ],
  [
    'black leather boots in size 42, not by Brackenfell, under $180',
    'show me more',
    'the cheapest one, how much is it?',
  ],
  ['a jacket by Pellworth', 'what material is it?', 'the second one, what colours does it come in?'],
  ['monitor at least 32 inch under $400', 'over $200'],
  ['lightweight rain jacket with a hood', 'something warmer'],
  ...[
    'a rug by Corvane under $20',
    'leather jacket under €150',
    'bluetoth speeker under $60',
    'jumper but not wool',
  ],
  ...['best rated headphones', 'backpack of at least 40 litres, lighter than 1.5 kg', '27 inch 4k monitor'],
  ...[
    'kettle 1.7 litre cheapest',
    'sleeping bag good to -5 degrees',
    'waterproof boots',
    'red dress under $50',
  ],
  ...['running shoes between $50 and $90', 'desk lamp over $500', 'jackets on sale under $100', 'helicopter'],
  ...[
    'coffee in harbour warehouse',
    'linen trousers heavier than 2 kg',
    'mug set of 4',
    'discounted jackets',
  ],
].map((each) => (typeof each === 'string' ? [each] : each));

const shop = useDatabase('demo');

describe('what the template says of the demo shop', () => {
  it('stands, sentence by sentence', async () => {
    const refused: unknown[] = [];
    let sentences = 0;
    for (const conversation of conversations) {
      let conversationId: string | null = null;
      for (const question of conversation) {
        const options = conversationId === null ? {} : { conversation: conversationId };
        const [row] = await shop.query<{ begun: BegunChat }>(
          'select c.answer as begun from api.chat($1::text, k => 6, options => $2::jsonb) c',
          [question, JSON.stringify(options)],
        );
        const { begun } = row as { begun: BegunChat };
        conversationId = begun.conversationId;
        const ground = makeGround({ begun, question });
        for (const sentence of begun.narration.sentences) {
          sentences += 1;
          const { stands, reasons } = checkSentence(sentence, ground);
          if (!stands) refused.push({ question, text: sentence.text, reasons });
        }
      }
    }
    expect(refused).toEqual([]);
    expect(sentences).toBeGreaterThan(100);
  });
});
