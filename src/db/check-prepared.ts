import { DatabaseSetupError } from '../errors.ts';
import type { Queryable } from './database.ts';

/** For commands that do not prepare. Throws DatabaseSetupError where there is no api to ask, or an older one. */
export async function checkPrepared(database: Queryable): Promise<void> {
  const [found] = await database.query<{ prepared: boolean; known: boolean }>(
    `select to_regnamespace('api') is not null as prepared, to_regprocedure('api.status(text)') is not null as known`,
  );
  if (found?.known) return;
  throw new DatabaseSetupError(
    found?.prepared
      ? 'Found a database that an older Trueshelf has prepared; expected one of this version. Run "trueshelf migrate".'
      : 'Found a database that Trueshelf has not prepared. Run "trueshelf serve" for the demo shop, or "trueshelf import FILE" for a catalogue of your own.',
  );
}
