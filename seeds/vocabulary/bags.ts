import type { Vocabulary } from '../vocabulary.ts';
import { backpacks } from './bags/backpacks.ts';
import { luggage } from './bags/luggage.ts';
import { totes } from './bags/totes.ts';
import { wallets } from './bags/wallets.ts';

export const bags: Vocabulary = { department: 'bags', categories: [backpacks, totes, luggage, wallets] };
