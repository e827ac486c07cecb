import { DatabaseSetupError } from '../errors.ts';
import type { Queryable } from './database.ts';

/** For commands that only read. Throws DatabaseSetupError where there is no api to ask. */
export async function checkPrepared(database: Queryable): Promise<void> {
  const [found] = await database.query<{ prepared: boolean }>(
    "select to_regnamespace('api') is not null as prepared",
  );
  if (found?.prepared) return;
  throw new DatabaseSetupError(
    'Found a database that Trueshelf has not prepared. Run "trueshelf serve" for the demo shop, or "trueshelf import FILE" for a catalogue of your own.',
  );
}
