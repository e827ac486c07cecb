import type { WalkthroughStep } from './walkthrough-step.ts';

/** How a question is read: what becomes a demand, a wish, an order, or is left aside. */
export const readingSteps: readonly WalkthroughStep[] = [
  {
    operation: 'SixWishesInOne',
    title: 'Six wishes in one sentence',
    story:
      'Every wish of a sentence is read by rules and rows, with no language model, and comes back as a chip for a page to show: where it stands in the text, which row read it, and the question without it.',
    see: [
      'constraints: the marked words are demands ("in navy or grey", "not merino"), and grey has its kinds with it',
      'preferences: "wool" is a bare word, so that it moves the order and turns nothing away',
      'sort: "cheapest"; ignored: how an order is delivered is not known here, and that is said',
      'remove: what to send as the arguments of the next question when a chip is taken off',
    ],
    graphql: `query SixWishesInOne {
  similarItems(
    to: {
      text: """
      the cheapest wool sweater in navy or grey,
      under $160, not merino, in stock, free delivery
      """
    }
    first: 2
  ) {
    interpretation {
      residue
      constraints {
        key
        label
        source
        origin
        span { text }
        remove { where dismiss }
      }
      preferences { key label span { text } remove { where dismiss } }
      sort { key label span { text } remove { where dismiss } }
      ignored { kind reason span { text } }
    }
    nodes {
      product { title }
      variant { options { name values } }
      price { money { amount } }
      checks { required actual }
    }
  }
}`,
    sql: `select c.read_as, coalesce(v ->> 'label', v ->> 'reason') as chip, v #>> '{span,text}' as said, v ->> 'origin' as row
from api.interpret('the cheapest wool sweater in navy or grey, under $160, not merino, in stock, free delivery') i
cross join lateral (values
  (1, 'demand', i -> 'constraints'), (2, 'wish', i -> 'preferences'),
  (3, 'order', jsonb_build_array(i -> 'sort')), (4, 'left aside', i -> 'ignored')) c (place, read_as, found)
cross join jsonb_array_elements(c.found) with ordinality f (v, position)
order by c.place, f.position;
select rank, title, options_of_variant ->> 'colour' as colour, price, available
from api.similar_items(
  'the cheapest wool sweater in navy or grey, under $160, not merino, in stock, free delivery', 2);`,
  },
  {
    operation: 'CheapestThatFits',
    title: 'The cheapest of what she means',
    story:
      'Sorted by price, an answer that is found by meaning begins with a passport cover: it is made of faux leather, and it is cheap. "Cheapest" in a question orders only what fits it well; the rest stands behind.',
    see: [
      'cheapest: jackets of leather, which suede is, by a row; each dearer than the one before',
      'withoutTheChip: the same question by relevance, with the order dismissed by its key',
      'sortedByPrice: an explicit "sort" orders everything that was found',
    ],
    graphql: `query CheapestThatFits {
  cheapest: similarItems(
    to: { text: "cheapest leather jacket in stock" }
    first: 3
  ) { ...Ordered }
  withoutTheChip: similarItems(
    to: { text: "cheapest leather jacket in stock" }
    dismiss: ["SORT"]
    first: 3
  ) { ...Ordered }
  sortedByPrice: similarItems(
    to: { text: "leather jacket in stock" }
    sort: PRICE_ASC
    first: 3
  ) { ...Ordered }
}

fragment Ordered on SimilarItemConnection {
  interpretation {
    sort { sort label span { text } }
    ignored { kind key span { text } }
  }
  nodes {
    product { title category { name } }
    price { money { amount } }
  }
}`,
    sql: `select 'cheapest' as asked, rank, title, category, price
from api.similar_items('cheapest leather jacket in stock', 3)
union all
select 'without the chip', rank, title, category, price
from api.similar_items('cheapest leather jacket in stock', 3, options => '{"dismiss": ["SORT"]}')
union all
select 'sorted by price', rank, title, category, price
from api.similar_items('leather jacket in stock', 3, options => '{"sort": "PRICE_ASC"}');`,
  },
  {
    operation: 'MeasuresConverted',
    title: 'Twenty litres, one kilo, eight inches',
    story:
      'An amount with a unit is held against the number that the catalogue has: the capacity of a backpack, the weight of the very variant, a blade that is measured in centimetres. With a bound it is a demand; without one, a wish.',
    see: [
      'backpack: two measures of two dimensions, each proved by its figure',
      'knife: 8 inches are 20.32 cm, so that a blade of 20 cm is under them',
      'monitor: a bare "27 inch" turns nothing away; "preferences" says whether it is met',
    ],
    graphql: `query MeasuresConverted {
  backpack: similarItems(
    to: { text: "backpack at least 20 litres under 1 kg" }
    first: 3
  ) { ...Measured }
  knife: similarItems(
    to: { text: "a chef's knife under 8 inches" }
    first: 3
  ) { ...Measured }
  monitor: similarItems(
    to: { text: "27 inch monitor" }
    first: 1
  ) { ...Measured }
}

fragment Measured on SimilarItemConnection {
  interpretation {
    constraints { label filter span { text } }
    preferences { label filter span { text } }
  }
  nodes {
    product { title }
    checks { required actual }
    preferences { required actual satisfied }
  }
}`,
    sql: `select q.text, i.item ->> 'title' as title, c.measured ->> 'required' as asked, c.measured ->> 'actual' as is
from (values
  (1, 'backpack at least 20 litres under 1 kg'), (2, 'a chef''s knife under 8 inches'), (3, '27 inch monitor')) q (place, text)
cross join lateral jsonb_array_elements(api.search(q.text, 1) -> 'items') i (item)
cross join lateral jsonb_array_elements(i.item -> 'checks' || (i.item -> 'preferences')) with ordinality c (measured, position)
where c.measured ->> 'kind' = 'ATTRIBUTE'
order by q.place, c.position;`,
  },
  {
    operation: 'LighterThanWhat',
    title: 'Lighter than what?',
    story:
      'A comparative needs something to be compared with. In a sentence that is the typical one, the middle of the twenty products that fit it best; beside a product it is that product. Both numbers stand in the evidence.',
    see: [
      'likeAText: each weight beside the typical one',
      'likeThisOne: "but" says how the answer is to differ from the Halden, which costs $329 and weighs 1.78 kg; "in brown" is a demand, the comparatives are wishes',
      'ignored: what is neither ("prettier") is not searched for beside a product, and that is said',
    ],
    graphql: `query LighterThanWhat {
  likeAText: similarItems(
    to: { text: "like a leather jacket but lighter" }
    first: 3
  ) { ...Compared }
  likeThisOne: similarItems(
    to: { handle: "halden-leather-biker-jacket" }
    but: "cheaper, lighter, prettier, in brown"
    first: 3
  ) { ...Compared }
}

fragment Compared on SimilarItemConnection {
  interpretation {
    constraints { label }
    preferences { label measures direction }
    ignored { reason span { text } }
  }
  nodes {
    product { title }
    price { money { amount } }
    preferences { required actual typical satisfied }
  }
}`,
    sql: `select a.asked, i.item ->> 'title' as title, p.wish ->> 'required' as wish, p.wish ->> 'actual' as is, p.wish ->> 'typical' as beside
from (values
  (1, 'like a leather jacket but lighter', '{}'),
  (2, 'cheaper, lighter, prettier, in brown', '{"like": {"handle": "halden-leather-biker-jacket"}}')) a (place, asked, options)
cross join lateral jsonb_array_elements(api.search(a.asked, 3, options => a.options::jsonb) -> 'items') with ordinality i (item, rank)
cross join lateral jsonb_array_elements(i.item -> 'preferences') with ordinality p (wish, position)
where p.wish ->> 'kind' = 'COMPARATIVE'
order by a.place, i.rank, p.position;`,
  },
  {
    operation: 'NotSilently',
    title: 'What cannot be had is said',
    story:
      'A maker that the shop does not carry, a currency without a price list, free delivery: all three are understood, and none can be met. Nothing is dropped in silence: each is listed with its reason, and the narration says it.',
    see: [
      'narration: its last sentence says what was left aside, and why',
      'ignored: the same, for a page to show; an amount is never converted',
      'constraints: what could be honoured holds as ever',
    ],
    graphql: `mutation NotSilently {
  chat(
    input: {
      question: """
      headphones under £90 with free delivery,
      not by Nike, in stock, under 300 g
      """
      first: 3
    }
  ) {
    narration { sentences { text } }
    interpretation {
      constraints { label }
      ignored { kind key reason span { text } }
    }
    evidence {
      product { title }
      price { money { amount currencyCode } }
      checks { required actual }
    }
  }
}`,
    sql: `select assistant_text
from api.chat('headphones under £90 with free delivery, not by Nike, in stock, under 300 g', 3);`,
  },
  {
    operation: 'JustWords',
    title: 'Words that only look like demands',
    story:
      'Not every "under" is a price, not every number an amount, not every "non" a negation. A longer name hides what its words would say alone, and what no rule has understood is left for the search.',
    see: [
      'sink, jeans, party: no constraint but the one of every question, which is a current price',
      'pan: "non-stick" is a quality, and the text asks for it',
      'jacket: faux leather is none, so that one can be wished for and the other excluded',
    ],
    graphql: `query JustWords {
  sink: interpret(text: "under the sink organiser") { ...Read }
  jeans: interpret(text: "501 jeans") { ...Read }
  party: interpret(text: "black tie dress") { ...Read }
  pan: interpret(text: "non-stick frying pan") { ...Read }
  jacket: interpret(text: "faux leather jacket, not leather") {
    ...Read
  }
}

fragment Read on Interpretation {
  residue
  constraints { kind label span { text } }
  preferences { kind label span { text } }
}`,
    sql: `select q.text, i.read ->> 'residue' as searched_for,
  (select string_agg(c ->> 'label', '; ') from jsonb_array_elements(i.read -> 'constraints') c where c ->> 'source' <> 'DEFAULT') as demands,
  (select string_agg(p ->> 'label', '; ') from jsonb_array_elements(i.read -> 'preferences') p) as wishes
from (values
  (1, 'under the sink organiser'), (2, '501 jeans'), (3, 'black tie dress'), (4, 'non-stick frying pan'),
  (5, 'faux leather jacket, not leather')) q (place, text)
cross join lateral (select api.interpret(q.text) as read) i
order by q.place;`,
  },
  {
    operation: 'WithoutWool',
    title: 'Without wool, and without merino',
    story:
      'Vectors cannot say no: to them "without wool" is about wool. Read as an exclusion it takes every kind of wool away with it, whole or in part: what ends in the word, such as recycled wool, and what a row says is wool, such as merino.',
    see: [
      'sweater: what stands first without the exclusion',
      'without: no wool and no merino in any of them; each check says what it is made of instead',
    ],
    graphql: `query WithoutWool {
  sweater: similarItems(to: { text: "sweater" }, first: 3) {
    ...MadeOf
  }
  without: similarItems(
    to: { text: "sweater without wool" }
    first: 4
  ) { ...MadeOf }
}

fragment MadeOf on SimilarItemConnection {
  totalCount { value exact }
  interpretation {
    constraints { kind label filter span { text } }
  }
  nodes {
    product { title }
    checks { kind required actual satisfied }
  }
}`,
    sql: `select 'sweater' as asked, i.rank, i.title, v.attributes -> 'material' as material
from api.similar_items('sweater', 3) i
join product.variant v on (v.product_id, v.variant_id) = (i.product_id, i.variant_id)
union all
select 'without wool', i.rank, i.title, v.attributes -> 'material'
from api.similar_items('sweater without wool', 4) i
join product.variant v on (v.product_id, v.variant_id) = (i.product_id, i.variant_id);`,
  },
];
