import { spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSetupError } from '../errors.ts';

/** `open` flags that take the lock with the file: macOS and the BSDs (O_EXLOCK | O_NONBLOCK), Windows (libuv's UV_FS_O_EXLOCK). */
const LOCKING_OPEN_FLAGS: Partial<Record<NodeJS.Platform, number>> = {
  darwin: 0x20 | 0x4,
  freebsd: 0x20 | 0x4,
  openbsd: 0x20 | 0x4,
  win32: 0x1000_0000,
};

/**
 * Takes the folder for this process and returns how to give it back. Two processes on one embedded data folder corrupt
 * it without a word, so this lock must never be wrong.
 *
 * It is a kernel lock on an open file. The kernel drops it when the process dies, by kill -9 too, so there is no stale
 * lock to detect; a file holding a pid would mistake a reused pid for the owner, and the same pid in another container
 * on a shared volume for itself. The pid in the file is only for the message. The file is never removed: a process
 * that waits on a removed file would lock something nobody else sees.
 *
 * Throws DatabaseSetupError (retryable) when another process, or another opening in this one, has the folder.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  const file = openLocked(path);
  try {
    ftruncateSync(file);
    writeSync(file, `${process.pid}\n`, 0);
  } catch (cause) {
    closeSync(file);
    throw new DatabaseSetupError(
      `Cannot write ${path}: ${(cause as NodeJS.ErrnoException).code}. Make room on its disk and the file writable, or use another folder.`,
      { cause },
    );
  }
  let held = true;
  return () => {
    if (held) closeSync(file);
    held = false;
  };
}

/** Throws as `lockFolder` does where somebody has the folder; leaves nothing in a folder that was never locked. */
export function checkUnlocked(folder: string): void {
  if (existsSync(join(folder, 'lock'))) lockFolder(folder)();
}

function openLocked(path: string): number {
  const lockingFlags = LOCKING_OPEN_FLAGS[process.platform];
  let file: number;
  try {
    file = openSync(path, constants.O_RDWR | constants.O_CREAT | (lockingFlags ?? 0), 0o644);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN' || code === 'EBUSY') throw inUse(path);
    throw new DatabaseSetupError(
      `Cannot open ${path}: ${code}. Make the folder writable, or use another one.`,
      {
        cause: error,
      },
    );
  }
  if (lockingFlags !== undefined) return file;
  try {
    lockWithFlock(file, path);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/**
 * Linux: Node has no flock(2), but the lock belongs to the open file and not to a process, so the flock program takes
 * it on a descriptor that it inherits, and ends; the lock stays with us. Status 1 means that somebody else has it.
 */
function lockWithFlock(file: number, path: string): void {
  const result = spawnSync('flock', ['-n', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', file],
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  if (result.status === 1) throw inUse(path);
  const reason = result.error?.message ?? (result.stderr.trim() || `status ${result.status}`);
  throw new DatabaseSetupError(
    `Cannot lock ${path}: ${reason}. The flock program (package util-linux) and a file system with locks are needed to keep two processes off one data folder; install it, use another folder, or use a server (DATABASE_URL).`,
    { cause: result.error },
  );
}

function inUse(path: string): DatabaseSetupError {
  return new DatabaseSetupError(
    `The data folder is in use: ${path} is held by ${readHolder(path)}. Two processes on one embedded database would corrupt it. Stop the other one, use another folder, or use a server (DATABASE_URL) that both can share. While a gateway has it, its GraphQL embeddingStatus and /metrics tell how models and their backlog are.`,
    { retryable: true },
  );
}

function readHolder(path: string): string {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isInteger(pid) ? `process ${pid}` : 'another process';
  } catch {
    return 'another process'; // Windows refuses even to read a file that is held
  }
}
