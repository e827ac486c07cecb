import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

function shop(...args: string[]) {
  const program = ['--import', import.meta.resolve('tsx'), join(packageRoot(), 'tools/shop.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

it('prints the products of a category, and how many there are', () => {
  const { status, stdout, stderr } = shop('apparel/jackets', '--first', '2');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.match(/^\S.*\[.+, apparel\/jackets, \$.+\]$/gm)).toHaveLength(2);
  expect(stdout).toMatch(/\n\d+ products, \d+ variants\n$/);
});

it('says which categories there are where one does not exist, also beside one that does', () => {
  const { status, stdout, stderr } = shop('jackets', 'nosuch');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  const [head, ...categories] = stderr.trimEnd().split('\n');
  expect(head).toBe('Found no category "nosuch"; expected one of these, or a part of its name:');
  expect(categories).toHaveLength(49);
  expect(categories[0]).toBe('  apparel/activewear');
});

it('prints its usage', () => {
  const { status, stdout, stderr } = shop('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: npm run shop -- \[CATEGORY …\]/);
});

it.each([
  [['--nosuch'], "Unknown option '--nosuch'"],
  [['--first', 'x'], '--first: found "x"; expected a whole number from 1 to 1000000.'],
])('refuses %j in a sentence', (args, message) => {
  const { status, stdout, stderr } = shop(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
