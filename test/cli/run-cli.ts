import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

export interface CliOptions {
  /** The whole environment but PATH; nothing is inherited. */
  env?: Record<string, string>;
  /** By default a new empty folder, so that neither a .env nor a database of the checkout is used. */
  cwd?: string;
  /** Standard input is a pipe that `child.stdin` feeds; otherwise it is empty. */
  piped?: boolean;
  /** A built command line to start instead of the source. */
  built?: string;
}

export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A running command, with what it has written so far. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Resolves when stderr has matched; rejects if the command ends before. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves when the command has ended. */
  readonly result: Promise<CliResult>;
}

/** A new empty folder, removed with the others at the end of the run. */
export function makeFolder(): string {
  return mkdtempSync(join(inject('templateFolder'), 'cli-'));
}

/** Starts the real command line, from its source. */
export function startCli(
  args: string[],
  { env = {}, cwd = makeFolder(), piped = false, built }: CliOptions = {},
): RunningCli {
  const program =
    built === undefined
      ? ['--import', import.meta.resolve('tsx'), join(packageRoot(), 'src/cli.ts')]
      : [built];
  const child = spawn(process.execPath, [...program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (!piped) child.stdin.end();
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const result = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
  return {
    child,
    output,
    result,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output.stderr);
          if (match) resolve(match);
        };
        child.stderr.on('data', look);
        look();
        void result.then(({ status, stderr }) =>
          reject(new Error(`ended with ${status} before ${pattern} was seen:\n${stderr}`)),
        );
      }),
  };
}

export function runCli(args: string[], options?: CliOptions): Promise<CliResult> {
  return startCli(args, options).result;
}
