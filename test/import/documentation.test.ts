import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkRecord } from '../../src/import/check-record.ts';
import { parseMapping } from '../../src/import/mapping.ts';
import { packageRoot } from '../../src/package-root.ts';

const blocks = [
  ...readFileSync(join(packageRoot(), 'docs/import.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g),
].map(([, block]) => block!);
/** A block is one object over several lines, or one object a line. */
const objects = blocks.flatMap((block) => (block.startsWith('{\n') ? [block] : block.trimEnd().split('\n')));

it('shows records and mappings that the format takes', () => {
  const [mappings, records] = [
    objects.filter((text) => text.includes('"version"')),
    objects.filter((text) => !text.includes('"version"')),
  ];
  expect([mappings.length, records.length]).toEqual([1, 9]);
  for (const text of mappings) expect(() => parseMapping(text, 'docs/import.md')).not.toThrow();
  for (const text of records) expect(checkRecord(JSON.parse(text)).fault).toBeUndefined();
});
