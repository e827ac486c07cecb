import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Interrupted } from './command.ts';
import { parseConfig, settings } from './config.ts';
import { TrueshelfError, UsageError } from './errors.ts';
import { packageRoot } from './package-root.ts';
import { printable } from './printable.ts';

// Loaded on demand: the gateway and the embedded engine take half a second that --help need not spend.
const commands: Readonly<Record<string, { summary: string; load(): Promise<{ command: Command }> }>> = {
  serve: {
    summary: 'prepare the database and start the gateway (the default)',
    load: () => import('./commands/serve.ts'),
  },
  worker: {
    summary: 'embed what changes, and do queued jobs',
    load: () => import('./commands/worker.ts'),
  },
  ask: {
    summary: 'answer a question from the terminal, with its evidence',
    load: () => import('./commands/ask.ts'),
  },
  import: { summary: 'load a catalogue from JSON Lines', load: () => import('./commands/import.ts') },
  seed: { summary: 'load the demo shop', load: () => import('./commands/seed.ts') },
  fit: {
    summary: 'fit the built-in model anew and embed every product',
    load: () => import('./commands/fit.ts'),
  },
  model: {
    summary: 'add, compare, switch and retire models of meaning',
    load: () => import('./commands/model.ts'),
  },
  eval: {
    summary: 'measure the search against judged queries, and the reading of questions',
    load: () => import('./commands/eval.ts'),
  },
  migrate: { summary: 'bring the database up to date', load: () => import('./commands/migrate.ts') },
  status: {
    summary: 'print how the database, the models and the jobs do',
    load: () => import('./commands/status.ts'),
  },
  jobs: {
    summary: 'list, show, watch, retry and cancel long work',
    load: () => import('./commands/jobs.ts'),
  },
  decisions: {
    summary: 'list, show and replay answers that were given; export judgments',
    load: () => import('./commands/decisions.ts'),
  },
  demand: {
    summary: 'what people asked for in vain',
    load: () => import('./commands/demand.ts'),
  },
  forget: {
    summary: 'delete conversations: one, those of a person, or what is old',
    load: () => import('./commands/forget.ts'),
  },
  doctor: {
    summary: 'check everything, and say what to do about it',
    load: () => import('./commands/doctor.ts'),
  },
};

/** npm passes on the Ctrl+C that the terminal has sent us as well, so the same wish comes twice within milliseconds. */
const REPEAT_MS = 1000;

/** Raised because of what is there, not because of how it was asked: not found, not permitted, not in a state for it. */
const blameless: ReadonlySet<string> = new Set(['TSNFD', 'TSFOR', 'TSMOD', 'TSJOB', 'TSRDO']);

// Below every constant: what comes after it has no value while a command runs.
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  surviveClosedPipes();
  try {
    return await dispatch(args);
  } catch (error) {
    process.stderr.write(`trueshelf: ${printable(describeError(error))}\n`);
    return error instanceof UsageError || isCallersFault(error) ? 2 : 1;
  }
}

async function dispatch(args: string[]): Promise<number> {
  const first = args[0];
  if (first === '--version') {
    process.stdout.write(`${readVersion()}\n`);
    return 0;
  }
  if (first === '--help' || first === '-h') {
    process.stdout.write(describeUsage());
    return 0;
  }
  const named = first !== undefined && !first.startsWith('-');
  const name = named ? first : 'serve';
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    throw new UsageError(
      `Found the command ${JSON.stringify(name)}; expected one of ${Object.keys(commands).join(', ')}. "trueshelf --help" tells what each does.`,
    );
  }
  const { command } = await entry.load();
  const rest = named ? args.slice(1) : args;
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${command.help.trim()}\n`);
    return 0;
  }
  loadEnvFile();
  const config = parseConfig(process.env);
  return await command.run(rest, {
    config,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: listenForSignals(),
  });
}

/** Values of the environment win over those of the file. */
function loadEnvFile(): void {
  if (!existsSync('.env')) return;
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    throw new UsageError(
      `Found .env in the working directory, but it cannot be read: ${String(cause)}. Make it a readable file, or remove it.`,
    );
  }
}

/** The first signal asks the command to close in order; a later one ends the process, which every start survives. */
function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        firstMs = performance.now();
        controller.abort(new Interrupted(name));
      } else if (performance.now() - firstMs > REPEAT_MS) {
        process.exit(1);
      }
    });
  }
  return controller.signal;
}

/** A reader that went away ("| head -1") is no failure: the command goes on to its end, and closes the database in order. */
function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function describeError(error: unknown): string {
  if (error instanceof TrueshelfError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
    const advice =
      code === '42501'
        ? 'Set TRUESHELF_OWNER_URL (or DATABASE_URL) to the login that owns the tables.'
        : hint;
    return `${error.message} (SQLSTATE ${code})${typeof advice === 'string' ? `\n  ${advice}` : ''}`;
  }
  return `This is a fault in Trueshelf; please report it with what follows.\n${error.stack ?? error.message}`;
}

/** Other SQLSTATEs of class TS say that the arguments were wrong; a gateway calls TSTXT BAD_TEXT. */
function isCallersFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'BAD_TEXT' || (/^TS[A-Z]{3}$/.test(code) && !blameless.has(code));
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function describeUsage(): string {
  const commandLines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(11)}${summary}`,
  );
  const settingLines = Object.entries(settings).map(
    ([name, { summary, fallback }]) =>
      `  ${name.padEnd(33)}${summary}${fallback === null ? '' : ` [${fallback}]`}`,
  );
  return `Usage: trueshelf [command] [options]

Commands ("trueshelf <command> --help" for the options of each):
${commandLines.join('\n')}

Environment, or a file .env in the working directory [default]:
${settingLines.join('\n')}

Exit status: 0 done, 1 failed, 2 wrong usage. Data goes to stdout, progress and logs to stderr.
`;
}
