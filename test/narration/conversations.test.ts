import { expect, it } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { hold } from './conversation-check.ts';
import { clothes } from './conversations/clothes.ts';
import { footwearAndBags } from './conversations/footwear-and-bags.ts';
import { homeAndKitchen } from './conversations/home-and-kitchen.ts';
import { outdoorAndElectronics } from './conversations/outdoor-and-electronics.ts';

const shop = useDatabase('demo');

it.each([...clothes, ...footwearAndBags, ...homeAndKitchen, ...outdoorAndElectronics])(
  'holds together: $title',
  async (conversation) => {
    expect(await hold(shop, conversation)).toEqual([]);
  },
);
