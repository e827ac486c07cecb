/**
 * One question of the walkthrough, as GraphQL and as SQL. What is claimed of its answer is held to it by
 * test/seeds/walkthrough.test.ts. `{seeding - 2 h}` in either stands for that instant.
 */
export interface WalkthroughStep {
  /** Name of the GraphQL operation, which is what GraphiQL calls its tab; steps without one are for psql alone. */
  operation: string;
  title: string;
  /** What happens, and why it is worth a look. */
  story: string;
  /** What to see in the answer, a line each. */
  see: readonly string[];
  /** What it varies has defaults: GraphiQL loses the variables of its first tabs when another tab is opened first. */
  graphql?: string;
  /** Statements that end in ";" at the end of a line. */
  sql: string;
}
