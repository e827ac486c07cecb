import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that goes when the running test is over; call it in a test or a beforeEach. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trueshelf-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
