import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder on PATH that has all of PostgreSQL 18's programs, as `tools/pg18.sh env` puts it there; null: there is none. */
export function findPrograms(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const complete = folders.find((folder) =>
    ['initdb', 'pg_ctl', 'pg_basebackup', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
  if (complete === undefined) return null;
  const version = execFileSync(join(complete, 'postgres'), ['--version'], { encoding: 'utf8' });
  return / 18\b/.test(version) ? complete : null;
}

/** PostgreSQL refuses root, and initdb wants a user that the system knows. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export interface ServerPair {
  readonly primaryUrl: string;
  readonly standbyUrl: string;
  stop(): Promise<void>;
}

/** Two servers of their own in a folder of their own: one that takes writes, and a hot standby that follows it. */
export async function startServerPair(programs: string): Promise<ServerPair> {
  const user = unprivileged();
  const folder = mkdtempSync('/tmp/trueshelf-pair-'); // a socket's path has 107 bytes at most
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const call = (name: string, args: string[]) =>
    run(join(programs, name), args, { ...user, cwd: folder, env: { ...process.env, HOME: folder } });
  const started: string[] = [];
  const start = async (name: string, port: number) => {
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c shared_buffers=32MB -c max_connections=20 -c wal_receiver_status_interval=1s`;
    started.push(name);
    await call('pg_ctl', [
      '-D',
      join(folder, name),
      '-l',
      join(folder, `${name}.log`),
      '-w',
      '-s',
      '-o',
      settings,
      'start',
    ]);
  };
  const stop = async () => {
    for (const name of started.reverse()) {
      await call('pg_ctl', ['-D', join(folder, name), '-m', 'immediate', '-s', '-w', 'stop']).catch(
        () => undefined,
      );
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [primary, standby] = [await freePort(), await freePort()];
    await call('initdb', [
      ...['-D', join(folder, 'primary'), '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions'],
    ]);
    await start('primary', primary);
    await call('pg_basebackup', [
      ...['-d', `host=127.0.0.1 port=${primary} user=postgres`, '-D', join(folder, 'standby')],
      ...['-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
    ]);
    await start('standby', standby);
    const url = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;
    return { primaryUrl: url(primary), standbyUrl: url(standby), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Another process may take it before we do; the start then fails loudly. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
