import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { steps } from '../../seeds/walkthrough/steps.ts';
import { packageRoot } from '../../src/package-root.ts';
import { writeWalkthrough } from '../../tools/walkthrough-document.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeFactClaims } from './claims/fact-claims.ts';
import { makeFirstClaims } from './claims/first-claims.ts';
import { makePsqlClaims } from './claims/psql-claims.ts';
import { makeReadingClaims } from './claims/reading-claims.ts';
import { makeRefinementClaims } from './claims/refinement-claims.ts';
import { makeShelfClaims } from './claims/shelf-claims.ts';
import { askWalkthrough, type Claims } from './claims/walkthrough-answers.ts';
import { makeWordClaims } from './claims/word-claims.ts';

const database = useDatabase('demo');
const answers = askWalkthrough(database);

/** What the walkthrough says about each step. */
const claims: Claims = {
  ...makeFirstClaims(answers),
  ...makeFactClaims(answers),
  ...makeReadingClaims(answers),
  ...makeWordClaims(answers),
  ...makeRefinementClaims(answers),
  ...makeShelfClaims(answers),
  ...makePsqlClaims(answers),
};

describe('the walkthrough', () => {
  it.each(steps.map(({ operation, title }) => [operation, title]))('%s: %s', (operation) =>
    claims[operation]!(),
  );

  it('has claims for each step, and for no other', () => {
    expect(Object.keys(claims)).toEqual(steps.map(({ operation }) => operation));
    expect(steps.filter(({ graphql }) => graphql !== undefined).length).toBe(28);
    for (const { operation, graphql } of steps) {
      if (graphql !== undefined) expect(graphql).toMatch(new RegExp(`^(query|mutation) ${operation}[( ]`));
    }
  });

  it.each([
    'Show me something like a leather jacket but lighter, under $150, and available right now.',
    'Show me something like a leather jacket but lighter, under $150, and only current prices.',
  ])('asks word for word, in GraphQL and in SQL: %s', (question) => {
    expect(steps.filter(({ graphql }) => graphql?.includes(question))).toHaveLength(1);
    expect(steps.filter(({ sql }) => sql.includes(question))).toHaveLength(1);
  });

  it('is in docs/ with the answers that come out', async () => {
    const { markdown, sql } = await writeWalkthrough(database, await answers.seededAt());
    const kept = (name: string) => readFileSync(join(packageRoot(), 'docs', name), 'utf8');
    expect(markdown, 'run "npm run walkthrough" and read what changed').toBe(kept('walkthrough.md'));
    expect(sql).toBe(kept('walkthrough.sql'));
  });
});

it('is asked of a shop of which every product is embedded', async () => {
  const { data } = await answers.client.ask(
    '{ embeddingStatus { active { state products embedded backlog parked } } }',
  );
  const { active } = data.embeddingStatus;
  expect(active).toMatchObject({ state: 'ACTIVE', embedded: active.products, backlog: 0, parked: 0 });
  expect((await answers.client.fetch('/health/ready')).status).toBe(200);
});
