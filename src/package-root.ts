import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of Trueshelf's own package.json: where `sql/` lies, whether we run from `src/` or from `dist/src/`. */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${start}; reinstall Trueshelf.`);
    folder = parent;
  }
  return folder;
}
