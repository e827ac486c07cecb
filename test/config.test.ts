import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, settings } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';
import { packageRoot } from '../src/package-root.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    parseConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message.split('\n').slice(1);
  }
  return [];
}

const embedded = {
  database: { engine: 'embedded', folder: '.trueshelf' },
  host: '127.0.0.1',
  port: 4000,
  demo: true,
  graphiql: true,
  allowedOrigins: [],
  interpretation: null,
  narration: null,
  embedding: { baseUrl: null, keys: new Map(), queryDeadlineMs: 400, timeoutMs: 30_000 },
  worker: { inProcess: true, concurrency: 2 },
  metrics: true,
  environment: 'local',
  logLevel: 'info',
};

describe('parseConfig', () => {
  it('runs embedded on nothing at all', () => {
    expect(parseConfig({})).toEqual(embedded);
  });

  it('takes an empty or blank value for an absent one', () => {
    expect(
      parseConfig({ DATABASE_URL: '', TRUESHELF_DATA: '  ', HOST: '', PORT: '', TRUESHELF_DEMO: '' }),
    ).toEqual(embedded);
  });

  it('gives a server the login of DATABASE_URL as owner unless TRUESHELF_OWNER_URL names another', () => {
    const url = 'postgresql://shop@db/shop';
    expect(parseConfig({ DATABASE_URL: url }).database).toEqual({
      engine: 'server',
      url,
      ownerUrl: url,
      poolSize: 10,
    });
    const ownerUrl = 'postgres://owner@db/shop';
    expect(
      parseConfig({ DATABASE_URL: url, TRUESHELF_OWNER_URL: ownerUrl, TRUESHELF_POOL_SIZE: '3' }).database,
    ).toEqual({
      engine: 'server',
      url,
      ownerUrl,
      poolSize: 3,
    });
  });

  it('reads every setting', () => {
    const config = parseConfig({
      TRUESHELF_DATA: '/var/lib/shop',
      TRUESHELF_DEMO: 'off',
      HOST: '::1',
      PORT: '0',
      TRUESHELF_GRAPHIQL: 'off',
      TRUESHELF_ALLOWED_ORIGINS: 'https://shop.example, http://localhost:3000,',
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      TRUESHELF_INTERPRET_MODEL: 'qwen3:4b',
      TRUESHELF_INTERPRET_DEADLINE_MS: '1200',
      TRUESHELF_CHAT_MODEL: 'qwen3:8b',
      TRUESHELF_CHAT_DEADLINE_MS: '20000',
      TRUESHELF_CHAT_MAX_TOKENS: '4000',
      TRUESHELF_PROVIDER_KEYS: 'https://shop.openai.azure.com=az-1=  http://[::1]:8080=tei',
      TRUESHELF_EMBED_DEADLINE_MS: '250',
      TRUESHELF_EMBED_TIMEOUT_MS: '120000',
      TRUESHELF_WORKER: 'off',
      TRUESHELF_WORKER_CONCURRENCY: '8',
      TRUESHELF_METRICS: 'off',
      TRUESHELF_ENVIRONMENT: 'pre-prod_1.a',
      TRUESHELF_LOG_LEVEL: 'silent',
    });
    expect(config).toEqual({
      database: { engine: 'embedded', folder: '/var/lib/shop' },
      host: '::1',
      port: 0,
      demo: false,
      graphiql: false,
      allowedOrigins: ['https://shop.example', 'http://localhost:3000'],
      interpretation: {
        model: 'qwen3:4b',
        apiKey: 'sk-1',
        baseUrl: 'http://127.0.0.1:11434/v1',
        deadlineMs: 1200,
      },
      narration: {
        model: 'qwen3:8b',
        apiKey: 'sk-1',
        baseUrl: 'http://127.0.0.1:11434/v1',
        deadlineMs: 20_000,
        maxTokens: 4_000,
      },
      embedding: {
        baseUrl: 'http://127.0.0.1:11434/v1',
        keys: new Map([
          ['https://shop.openai.azure.com', 'az-1='],
          ['http://[::1]:8080', 'tei'],
          ['http://127.0.0.1:11434', 'sk-1'],
        ]),
        queryDeadlineMs: 250,
        timeoutMs: 120_000,
      },
      worker: { inProcess: false, concurrency: 8 },
      metrics: false,
      environment: 'pre-prod_1.a',
      logLevel: 'silent',
    });
  });

  it('is frozen, also inside', () => {
    const config = parseConfig({
      TRUESHELF_INTERPRET_MODEL: 'm',
      TRUESHELF_CHAT_MODEL: 'm',
      OPENAI_API_KEY: 'k',
    });
    const { database, interpretation, narration, embedding, worker } = config;
    expect(
      [config, database, interpretation, narration, embedding, worker].filter((one) => !Object.isFrozen(one)),
    ).toEqual([]);
  });

  it('reports every fault and every unknown name at once (USAGE)', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://u:secret@h/d',
      TRUESHELF_POOL_SIZE: '0',
      TRUESHELF_DEMO: 'yes',
      HOST: 'a b',
      PORT: '65536',
      TRUESHELF_LOG_LEVEL: 'loud',
      TRUESHELF_PORT: '1',
      TRUESHELF_POOLSIZE: '2',
    });
    expect(faults.map((line) => line.trim().split(':')[0])).toEqual([
      'DATABASE_URL',
      'TRUESHELF_POOL_SIZE',
      'TRUESHELF_DEMO',
      'HOST',
      'PORT',
      'TRUESHELF_LOG_LEVEL',
      'TRUESHELF_POOLSIZE',
      'TRUESHELF_PORT',
    ]);
  });

  it.each([
    ['PORT', '4000x', '"4000x"', 'a whole number from 0 to 65535'],
    ['PORT', '-1', '"-1"', 'a whole number from 0 to 65535'],
    ['PORT', '1e3', '"1e3"', 'a whole number from 0 to 65535'],
    ['TRUESHELF_POOL_SIZE', '201', '"201"', 'a whole number from 1 to 200'],
    ['TRUESHELF_DEMO', 'ON', '"ON"', 'on or off'],
    [
      'TRUESHELF_ALLOWED_ORIGINS',
      'shop.example',
      '"shop.example"',
      'origins such as https://shop.example,http://localhost:3000',
    ],
    [
      'TRUESHELF_ALLOWED_ORIGINS',
      'https://a.example/',
      '"https://a.example/"',
      'origins such as https://shop.example,http://localhost:3000',
    ],
    ['TRUESHELF_INTERPRET_DEADLINE_MS', '49', '"49"', 'a whole number from 50 to 10000'],
    ['TRUESHELF_CHAT_DEADLINE_MS', '99', '"99"', 'a whole number from 100 to 120000'],
    ['TRUESHELF_CHAT_MAX_TOKENS', '16001', '"16001"', 'a whole number from 100 to 16000'],
    ['TRUESHELF_CHAT_MODEL', 'two words', '"two words"', 'a name without spaces, of at most 200 characters'],
    [
      'TRUESHELF_INTERPRET_MODEL',
      'two words',
      '"two words"',
      'a name without spaces, of at most 200 characters',
    ],
    ['OPENAI_API_KEY', 'sk 1', 'a value of 4 characters', 'visible ASCII characters only'],
    [
      'OPENAI_BASE_URL',
      '127.0.0.1:11434',
      'a value with no scheme',
      'an address such as http://127.0.0.1:11434/v1',
    ],
    ['TRUESHELF_EMBED_DEADLINE_MS', '19', '"19"', 'a whole number from 20 to 10000'],
    ['TRUESHELF_EMBED_DEADLINE_MS', '10001', '"10001"', 'a whole number from 20 to 10000'],
    ['TRUESHELF_EMBED_TIMEOUT_MS', '99', '"99"', 'a whole number from 100 to 600000'],
    ['TRUESHELF_WORKER', 'true', '"true"', 'on or off'],
    ['TRUESHELF_WORKER_CONCURRENCY', '33', '"33"', 'a whole number from 1 to 32'],
    ['TRUESHELF_METRICS', 'no', '"no"', 'on or off'],
    [
      'TRUESHELF_ENVIRONMENT',
      'a/b',
      '"a/b"',
      'a word of at most 20 letters, digits, dots, hyphens and underscores',
    ],
    [
      'TRUESHELF_PROVIDER_KEYS',
      'sk-1',
      'a value of 4 characters',
      'pairs such as https://shop.openai.azure.com=KEY, separated by spaces, one for an origin',
    ],
    ['DATABASE_URL', 'shop', 'a value with no scheme', 'postgres://user@host:5432/database'],
    ['DATABASE_URL', 'postgres://user:p/w@host/db', '"postgres://…"', 'postgres://user@host:5432/database'],
  ])('says what was found and expected for %s=%s (USAGE)', (name, value, found, expected) => {
    expect(faultsOf({ [name]: value })[0]).toContain(`${name}: found ${found}; expected ${expected};`);
  });

  it('never shows what may be a password', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://u:hunter2/@h:x/d' }).join()).not.toContain('hunter2');
    expect(faultsOf({ DATABASE_URL: 'u:hunter2@h/d' }).join()).not.toContain('hunter2');
    expect(faultsOf({ OPENAI_API_KEY: 'hunter2 ' + 'x' }).join()).not.toContain('hunter2');
    expect(faultsOf({ OPENAI_BASE_URL: 'ftp://u:hunter2@h/v1' }).join()).not.toContain('hunter2');
  });

  it.each([
    'hunter2',
    '=hunter2',
    'https://a.example=',
    'a.example=hunter2',
    'https://a.example/v1=hunter2',
    'https://a.example/=hunter2',
    'https://u:hunter2@a.example=k',
    'https://a.example:hunter2=k',
    'https://A.example=hunter2',
    'ftp://a.example=hunter2',
    'https://a.example=hunter2é',
    'https://a.example=hunter2,https://b.example=k hunter2',
    'https://a.example=k https://b.example hunter2',
    'https://a.example=k https://a.example=hunter2',
  ])('refuses %j as keys of providers, and shows nothing of it (USAGE)', (value) => {
    expect(faultsOf({ TRUESHELF_PROVIDER_KEYS: value })).toEqual([
      `  TRUESHELF_PROVIDER_KEYS: found a value of ${value.length} characters; expected pairs such as https://shop.openai.azure.com=KEY, separated by spaces, one for an origin; give scheme and host of each server, with no path, then = and its key`,
    ]);
  });

  it.each<[string, Record<string, string>, [string, string][]]>([
    ["OpenAI's own", {}, [['https://api.openai.com', 'sk-1']]],
    [
      'that of OPENAI_BASE_URL',
      { OPENAI_BASE_URL: 'https://Tei.example:443/v1' },
      [['https://tei.example', 'sk-1']],
    ],
    [
      'that of OPENAI_BASE_URL, also where TRUESHELF_PROVIDER_KEYS names it',
      { OPENAI_BASE_URL: 'http://127.0.0.1:80/v1', TRUESHELF_PROVIDER_KEYS: 'http://127.0.0.1=old' },
      [['http://127.0.0.1', 'sk-1']],
    ],
    [
      'its own only, and the others keep theirs',
      { TRUESHELF_PROVIDER_KEYS: 'https://tei.example=tei' },
      [
        ['https://tei.example', 'tei'],
        ['https://api.openai.com', 'sk-1'],
      ],
    ],
  ])('gives OPENAI_API_KEY to one origin: %s', (_which, env, keys) => {
    expect([...parseConfig({ OPENAI_API_KEY: 'sk-1', ...env }).embedding.keys]).toEqual(keys);
  });

  it('gives no key to a server at OPENAI_BASE_URL where there is none', () => {
    expect(parseConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }).embedding.keys.size).toBe(0);
  });

  it('works in the process that serves where embedded, and on a server only if told to', () => {
    const url = 'postgres://shop@db/shop';
    expect([
      parseConfig({}).worker.inProcess,
      parseConfig({ DATABASE_URL: url }).worker.inProcess,
      parseConfig({ DATABASE_URL: url, TRUESHELF_WORKER: 'on' }).worker.inProcess,
    ]).toEqual([true, false, true]);
  });

  it('refuses an owner of no server (USAGE)', () => {
    expect(faultsOf({ TRUESHELF_OWNER_URL: 'postgres://o@h/d' })).toEqual([
      '  TRUESHELF_OWNER_URL: found without DATABASE_URL; expected both or only DATABASE_URL; set DATABASE_URL, or remove it to run embedded',
    ]);
  });

  it('takes a language model with an address and no key, and refuses one with neither (USAGE)', () => {
    const local = { TRUESHELF_INTERPRET_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect(parseConfig(local).interpretation).toEqual({
      model: 'm',
      apiKey: null,
      baseUrl: 'http://127.0.0.1:11434/v1',
      deadlineMs: 800,
    });
    for (const name of ['TRUESHELF_INTERPRET_MODEL', 'TRUESHELF_CHAT_MODEL']) {
      expect(faultsOf({ [name]: 'm' })).toEqual([
        `  ${name}: found without OPENAI_API_KEY and OPENAI_BASE_URL; expected one of them at least; set the key, or the address of a server that needs none`,
      ]);
    }
  });

  it('asks no language model because a key is there', () => {
    expect(parseConfig({ OPENAI_API_KEY: 'sk-1' })).toMatchObject({ interpretation: null, narration: null });
  });

  it('leaves the names of the test suite alone', () => {
    expect(parseConfig({ TRUESHELF_TEST_DATABASE_URL: 'postgres://x/y' })).toEqual(embedded);
  });
});

describe('the settings', () => {
  const example = [
    ...readFileSync(join(packageRoot(), '.env.example'), 'utf8').matchAll(/^# ([A-Z_]+)=(.*)$/gm),
  ];

  it('are those of .env.example, in its order and with its defaults', () => {
    expect(example.map(([, name]) => name)).toEqual([
      'DATABASE_URL',
      'TRUESHELF_OWNER_URL',
      'TRUESHELF_DATA',
      'TRUESHELF_POOL_SIZE',
      'TRUESHELF_DEMO',
      'HOST',
      'PORT',
      'TRUESHELF_GRAPHIQL',
      'TRUESHELF_ALLOWED_ORIGINS',
      'OPENAI_API_KEY',
      'OPENAI_BASE_URL',
      'TRUESHELF_INTERPRET_MODEL',
      'TRUESHELF_INTERPRET_DEADLINE_MS',
      'TRUESHELF_CHAT_MODEL',
      'TRUESHELF_CHAT_DEADLINE_MS',
      'TRUESHELF_CHAT_MAX_TOKENS',
      'TRUESHELF_PROVIDER_KEYS',
      'TRUESHELF_EMBED_DEADLINE_MS',
      'TRUESHELF_EMBED_TIMEOUT_MS',
      'TRUESHELF_WORKER',
      'TRUESHELF_WORKER_CONCURRENCY',
      'TRUESHELF_METRICS',
      'TRUESHELF_ENVIRONMENT',
      'TRUESHELF_LOG_LEVEL',
    ]);
    expect(Object.keys(settings)).toEqual(example.map(([, name]) => name));
    const documented = example.filter(
      ([, name]) => settings[name as keyof typeof settings].fallback !== null,
    );
    expect(documented.map(([, , value]) => value)).toEqual(
      Object.values(settings).flatMap(({ fallback }) => fallback ?? []),
    );
  });

  it('of .env.example are what an empty environment means', () => {
    const everything: Record<string, string> = Object.fromEntries(
      example.map(([, name, value]) => [name!, value!]),
    );
    const rest = Object.fromEntries(
      Object.entries(everything).filter(
        ([name]) => settings[name as keyof typeof settings].fallback !== null,
      ),
    );
    expect(parseConfig(rest)).toEqual(embedded);
    const all = parseConfig(everything);
    expect(all.interpretation?.deadlineMs).toBe(800);
    expect([...all.embedding.keys]).toEqual([
      ['https://shop.openai.azure.com', 'example'],
      ['https://embeddings.example', 'example'],
      ['http://127.0.0.1:11434', 'sk-example'],
    ]);
    expect(all.worker.inProcess).toBe(true);
    expect(all.allowedOrigins).toEqual(['https://shop.example', 'http://localhost:3000']);
    expect(all.database).toEqual({
      engine: 'server',
      url: everything.DATABASE_URL,
      ownerUrl: everything.TRUESHELF_OWNER_URL,
      poolSize: 10,
    });
  });

  it('are all in --help, with their defaults', () => {
    const help = execFileSync(
      process.execPath,
      ['--import', 'tsx', join(packageRoot(), 'src/cli.ts'), '--help'],
      {
        encoding: 'utf8',
      },
    );
    for (const [name, { summary, fallback }] of Object.entries(settings)) {
      expect(help).toContain(`  ${name.padEnd(33)}${summary}${fallback === null ? '' : ` [${fallback}]`}\n`);
    }
  });
});
