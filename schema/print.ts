import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './index.ts';

// npm run sdl writes schema/schema.graphql; npm run sdl:check only compares, for CI.
const file = new URL('./schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, printed);
} else if (readOrEmpty(file) !== printed) {
  process.stderr.write(
    'schema/schema.graphql is not what schema/ says. Run "npm run sdl" and commit the result.\n',
  );
  process.exitCode = 1;
}

function readOrEmpty(path: URL): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // not printed yet: as different as can be
  }
}
