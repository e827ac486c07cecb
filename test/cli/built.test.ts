import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { onServer } from '../harness/engine.ts';
import { makeFolder, startCli } from './run-cli.ts';

/** As `npm run build` makes it, but beside the checkout's own. */
function build(): string {
  const folder = makeFolder();
  for (const name of ['package.json', 'sql', 'node_modules', 'schema', 'mappings']) {
    symlinkSync(join(packageRoot(), name), join(folder, name));
  }
  const outDir = join(folder, 'dist');
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(packageRoot(), 'node_modules/typescript/bin/tsc'),
      ...['-p', 'tsconfig.build.json', '--outDir', outDir, '--tsBuildInfoFile', join(outDir, '.tsbuildinfo')],
    ],
    { cwd: packageRoot(), encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  return join(outDir, 'src/cli.js');
}

// Built, because tsx writes constants into the places that use them, and so hides one that is used before it is made.
it.skipIf(onServer())('ignores a signal that is repeated within a second, and stops in order', async () => {
  const running = startCli(['serve'], {
    built: build(),
    env: { TRUESHELF_DATA: join(makeFolder(), 'data'), TRUESHELF_DEMO: 'off', PORT: '0' },
  });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  const [, port] = await running.waitFor(/^Trueshelf answers at http:\/\/127\.0\.0\.1:(\d+)/m);
  // Half a request holds the stop up, so that the second signal finds the process alive.
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write('GET /health/live HTTP/1.1\r\n');
  await sleep(100);
  running.child.kill('SIGTERM');
  await running.waitFor(/^Stopping\.$/m);
  running.child.kill('SIGINT');
  await sleep(100);
  socket.destroy();
  const { status, stderr } = await running.result;
  expect(stderr).toMatch(/\nStopping\.\n$/);
  expect(status).toBe(0);
});
