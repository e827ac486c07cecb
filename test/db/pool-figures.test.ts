import { expect, it } from 'vitest';
import { onServer } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase('empty');

it('tells how many connections are open and idle', async () => {
  await database.query('select 1');
  const before = database.poolFigures();
  expect(before).toEqual({ total: before.total, idle: before.total, waiting: 0 });
  await database.session(async () => {
    expect(database.poolFigures()).toEqual({ total: before.total, idle: before.total - 1, waiting: 0 });
  });
});

// The embedded engine computes in this thread: nobody can look while a query runs.
it.runIf(onServer())('tells how many wait for a connection', async () => {
  const slow = Array.from({ length: 20 }, () => database.query('select pg_sleep(0.3)'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { total, idle, waiting } = database.poolFigures();
  expect([total + waiting, idle]).toEqual([20, 0]);
  expect(waiting).toBeGreaterThan(0);
  await Promise.all(slow);
  expect(database.poolFigures().waiting).toBe(0);
});
