import type { Command } from '../../src/command.ts';
import { parseConfig } from '../../src/config.ts';

export async function loadCommand(name: string): Promise<Command> {
  const { command } = (await import(`../../src/commands/${name}.ts`)) as { command: Command };
  return command;
}

export interface RunningCommand {
  stdout(): string;
  stderr(): string;
  /** Rejects with what the command throws. */
  readonly status: Promise<number>;
}

/** Starts a command in this process, which saves the second that a process takes to start. */
export function startCommand(
  name: string,
  args: string[],
  env: Record<string, string>,
  signal: AbortSignal = new AbortController().signal,
): RunningCommand {
  const output = { stdout: '', stderr: '' };
  const keep = (stream: keyof typeof output) => ({
    write: (text: string) => {
      output[stream] += text;
    },
  });
  const status = loadCommand(name).then(({ run }) =>
    run(args, { config: parseConfig(env), stdout: keep('stdout'), stderr: keep('stderr'), signal }),
  );
  return { stdout: () => output.stdout, stderr: () => output.stderr, status };
}

/** The same, once it has ended. What it throws is thrown. */
export async function runCommand(
  name: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ status: number; stdout: string; stderr: string }> {
  const running = startCommand(name, args, env);
  const status = await running.status;
  return { status, stdout: running.stdout(), stderr: running.stderr() };
}
