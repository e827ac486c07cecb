import type { Database } from '../db/database.ts';
import { readMigrationFiles } from '../db/migration-files.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

const expected = 'every migration applied unedited, and functions, views and policies of this version';

/** Compares what the database notes with the files of this version. */
export async function checkMigrations(database: Database): Promise<Diagnosis> {
  const [state] = await database.query<{ exists: boolean }>(
    "select to_regclass('trueshelf.current_state') is not null as exists",
  );
  if (!state?.exists)
    return failing('a database that Trueshelf has not prepared', 'Run "trueshelf migrate".');

  const applied = await database.query<{ name: string; checksum: string }>(
    'select m.name, m.checksum from trueshelf.migration m order by m.name',
  );
  const [current] = await database.query<{ checksum: string }>(
    'select s.checksum from trueshelf.current_state s',
  );
  const files = readMigrationFiles();
  const checksums = new Map(files.migrations.map(({ name, checksum }) => [name, checksum]));

  const unknown = applied.filter(({ name }) => !checksums.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    return failing(
      `${unknown.join(', ')} of a newer Trueshelf`,
      'Upgrade Trueshelf, or restore a backup from before.',
    );
  }
  const edited = applied
    .filter(({ name, checksum }) => checksums.get(name) !== checksum)
    .map(({ name }) => name);
  if (edited.length > 0) {
    return failing(
      `${edited.join(', ')} edited since`,
      'Restore the files and put the change into a new migration.',
    );
  }
  const pending = files.migrations.length - applied.length;
  if (pending > 0) return failing(`${pending} migrations not applied yet`, 'Run "trueshelf migrate".');
  if (current?.checksum !== files.currentChecksum) {
    return failing('functions, views or policies of another version', 'Run "trueshelf migrate".');
  }
  return makeOk('migrations', `${applied.length} applied, functions up to date`, expected);
}

function failing(found: string, action: string): Diagnosis {
  return { check: 'migrations', status: 'failing', found, expected, action };
}
