import type { WalkthroughStep } from './walkthrough-step.ts';

/** What is made of words, down to words that mean nothing. */
export const wordSteps: readonly WalkthroughStep[] = [
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
    operation: 'AnyFilter',
    title: 'Nothing is lost under a filter',
    story:
      'An index of vectors walked under a narrow filter comes back with half a page, or none. Here the filter is judged first and the way is chosen by what is left, so that the page is the one that comparing everything would give; and a filter that nothing meets is answered without comparing anything.',
    see: [
      'narrow: the ten products that qualify were all compared (EXACT, exhausted), and those of them that the whole answer holds are all here',
      'nothing: no vector was compared (NONE), and the reason says so',
      'similarityFloor: measured on this catalogue; meaning proposes only what is nearer',
    ],
    graphql: `query AnyFilter {
  whole: similarItems(
    to: { text: "something warm for a cold night" }
    first: 3
  ) { ...HowFound }
  narrow: similarItems(
    to: { text: "something warm for a cold night" }
    where: { brands: ["cragmere"], categories: ["sleeping-bags"] }
    first: 3
  ) { ...HowFound }
  nothing: similarItems(
    to: { text: "something warm for a cold night" }
    where: { brands: ["cragmere"], price: { max: "1" } }
    first: 3
  ) { ...HowFound }
}

fragment HowFound on SimilarItemConnection {
  totalCount { value exact }
  retrieval {
    mode
    strategy
    candidatesScanned
    exhausted
    embeddingModel
    similarityFloor
    emptyReason
  }
  nodes { product { title } }
}`,
    sql: `select
  f.filter, p.page #>> '{total,value}' as total, p.page #>> '{retrieval,strategy}' as strategy,
  p.page #>> '{retrieval,candidatesScanned}' as scanned, p.page #>> '{retrieval,exhausted}' as exhausted
from (values
  (1, '{}'),
  (2, '{"brands": ["cragmere"], "categories": ["sleeping-bags"]}'),
  (3, '{"brands": ["cragmere"], "price": {"max": "1"}}')) f (place, filter)
cross join lateral (select api.search('something warm for a cold night', 3, f.filter::jsonb) as page) p
order by f.place;`,
  },
  {
    operation: 'KnownByItsSku',
    title: 'An SKU, as the label has it',
    story:
      'Who types an SKU, a handle or a title from end to end knows what she wants. It comes first, of the variants the one that was named, and the score says by which part.',
    see: [
      'matchedBy: EXACT, beside what else proposed it',
      'score: the parts that "fused" is made of; the boost of an exact match outweighs all the others together',
      'title: the second is near in meaning and has most of the words, but no exact part',
    ],
    graphql: `query KnownByItsSku {
  sku: similarItems(
    to: { text: "cor-thirl-blue-l" }
    first: 1
  ) { ...Scored }
  title: similarItems(
    to: { text: "juno faux leather biker jacket" }
    first: 2
  ) { ...Scored }
}

fragment Scored on SimilarItemConnection {
  nodes {
    rank
    product { title }
    variant { sku }
    matchedBy
    score {
      fused
      exact { match boost }
      semantic { similarity rank }
      lexical { score rank }
      preference
      pinned
    }
  }
}`,
    sql: `select 'SKU' as named_by, rank, title, sku, round(score, 1) as score
from api.similar_items('cor-thirl-blue-l', 1)
union all
select 'title', rank, title, sku, round(score, 1)
from api.similar_items('juno faux leather biker jacket', 2);`,
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
    operation: 'WhileTyping',
    title: 'While she types',
    story:
      'The beginning of a word is completed to categories, brands and products that can be bought. A category or a brand comes with the filter that applies it.',
    see: [
      'flask: the category before its products, with the categories above it',
      'crag: a brand; "where" is what to send with the next question',
      'backpakc: a wrong letter does not end it',
    ],
    graphql: `query WhileTyping {
  flask: suggest(prefix: "flask", first: 3) { ...Suggested }
  crag: suggest(prefix: "crag", first: 2) { ...Suggested }
  backpakc: suggest(
    prefix: "leather backpakc"
    first: 2
  ) { ...Suggested }
}

fragment Suggested on Suggestion {
  kind
  text
  path
  where
  product { handle }
}`,
    sql: `select s ->> 'kind' as kind, s ->> 'text' as text, s ->> 'path' as path, s ->> 'where' as filter
from jsonb_array_elements(api.suggest('flask', 3)) s
union all
select s ->> 'kind', s ->> 'text', s ->> 'path', s ->> 'where'
from jsonb_array_elements(api.suggest('crag', 2)) s
union all
select s ->> 'kind', s ->> 'text', s ->> 'path', s ->> 'where'
from jsonb_array_elements(api.suggest('leather backpakc', 2)) s;`,
  },
  {
    operation: 'InventedWords',
    title: 'Words that mean nothing',
    story:
      'To a vector everything is near to something, so that nonsense gets ten products at random. Here a product must be nearer than the floor, which is measured on the catalogue, and words that nobody knows are near to nothing.',
    see: [
      'invented: an empty page, and the reason',
      'tooFar: a real word, and a shelf on which nothing comes near it',
      'withoutFloor: the same with the floor taken away, and what one gets for it: look at the similarity',
    ],
    graphql: `query InventedWords {
  invented: similarItems(
    to: { text: "a flurble snorvle" }
    first: 2
  ) { ...Found }
  tooFar: similarItems(
    to: { text: "wool throw" }
    where: { categories: ["headphones"] }
    first: 2
  ) { ...Found }
  withoutFloor: similarItems(
    to: { text: "wool throw" }
    where: { categories: ["headphones"] }
    minSimilarity: -1
    first: 2
  ) { ...Found }
}

fragment Found on SimilarItemConnection {
  retrieval { mode similarityFloor emptyReason degraded }
  nodes {
    product { title }
    score { semantic { similarity } }
  }
}`,
    sql: `select q.text, p.page #>> '{retrieval,emptyReason}' as why
from (values (1, 'a flurble snorvle', '{}'), (2, 'wool throw', '{"categories": ["headphones"]}')) q (place, text, filter)
cross join lateral (select api.search(q.text, 2, q.filter::jsonb) as page) p
order by q.place;`,
  },
];
