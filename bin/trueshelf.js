#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/src/cli.js', import.meta.url);
if (existsSync(entry)) {
  await import(entry.href);
} else {
  process.stderr.write(
    'trueshelf: not built yet: expected dist/src/cli.js. Run "npm run build" in this folder, then try again.\n',
  );
  process.exitCode = 1;
}
