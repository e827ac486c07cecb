import pg from 'pg';
import { DatabaseSetupError } from '../errors.ts';
import type { Database, Queryable } from './database.ts';
import {
  type CurrentFile,
  type MigrationFiles,
  readMigrationFiles,
  type SqlFile,
} from './migration-files.ts';
import { type MigrationState, readMigrationState } from './migration-state.ts';
import { checkRequirements } from './requirements.ts';

export interface MigrateOptions {
  /** One line for each step that changed something. */
  log?: (line: string) => void;
  /** The SQL to run; by default this package's. */
  files?: MigrationFiles;
}

export interface MigrationReport {
  /** Names of the migrations that this run applied, in order. */
  applied: string[];
  /** Whether functions, views and policies were re-applied: only when one of their files had changed. */
  currentApplied: boolean;
}

/** Key of the advisory lock that keeps two starts from migrating at once; "tshelf" in ASCII, so that pg_locks can be read. */
const LOCK_KEY = '0x747368656c66';

/**
 * Brings the database to this version: new migrations once each, then all of `sql/current` if it changed. All in one
 * transaction, so that a crash or a failing file leaves the database as it was. An up-to-date database is only read.
 * Throws DatabaseSetupError: unmet requirements, a migration that was edited after it ran, a database of a newer
 * Trueshelf, or a failing file with its line.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<MigrationReport> {
  const log = options.log ?? (() => undefined);
  const files = options.files ?? readMigrationFiles();
  const unmet = (await checkRequirements(database)).filter((finding) => !finding.ok);
  const always = unmet.filter((finding) => !finding.onlyToMigrate);
  if (always.length > 0) throw unmetRequirements(always);

  const pending = await planRun(database, files).catch(refuseStranger);
  if (pending.migrations.length === 0 && pending.current.length === 0)
    return { applied: [], currentApplied: false };
  if (unmet.length > 0) throw unmetRequirements(unmet);

  return database.transaction(async (connection) => {
    await connection.query(`select pg_advisory_xact_lock(${LOCK_KEY})`);
    await createBookkeeping(connection);
    const run = await planRun(connection, files); // another start may have done it while we waited
    for (const file of run.migrations) await applyMigration(connection, file, log);
    if (run.current.length > 0) await applyCurrent(connection, run.current, files.currentChecksum, log);
    await connection.query(grantBookkeeping);
    return { applied: run.migrations.map((file) => file.name), currentApplied: run.current.length > 0 };
  });
}

interface Run {
  migrations: SqlFile[];
  /** Empty when nothing changed. */
  current: CurrentFile[];
}

async function planRun(connection: Queryable, files: MigrationFiles): Promise<Run> {
  const state = await readMigrationState(connection, files);
  if (state === null) return { migrations: files.migrations, current: files.current };
  checkApplied(state);
  const changed = state.pending.length > 0 || !state.currentApplied;
  return { migrations: state.pending, current: changed ? files.current : [] };
}

function refuseStranger(error: unknown): never {
  if (!(error instanceof pg.DatabaseError && error.code === '42501')) throw error;
  throw new DatabaseSetupError(
    `This login may not see the state of Trueshelf's database: ${error.message}. As its owner: grant trueshelf_gateway to the login.`,
    { cause: error },
  );
}

function checkApplied({ unknown, edited }: MigrationState): void {
  if (unknown.length > 0) {
    throw new DatabaseSetupError(
      `The database was migrated by a newer Trueshelf: it has ${unknown.join(', ')}, which this version does not know. Upgrade Trueshelf, or restore a backup from before.`,
    );
  }
  if (edited.length > 0) {
    throw new DatabaseSetupError(
      `sql/${edited[0]} was edited after it had been applied to this database. Restore it (git checkout) and put the change into a new migration; a database for development can be made anew.`,
    );
  }
}

async function createBookkeeping(connection: Queryable): Promise<void> {
  await connection.query(`
    create schema if not exists trueshelf;
    create table if not exists trueshelf.migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    create table if not exists trueshelf.current_state (
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    create table if not exists trueshelf.milestone (
      name text primary key,
      reached_at timestamptz not null default now()
    );
    comment on schema trueshelf is 'What Trueshelf has done to this database.';
    comment on table trueshelf.migration is 'Files of sql/migrations that have run, each once.';
    comment on table trueshelf.current_state is 'One row: the checksum of sql/current as applied last.';
    comment on table trueshelf.milestone is 'Steps of a first start that are done, so that a killed start resumes.';
  `);
}

/** For a gateway whose login is not the owner: it sees that nothing is pending. */
const grantBookkeeping = `
  do $$
  begin
    if exists (select from pg_roles r where r.rolname = 'trueshelf_gateway') then
      grant usage on schema trueshelf to trueshelf_gateway;
      grant select on trueshelf.migration, trueshelf.current_state, trueshelf.milestone to trueshelf_gateway;
    end if;
  end
  $$`;

async function applyMigration(
  connection: Queryable,
  file: SqlFile,
  log: (line: string) => void,
): Promise<void> {
  await runFile(connection, file);
  await connection.query('insert into trueshelf.migration (name, checksum) values ($1, $2)', [
    file.name,
    file.checksum,
  ]);
  log(`applied sql/${file.name}`);
}

/**
 * Twice: first without looking into function bodies, so that functions may refer to each other whatever their order,
 * then with, so that a misspelt column is an error now and not at the first call.
 */
async function applyCurrent(
  connection: Queryable,
  files: CurrentFile[],
  checksum: string,
  log: (line: string) => void,
): Promise<void> {
  await loadVectorLibrary(connection);
  await applyInAnyOrder(connection, files);
  for (const file of files) await runFile(connection, file, `set local role ${file.role}`);
  await connection.query('delete from trueshelf.current_state');
  await connection.query('insert into trueshelf.current_state (checksum) values ($1)', [checksum]);
  log(`applied sql/current (${files.length} files)`);
}

/** Views, policies and triggers need what they name at once: a file that misses something is tried again after the others. */
async function applyInAnyOrder(connection: Queryable, files: CurrentFile[]): Promise<void> {
  let waiting = files;
  while (waiting.length > 0) {
    const failures: { file: CurrentFile; error: unknown }[] = [];
    for (const file of waiting) {
      await connection.query('savepoint file');
      try {
        await runFile(connection, file, `set local role ${file.role}; set local check_function_bodies = off`);
        await connection.query('release savepoint file');
      } catch (error) {
        if (!missesSomething(error)) throw error;
        await connection.query('rollback to savepoint file');
        failures.push({ file, error });
      }
    }
    if (failures.length === waiting.length) throw failures[0]?.error;
    waiting = failures.map((failure) => failure.file);
  }
}

/** undefined_table, undefined_function, undefined_object, undefined_column */
const missing = new Set(['42P01', '42883', '42704', '42703']);

function missesSomething(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof pg.DatabaseError && missing.has(cause.code ?? '');
}

/** `set hnsw.*` in `create function` is refused to all but superusers until the library is loaded in the session. */
async function loadVectorLibrary(connection: Queryable): Promise<void> {
  const [found] = await connection.query<{ installed: boolean }>(
    `select exists (select from pg_extension e where e.extname = 'vector') as installed`,
  );
  if (found?.installed) await connection.query(`select '[1]'::public.vector`);
}

/** Runs a whole file with settings of its own, which end with it. */
async function runFile(connection: Queryable, file: SqlFile, settings = ''): Promise<void> {
  await connection.query(`set local search_path = public; ${settings}`);
  try {
    await connection.query(file.text);
  } catch (error) {
    throw new DatabaseSetupError(explainFailure(file, error), { cause: error });
  }
  await connection.query('reset role; reset all');
}

function explainFailure(file: SqlFile, error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return `sql/${file.name} failed: ${String(error)}`;
  const line = error.position === undefined ? '' : `:${lineAt(file.text, Number(error.position))}`;
  const details = [error.detail, error.hint, error.where].filter((text) => text !== undefined).join(' ');
  return `sql/${file.name}${line} failed: ${error.message} (${error.code}). ${details}`.trimEnd();
}

/** `position` counts characters (code points) from 1. */
function lineAt(text: string, position: number): number {
  return [...text].slice(0, position - 1).filter((character) => character === '\n').length + 1;
}

function unmetRequirements(
  findings: { check: string; found: string; expected: string; action: string }[],
): DatabaseSetupError {
  const lines = findings.map(
    (finding) =>
      `- ${finding.check}: found ${finding.found}; expected ${finding.expected}. ${finding.action}`,
  );
  return new DatabaseSetupError(`This database cannot serve Trueshelf yet:\n${lines.join('\n')}`);
}
