/** What was asked last, by key: of more than `capacity` the one that nobody has asked for the longest time goes. */
export function makeRecentAnswers<Answer>(capacity: number) {
  const answers = new Map<string, Answer>();
  return {
    find(key: string): Answer | undefined {
      const answer = answers.get(key);
      if (answer === undefined) return undefined;
      answers.delete(key); // to the end of the map's order
      answers.set(key, answer);
      return answer;
    },
    keep(key: string, answer: Answer): void {
      answers.set(key, answer);
      const [oldest] = answers.keys();
      if (answers.size > capacity && oldest !== undefined) answers.delete(oldest);
    },
  };
}
