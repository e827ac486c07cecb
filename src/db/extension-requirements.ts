import type { Database } from './database.ts';
import { type Finding, remedy } from './finding.ts';

/** Older ones have CVE-2026-3172. */
const OLDEST_VECTOR = '0.8.2';

/** One finding for each extension that Trueshelf needs: at hand, new enough, in schema public. */
export async function checkExtensions(database: Database): Promise<Finding[]> {
  const extensions = await database.query<Extension>(
    `select
       wanted.name,
       a.default_version as available,
       e.extversion as installed,
       e.extnamespace::regnamespace::text as schema,
       coalesce(v.trusted, false) as trusted,
       current_setting('is_superuser')::boolean as superuser,
       wanted.oldest is null
         or string_to_array(substring(coalesce(e.extversion, a.default_version) from $2), '.')::integer[] >= wanted.oldest
         as recent,
       wanted.oldest is null
         or string_to_array(substring(a.default_version from $2), '.')::integer[] >= wanted.oldest
         as upgradable
     from (values (1, 'vector', string_to_array($1, '.')::integer[]), (2, 'btree_gist', null), (3, 'unaccent', null))
       as wanted (position, name, oldest)
     left join pg_available_extensions a on a.name = wanted.name
     left join pg_available_extension_versions v on v.name = a.name and v.version = a.default_version
     left join pg_extension e on e.extname = wanted.name
     order by wanted.position`,
    [OLDEST_VECTOR, String.raw`^\d+(?:\.\d+)*`],
  );
  const findings: Finding[] = [];
  for (const extension of extensions) findings.push(await checkExtension(database, extension));
  return findings;
}

interface Extension {
  name: string;
  available: string | null;
  installed: string | null;
  schema: string | null;
  trusted: boolean;
  superuser: boolean;
  recent: boolean;
  upgradable: boolean;
}

async function checkExtension(database: Database, extension: Extension): Promise<Finding> {
  const { name } = extension;
  const problem = await findExtensionProblem(database, extension);
  const versions = [
    extension.installed === null ? 'not installed' : `${extension.installed} in schema ${extension.schema}`,
    extension.available === null ? 'not available on the server' : `${extension.available} available`,
  ];
  return {
    check: `extension ${name}`,
    ok: problem === undefined,
    found: versions.join(', ') + (problem?.found ?? ''),
    expected:
      name === 'vector'
        ? `${OLDEST_VECTOR} or later in schema public (older: CVE-2026-3172)`
        : 'in schema public',
    ...remedy(problem === undefined, problem?.action ?? ''),
    onlyToMigrate: extension.installed === null,
  };
}

async function findExtensionProblem(
  database: Database,
  extension: Extension,
): Promise<{ found?: string; action: string } | undefined> {
  const { name, installed, available } = extension;
  const packages = name === 'vector' ? 'postgresql-18-pgvector' : 'postgresql-contrib';
  if (installed !== null) {
    if (!extension.recent) {
      return extension.upgradable
        ? { action: `As the extension's owner or a superuser: alter extension ${name} update` }
        : {
            action: `Upgrade pgvector on the server (package ${packages}) to ${OLDEST_VECTOR} or later, then: alter extension ${name} update`,
          };
    }
    if (extension.schema !== 'public')
      return { action: `As a superuser: alter extension ${name} set schema public` };
    return undefined;
  }
  if (available === null)
    return { action: `Install it on the server (Debian: package ${packages}), then try again.` };
  if (!extension.recent) {
    return { action: `Upgrade pgvector on the server (package ${packages}) to ${OLDEST_VECTOR} or later.` };
  }
  if (extension.trusted || extension.superuser || (await mayCreateExtension(database, name)))
    return undefined;
  return {
    found: ', and this login may not create it',
    action: `As a superuser, in this database: create extension ${name} schema public`,
  };
}

/** Managed services let logins that are no superusers create extensions, by rules of their own: only trying tells. */
async function mayCreateExtension(database: Database, name: string): Promise<boolean> {
  const undo = new Error('undo');
  try {
    return await database.transaction(async (connection) => {
      await connection.query(`create extension ${name} schema public`);
      throw undo;
    });
  } catch (error) {
    return error === undo;
  }
}
