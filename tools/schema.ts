import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpFreshSchema } from '../src/db/schema-dump.ts';
import { TrueshelfError } from '../src/errors.ts';
import { packageRoot } from '../src/package-root.ts';

/** Writes sql/schema.sql, or with --check says whether it is what a fresh install gives. */
async function main(): Promise<number> {
  const url = process.env.TRUESHELF_TEST_DATABASE_URL;
  if (!url) {
    console.error(
      'TRUESHELF_TEST_DATABASE_URL is not set: name a PostgreSQL 18 server where databases may be created, e.g. eval "$(tools/pg18.sh env)".',
    );
    return 2;
  }
  const path = join(packageRoot(), 'sql', 'schema.sql');
  const dump = await dumpFreshSchema({ url, environment: process.env });
  if (!process.argv.includes('--check')) {
    writeFileSync(path, dump);
    console.error(`wrote sql/schema.sql (${dump.split('\n').length - 1} lines)`);
    return 0;
  }
  const difference = findDifference(readCommitted(path), dump);
  if (difference === null) {
    console.error('sql/schema.sql is up to date');
    return 0;
  }
  console.error(`sql/schema.sql is not what a fresh install gives, from ${difference}\nRun: npm run schema`);
  return 1;
}

function readCommitted(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return ''; // never written yet: everything differs
  }
}

function findDifference(committed: string, fresh: string): string | null {
  if (committed === fresh) return null;
  const [before, after] = [committed.split('\n'), fresh.split('\n')];
  const index = after.findIndex((line, position) => line !== before[position]);
  const line = index === -1 ? after.length : index;
  return `line ${line + 1} on:\n- ${before[line] ?? '(end)'}\n+ ${after[line] ?? '(end)'}`;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof TrueshelfError ? error.message : error);
    process.exitCode = 1;
  },
);
