import type { Config } from './config.ts';
import { checkPrepared } from './db/check-prepared.ts';
import type { Database } from './db/database.ts';
import { openExistingOwner } from './services.ts';

/** The owner's login of a database that is there and prepared already: to look at it is no reason to make one. Throws DatabaseSetupError. */
export async function withPreparedOwner<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openExistingOwner(config);
  try {
    await checkPrepared(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
