import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DatabaseSetupError } from '../errors.ts';
import { migrate } from './migrate.ts';
import { openServer } from './server.ts';

const run = promisify(execFile);

export interface SchemaDumpOptions {
  /** A server where this login may create databases; one is made, and dropped afterwards. */
  url: string;
  /** For pg_dump, which is looked for in its PATH. */
  environment: Record<string, string | undefined>;
}

/**
 * The schema of a fresh install as pg_dump writes it, owners, grants and policies included, without what differs from
 * machine to machine. Throws DatabaseSetupError when pg_dump is missing or older than the server.
 */
export async function dumpFreshSchema(options: SchemaDumpOptions): Promise<string> {
  const server = await openServer({ url: options.url, maxConnections: 1 });
  const name = `trueshelf_schema_${process.pid}`;
  try {
    await checkDumper(await readServerMajor(server), options.environment);
    await server.query(`create database ${name} encoding 'UTF8' template template0`);
    try {
      return await dumpInstall(withDatabase(options.url, name), options.environment);
    } finally {
      await server.query(`drop database ${name} with (force)`);
    }
  } finally {
    await server.close();
  }
}

async function dumpInstall(url: string, environment: SchemaDumpOptions['environment']): Promise<string> {
  const database = await openServer({ url, maxConnections: 1 });
  const [login] = await database.query<{ name: string }>('select quote_ident(current_user) as name');
  await migrate(database);
  await database.close();
  const { stdout } = await run('pg_dump', ['--schema-only', `--dbname=${withoutPassword(url)}`], {
    env: { ...environment, ...passwordVariable(url, environment) },
    maxBuffer: 64 * 1024 * 1024, // far above any schema; the default of 1 MiB is not
  });
  return normaliseDump(stdout, login?.name ?? '');
}

/** Drops versions, session settings and table-of-contents comments, and calls the installing login by what it is. */
export function normaliseDump(dump: string, login: string): string {
  return dump
    .replace(/^[\s\S]*?(?=^--\n-- Name: )/m, '')
    .replace(/^--\n-- (?:Name: .*|PostgreSQL database dump complete)\n--\n/gm, '')
    .replace(/^\\unrestrict .*\n/gm, '')
    .replace(/^SET default_\w+ = .*;\n/gm, '')
    .replaceAll(` OWNER TO ${login};`, ' OWNER TO CURRENT_USER;')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .concat('\n');
}

async function checkDumper(
  serverMajor: number,
  environment: SchemaDumpOptions['environment'],
): Promise<void> {
  const advice = `Put the programs of PostgreSQL ${serverMajor} first on PATH; tools/pg18.sh env prints how, where that script runs the server.`;
  let version: string;
  try {
    version = (await run('pg_dump', ['--version'], { env: environment })).stdout.trim();
  } catch (error) {
    throw new DatabaseSetupError(`pg_dump was not found. ${advice}`, { cause: error });
  }
  const major = Number(/(\d+)(?:\.|devel|beta|rc|\s|$)/.exec(version)?.[1]);
  if (major >= serverMajor) return;
  throw new DatabaseSetupError(`${version} cannot dump a server of version ${serverMajor}. ${advice}`);
}

async function readServerMajor(server: Awaited<ReturnType<typeof openServer>>): Promise<number> {
  const [row] = await server.query<{ major: number }>(
    `select current_setting('server_version_num')::integer / 10000 as major`,
  );
  return row?.major ?? Number.NaN;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Arguments of a process can be read by everybody on the machine, so the password goes another way. */
function withoutPassword(url: string): string {
  const changed = new URL(url);
  changed.password = '';
  return changed.href;
}

function passwordVariable(
  url: string,
  environment: SchemaDumpOptions['environment'],
): { PGPASSWORD?: string | undefined } {
  const { password } = new URL(url);
  return { PGPASSWORD: password === '' ? environment.PGPASSWORD : decodeURIComponent(password) };
}
