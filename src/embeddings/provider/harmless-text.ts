/** What a provider is asked for to see whether it answers: nobody's question, and of no product. */
export const harmlessText = 'a plain text';
