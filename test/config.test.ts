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
      logLevel: 'silent',
    });
  });

  it('is frozen, also inside', () => {
    const config = parseConfig({ TRUESHELF_INTERPRET_MODEL: 'm', OPENAI_API_KEY: 'k' });
    expect([config, config.database, config.interpretation].map(Object.isFrozen)).toEqual([true, true, true]);
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
    expect(faultsOf({ TRUESHELF_INTERPRET_MODEL: 'm' })).toEqual([
      '  TRUESHELF_INTERPRET_MODEL: found without OPENAI_API_KEY and OPENAI_BASE_URL; expected one of them at least; set the key, or the address of a server that needs none',
    ]);
  });

  it('asks no language model because a key is there', () => {
    expect(parseConfig({ OPENAI_API_KEY: 'sk-1' }).interpretation).toBeNull();
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
