export interface ConversationTurn {
  /** As the query has it, for the comment above. */
  question: string;
  /** What to see in the answer, a line each. */
  see: readonly string[];
  query: string;
}

/** A conversation on the demo shop. What is claimed of its answers is held to them by test/seeds/conversation.test.ts. */
export const conversation: readonly ConversationTurn[] = [
  {
    question: 'something like a leather jacket but lighter',
    see: ['evidence before any sentence', 'conversationId: what makes the next question a part of this'],
    query: `subscription Ask {
  chat(
    input: {
      question: "something like a leather jacket but lighter"
      first: 5
    }
  ) {
    ... on ChatInterpreted { conversationId move }
    ... on ChatEvidence { evidence { rank product { title } } }
    ... on ChatSentence { sentence { text cites } }
    ... on ChatCompleted {
      result {
        narration { text source }
        evidence { rank product { title } price { money { amount } } }
        facts { key label turn { position } }
        conversationId
        decisionId
      }
    }
    ... on ChatFailed { code message }
  }
}`,
  },
  {
    question: 'under $150, in black',
    see: [
      'move: REFINE; what is looked for is still a leather jacket, but lighter',
      'constraints: two that this turn says',
      'preferences: source CONVERSATION, said by turn 1',
    ],
    query: refine('Refine', 'under $150, in black'),
  },
  {
    question: 'the second one, what sizes are there?',
    see: [
      'reference: the product of rank 2 in the answer before',
      'item: its sizes, prices and stock, read anew; changes has what is no longer as it was shown',
    ],
    query: `mutation AskOfOne($conversation: ID) {
  chat(
    input: {
      question: "the second one, what sizes are there?"
      conversationId: $conversation
    }
  ) {
    move
    reference { kind title span { text } turn { position } }
    item {
      asked
      offers {
        variant { sku options { name values } }
        price { money { amount } }
        stock { available }
      }
      changes { field before now }
    }
    narration { text }
    conversationId
  }
}`,
  },
  {
    question: 'forget the colour',
    see: ['superseded: the colour, FORGOTTEN', 'constraints: the price holds on, said by turn 2'],
    query: refine('Forget', 'forget the colour'),
  },
];

function refine(operation: string, question: string): string {
  return `mutation ${operation}($conversation: ID) {
  chat(
    input: {
      question: "${question}"
      conversationId: $conversation
      first: 5
    }
  ) {
    move
    interpretation {
      residue
      constraints { label source turn { position } }
      preferences { label source turn { position } }
    }
    superseded { label why }
    evidence { rank product { title } price { money { amount } } }
    narration { text }
    conversationId
  }
}`;
}
