import type { WalkthroughStep } from './walkthrough-step.ts';

/** The question that all began with, and what stands behind its answer. */
export const firstSteps: readonly WalkthroughStep[] = [
  {
    operation: 'LighterThanLeather',
    title: 'Like a leather jacket, but lighter',
    story:
      'A shopper says what she wants in one sentence. Two demands are read out of it, and wishes; what is left is searched for by meaning and by words.',
    see: [
      'interpretation: "under $150" and "available right now" became constraints; "lighter", and the bare words "leather" and "jacket", preferences, which turn nothing away; the residue is what was searched for',
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
      preferences { label kind span { text } }
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
    title: 'Why is it not in the answer?',
    story:
      'The Thirl is a leather-look jacket, it can be had for $120, and it is in stock. Yet it is not in the answer above: the red M that costs $120 is sold out, and the blue L that is in stock costs $180. A search that flattens variants into one document recommends it; here one offer must meet everything, and any product can be asked after.',
    see: [
      'verdict, reason: what keeps it out, in a word and in a sentence',
      'offers: each held against every constraint, and no single one is both under $150 and in stock',
      'score: it is near enough to the question, so meaning is not what keeps it out',
    ],
    graphql: `query WhyNotThirl {
  explainMatch(
    product: { handle: "thirl-faux-leather-biker-jacket" }
    to: {
      text: "a leather jacket, but lighter, under $150 and in stock"
    }
  ) {
    verdict
    reason
    rank
    offers {
      variant { sku options { name values } }
      price { money { amount } }
      stock { available }
      checks { required actual satisfied }
    }
    score { semantic { similarity rank } }
    retrieval { similarityFloor }
  }
}`,
    sql: `select e ->> 'verdict' as verdict, e ->> 'reason' as reason
from api.explain_match(
  '{"handle": "thirl-faux-leather-biker-jacket"}',
  'a leather jacket, but lighter, under $150 and in stock') e;
select k.sku, o.amount, o.available
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
];
