import type { WalkthroughStep } from './walkthrough-step.ts';

/** From one answer to the next: facets where there is much, what to give up where there is nothing. */
export const refinementSteps: readonly WalkthroughStep[] = [
  {
    operation: 'NarrowItDown',
    title: 'What can it be narrowed to?',
    story:
      'Facets come with the answer, in the same call. What the text demands is selected already: "by Quillon Row" is a tick that can be taken away. Within a facet one tick adds to another, so that the other brands are counted as well, each with what it would bring.',
    see: [
      'values: what is selected, and of each how many products meet all the rest',
      'apply: both arguments of the next question, whole; the next tab sends one of them',
      'basis, exact: what was counted, and whether the counts are exact',
    ],
    graphql: `query NarrowItDown {
  similarItems(
    to: { text: "a leather jacket by Quillon Row, under $250" }
    first: 2
  ) {
    totalCount { value exact }
    facets {
      group
      name
      label
      basis
      exact
      values { label count selected apply { where dismiss } }
      more
    }
    interpretation { constraints { key label } }
  }
}`,
    sql: `select f.facet ->> 'label' as facet, v.value ->> 'label' as value, (v.value ->> 'count')::int as products,
  (v.value ->> 'selected')::boolean as selected, v.value ->> 'apply' as apply
from jsonb_array_elements(
  api.search('a leather jacket by Quillon Row, under $250', 2, options => '{"include": ["FACETS"]}') -> 'facets')
  with ordinality f (facet, place)
cross join jsonb_array_elements(f.facet -> 'values') with ordinality v (value, place)
where f.place <= 4 and v.place <= 3
order by f.place, v.place;`,
  },
  {
    operation: 'NarrowedDown',
    title: 'A value applied',
    story:
      'Sundholt was clicked: the question stays, and "apply" of that value is sent as it came. Any other "apply" of the tab before can be pasted into the variables below, where it takes the place of these.',
    see: [
      'totalCount: the sixteen of the one brand and the sixteen of the other, as the facet had counted them',
      'constraints: the brands come from the argument now, and win over the text',
      'facets: both brands are selected, and "apply" of a selected value takes it away',
    ],
    graphql: `query NarrowedDown(
  $where: ItemFilter = { brands: ["quillon-row", "sundholt"] }
  $dismiss: [String!] = []
) {
  similarItems(
    to: { text: "a leather jacket by Quillon Row, under $250" }
    where: $where
    dismiss: $dismiss
    first: 4
  ) {
    totalCount { value exact }
    interpretation {
      constraints { key label source }
      ignored { reason span { text } }
    }
    nodes {
      product { title brand { name } }
      price { money { amount } }
    }
    facets {
      label
      values { label count selected apply { where dismiss } }
    }
  }
}`,
    sql: `select rank, title, brand, price
from api.similar_items('a leather jacket by Quillon Row, under $250', 4,
  filter => '{"brands": ["quillon-row", "sundholt"]}', options => '{"dismiss": []}');`,
  },
  {
    operation: 'NothingIsThatCheap',
    title: 'Nothing, why, and what instead',
    story:
      'An empty page is an answer. It says what turned how many away, and what to give up to find how many, instead of bending a demand by itself.',
    see: [
      'retrieval.emptyReason: in a sentence',
      'funnel: the constraints one after the other, and what each had left',
      'relaxations: without one of them, or with another price, so many more; the next tab applies one',
    ],
    graphql: `query NothingIsThatCheap {
  similarItems(
    to: {
      text: "a leather jacket by Quillon Row, under $90, in stock"
    }
    first: 3
  ) {
    retrieval { emptyReason }
    nodes { product { title } }
    funnel {
      basis
      exact
      candidates
      steps { constraintId label turnedAway remaining }
      remaining
    }
    relaxations {
      label
      more { value exact }
      apply { where dismiss }
    }
    interpretation { constraints { id key label } }
  }
}`,
    sql: `select r ->> 'label' as relaxation, (r ->> 'more')::int as more, r ->> 'apply' as apply
from jsonb_array_elements(
  api.search('a leather jacket by Quillon Row, under $90, in stock', 3, options => '{"include": ["RELAXATIONS"]}')
    -> 'relaxations') r;`,
  },
  {
    operation: 'OneDemandLess',
    title: 'One demand less',
    story:
      'She does not insist on the maker. What was read from the text is dismissed by its key, and listed as ignored, so that a page can offer to take it back.',
    see: [
      'constraints: no brand any more, and the price and the stock as before',
      'totalCount: what the relaxation had promised',
    ],
    graphql: `query OneDemandLess(
  $where: ItemFilter = {}
  $dismiss: [String!] = ["BRAND"]
) {
  similarItems(
    to: {
      text: "a leather jacket by Quillon Row, under $90, in stock"
    }
    where: $where
    dismiss: $dismiss
    first: 3
  ) {
    totalCount { value exact }
    interpretation {
      constraints { key label }
      ignored { kind key reason span { text } }
    }
    nodes {
      product { title brand { name } }
      price { money { amount } }
      stock { available }
    }
  }
}`,
    sql: `select rank, title, brand, price, available
from api.similar_items('a leather jacket by Quillon Row, under $90, in stock', 3,
  options => '{"dismiss": ["BRAND"]}');`,
  },
];
