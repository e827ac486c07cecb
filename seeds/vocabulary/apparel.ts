import type { Vocabulary } from '../vocabulary.ts';
import { dresses, knitwear, shirts, trousers } from './clothing.ts';
import { coats, jackets } from './outerwear.ts';

export const apparel: Vocabulary = {
  department: 'apparel',
  categories: [jackets, coats, knitwear, shirts, trousers, dresses],
};
