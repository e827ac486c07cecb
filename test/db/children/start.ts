import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  process: ChildProcess;
  /** Its next line on stdout. Throws when it ends before that. */
  nextLine(): Promise<string>;
  /** Kills it without a chance to clean up; returns once it is gone. */
  kill(): Promise<void>;
}

/** Starts one of this folder's programs in a process of its own. */
export function startChild(program: string, ...args: string[]): Child {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async nextLine() {
      const line = await lines.next();
      if (line.done) throw new Error(`${program} ended without another line.`);
      return line.value;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
