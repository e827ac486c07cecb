import type { ConstraintKind } from '../src/retrieval/page.ts';

/**
 * Products of the demo shop on which a careless search goes wrong. `sentence` says what must happen, to a shopper with no
 * claims unless it names another; `beside` is a product that must fare otherwise. Tests hold the data to each sentence.
 */
export interface Trap {
  name: string;
  /** The constraint that it tries; the others have no kind of their own. */
  tries:
    | ConstraintKind
    | 'ONE_OFFER'
    | 'CURRENCY'
    | 'GROUP_PRICE'
    | 'AUDIENCE'
    | 'AS_OF'
    | 'STATUS'
    | 'MEANING'
    | 'CURATION'
    | 'COMPLEMENT';
  handle: string;
  beside?: string;
  sentence: string;
}

export const traps: readonly Trap[] = [
  {
    name: 'one-offer-must-meet-all',
    tries: 'ONE_OFFER',
    handle: 'thirl-faux-leather-biker-jacket',
    sentence:
      'It does not answer "under $150 and in stock": its red M costs $120 but is sold out, and its blue L is in stock at $180.',
  },
  {
    name: 'lighter-variant-is-the-dear-one',
    tries: 'ONE_OFFER',
    handle: 'ardley-two-weight-biker-jacket',
    sentence:
      'Under $150 its evidence is the standard cloth of 1,240 g at $138; the 690 g of the summer cloth, which costs $196, are never shown beside that price.',
  },
  {
    name: 'sale-ended-an-hour-ago',
    tries: 'CURRENT_PRICE',
    handle: 'vesper-leather-bomber-jacket',
    sentence:
      'It costs $219: the sale at $139 ended an hour before the seeding, so it does not answer "under $150".',
  },
  {
    name: 'sale-begins-in-an-hour',
    tries: 'CURRENT_PRICE',
    handle: 'gasworks-waxed-cotton-trucker-jacket',
    sentence: 'It costs $168 until an hour after the seeding and $128 from then on, by the clock alone.',
  },
  {
    name: 'price-only-scheduled',
    tries: 'CURRENT_PRICE',
    handle: 'esker-suede-racer-jacket',
    sentence: 'It has no price until an hour after the seeding, so until then no search returns it.',
  },
  {
    name: 'every-price-expired',
    tries: 'CURRENT_PRICE',
    handle: 'wick-leather-trucker-jacket',
    sentence:
      'Its last price ended 210 days before the seeding, so no search returns it, though there is stock.',
  },
  {
    name: 'one-price-ends-as-the-next-begins',
    tries: 'CURRENT_PRICE',
    handle: 'orbit-on-ear-headphones',
    sentence:
      'At the instant of the seeding, $69 has ended and $89 has begun: it has one price, $89, and is found once.',
  },
  {
    name: 'nothing-between-the-two-prices',
    tries: 'PRICE_MIN',
    handle: 'greer-nylon-bomber-jacket',
    sentence:
      'It does not answer "between $100 and $200": it is sold unlined at $58 and with shearling at $212.',
  },
  {
    name: 'price-on-the-bound',
    tries: 'PRICE_MAX',
    handle: 'scarth-waxed-cotton-racer-jacket',
    sentence:
      'At exactly $150 it answers "at most $150" and a price filter with max 150, and not "under $150".',
  },
  {
    name: 'sells-out-during-the-promotion',
    tries: 'IN_STOCK',
    handle: 'odell-faux-leather-racer-jacket',
    sentence:
      'It is on sale at $99 for five days more and sold out in every size, so it does not answer "in stock".',
  },
  {
    name: 'all-of-it-is-reserved',
    tries: 'IN_STOCK',
    handle: 'keld-suede-bomber-jacket',
    sentence: 'There are nine on hand and nine reserved, so it is not in stock.',
  },
  {
    name: 'reserved-beyond-what-is-there',
    tries: 'IN_STOCK',
    handle: 'gable-leather-lace-up-boots',
    sentence:
      'Size 42 has two available: the harbour warehouse has reserved two more than it holds, which takes nothing from the northern depot.',
  },
  {
    name: 'nobody-has-counted',
    tries: 'IN_STOCK',
    handle: 'saltby-nylon-windbreaker',
    sentence: 'It has no stock rows: it is returned with stock UNKNOWN, and does not answer "in stock".',
  },
  {
    name: 'the-last-one',
    tries: 'IN_STOCK',
    handle: 'bessemer-copper-saute-pan',
    sentence: 'One is left, on the shop floor: it is in stock, and its status is LOW.',
  },
  {
    name: 'a-jacket-that-is-none',
    tries: 'CATEGORY',
    handle: 'ouzel-felt-jacket-for-coffee-presses',
    beside: 'renard-leather-coat',
    sentence:
      'It calls itself a jacket and is kitchenware, so category jackets does not return it; category apparel returns the coat beside it, by its subtree.',
  },
  {
    name: 'named-after-another-brand',
    tries: 'BRAND',
    handle: 'thistle-rain-cover-for-cragmere-packs',
    sentence: 'Its title names Cragmere and its brand is Teaselock, so brand Cragmere does not return it.',
  },
  {
    name: 'leather-in-name-only',
    tries: 'ATTRIBUTE',
    handle: 'hollis-leather-look-shirt-jacket',
    sentence:
      'Its text says leather and its material is faux leather, so material leather does not return it.',
  },
  {
    name: 'the-colour-that-is-sold-out',
    tries: 'ATTRIBUTE',
    handle: 'clerk-wool-blend-bomber-jacket',
    sentence:
      'It does not answer "in black, in stock": the black is sold out, and what is in stock is olive.',
  },
  {
    name: 'the-leather-jacket-that-is-a-coat',
    tries: 'EXCLUDE_CATEGORY',
    handle: 'renard-leather-coat',
    beside: 'halden-leather-biker-jacket',
    sentence:
      'Its text calls it a leather jacket; excluding category coats removes it and leaves the jacket beside it.',
  },
  {
    name: 'the-same-jacket-by-another-brand',
    tries: 'EXCLUDE_BRAND',
    handle: 'ledger-waxed-cotton-field-jacket',
    beside: 'dunmore-waxed-cotton-field-jacket',
    sentence: 'Excluding brand Quillon Row removes it and leaves its near-duplicate by Tarnwick.',
  },
  {
    name: 'one-of-its-colours-is-excluded',
    tries: 'EXCLUDE_ATTRIBUTE',
    handle: 'brae-suede-trucker-jacket',
    beside: 'clerk-faux-leather-blouson',
    sentence:
      'Excluding colour black leaves it, with its tan as the evidence, and removes the blouson beside it, which is only black.',
  },
  {
    name: 'its-own-twin',
    tries: 'EXCLUDE_PRODUCT',
    handle: 'halden-leather-biker-jacket-long',
    beside: 'halden-leather-biker-jacket',
    sentence: 'Excluding its handle removes it and leaves the near-duplicate whose handle begins the same.',
  },
  {
    name: 'cheaper-in-the-other-currency',
    tries: 'CURRENCY',
    handle: 'savoy-leather-trucker-jacket',
    sentence: 'At $165 and €140 it answers "under €150" and not "under $150": no amount is ever converted.',
  },
  {
    name: 'priced-in-euros-only',
    tries: 'CURRENCY',
    handle: 'sidonie-silk-wrap-dress',
    sentence: 'It costs €189 and has no price in dollars, so only a search in euros returns it.',
  },
  {
    name: 'cheap-for-the-trade',
    tries: 'GROUP_PRICE',
    handle: 'tarn-suede-field-jacket',
    sentence:
      'It costs the public $158 and group wholesale $96, so it answers "under $100" for that group alone.',
  },
  {
    name: 'group-list-falls-back',
    tries: 'GROUP_PRICE',
    handle: 'fieldfare-porcelain-mugs',
    sentence:
      'Group wholesale pays $22 for the white pair and, as its list has no black, the public $42 for that.',
  },
  {
    name: 'for-the-trade-only',
    tries: 'AUDIENCE',
    handle: 'cass-leather-sample-jacket',
    sentence: 'It is in stock at $99 and may be seen by group wholesale alone, where it costs $70.',
  },
  {
    name: 'cheaper-last-week',
    tries: 'AS_OF',
    handle: 'carrow-waxed-cotton-biker-jacket',
    sentence: 'As of five days before the seeding it answers "under $150", at $99; now it costs $159.',
  },
  {
    name: 'not-yet-published',
    tries: 'STATUS',
    handle: 'mallory-washed-leather-jacket',
    sentence: 'It is a draft, so no shopper sees it, though it has a current price of $139 and stock.',
  },
  {
    name: 'no-vector',
    tries: 'MEANING',
    handle: 'furoshiki',
    sentence:
      'Only the trade may see it, and the model learns from what all may see: none of its words is known, so it has no vector. Group wholesale finds it by its name, by words alone.',
  },
  {
    name: 'pinned-and-too-dear',
    tries: 'CURATION',
    handle: 'halden-leather-biker-jacket',
    beside: 'ridgeway-waxed-cotton-biker-jacket',
    sentence:
      'It is pinned to the first place of "riding jacket", before the jacket beside it; at $329 it has no place in "riding jacket under $150", of which the other is the first.',
  },
  {
    name: 'left-out-of-one-answer',
    tries: 'CURATION',
    handle: 'gable-leather-lace-up-boots',
    sentence:
      'It is left out of "lace-up boots", in whatever case it is written, and answers every other question.',
  },
  {
    name: 'pin-that-has-ended',
    tries: 'CURATION',
    handle: 'fieldfare-porcelain-mugs',
    sentence:
      'It was pinned to "housewarming gift" until an hour before the seeding: as of then it is the first, and now no better than by itself.',
  },
  {
    name: 'pin-yet-to-begin',
    tries: 'CURATION',
    handle: 'orbit-on-ear-headphones',
    sentence:
      'It is pinned to "travel headphones" from an hour after the seeding on, and until then is where it is by itself.',
  },
  {
    name: 'pinned-for-those-who-may-see-it',
    tries: 'CURATION',
    handle: 'cass-leather-sample-jacket',
    sentence:
      'It is pinned to "showroom pieces", where group wholesale finds it first; to everybody else no pin is mentioned.',
  },
  {
    name: 'goes-with-is-not-similar',
    tries: 'COMPLEMENT',
    handle: 'halden-leather-biker-jacket',
    beside: 'halden-leather-biker-jacket-long',
    sentence:
      'Its twin, which is the most similar of all, does not go with it, nor does any jacket: hats and scarves, boots, jeans and knitwear do, where they are in stock.',
  },
  {
    name: 'goes-with-what-it-is',
    tries: 'COMPLEMENT',
    handle: 'ouzel-felt-jacket-for-coffee-presses',
    sentence:
      'It calls itself a jacket, and what goes with it is tableware, glassware and small appliances, for that is what goes with coffee.',
  },
];
