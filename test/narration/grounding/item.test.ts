import { describe, expect, it } from 'vitest';
import type { BegunChat, ItemOffer } from '../../../src/narration/chat-answer.ts';
import { checkSentence } from '../../../src/narration/grounding/check-sentence.ts';
import { makeGround } from '../../../src/narration/grounding/ground.ts';
import { begunChat } from '../begun-chat.ts';

const [first] = begunChat.page.items;
if (!first) throw new Error('the fixture has no evidence');

const offer = (colour: string, size: string, available: number, amount = '98.00'): ItemOffer => ({
  variantId: `${colour}-${size}`,
  sku: `S-${colour}-${size}`,
  options: { colour, size },
  weightGrams: size === 'S' ? '850' : '890',
  price: { ...first.price, amount },
  stock: {
    available,
    status: available === 0 ? 'OUT_OF_STOCK' : available < 3 ? 'LOW' : 'IN_STOCK',
    locations: [],
  },
});

/** "what sizes are there?": of a jacket with five offers, one of them sold out and one dearer. */
const begun: BegunChat = {
  ...begunChat,
  move: 'ITEM',
  page: { ...begunChat.page, items: [{ ...first, title: 'Juno Faux Leather Biker Jacket' }] },
  item: {
    asked: ['SIZES'],
    offers: [
      ...[offer('black', 'S', 23), offer('black', 'M', 11), offer('rust', 'M', 5)],
      ...[offer('rust', 'L', 0), offer('black', 'XL', 2, '119.00')],
    ],
    attributes: [
      { name: 'material', label: 'material', value: 'faux leather' },
      { name: 'closure', label: 'closure', value: 'zip' },
      { name: 'rating', label: 'rating', value: '4.20' },
    ],
    changes: [{ field: 'PRICE', sku: 'S-black-S', before: '$104.00', now: '$98.00' }],
    gone: false,
  },
};
const ground = makeGround({ begun, question: 'the first one, what sizes are there?' });
const check = (text: string) => checkSentence({ text, cites: [first.productId] }, ground).stands;

describe('sentences about one product', () => {
  it.each([
    'It comes in S, M, L and XL.',
    'It is in stock in black S (23), black M (11) and rust M (5).',
    'The Juno is in stock.',
    'S and M are in stock.',
    'L is sold out.',
    'Black S costs $98.00.',
    'The XL costs $119.00.',
    'In S it weighs 850 g.',
    'Black S is $98.00 now; it was $104.00.',
    'It is faux leather with a zip.',
    'It is rated 4.2.',
    'It comes in black and rust.',
    'Only 2 left in XL.',
    'Prices run from $98.00 to $119.00.',
  ])('lets pass: %s', (text) => {
    expect(check(text)).toBe(true);
  });

  it.each([
    'S, M and L are in stock.',
    'It is in stock in L.',
    'It is in stock in S, M and L.',
    'It comes in XXL.',
    'It comes in blue.',
    'The Juno is sold out.',
    'S is sold out.',
    'It is in stock in black S (11), black M (23) and rust M (5).',
    'The XL costs $98.00.',
    'It costs $98.00.',
    'In M it weighs 850 g.',
    'It weighs 850 g.',
    'Black S was $109.00.',
    'The XL was $119.00.',
    'It is leather.',
    'It is rated 4.5.',
    'Rust S is in stock.',
    'Black L is in stock.',
    'All sizes are in stock.',
    'It is in stock in every size.',
    'L is not sold out.',
    'Only 3 left in XL.',
  ])('refuses: %s', (text) => {
    expect(check(text)).toBe(false);
  });
});
