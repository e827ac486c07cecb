import type { Vocabulary } from '../vocabulary.ts';
import { boots } from './footwear/boots.ts';
import { sandals } from './footwear/sandals.ts';
import { shoes } from './footwear/shoes.ts';
import { sneakers } from './footwear/sneakers.ts';

export const footwear: Vocabulary = { department: 'footwear', categories: [boots, sneakers, shoes, sandals] };
