import type { Database, Queryable } from './database.ts';
import { checkExtensions } from './extension-requirements.ts';
import { type Finding, remedy } from './finding.ts';
import { checkRoles } from './role-requirements.ts';

export type { Finding } from './finding.ts';

/** uuidv7, `without overlaps` and `returning old` came with it. */
const OLDEST_SERVER = 180_000;

/** Looks at everything that Trueshelf needs of a database and changes nothing. Throws only if the database does not answer. */
export async function checkRequirements(database: Database): Promise<Finding[]> {
  const version = await checkVersion(database);
  // An older server lacks the catalogue columns that the other checks read, and has to be replaced anyway.
  if (!version.ok) return [version];
  return [
    version,
    await checkEncoding(database),
    await checkWritable(database),
    await checkCreate(database),
    ...(await checkExtensions(database)),
    ...(await checkRoles(database)),
  ];
}

async function checkVersion(database: Queryable): Promise<Finding> {
  const { number, version } = await readOne<{ number: number; version: string }>(
    database,
    `select current_setting('server_version_num')::integer as number, current_setting('server_version') as version`,
  );
  return {
    check: 'server version',
    ok: number >= OLDEST_SERVER,
    found: `PostgreSQL ${version}`,
    expected: 'PostgreSQL 18 or later',
    ...remedy(
      number >= OLDEST_SERVER,
      'Upgrade the server (pg_upgrade), point DATABASE_URL at a newer one, or leave DATABASE_URL unset to use the embedded database.',
    ),
    onlyToMigrate: false,
  };
}

async function checkEncoding(database: Queryable): Promise<Finding> {
  const { encoding, name } = await readOne<{ encoding: string; name: string }>(
    database,
    `select pg_encoding_to_char(d.encoding) as encoding, quote_ident(d.datname) as name
     from pg_database d where d.datname = current_database()`,
  );
  return {
    check: 'encoding',
    ok: encoding === 'UTF8',
    found: encoding,
    expected: 'UTF8',
    ...remedy(
      encoding === 'UTF8',
      `Make a new database, for ${name} cannot be converted: create database … encoding 'UTF8' template template0`,
    ),
    onlyToMigrate: false,
  };
}

async function checkWritable(database: Queryable): Promise<Finding> {
  const { standby, readonly } = await readOne<{ standby: boolean; readonly: boolean }>(
    database,
    `select pg_is_in_recovery() as standby, current_setting('transaction_read_only')::boolean as readonly`,
  );
  const ok = !standby && !readonly;
  return {
    check: 'writable',
    ok,
    found: standby ? 'a read-only standby' : readonly ? 'read-only transactions by default' : 'writable',
    expected: 'a writable primary',
    ...remedy(
      ok,
      standby
        ? 'Migrate the primary: set TRUESHELF_OWNER_URL to it.'
        : 'Unset default_transaction_read_only for this login or database.',
    ),
    onlyToMigrate: true,
  };
}

async function checkCreate(database: Queryable): Promise<Finding> {
  const { ok, login, name } = await readOne<{ ok: boolean; login: string; name: string }>(
    database,
    `select
       has_database_privilege(current_database(), 'create') as ok,
       quote_ident(current_user) as login,
       quote_ident(current_database()) as name`,
  );
  return {
    check: 'right to create schemas',
    ok,
    found: ok ? 'granted' : `${login} may not`,
    expected: `create on database ${name}`,
    ...remedy(ok, `As the database's owner: grant create on database ${name} to ${login}`),
    onlyToMigrate: true,
  };
}

async function readOne<Row extends object>(database: Queryable, text: string): Promise<Row> {
  const [row] = await database.query<Row>(text);
  if (row === undefined) throw new Error(`No row came back from: ${text}`);
  return row;
}
