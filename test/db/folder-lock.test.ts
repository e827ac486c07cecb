import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { makeTemporaryFolder } from '../harness/temporary-folder.ts';
import { type Child, startChild } from './children/start.ts';

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});

const refusalNaming = (pid: number | undefined) => ({
  code: 'DATABASE_SETUP',
  retryable: true,
  message: `The data folder is in use: ${join(folder, 'lock')} is held by process ${pid}. Two processes on one embedded database would corrupt it. Stop the other one, use another folder, or use a server (DATABASE_URL) that both can share. While a gateway has it, its GraphQL embeddingStatus and /metrics tell how models and their backlog are.`,
});

describe('within one process', () => {
  it('refuses a second taking, naming the process and the folder', () => {
    lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining(refusalNaming(process.pid)));
  });

  it('can be taken again once it was given back, which may be done twice', () => {
    const unlock = lockFolder(folder);
    unlock();
    unlock();
    const again = lockFolder(folder);
    unlock();
    expect(() => lockFolder(folder)).toThrow('The data folder is in use');
    again();
  });

  it('is not fooled by the file of a dead process whose pid has a new owner', () => {
    writeFileSync(join(folder, 'lock'), `${process.ppid}\n`);
    lockFolder(folder)();
  });

  it.runIf(process.platform === 'linux')('says so when the file cannot be written, and lets go of it', () => {
    symlinkSync('/dev/full', join(folder, 'lock'));
    const refusal = `Cannot write ${join(folder, 'lock')}: EINVAL.`;
    expect(() => lockFolder(folder)).toThrow(refusal);
    expect(() => lockFolder(folder)).toThrow(refusal);
  });

  it('says so when the folder cannot be written', () => {
    expect(() => lockFolder(join(folder, 'missing'))).toThrow(
      'Make the folder writable, or use another one.',
    );
  });
});

describe('between processes', () => {
  let child: Child;
  beforeEach(async () => {
    child = startChild('hold-folder-lock.ts', folder);
    expect(await child.nextLine()).toBe('held');
  });
  afterEach(() => child.kill());

  it('refuses while the other one lives and takes over as soon as it is killed', async () => {
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining(refusalNaming(child.process.pid)));
    await child.kill();
    lockFolder(folder)();
  });
});
