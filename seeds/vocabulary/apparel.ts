import type { Vocabulary } from '../vocabulary.ts';
import { activewear } from './apparel/activewear.ts';
import { coats } from './apparel/coats.ts';
import { dresses } from './apparel/dresses.ts';
import { hatsAndScarves } from './apparel/hats-and-scarves.ts';
import { jackets } from './apparel/jackets.ts';
import { jeans } from './apparel/jeans.ts';
import { knitwear } from './apparel/knitwear.ts';
import { shirts } from './apparel/shirts.ts';
import { skirts } from './apparel/skirts.ts';
import { sleepwear } from './apparel/sleepwear.ts';
import { tShirts } from './apparel/t-shirts.ts';
import { trousers } from './apparel/trousers.ts';

export const apparel: Vocabulary = {
  department: 'apparel',
  categories: [
    jackets,
    coats,
    knitwear,
    shirts,
    trousers,
    dresses,
    tShirts,
    jeans,
    skirts,
    activewear,
    sleepwear,
    hatsAndScarves,
  ],
};
