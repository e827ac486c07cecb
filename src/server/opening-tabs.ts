/** What GraphiQL opens with on any catalogue. Lines fit its editor; no variables, which it loses when another tab is opened first. */
export const openingTabs: readonly string[] = [
  `# What can be bought, newest first. "where" narrows it down,
# "sort" orders it, "after" pages on.
query Browse {
  products(where: { inStock: true }, first: 5) {
    totalCount { value exact }
    nodes {
      handle
      title
      brand { name }
      category { slug name }
      attributes { name values }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  `# Put your own question here. Demands such as "under $150",
# "in stock" or "not leather" are read out of it, judged in
# SQL, and proved for each item by a check.
query Search {
  similarItems(to: { text: "something under $150, in stock" }, first: 5) {
    interpretation {
      residue
      constraints { label source span { text } }
      ignored { reason span { text } }
    }
    retrieval { mode emptyReason }
    nodes {
      rank
      product { handle title }
      price { money { amount currencyCode } validTo }
      stock { available status }
      checks { required actual satisfied }
    }
  }
}
`,
  `# The same as a conversation: evidence, then prose that may
# say only what the evidence shows.
mutation Ask {
  chat(input: { question: "What do you have under $150, in stock?", first: 5 }) {
    narration { text sentences { text cites } }
    evidence { rank product { id title } price { money { amount } } }
    decisionId
  }
}
`,
];
