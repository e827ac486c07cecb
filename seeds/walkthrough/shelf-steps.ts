import type { WalkthroughStep } from './walkthrough-step.ts';

/** The pages of a shop: a product, a campaign, a shelf. */
export const shelfSteps: readonly WalkthroughStep[] = [
  {
    operation: 'LikeThisOne',
    title: 'Like this one, and with it',
    story:
      'On the page of a product, the question is the product itself. What is like it is one thing, what goes with it another: for that the shop says which categories go together, and meaning chooses among them. Nothing sold out is in either.',
    see: [
      'underItsPrice: the same as a question, with demands as typed arguments; it is not in its own answer',
      'similar: its twin first. For a list of products it is still one SQL call',
      'goesWith: hats, jeans, boots and knitwear, and no other jacket',
    ],
    graphql: `query LikeThisOne {
  underItsPrice: similarItems(
    to: { handle: "halden-leather-biker-jacket" }
    where: { price: { max: "150", currency: "USD" } }
    first: 3
  ) {
    nodes {
      product { title }
      price { money { amount } }
      score { semantic { similarity } }
    }
  }
  product(by: { handle: "halden-leather-biker-jacket" }) {
    title
    similar(first: 3) {
      product { title }
      price { money { amount } }
    }
    goesWith(first: 4, where: { price: { max: "150" } }) {
      product { title category { name } }
      price { money { amount } }
      stock { available }
    }
  }
}`,
    sql: `select 'like it, up to $150' as what, title, category, price, available
from api.similar_items(null, 3,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"like": {"handle": "halden-leather-biker-jacket"}}')
union all
select 'goes with it', title, category, price, available
from api.similar_items(null, 4,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"goesWith": {"handle": "halden-leather-biker-jacket"}}');`,
  },
  {
    operation: 'PolicyByChoice',
    title: 'The hand of the shop',
    story:
      'For ten weeks two jackets are pinned to the question "riding jacket", which is a row with a period. A pin is said to be one, stays out where it does not meet a demand, and can be left aside. So that no maker fills a page alone, its products can be limited.',
    see: [
      'pinned: two, first of all, by CURATION',
      'underPrice: the first of them costs $329, and no pin brings it in',
      'withoutPins: the same question by itself',
      'oneOfABrand: each brand once',
    ],
    graphql: `query PolicyByChoice {
  pinned: similarItems(
    to: { text: "riding jacket" }
    first: 3
  ) { ...Shown }
  underPrice: similarItems(
    to: { text: "riding jacket under $150" }
    first: 2
  ) { ...Shown }
  withoutPins: similarItems(
    to: { text: "riding jacket" }
    curation: false
    first: 3
  ) { ...Shown }
  oneOfABrand: similarItems(
    to: { text: "riding jacket" }
    maxPerBrand: 1
    first: 5
  ) { ...Shown }
}

fragment Shown on SimilarItemConnection {
  retrieval { curation { pinned excluded } }
  nodes {
    product { title brand { name } }
    price { money { amount } }
    matchedBy
  }
}`,
    sql: `select 'pinned' as asked, title, brand, price
from api.similar_items('riding jacket', 3)
union all
select 'under $150', title, brand, price
from api.similar_items('riding jacket under $150', 2)
union all
select 'without pins', title, brand, price
from api.similar_items('riding jacket', 3, options => '{"curation": false}')
union all
select 'one of a brand', title, brand, price
from api.similar_items('riding jacket', 5, options => '{"maxPerBrand": 1}');`,
  },
  {
    operation: 'BrowseKnives',
    title: 'No question at all, page by page',
    story:
      'A shelf of the shop is the same call without a question: a filter, an order, and pages that hold. A cursor belongs to its question and carries its instant, so that no knife comes twice and none is left out, though a price ends in between.',
    see: [
      'totalCount: exact, and counted in the same snapshot',
      'evidence: the one offer of each product that meets the filter',
      'endCursor: paste it into the variables below as {"after": "…"} for the next page; asOf stays as it was',
    ],
    graphql: `query BrowseKnives($after: String) {
  products(
    where: { categories: ["knives"], price: { min: "40", max: "80" }, inStock: true }
    sort: PRICE_ASC
    first: 4
    after: $after
  ) {
    asOf
    totalCount { value exact }
    edges {
      node { title brand { name } rating }
      evidence { rank price { money { amount } } stock { available } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    sql: `select rank, title, price, available
from api.similar_items(null, 4,
  filter => '{"categories": ["knives"], "price": {"min": "40", "max": "80"}, "inStock": true}',
  options => '{"sort": "PRICE_ASC"}');`,
  },
  {
    operation: 'IsMeaningFresh',
    title: 'Is its meaning up to date?',
    story:
      'Vectors say what a text is like, and go stale when it changes. A change of text is queued in the same transaction and embedded by a worker; nobody has to guess how far that is. Edit a product, and its row says that its vector is old until a worker was there.',
    see: [
      'embeddingStatus: the model that answers, which share of the products has a vector of its present text, what waits and what was set aside',
      'embedding: of each row, by which model, and whether its vector is of the text that it has now; ask for embeddedAt too',
    ],
    graphql: `query IsMeaningFresh {
  embeddingStatus {
    active { model state products embedded coverage backlog parked }
  }
  similarItems(to: { text: "warm hat" }, first: 3) {
    nodes {
      product { title }
      embedding { model fresh }
    }
  }
}`,
    sql: `select model, state, products, embedded, coverage, backlog, parked
from api.embedding_status();`,
  },
];
