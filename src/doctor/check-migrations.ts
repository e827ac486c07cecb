import type { Database } from '../db/database.ts';
import { readMigrationFiles } from '../db/migration-files.ts';
import { readMigrationState } from '../db/migration-state.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

const expected = 'every migration applied unedited, and functions, views and policies of this version';

/** Compares what the database notes with the files of this version. */
export async function checkMigrations(database: Database): Promise<Diagnosis> {
  const state = await readMigrationState(database, readMigrationFiles());
  if (state === null)
    return failing('a database that Trueshelf has not prepared', 'Run "trueshelf migrate".');

  const { applied, unknown, edited, pending, currentApplied } = state;
  if (unknown.length > 0) {
    return failing(
      `${unknown.join(', ')} of a newer Trueshelf`,
      'Upgrade Trueshelf, or restore a backup from before.',
    );
  }
  if (edited.length > 0) {
    return failing(
      `${edited.join(', ')} edited since`,
      'Restore the files and put the change into a new migration.',
    );
  }
  if (pending.length > 0) {
    return failing(`${pending.length} migrations not applied yet`, 'Run "trueshelf migrate".');
  }
  if (!currentApplied) {
    return failing('functions, views or policies of another version', 'Run "trueshelf migrate".');
  }
  return makeOk('migrations', `${applied} applied, functions up to date`, expected);
}

function failing(found: string, action: string): Diagnosis {
  return { check: 'migrations', status: 'failing', found, expected, action };
}
