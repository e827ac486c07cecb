import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { makeFolder } from './run-cli.ts';
import { runCommand } from './run-command.ts';

async function makeEnvironment(): Promise<Record<string, string>> {
  return onServer()
    ? { DATABASE_URL: serverUrl(await createServerDatabase()) }
    : { TRUESHELF_DATA: join(makeFolder(), 'data') };
}

describe('trueshelf seed --size', () => {
  it('loads a demo shop of so many products, and a larger one adds to it', async () => {
    const env = await makeEnvironment();
    const small = await runCommand('seed', ['--size', '100', '--json'], env);
    expect(small.status).toBe(0);
    expect(JSON.parse(small.stdout)).toMatchObject({
      import: { rejected: 0, counts: { product: { created: 100 } } },
      fit: { products: expect.any(Number) },
    });

    const larger = await runCommand('seed', ['--size', '130', '--json'], env);
    expect(JSON.parse(larger.stdout)).toMatchObject({
      import: { rejected: 0, counts: { product: { created: 30, updated: 0, unchanged: 100 } } },
    });
  });

  it.each(['99', '1000001', '0', '-5', '1e5', '2.5', 'many', ''])(
    'refuses %j before it opens a database',
    async (size) => {
      const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
      const seeding = runCommand('seed', [`--size=${size}`], env);
      await expect(seeding).rejects.toThrow(UsageError);
      await expect(seeding).rejects.toThrow(
        `--size: found ${JSON.stringify(size)}; expected a whole number from 100 to 1000000.`,
      );
    },
  );
});
