import type { Vocabulary } from '../vocabulary.ts';
import { bedding } from './home/bedding.ts';
import { curtains } from './home/curtains.ts';
import { cushions } from './home/cushions.ts';
import { lighting } from './home/lighting.ts';
import { rugs } from './home/rugs.ts';
import { seating } from './home/seating.ts';
import { storage } from './home/storage.ts';
import { tables } from './home/tables.ts';
import { towels } from './home/towels.ts';

export const home: Vocabulary = {
  department: 'home',
  categories: [lighting, bedding, rugs, cushions, curtains, towels, seating, tables, storage],
};
