import type { Vocabulary } from '../vocabulary.ts';
import { campKitchen } from './outdoor/camp-kitchen.ts';
import { cycling } from './outdoor/cycling.ts';
import { flasks } from './outdoor/flasks.ts';
import { garden } from './outdoor/garden.ts';
import { sleepingBags } from './outdoor/sleeping-bags.ts';
import { tents } from './outdoor/tents.ts';

export const outdoor: Vocabulary = {
  department: 'outdoor',
  categories: [tents, sleepingBags, flasks, campKitchen, cycling, garden],
};
