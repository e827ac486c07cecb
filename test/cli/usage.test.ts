import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { packageRoot } from '../../src/package-root.ts';
import { makeFolder, runCli } from './run-cli.ts';
import { loadCommand, runCommand } from './run-command.ts';

const commands = [
  'serve',
  'worker',
  'ask',
  'import',
  'seed',
  'fit',
  'model',
  'eval',
  'migrate',
  'status',
  'jobs',
  'decisions',
  'demand',
  'forget',
  'doctor',
];

describe('trueshelf', () => {
  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('lists every command in --help', async () => {
    const { status, stdout, stderr } = await runCli(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name);
    expect(listed).toEqual(commands);
  });

  it('prints the help of a command, whatever the environment', async () => {
    const { status, stdout, stderr } = await runCli(['migrate', '--help'], { env: { PORT: 'nonsense' } });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`${(await loadCommand('migrate')).help.trim()}\n`);
  });

  it.each(commands)('%s has a help with usage and exit status', async (name) => {
    const { help } = await loadCommand(name);
    expect(help).toMatch(/^\nUsage: trueshelf /);
    expect(help).toMatch(/\nExit status: 0 [^\n]+, 1 [^\n]+, 2 wrong usage\.\n$/);
  });

  it.each([
    ['an unknown command', ['sreve'], 'Found the command "sreve"; expected one of serve, worker, ask, '],
    ['a name of every object', ['constructor'], 'Found the command "constructor"; expected one of'],
    ['an option of the default command', ['--port', '80'], "Unknown option '--port'"],
    [
      'a question without quotes',
      ['ask', 'red', 'jacket'],
      'Found 2 arguments; expected one question in quotes',
    ],
  ])('refuses %s with status 2 and nothing on stdout (USAGE)', async (_, args, message) => {
    const { status, stdout, stderr } = await runCli(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`trueshelf: ${message}`);
  });

  it.each([
    ['doctor', ['--jsno'], "Unknown option '--jsno'"],
    ['serve', ['--port', '80'], "Unknown option '--port'"],
    ['worker', ['--port', '65536'], '--port: found "65536"; expected a whole number from 0 to 65535'],
    ['migrate', ['now'], "Unexpected argument 'now'"],
    ['seed', ['--force=yes'], "Option '--force' does not take an argument"],
    ['fit', ['--json', '--json=1'], "Option '--json' does not take an argument"],
    ['ask', [], 'Found 0 arguments; expected one question in quotes'],
    ['ask', ['jacket', '--k', '0'], '--k: found "0"; expected a whole number from 1 to 200.'],
    ['ask', ['jacket', '--k', '10000'], '--k: found "10000"; expected a whole number from 1 to 200.'],
    ['ask', ['jacket', '--k', 'NaN'], '--k: found "NaN"; expected a whole number from 1 to 200.'],
    ['ask', ['jacket', '--k=-1'], '--k: found "-1"; expected a whole number from 1 to 200.'],
    ['import', [], 'Found 0 arguments; expected one file'],
    ['import', ['a', 'b'], 'Found 2 arguments; expected one file'],
    [
      'import',
      ['a', '--batch-size', '5001'],
      '--batch-size: found "5001"; expected a whole number from 1 to 5000.',
    ],
    ['import', ['a', '--mapping', 'no-such-file'], 'The mapping file no-such-file cannot be read'],
  ])('%s refuses %j (USAGE)', async (name, args, message) => {
    const refused = runCommand(name, args, { TRUESHELF_DATA: '/nonexistent/trueshelf' });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  it('refuses a faulty environment with status 2, all faults at once (USAGE)', async () => {
    const { status, stderr } = await runCli(['doctor'], { env: { PORT: 'x', TRUESHELF_PORT: '1' } });
    expect(status).toBe(2);
    expect(stderr.match(/^ {2}[A-Z_]+: found/gm)).toEqual(['  PORT: found', '  TRUESHELF_PORT: found']);
  });

  it('reads .env of the working directory, below the environment', async () => {
    const cwd = makeFolder();
    writeFileSync(join(cwd, '.env'), 'PORT=x\nHOST="a b"\n');
    const { status, stderr } = await runCli(['doctor'], { cwd, env: { HOST: '::1' } });
    expect(status).toBe(2);
    expect(stderr.match(/^ {2}[A-Z_]+: found/gm)).toEqual(['  PORT: found']);
  });

  it('asks for an embedded database that is not there without making one', async () => {
    const { status, stdout, stderr } = await runCli(['ask', 'jacket'], {
      env: { TRUESHELF_DATA: 'nowhere' },
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('There is no embedded database: nowhere does not exist. Run "trueshelf serve"');
  });

  it('says what to do when no server listens', async () => {
    const { status, stderr } = await runCli(['migrate'], {
      env: { DATABASE_URL: 'postgres://u:pw@127.0.0.1:1/d' },
    });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'trueshelf: Cannot connect to postgres://u@127.0.0.1:1/d: nothing listens there. Start PostgreSQL, or correct the host and port of DATABASE_URL.\n',
    );
  });

  it('blames TRUESHELF_OWNER_URL where that is at fault', async () => {
    const env = {
      DATABASE_URL: 'postgres://u@127.0.0.1:1/d',
      TRUESHELF_OWNER_URL: 'postgres://o@127.0.0.1:2/d',
    };
    const { stderr } = await runCli(['migrate'], { env });
    expect(stderr).toContain(
      '127.0.0.1:2/d: nothing listens there. Start PostgreSQL, or correct the host and port of TRUESHELF_OWNER_URL.',
    );
  });
});
