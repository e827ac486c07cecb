import { expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { timeQueries } from '../../src/db/time-queries.ts';

async function callsOf(query: Queryable['query'], statements: readonly string[]): Promise<string[]> {
  const calls: string[] = [];
  const timed = timeQueries({ query }, (call, seconds) => {
    expect(seconds).toBeGreaterThanOrEqual(0);
    calls.push(call);
  });
  for (const statement of statements) await timed.query(statement).catch(() => undefined);
  return calls;
}

const statements = [
  'select api.search(query_text => $1::text)',
  'select s.model\n  from api.embedding_status() s',
  'select 1',
];

it('tells a query by its api function, and another as such', async () => {
  expect(await callsOf(async () => [], statements)).toEqual(['search', 'embedding_status', 'other']);
});

it('tells a query that fails too, and lets its error through', async () => {
  const fail = () => Promise.reject(new Error('gone'));
  expect(await callsOf(fail, statements)).toEqual(['search', 'embedding_status', 'other']);
  await expect(timeQueries({ query: fail }, () => undefined).query('select 1')).rejects.toThrow('gone');
});
