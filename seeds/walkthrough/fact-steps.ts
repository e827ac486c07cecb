import type { WalkthroughStep } from './walkthrough-step.ts';

/** Prices, stock, weights, currencies and places: what no vector knows. */
export const factSteps: readonly WalkthroughStep[] = [
  {
    operation: 'SaleThatEnded',
    title: 'The sale that ended an hour ago',
    story:
      'Prices begin and end by the clock, with nobody writing anything. The Vesper was on sale at $139 until an hour before this shop was seeded; now it costs $219 again.',
    see: [
      'twoHoursBefore: as of two hours before the seeding it was under $150',
      'now: the nearest others under $150, and no Vesper',
    ],
    graphql: `query SaleThatEnded {
  twoHoursBefore: similarItems(
    to: { text: "Vesper leather bomber jacket under $150" }
    asOf: "{seeding - 2 h}"
    first: 1
  ) { ...Found }
  now: similarItems(
    to: { text: "Vesper leather bomber jacket under $150" }
    first: 1
  ) { ...Found }
}

fragment Found on SimilarItemConnection {
  nodes {
    product { title }
    price { money { amount } compareAt { amount } }
  }
}`,
    sql: `select 'two hours before' as asked, title, price, compare_at
from api.similar_items('Vesper leather bomber jacket under $150', 1, options => '{"asOf": "{seeding - 2 h}"}')
union all
select 'now', title, price, compare_at
from api.similar_items('Vesper leather bomber jacket under $150', 1);`,
  },
  {
    operation: 'SoldOutInTheSale',
    title: 'Sold out during its promotion',
    story:
      'The Odell is on sale for five more days, and gone in every size. It is shown last when one asks for a text, in its place on request, and not at all when it has to be in stock.',
    see: [
      'inItsPlace: the best match, and OUT_OF_STOCK',
      'hidden: the same question, with what can be had alone',
    ],
    graphql: `query SoldOutInTheSale {
  inItsPlace: similarItems(
    to: { text: "Odell faux leather racer jacket" }
    unavailable: SHOW
    first: 1
  ) { ...WithStock }
  hidden: similarItems(
    to: { text: "Odell faux leather racer jacket" }
    unavailable: HIDE
    first: 1
  ) { ...WithStock }
}

fragment WithStock on SimilarItemConnection {
  nodes {
    product { title }
    price { money { amount } compareAt { amount } }
    stock { available status }
  }
}`,
    sql: `select 'in its place' as unavailable, title, price, compare_at, available
from api.similar_items('Odell faux leather racer jacket', 1, options => '{"unavailable": "SHOW"}')
union all
select 'hidden', title, price, compare_at, available
from api.similar_items('Odell faux leather racer jacket', 1, options => '{"unavailable": "HIDE"}');`,
  },
  {
    operation: 'LighterIsDearer',
    title: 'The lighter one is the dear one',
    story:
      'The Ardley comes in two cloths. The summer cloth weighs 690 g and costs $196; the standard cloth weighs 1,240 g and costs $138. Under $150 there is the heavy one only, and its weight is what the evidence says.',
    see: ['the weight and the price belong to one variant, with and without the ceiling'],
    sql: `select 'under $150' as asked, sku, price, weight_grams
from api.similar_items('a two-weight biker jacket, but lighter, under $150', 1)
union all
select 'over $150', sku, price, weight_grams
from api.similar_items('a two-weight biker jacket over $150', 1);`,
  },
  {
    operation: 'TheOtherCurrency',
    title: 'The right price in the other currency',
    story:
      'The Savoy costs $165, and €140. "Under 150" is true of one of them. No amount is ever converted: a currency selects price lists.',
    see: ['euros: the Savoy at 140.00', 'dollars: something else, since $165 is not under $150'],
    graphql: `query TheOtherCurrency {
  euros: similarItems(
    to: { text: "Savoy leather trucker jacket under €150" }
    first: 1
  ) { ...Priced }
  dollars: similarItems(
    to: { text: "Savoy leather trucker jacket under $150" }
    first: 1
  ) { ...Priced }
}

fragment Priced on SimilarItemConnection {
  currencyCode
  nodes { product { title } price { money { amount currencyCode } } }
}`,
    sql: `select title, price, currency
from api.similar_items('Savoy leather trucker jacket under €150', 1)
union all
select title, price, currency
from api.similar_items('Savoy leather trucker jacket under $150', 1);`,
  },
  {
    operation: 'InTheShop',
    title: 'To be had in Mill Lane',
    story:
      'Stock is counted by place, and a shopper can ask for a place: what she finds can be picked up there today, whatever the warehouses hold.',
    see: [
      'checks: so many in the shop, which is the only place that counts here',
      'locations: every place where anybody counted, by its code, also where nothing is left',
    ],
    graphql: `query InTheShop {
  similarItems(
    to: { text: "a rain jacket" }
    where: { inStockAt: ["mill-lane"] }
    first: 3
  ) {
    totalCount { value exact }
    nodes {
      product { title }
      variant { sku }
      checks { required actual }
      stock { available locations { code name available } }
    }
  }
}`,
    sql: `select title, sku, available, checks -> 1 ->> 'actual' as there
from api.similar_items('a rain jacket', 3, filter => '{"inStockAt": ["mill-lane"]}');`,
  },
];
