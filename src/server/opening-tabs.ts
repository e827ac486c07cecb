/**
 * What GraphiQL opens with on any catalogue. Lines fit its editor; no variables, which it loses when another tab is opened first, but
 * `$conversation`, which the page fills in (use-graphiql.ts).
 */
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
  `# A conversation. It comes as events, each of which takes the
# place of the one before: how the question was taken, the
# evidence, and prose, sentence by sentence, that may say only
# what the evidence shows. The last one has all of it.
subscription Ask {
  chat(input: { question: "What do you have under $150, in stock?", first: 5 }) {
    ... on ChatInterpreted { conversationId move }
    ... on ChatEvidence { evidence { rank product { title } } }
    ... on ChatSentence { sentence { text cites } }
    ... on ChatCompleted {
      result {
        narration { text sentences { text cites } }
        evidence { rank product { id title } price { money { amount } } }
        conversationId
        decisionId
      }
    }
    ... on ChatFailed { code message }
  }
}
`,
  `# Goes on with it: this page fills in $conversation, with the
# conversationId of the answer before. Elsewhere, send that.
mutation GoOn($conversation: ID) {
  chat(
    input: { question: "cheaper", conversationId: $conversation, first: 5 }
  ) {
    position
    move
    interpretation {
      constraints { label source turn { position } }
      preferences { label source turn { position } }
    }
    narration { text }
    conversationId
  }
}
`,
];
