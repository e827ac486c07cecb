import type { Command } from '../../src/command.ts';
import { parseConfig } from '../../src/config.ts';

export async function loadCommand(name: string): Promise<Command> {
  const { command } = (await import(`../../src/commands/${name}.ts`)) as { command: Command };
  return command;
}

/** Runs a command in this process, which saves the second that a process takes to start. What it throws is thrown. */
export async function runCommand(
  name: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ status: number; stdout: string; stderr: string }> {
  const output = { stdout: '', stderr: '' };
  const { run } = await loadCommand(name);
  const status = await run(args, {
    config: parseConfig(env),
    stdout: {
      write: (text) => {
        output.stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        output.stderr += text;
      },
    },
    signal: new AbortController().signal,
  });
  return { status, ...output };
}
