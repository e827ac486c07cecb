import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { reachMilestone, readMilestones } from '../../src/preparation/milestone.ts';
import { needsDemo, seedDemo } from '../../src/preparation/seed-demo.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

it('seeds what is empty, but not beside an import that was begun or products of another origin', async () => {
  expect(await needsDemo(database)).toBe(true);
  const imported = await inTransaction(database, async (connection) => {
    await reachMilestone(connection, 'import');
    return needsDemo(connection);
  });
  expect(imported).toBe(false);
  const filled = await inTransaction(database, async (connection) => {
    await connection.query("insert into product.category (slug, name) values ('own', 'Own')");
    await connection.query(
      "insert into product.product (handle, title, category_id) select 'own', 'Own', c.category_id from product.category c where c.slug = 'own'",
    );
    return needsDemo(connection);
  });
  expect(filled).toBe(false);
});

it('resumes a seeding that was killed, with the instant of its beginning, and changes nothing once it is done', async () => {
  const size = 300; // more than a batch
  const killed = seedDemo(
    database,
    () => {
      throw new Error('killed after a batch');
    },
    size,
  );
  await expect(killed).rejects.toThrow('killed after a batch');
  expect(await needsDemo(database)).toBe(true);
  const begun = (await readMilestones(database)).get('seed_begun');

  await sleep(10);
  await seedDemo(database, () => undefined, size);
  expect(await needsDemo(database)).toBe(false);
  expect((await readMilestones(database)).get('seed_begun')).toEqual(begun);

  const { counts } = await seedDemo(database, () => undefined, size);
  expect(Object.entries(counts).filter(([, { created, updated }]) => created + updated > 0)).toEqual([]);
});
