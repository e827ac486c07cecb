import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { UsageError } from '../../src/errors.ts';
import { packageRoot } from '../../src/package-root.ts';
import { openOwner } from '../../src/services.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { startProvider } from '../tools/start-provider.ts';
import { makeFolder, runCli } from './run-cli.ts';
import { runCommand } from './run-command.ts';

const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');

/** Nobody listens there: it was free a moment ago. */
const closedPort = await new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

describe('trueshelf model', () => {
  const provider = startProvider();
  let env: Record<string, string>;

  beforeAll(async () => {
    env = onServer()
      ? { DATABASE_URL: serverUrl(await createServerDatabase()) }
      : { TRUESHELF_DATA: join(makeFolder(), 'data') };
    env.TRUESHELF_LOG_LEVEL = 'silent';
    await runCommand('seed', ['--size', '100'], env);
  });

  const model = async (...args: string[]) => (await runCommand('model', args, env)).stdout;
  const add = (name: string, ...args: string[]) =>
    model('add', name, '--model', 'hashed-words', '--base-url', provider.baseUrl, ...args);
  const states = async () => {
    const models = JSON.parse(await model('status', '--json')) as { model: string; state: string }[];
    return Object.fromEntries(models.map(({ model, state }) => [model, state]));
  };

  it.each([
    ['PROVIDER_UNREACHABLE', ['--base-url', `http://127.0.0.1:${closedPort}/v1`], /cannot be reached/],
    ['PROVIDER_MODEL', ['--model', 'other'], /has a model "other"\.\n {2}Nothing was written\.$/],
    ['PROVIDER_DIMENSIONS', ['--dimensions', '64'], /Expected 64 dimensions; found 512\./],
  ])(
    'says why the provider gives no vector, before it opens a database (%s)',
    async (code, args, message) => {
      const nowhere = { TRUESHELF_DATA: join(makeFolder(), 'data') };
      const wanted = ['unborn', '--model', 'hashed-words', '--base-url', provider.baseUrl, ...args];
      const adding = runCommand('model', ['add', ...wanted], nowhere);
      await expect(adding).rejects.toMatchObject({ code });
      await expect(adding).rejects.toThrow(message);
      expect(existsSync(nowhere.TRUESHELF_DATA)).toBe(false);
    },
  );

  it.each([
    [['add'], /^Found 0 names; expected one: trueshelf model add NAME/],
    [['add', 'one', 'two'], /^Found 2 names/],
    [['add', 'one', '--send-dimensions'], /expected --dimensions N beside it/],
    [
      ['add', 'one', '--dimensions', '2001'],
      /^--dimensions: found "2001"; expected a whole number from 1 to 2000\.$/,
    ],
    [['add', 'one', '--base-url', 'ftp://provider'], /^The base URL: expected an address such as/],
    [['add', 'one', '--base-url', 'https://me:secret@provider/v1'], /found a name, a password or a fragment/],
    [
      ['add', 'one', '--base-url', 'https://provider/v1?key=secret'],
      /found a parameter other than api-version/,
    ],
    [
      ['enlist', 'one'],
      /^trueshelf model: found "enlist"; expected one of add, status, switch, retire, parked, retry\.$/,
    ],
    [[], /^trueshelf model: found nothing; expected one of/],
  ])('refuses %j in a sentence that repeats no secret', async (args, message) => {
    const failed = await model(...args).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UsageError);
    expect((failed as Error).message).toMatch(message);
    expect((failed as Error).message).not.toContain('secret');
  });

  it('leads a model through its life as the README does', async () => {
    const [, ...lines] = /## The life of a model, in five commands\n[\s\S]*?```sh\n([^`]+)```/.exec(readme)!;
    const commands = lines[0]!.trimEnd().split('\n');
    const outputs: string[] = [];
    for (const line of commands) {
      const [, name, rest] = /^npx trueshelf (\w+) ([^#]+)/.exec(line)!;
      const args = rest!.trim().replace('http://127.0.0.1:4010/v1', provider.baseUrl).split(' ');
      const { status, stdout } = await runCommand(name!, args, env);
      outputs.push(`${status}: ${stdout}`);
      if (name === 'worker') {
        expect(await states()).toEqual({ 'builtin-1': 'active', hashed: 'standby' });
      }
    }
    expect(outputs).toEqual([
      expect.stringMatching(/^0: Added hashed, of 512 dimensions; 100 products wait for their vectors\./),
      '0: 100 products embedded by hashed, 1 job done\n',
      expect.stringMatching(/^hybrid:model=hashed against hybrid, over \d+ quer/m),
      '0: hashed answers from now on, with vectors of 100.0 % of the products.\n' +
        'builtin-1 stays beside it and is kept fresh. Back: npx trueshelf model switch builtin-1; to drop it: npx trueshelf model retire builtin-1\n',
      '0: Retired builtin-1: dropped its 100 vectors.\n',
    ]);
    expect(await states()).toEqual({ hashed: 'active' });
    expect(await model('switch', 'hashed')).toBe('hashed answers already; nothing was changed.\n');
    expect(await model('retire', 'builtin-1')).toBe(
      'builtin-1 was retired before; nothing was left to drop.\n',
    );
    await expect(model('switch', 'builtin-1')).rejects.toMatchObject({
      code: 'TSMOD',
      hint: 'trueshelf fit makes a new built-in model.',
    });
    await expect(model('retire', 'hashed')).rejects.toMatchObject({ code: 'TSMOD' });
    // Two cores that are shared: 208 questions are asked, and on the embedded engine the database is opened nine times.
  }, 120_000);

  it('is not fitted anew by a small import while a provider answers, but by the first of many products; fit says that it stands by', async () => {
    const fitted = async (count: number) => {
      const path = join(makeFolder(), 'more.jsonl');
      const lines = Array.from({ length: count }, (_, index) =>
        JSON.stringify({
          handle: `more-${count}-${index}`,
          title: `Quilted zafu ${index}`,
          category: 'zafus',
          variants: [{ sku: `more-${count}-${index}`, prices: [{ amount: '9.00', currency: 'USD' }] }],
        }),
      );
      writeFileSync(path, `${lines.join('\n')}\n`);
      return JSON.parse((await runCommand('import', [path, '--json'], env)).stdout).fit?.model ?? null;
    };
    expect(await fitted(2)).toBeNull();
    expect(await fitted(30)).toBe('builtin-3');
    expect((await runCommand('fit', [], env)).stdout).toBe(
      "builtin-4 stands by, since a provider's model answers: 132 of 132 products embedded. To switch: npx trueshelf model switch builtin-4\n",
    );
    await model('retire', 'builtin-4');
    await runCommand('worker', ['--drain'], env);
  }, 60_000);

  it('lists what is set aside, and puts it back', async () => {
    expect(await model('parked')).toBe('No product is set aside.\n');
    const owner = await openOwner(parseConfig(env));
    await owner.query(
      `insert into embeddings.job (product_id, model_id, parked_at, error)
       select p.product_id, m.model_id, '2026-07-01T12:00:00.5Z',
         '{"code": "PROVIDER_REFUSED", "message": "It was refused.", "hint": "Shorten it.", "attempts": 4}'
       from product.product p, embeddings.model m where m.state = 'active' order by p.product_id limit 1`,
    );
    const [row] = await owner.query<{ handle: string }>(
      'select p.handle from product.product p order by p.product_id limit 1',
    );
    await owner.close();
    const parked = (await model('parked', 'hashed')).split('\n').map((line) => line.split(/ {2,}/));
    expect(parked).toEqual([
      ['model', 'product', 'code', 'attempts', 'since', 'message'],
      ['hashed', row!.handle, 'PROVIDER_REFUSED', '4', '2026-07-01 12:00:00Z', 'It was refused.'],
      ['PROVIDER_REFUSED: Shorten it.'],
      ['An edit puts a product back; all of them: npx trueshelf model retry'],
      [''],
    ]);
    expect(await model('status')).toContain(
      '1 product is set aside by hashed. Why: npx trueshelf model parked hashed; to try again: npx trueshelf model retry hashed\n',
    );
    expect(await model('retry', 'hashed')).toBe('1 product waits for a worker again.\n');
    expect(await model('parked', '--json')).toBe('[]\n');
    await expect(model('parked', 'unborn')).rejects.toThrow('There is no model "unborn".');
  });

  it('adds a model as it is told to, and switches to it before time only by force', async () => {
    const settings = ['--dimensions', '96', '--send-dimensions', '--batch-items', '50'];
    const template = ['--document-template', '{title}\\nof {brand}'];
    const added = JSON.parse(await add('titles', ...settings, ...template, '--json'));
    expect(added).toEqual({
      model: 'titles',
      providerModel: 'hashed-words',
      baseUrl: provider.baseUrl,
      dimensions: 96,
      queued: 132,
      jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    await expect(add('titles')).rejects.toMatchObject({ code: 'TSMOD' });
    await expect(model('switch', 'titles')).rejects.toMatchObject({ code: 'TSMOD' });
    expect(await model('switch', 'titles', '--force')).toMatch(
      /^titles answers from now on, with vectors of 0\.0 % of the products\.\n/,
    );
    expect(await model('status')).toMatch(
      /^titles +openai +active +96 +0\.0 % +132 +0 +\d+(\.\d)? s +– +– +–$/m,
    );
    await runCommand('worker', ['--drain'], env);
    // Two of products, and two of three with the titles that the model is measured with; the last ones are smaller.
    expect(provider.printed.match(/ 50 texts, 96 dimensions/g)).toHaveLength(4);
  });

  it('ends with 1, not with 2, where only the state forbids it', async () => {
    const { status, stdout, stderr } = await runCli(['model', 'retire', 'titles'], { env });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^trueshelf: model "titles" answers questions now/);
  });

  it('makes no database to look at models', async () => {
    const folder = join(makeFolder(), 'data');
    const looking = runCommand('model', ['status'], { TRUESHELF_DATA: folder });
    await expect(looking).rejects.toThrow(`There is no embedded database: ${folder} does not exist.`);
  });
});
