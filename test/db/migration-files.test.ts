import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readMigrationFiles } from '../../src/db/migration-files.ts';
import { makeTemporaryFolder } from '../harness/temporary-folder.ts';

function sqlFolder(files: Record<string, string>): string {
  const folder = makeTemporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

it('reads migrations by number and current folder by folder, each with the role that is to own it', () => {
  const files = readMigrationFiles(
    sqlFolder({
      'migrations/0002_b.sql': 'two',
      'migrations/0001_z.sql': 'one',
      'migrations/README.md': 'not SQL',
      'current/api/a.sql': 'api',
      'current/product/b.sql': 'b',
      'current/product/a.sql': 'a',
      'current/audit/c.sql': 'c',
    }),
  );
  expect(files.migrations.map(({ name, text }) => [name, text])).toEqual([
    ['migrations/0001_z.sql', 'one'],
    ['migrations/0002_b.sql', 'two'],
  ]);
  expect(files.current.map(({ name, role }) => [name, role])).toEqual([
    ['current/product/a.sql', 'trueshelf_data'],
    ['current/product/b.sql', 'trueshelf_data'],
    ['current/audit/c.sql', 'trueshelf_data'],
    ['current/api/a.sql', 'trueshelf_api'],
  ]);
});

it('sees a change of text or name in current, and none in turned line ends', () => {
  const checksumOf = (name: string, text: string) =>
    readMigrationFiles(sqlFolder({ [name]: text })).currentChecksum;
  const checksum = checksumOf('current/api/a.sql', 'select 1;\n');
  expect(checksumOf('current/api/a.sql', 'select 1;\r\n')).toBe(checksum);
  expect(checksumOf('current/api/a.sql', 'select 2;\n')).not.toBe(checksum);
  expect(checksumOf('current/api/b.sql', 'select 1;\n')).not.toBe(checksum);
});

it('refuses a misnamed migration and a number that is used twice', () => {
  expect(() => readMigrationFiles(sqlFolder({ 'migrations/3_Shelf.sql': '' }))).toThrow(
    'sql/migrations/3_Shelf.sql is misnamed: expected migrations/NNNN_lower_case_words.sql.',
  );
  expect(() =>
    readMigrationFiles(sqlFolder({ 'migrations/0001_a.sql': '', 'migrations/0001_b.sql': '' })),
  ).toThrow('sql/migrations/0001_b.sql and sql/migrations/0001_a.sql have the same number');
});
