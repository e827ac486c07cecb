import type { Queryable } from './database.ts';

/** The instant by the server's clock, to the microsecond, as a Date cannot say it. */
export async function readInstant(database: Queryable): Promise<string> {
  const [row] = await database.query<{ instant: string }>('select statement_timestamp()::text as instant');
  if (row === undefined) throw new Error('statement_timestamp() returned no row.');
  return row.instant;
}
