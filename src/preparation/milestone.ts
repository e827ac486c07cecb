import type { Queryable } from '../db/database.ts';

/** What has happened to a database and must be known by the next start, whatever killed this one. */
export type MilestoneName = 'seed_begun' | 'seed_done' | 'import';

/** Milestones reached so far, with the instant of each. */
export async function readMilestones(database: Queryable): Promise<ReadonlyMap<MilestoneName, Date>> {
  const rows = await database.query<{ name: MilestoneName; reached_at: Date }>(
    'select m.name, m.reached_at from trueshelf.milestone m',
  );
  return new Map(rows.map((row) => [row.name, row.reached_at]));
}

/** Notes that `name` was reached and returns when it first was: the instant stays when it is reached again. */
export async function reachMilestone(database: Queryable, name: MilestoneName): Promise<Date> {
  const [row] = await database.query<{ reached_at: Date }>(
    `insert into trueshelf.milestone as m (name) values ($1)
     on conflict (name) do update set reached_at = m.reached_at
     returning m.reached_at`,
    [name],
  );
  if (row === undefined) throw new Error(`The milestone ${name} was written, but came back as no row.`);
  return row.reached_at;
}
