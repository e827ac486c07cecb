import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { makeFolder } from './run-cli.ts';

it('says "npm run build" where nothing is built', () => {
  const folder = join(makeFolder(), 'bin');
  mkdirSync(folder);
  copyFileSync(join(packageRoot(), 'bin/trueshelf.js'), join(folder, 'trueshelf.mjs'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'trueshelf.mjs')], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    'trueshelf: not built yet: expected dist/src/cli.js. Run "npm run build" in this folder, then try again.\n',
  );
});
