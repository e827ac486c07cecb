import { expect, it } from 'vitest';
import { oneAtATime } from '../../src/preparation/one-at-a-time.ts';
import { onServer } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

it('lets the second wait for the first, says so, and frees the lock when the first fails', async (context) => {
  if (!onServer()) context.skip('the embedded folder is open in one process');
  const events: string[] = [];
  let fail = (_: Error) => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const first = oneAtATime(
    database,
    () => {
      begin();
      return failure;
    },
    () => events.push('first waits'),
  );
  await begun;
  const second = oneAtATime(
    database,
    async () => events.push('second works'),
    () => {
      events.push('second waits');
      fail(new Error('first failed'));
    },
  );
  await expect(first).rejects.toThrow('first failed');
  await second;
  expect(events).toEqual(['second waits', 'second works']);
});

it('uses the one connection of the embedded engine for the work alone', async (context) => {
  if (onServer()) context.skip('a server has connections enough');
  const rows = await oneAtATime(
    database,
    () => database.query('select 1 as one'),
    () => expect.unreachable(),
  );
  expect(rows).toEqual([{ one: 1 }]);
});
