import { parse, valueFromASTUntyped } from 'graphql';
import { expect } from 'vitest';
import { steps } from '../../../seeds/walkthrough/steps.ts';
import { writeInstants } from '../../../seeds/walkthrough/write-instants.ts';
import type { Database } from '../../../src/db/database.ts';
import { readMilestones } from '../../../src/preparation/milestone.ts';
import { runStatements } from '../../../tools/walkthrough-document.ts';
import { type Answer, makeClient } from '../../server/client.ts';

/** The check of each step, by its operation. */
export type Claims = Record<string, () => Promise<void>>;

export interface Item {
  product: {
    title: string;
    brand?: { name: string };
    attributes?: { name: string; values: string[] }[];
  };
  variant: { sku: string; weightGrams: number; options: { name: string; values: string[] }[] };
  price: { money: { amount: string; currencyCode: string } };
  stock: {
    available: number | null;
    status: string;
    locations?: { code: string; name: string; available: number }[];
  };
  checks: { kind: string; required: string; actual: string; satisfied: boolean }[];
  preferences: { required: string; actual: string; typical: string | null; satisfied: boolean }[];
}

export type WalkthroughAnswers = ReturnType<typeof askWalkthrough>;

/** Asks the steps of a demo shop. */
export function askWalkthrough(database: Database) {
  const client = makeClient(database);
  const stepOf = (operation: string) => steps.find((step) => step.operation === operation)!;
  const seededAt = async () => (await readMilestones(database)).get('seed_begun')!;
  return {
    database,
    client,
    seededAt,
    /** `data` of its GraphQL, which must be without errors. */
    async run(operation: string, variables: object = {}): Promise<Answer['data']> {
      const query = writeInstants(stepOf(operation).graphql!, await seededAt());
      const { data, errors } = await client.ask(query, variables);
      expect(errors).toEqual([]);
      return data;
    },
    /** The rows of each of its selects. */
    runSql: async (operation: string) => runStatements(database, stepOf(operation), await seededAt()),
    /** The variables that its GraphQL has by default. */
    defaultsOf(operation: string): object {
      const [definition] = parse(stepOf(operation).graphql!).definitions;
      if (definition?.kind !== 'OperationDefinition') throw new Error(`${operation} begins with a fragment`);
      return Object.fromEntries(
        (definition.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
          variable.name.value,
          valueFromASTUntyped(defaultValue!),
        ]),
      );
    },
  };
}
