import { expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { inTransaction } from './in-transaction.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase();

const reach = (connection: Queryable, name: string) =>
  connection.query('insert into trueshelf.milestone (name) values ($1)', [name]);

const reached = (connection: Queryable) =>
  connection.query('select m.name from trueshelf.milestone m order by m.name');

it('returns what the work returned and undoes what it did', async () => {
  const result = await inTransaction(database, async (db) => {
    await reach(db, 'inside');
    return reached(db);
  });
  expect(result).toEqual([{ name: 'inside' }]);
  expect(await reached(database)).toEqual([]);
});

it('undoes a transaction inside by itself when it fails', async () => {
  const result = await inTransaction(database, async (db) => {
    await db.transaction((connection) => reach(connection, 'kept'));
    await db
      .transaction(async (connection) => {
        await reach(connection, 'undone');
        await connection.query('select 1 / 0');
      })
      .catch(() => undefined);
    return reached(db);
  });
  expect(result).toEqual([{ name: 'kept' }]);
});

it('throws what the work threw, and undoes what it did', async () => {
  const work = inTransaction(database, async (db) => {
    await reach(db, 'inside');
    throw new Error('half way');
  });
  await expect(work).rejects.toThrow('half way');
  expect(await reached(database)).toEqual([]);
});
