import type { Vocabulary } from '../vocabulary.ts';
import { bakeware } from './kitchen/bakeware.ts';
import { coffee } from './kitchen/coffee.ts';
import { cookware } from './kitchen/cookware.ts';
import { glassware } from './kitchen/glassware.ts';
import { knives } from './kitchen/knives.ts';
import { smallAppliances } from './kitchen/small-appliances.ts';
import { tableware } from './kitchen/tableware.ts';

export const kitchen: Vocabulary = {
  department: 'kitchen',
  categories: [cookware, coffee, knives, tableware, bakeware, smallAppliances, glassware],
};
