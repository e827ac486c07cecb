import type { Database } from '../db/database.ts';

/**
 * Vacuums and analyses every table, so that the next question is planned with the right sizes. The embedded engine has
 * no autovacuum, and a server's comes a minute late. Tables of another owner are left out with a warning by PostgreSQL.
 * Before it, values whose example product went out of sale are given another, so that the next question is read fast.
 */
export async function vacuum(database: Database): Promise<void> {
  await database.session(async (connection) => {
    const [found] = await connection.query<{ tables: string | null }>(
      `select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by n.nspname, c.relname) as tables
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('product', 'embeddings', 'memory', 'audit', 'work')`,
    );
    await connection.query('select product.refresh_examples()');
    if (found?.tables) await connection.query(`vacuum (analyze) ${found.tables}`);
  });
}

/** Whether a table holds rows that the planner has never counted. */
export async function needsVacuum(database: Database): Promise<boolean> {
  const [row] = await database.query<{ needed: boolean }>(
    `select exists (
       select from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('product', 'embeddings') and c.reltuples < 0 and pg_relation_size(c.oid) > 0
     ) as needed`,
  );
  return row?.needed ?? false;
}
