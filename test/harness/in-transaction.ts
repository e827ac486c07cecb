import type { Database, Queryable } from '../../src/db/database.ts';

const undone = Symbol('rolled back');

/**
 * Runs `work` on a `Database` whose every effect is rolled back; returns what `work` returned. A transaction inside
 * becomes a savepoint. `now()` stands still, at the start; sequences keep what they gave.
 */
export async function inTransaction<T>(
  database: Database,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  await database
    .transaction(async (connection) => {
      result = await work(overConnection(database.engine, connection));
      throw undone;
    })
    .catch((reason: unknown) => {
      if (reason !== undone) throw reason;
    });
  return result as T;
}

function overConnection(engine: Database['engine'], connection: Queryable): Database {
  let depth = 0;
  return {
    engine,
    query: (text, values) => connection.query(text, values),
    session: (work) => work(connection),
    listen: async () => ({ close: async () => undefined }),
    poolFigures: () => ({ total: 1, idle: 0, waiting: 0 }),
    close: async () => undefined,
    async transaction(work) {
      depth += 1;
      const name = `test_${depth}`;
      await connection.query(`savepoint ${name}`);
      try {
        const result = await work(connection);
        await connection.query(`release savepoint ${name}`);
        return result;
      } catch (error) {
        await connection.query(`rollback to savepoint ${name}`);
        throw error;
      } finally {
        depth -= 1;
      }
    },
  };
}
