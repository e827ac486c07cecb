import { expect, it, vi } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { startWorker } from './start-worker.ts';

const database = useDatabase();

it('removes what is old in steps until nothing is left of it, and not again before its time', async () => {
  const add = () =>
    database.query(
      `insert into work.job (kind, label, state, finished_at)
       select 'fit', 'a/b/' || n, 'succeeded', statement_timestamp() - interval '91 days' from generate_series(1, 1001) n`,
    );
  const count = async () => {
    const [row] = await database.query<{ jobs: number }>('select count(*)::integer as jobs from work.job');
    return row?.jobs;
  };
  await add();
  const worker = startWorker(database, { timing: { pruneMs: [10, 60_000] } });
  await vi.waitFor(async () => expect(await count()).toBe(0), { timeout: 10_000 });
  await add();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await count()).toBe(1001);
  await worker.stop();
});
