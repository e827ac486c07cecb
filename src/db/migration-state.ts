import type { Queryable } from './database.ts';
import type { MigrationFiles, SqlFile } from './migration-files.ts';

/** What a database notes of its migrations, held against the files of this version. */
export interface MigrationState {
  /** How many ran. */
  applied: number;
  /** Names of those that ran and that this version does not have: a newer one's. */
  unknown: string[];
  /** Names of those whose files were edited after they ran. */
  edited: string[];
  /** Those still to run, in order. */
  pending: SqlFile[];
  /** Whether functions, views and policies are those of this version. */
  currentApplied: boolean;
}

/** Null for a database that Trueshelf never prepared. Changes nothing. */
export async function readMigrationState(
  connection: Queryable,
  files: MigrationFiles,
): Promise<MigrationState | null> {
  const [found] = await connection.query<{ exists: boolean }>(
    `select to_regclass('trueshelf.current_state') is not null as exists`,
  );
  if (!found?.exists) return null;
  const applied = await connection.query<{ name: string; checksum: string }>(
    'select m.name, m.checksum from trueshelf.migration m order by m.name',
  );
  const [current] = await connection.query<{ checksum: string }>(
    'select s.checksum from trueshelf.current_state s',
  );
  const checksums = new Map(files.migrations.map(({ name, checksum }) => [name, checksum]));
  const done = new Set(applied.map(({ name }) => name));
  const unknown = applied.filter(({ name }) => !checksums.has(name));
  const edited = applied.filter(
    ({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum,
  );
  return {
    applied: applied.length,
    unknown: unknown.map(({ name }) => name),
    edited: edited.map(({ name }) => name),
    pending: files.migrations.filter(({ name }) => !done.has(name)),
    currentApplied: current?.checksum === files.currentChecksum,
  };
}
