import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Config } from './config.ts';
import { TrueshelfError, UsageError } from './errors.ts';

/** What a command gets from outside; it reads no environment, argument vector or signal itself. */
export interface CommandContext {
  readonly config: Config;
  /** Data only. */
  readonly stdout: Output;
  /** Progress, logs and what a person should do next. */
  readonly stderr: Output;
  /** Aborted by SIGINT or SIGTERM, with an Interrupted as reason. */
  readonly signal: AbortSignal;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Command {
  /** Usage, options and exit status, as `trueshelf <command> --help` prints it. */
  readonly help: string;
  /** Resolves to the exit status: 0 done, 1 failed. Throws UsageError for wrong usage (2). */
  run(args: string[], context: CommandContext): Promise<0 | 1>;
}

/** SIGINT or SIGTERM arrived before the work was done. */
export class Interrupted extends TrueshelfError {
  constructor(signal: string) {
    super(
      'INTERRUPTED',
      `Stopped by ${signal} before it was done. What was committed stays; run the command again to go on.`,
    );
  }
}

/** What one word behind a command does, with the arguments behind that word. */
export type Action = (args: string[], context: CommandContext) => Promise<0 | 1>;

/** Runs the action that the first argument names, `list` where it names none. Throws UsageError for another one. */
export function runAction(
  command: string,
  actions: Readonly<Record<string, Action>>,
  args: string[],
  context: CommandContext,
): Promise<0 | 1> {
  const [first = 'list', ...rest] = args;
  const [action, actionArgs] = first.startsWith('-') ? ['list', args] : [first, rest];
  const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (run !== undefined) return run(actionArgs, context);
  throw new UsageError(
    `trueshelf ${command}: found ${JSON.stringify(action)}; expected one of ${Object.keys(actions).join(', ')}.`,
  );
}

/** `node:util` parseArgs, strict, whose complaints are UsageErrors. */
export function readArguments<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      throw new UsageError(`${error.message.replace(/\.$/, '')}. --help lists what it takes.`);
    throw error;
  }
}

/** Reads an option's whole number. Throws UsageError outside `min`..`max`. */
export function readWholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(
    `--${option}: found ${JSON.stringify(text)}; expected a whole number from ${min} to ${max}.`,
  );
}
