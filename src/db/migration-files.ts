import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

export interface SqlFile {
  /** Path below `sql/`: `migrations/0001_roles_and_schemas.sql`, `current/api/search.sql`. */
  name: string;
  text: string;
  /** SHA-256 of the text, hex. */
  checksum: string;
}

export interface CurrentFile extends SqlFile {
  /** The role that is to own what the file creates. */
  role: 'trueshelf_api' | 'trueshelf_data';
}

export interface MigrationFiles {
  /** In the order of their numbers. */
  migrations: SqlFile[];
  /** Folder by folder in `currentFolders`' order, by name within a folder. */
  current: CurrentFile[];
  /** SHA-256 over all of `current`, hex. */
  currentChecksum: string;
}

const currentFolders = ['product', 'embeddings', 'memory', 'audit', 'work', 'api'] as const;

/** Reads `sql/migrations` and `sql/current`, by default those of this package. Throws on a misnamed or doubly numbered migration. */
export function readMigrationFiles(sqlFolder: string = join(packageRoot(), 'sql')): MigrationFiles {
  const migrations = readFolder(sqlFolder, 'migrations');
  checkNumbers(migrations);
  const current = currentFolders.flatMap((folder) =>
    readFolder(sqlFolder, `current/${folder}`).map(
      (file): CurrentFile => ({ ...file, role: folder === 'api' ? 'trueshelf_api' : 'trueshelf_data' }),
    ),
  );
  const currentChecksum = digest(current.map((file) => `${file.name} ${file.checksum}\n`).join(''));
  return { migrations, current, currentChecksum };
}

function readFolder(sqlFolder: string, folder: string): SqlFile[] {
  let entries: string[];
  try {
    entries = readdirSync(join(sqlFolder, folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.endsWith('.sql'))
    .sort()
    .map((entry) => {
      // A checkout on Windows may have turned the line ends; that is no change.
      const text = readFileSync(join(sqlFolder, folder, entry), 'utf8').replaceAll('\r\n', '\n');
      return { name: `${folder}/${entry}`, text, checksum: digest(text) };
    });
}

function checkNumbers(migrations: SqlFile[]): void {
  const names = new Map<string, string>();
  for (const { name } of migrations) {
    const number = /^migrations\/(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1];
    if (number === undefined)
      throw new Error(`sql/${name} is misnamed: expected migrations/NNNN_lower_case_words.sql.`);
    const other = names.get(number);
    if (other !== undefined)
      throw new Error(`sql/${name} and sql/${other} have the same number: give one the next free one.`);
    names.set(number, name);
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
