/**
 * The tabs that GraphiQL opens with: questions that the demo shop has answers to. Each is a test. Lines fit its editor.
 * No variables: GraphiQL loses those of its default tabs when another tab is opened first.
 */
export const walkthrough: readonly string[] = [
  `# Similar items under $150, in stock, at the current price.
# The constraints are read out of the text and judged in SQL;
# each item has the one offer that meets them all, with proof.
query SimilarToText {
  similarItems(
    to: {
      text: "something like a leather jacket but lighter, under $150, in stock"
    }
    first: 5
  ) {
    asOf
    totalCount { value exact }
    interpretation {
      residue
      constraints { label source span { text } }
      preferences { measure direction }
      ignored { reason span { text } }
    }
    retrieval { mode strategy candidatesScanned emptyReason }
    nodes {
      rank
      product { id handle title brand { name } }
      variant { sku options { name values } weightGrams }
      price { money { amount currencyCode } validFrom validTo }
      stock { available status }
      score {
        fused
        semantic { similarity rank }
        lexical { score rank }
        preference
      }
      checks { kind required actual satisfied }
    }
  }
}
`,
  `# The same with a product as the example and the constraints
# as arguments. "handle" is the shop's own key of a product;
# "productId" takes the id from any answer.
query SimilarToProduct {
  similarItems(
    to: { handle: "halden-leather-biker-jacket" }
    where: { price: { max: "150", currency: "USD" }, inStock: true }
    first: 5
  ) {
    totalCount { value exact }
    nodes {
      rank
      product { id handle title }
      variant { sku }
      price { money { amount currencyCode } }
      stock { available status }
      checks { kind required actual satisfied }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  `# One product with all its variants and their offers:
# one SQL call a level, however many there are.
query OneProduct {
  product(by: { handle: "halden-leather-biker-jacket" }) {
    id
    title
    description
    rating
    category { name path { name } }
    attributes { name values }
    variants {
      sku
      options { name values }
      offers {
        price { amount currencyCode }
        compareAt { amount }
        validFrom
        validTo
        stock { available status }
      }
    }
  }
}
`,
  `# A chat question: the evidence, prose about that evidence
# alone, and the record of the decision.
mutation Ask {
  chat(
    input: {
      question: "Show me something like a leather jacket but lighter, under $150, and only current prices"
      first: 5
    }
  ) {
    narration { text sentences { text cites } }
    evidence {
      rank
      product { id title }
      price { money { amount currencyCode } }
      stock { status }
    }
    interpretation {
      constraints { label source }
      preferences { measure direction }
    }
    totalCount { value exact }
    decisionId
  }
}
`,
];
