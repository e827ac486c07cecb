/**
 * One question of the walkthrough, as GraphQL and as SQL. What is claimed of its answer is held to it by
 * test/walkthrough.test.ts. `{seeding - 2 h}` in either stands for that instant.
 */
export interface WalkthroughStep {
  /** Name of the GraphQL operation, which is what GraphiQL calls its tab; steps without one are for psql alone. */
  operation: string;
  title: string;
  /** What happens, and why it is worth a look. */
  story: string;
  /** What to see in the answer, a line each. */
  see: readonly string[];
  /** Without variables: GraphiQL loses those of its first tabs when another tab is opened first. */
  graphql?: string;
  /** Statements that end in ";" at the end of a line. */
  sql: string;
}

export const steps: readonly WalkthroughStep[] = [
  {
    operation: 'LighterThanLeather',
    title: 'Like a leather jacket, but lighter',
    story:
      'A shopper says what she wants in one sentence. Two demands are read out of it, and one wish; what is left is searched for by meaning and by words.',
    see: [
      'interpretation: "under $150" and "available right now" became constraints, "lighter" a preference; the residue is what was searched for',
      'nodes: every one of them proves each constraint by a check with the figure it was judged by',
      'weightGrams: a full leather jacket here weighs 1.3 to 1.8 kg',
    ],
    graphql: `query LighterThanLeather {
  similarItems(
    to: {
      text: "Show me something like a leather jacket but lighter, under $150, and available right now."
    }
    first: 3
  ) {
    totalCount { value exact }
    interpretation {
      residue
      constraints { label source span { text } }
      preferences { measure direction span { text } }
    }
    nodes {
      rank
      product { title brand { name } }
      variant { sku weightGrams }
      price { money { amount currencyCode } }
      stock { available status }
      checks { required actual satisfied }
    }
  }
}`,
    sql: `select rank, title, price, available, weight_grams
from api.similar_items(
  'Show me something like a leather jacket but lighter, under $150, and available right now.', 5);`,
  },
  {
    operation: 'WhyNotThirl',
    title: 'One offer must meet everything',
    story:
      'The Thirl is a leather-look jacket, it can be had for $120, and it is in stock. Yet it is not in the answer above: the red M that costs $120 is sold out, and the blue L that is in stock costs $180. A search that flattens variants into one document recommends it.',
    see: ['variants: no single offer is both under $150 and in stock'],
    graphql: `query WhyNotThirl {
  product(by: { handle: "thirl-faux-leather-biker-jacket" }) {
    title
    variants {
      sku
      options { name values }
      offers {
        price { amount currencyCode }
        compareAt { amount }
        stock { available status }
      }
    }
  }
}`,
    sql: `select k.sku, o.amount, o.available
from product.product p
join product.sku k on k.product_id = p.product_id
join product.offer o on o.product_id = k.product_id and o.variant_id = k.variant_id
where p.handle = 'thirl-faux-leather-biker-jacket' and tstzrange(o.valid_from, o.valid_to) @> now()
order by o.amount;`,
  },
  {
    operation: 'OnlyCurrentPrices',
    title: 'Only current prices, in prose',
    story:
      'The same shopper no longer minds the stock, but wants no price that is not valid. The chat answers with evidence first, then with sentences that cite it; the decision is recorded.',
    see: [
      'narration: each sentence cites the items that it speaks of, and says nothing that they do not show',
      'evidence: what is in stock comes first, though it was not asked for',
      'decisionId: the row of the log that explains this answer later',
    ],
    graphql: `mutation OnlyCurrentPrices {
  chat(
    input: {
      question: "Show me something like a leather jacket but lighter, under $150, and only current prices."
      first: 3
    }
  ) {
    narration { text sentences { text cites } }
    evidence {
      rank
      product { id title }
      price { money { amount currencyCode } validTo }
      stock { status }
    }
    interpretation { constraints { label source } }
    decisionId
  }
}`,
    sql: `select assistant_text
from api.chat('Show me something like a leather jacket but lighter, under $150, and only current prices.', 3);`,
  },
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
    graphql: `query LighterIsDearer {
  under150: similarItems(
    to: { text: "Ardley two-weight biker jacket, lighter, under $150" }
    first: 1
  ) { ...WithWeight }
  anyPrice: similarItems(
    to: { text: "Ardley two-weight biker jacket over $150" }
    first: 1
  ) { ...WithWeight }
}

fragment WithWeight on SimilarItemConnection {
  nodes {
    product { title }
    variant { sku weightGrams }
    price { money { amount } }
  }
}`,
    sql: `select 'under $150' as asked, sku, price, weight_grams
from api.similar_items('Ardley two-weight biker jacket, lighter, under $150', 1)
union all
select 'over $150', sku, price, weight_grams
from api.similar_items('Ardley two-weight biker jacket over $150', 1);`,
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
    operation: 'LikeThisOne',
    title: 'Like this one',
    story:
      'On the page of a product, the question is the product itself, and the demands are typed arguments. It is not in its own answer, and nothing sold out is.',
    see: ['score: how near in meaning each is', 'pageInfo: send endCursor as "after" for the next page'],
    graphql: `query LikeThisOne {
  similarItems(
    to: { handle: "halden-leather-biker-jacket" }
    where: { price: { max: "150", currency: "USD" } }
    first: 4
  ) {
    nodes {
      product { title }
      price { money { amount } }
      stock { available }
      score { semantic { similarity } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    sql: `select rank, title, price, available, round(semantic, 2) as semantic
from api.similar_items(null, 4,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"like": {"handle": "halden-leather-biker-jacket"}}');`,
  },
  {
    operation: 'NotLeather',
    title: 'Anything but leather',
    story:
      'Vectors cannot say no: to them "a holdall, not leather" is about leather. Read as a constraint it removes what is made of it; and "holdall" finds duffels, because a row of the shop says that it means them.',
    see: [
      'constraints: an exclusion, with the words that it came from',
      'attributes: no material is leather',
    ],
    graphql: `query NotLeather {
  similarItems(to: { text: "a holdall for the weekend, not leather" }, first: 4) {
    interpretation {
      residue
      constraints { label kind span { text } }
    }
    nodes {
      product { title attributes { name values } }
      price { money { amount } }
    }
  }
}`,
    sql: `select rank, title, price
from api.similar_items('a holdall for the weekend, not leather', 5);`,
  },
  {
    operation: 'WrongLetters',
    title: 'Wrong letters',
    story:
      'Words that the catalogue does not use are repaired by one letter into words that it does, and the answer says so.',
    see: ['repairs: which word was taken for which'],
    graphql: `query WrongLetters {
  similarItems(to: { text: "lether jaket in black" }, first: 4) {
    interpretation {
      repairs { from to }
      constraints { label span { text } }
    }
    nodes {
      product { title }
      variant { options { name values } }
    }
  }
}`,
    sql: `select rank, title, options_of_variant ->> 'colour' as colour
from api.similar_items('lether jaket in black', 4);`,
  },
  {
    operation: 'BrowseKnives',
    title: 'No question at all',
    story: 'A shelf of the shop is the same call without a question: a filter, an order, and a page.',
    see: [
      'totalCount: exact, and counted in the same snapshot',
      'evidence: the one offer of each product that meets the filter',
    ],
    graphql: `query BrowseKnives {
  products(
    where: { categories: ["knives"], price: { min: "40", max: "80" }, inStock: true }
    sort: PRICE_ASC
    first: 4
  ) {
    totalCount { value exact }
    edges {
      node { title brand { name } rating }
      evidence { price { money { amount } } stock { available } }
    }
    pageInfo { hasNextPage }
  }
}`,
    sql: `select rank, title, price, available
from api.similar_items(null, 4,
  filter => '{"categories": ["knives"], "price": {"min": "40", "max": "80"}, "inStock": true}',
  options => '{"sort": "PRICE_ASC"}');`,
  },
  {
    operation: 'NothingIsThatCheap',
    title: 'Nothing, and why',
    story: 'An empty page is an answer. It names the demand that nothing meets, instead of bending it.',
    see: [
      'retrieval.emptyReason',
      'interpretation: what was understood, so that a front end can offer to drop it',
    ],
    graphql: `query NothingIsThatCheap {
  similarItems(to: { text: "leather jacket under $2" }, first: 3) {
    nodes { product { title } }
    totalCount { value exact }
    interpretation { constraints { label filter } }
    retrieval { emptyReason }
  }
}`,
    sql: `select api.search('leather jacket under $2') #>> '{retrieval,emptyReason}' as why;`,
  },
  {
    operation: 'ForTheTrade',
    title: 'For the trade',
    story:
      'Who asks decides what is true. A customer group has prices of its own, and products that nobody else may see; the claims are the last argument of every entry point.',
    see: [
      'the public sees the Tarn at $158; group wholesale sees it at $96, and a sample that the public does not',
    ],
    sql: `select 'everybody' as who, title, price
from api.similar_items('Tarn suede field jacket', 1)
union all
select 'wholesale', title, price
from api.similar_items('Tarn suede field jacket', 1, claims => '{"sub": "anna", "group": "wholesale"}')
union all
select 'everybody', title, price
from api.similar_items('Cass leather sample jacket', 1)
union all
select 'wholesale', title, price
from api.similar_items('Cass leather sample jacket', 1, claims => '{"sub": "anna", "group": "wholesale"}');`,
  },
  {
    operation: 'TheNextAnswerKnows',
    title: 'The next answer knows',
    story:
      'Nothing is copied into an index. A stock level changed by plain SQL is in the next answer; here in a transaction that is rolled back, so that the shop stays as it was.',
    see: ['the jacket of the first row is gone after the update, and nothing was embedded or indexed anew'],
    sql: `begin;
select title, sku, available
from api.similar_items('leather biker jacket in stock', 1);
update product.stock s
set on_hand = 0
from product.sku k, api.similar_items('leather biker jacket in stock', 1) first
where k.product_id = first.product_id and (s.product_id, s.variant_id) = (k.product_id, k.variant_id);
select title, sku, available
from api.similar_items('leather biker jacket in stock', 1);
rollback;`,
  },
  {
    operation: 'WhatWasDecided',
    title: 'What was decided, and why',
    story:
      'Every chat leaves a row that cannot be changed: what was demanded, from which words, and which offers answered. The question itself is not in it, since it may identify a person.',
    see: ['the constraints of the chat above, and the prices that it answered with'],
    sql: `select c ->> 'label' as demanded, c ->> 'source' as source
from (select d.* from audit.decision d order by d.decision_id desc limit 1) d
cross join jsonb_array_elements(d.interpretation -> 'constraints') c;`,
  },
];
