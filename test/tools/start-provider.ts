import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

/** Arguments of node that run the stand-in provider from its source. */
export const providerProgram = [
  '--import',
  import.meta.resolve('tsx'),
  join(packageRoot(), 'tools/provider.ts'),
];

/** Call at the top of a test file or a describe: the stand-in provider on a free port, while its tests run. */
export function startProvider(): { readonly baseUrl: string; readonly printed: string } {
  let child: ChildProcess | undefined;
  const provider = { baseUrl: '', printed: '' };
  beforeAll(async () => {
    const started = spawn(process.execPath, [...providerProgram, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    provider.baseUrl = await new Promise((resolve, reject) => {
      started.on('error', reject);
      started.on('close', () => reject(new Error(`ended early: ${provider.printed}`)));
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        provider.printed += text;
        const address = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(provider.printed);
        if (address) resolve(address[0]);
      });
    });
  });
  afterAll(() => {
    child?.kill();
  });
  return provider;
}
