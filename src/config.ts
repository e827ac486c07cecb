import { z } from 'zod';
import { UsageError } from './errors.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  readonly database:
    | { readonly engine: 'embedded'; readonly folder: string }
    | {
        readonly engine: 'server';
        readonly url: string;
        /** Equal to `url` unless TRUESHELF_OWNER_URL says otherwise. */
        readonly ownerUrl: string;
        readonly poolSize: number;
      };
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly demo: boolean;
  readonly graphiql: boolean;
  /** Origins such as "https://shop.example". */
  readonly allowedOrigins: readonly string[];
  /** The language model that may add constraints; null: none. */
  readonly interpretation: {
    readonly model: string;
    /** Null: the server needs none. */
    readonly apiKey: string | null;
    /** Null: OpenAI's own. */
    readonly baseUrl: string | null;
    readonly deadlineMs: number;
  } | null;
  /** The language model that puts answers of chats into words; null: the template does. */
  readonly narration: {
    readonly model: string;
    /** Null: the server needs none. */
    readonly apiKey: string | null;
    /** Null: OpenAI's own. */
    readonly baseUrl: string | null;
    /** For the whole of it, and half of that for the first sentence. */
    readonly deadlineMs: number;
    readonly maxTokens: number;
  } | null;
  readonly embedding: {
    /** The provider of models that are added without one; null: OpenAI's own. */
    readonly baseUrl: string | null;
    /** Key by origin ("https://api.openai.com"): a key is sent nowhere else. A server that is not in it needs none. */
    readonly keys: ReadonlyMap<string, string>;
    /** How long a question waits for its vector at most. */
    readonly queryDeadlineMs: number;
    /** How long one request for the vectors of products may take. */
    readonly timeoutMs: number;
  };
  readonly worker: {
    /** Whether `serve` works in its own process. */
    readonly inProcess: boolean;
    /** Requests to a provider under way at once, for one model. */
    readonly concurrency: number;
  };
  readonly metrics: boolean;
  /** Where this runs ("local", "production"), for the labels of jobs. */
  readonly environment: string;
  readonly logLevel: LogLevel;
}

export const openaiBaseUrl = 'https://api.openai.com/v1';

// Keys come before values here: `settings` below must describe exactly these.
const schema = z.object({
  DATABASE_URL: z.string().refine(isPostgresUrl).optional(),
  TRUESHELF_OWNER_URL: z.string().refine(isPostgresUrl).optional(),
  TRUESHELF_DATA: z.string().default('.trueshelf'),
  TRUESHELF_POOL_SIZE: wholeNumber(1, 200).default(10),
  TRUESHELF_DEMO: z.enum(['on', 'off']).default('on'),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/)
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  TRUESHELF_GRAPHIQL: z.enum(['on', 'off']).default('on'),
  TRUESHELF_ALLOWED_ORIGINS: z.string().transform(splitList).refine(isOrigins).default([]),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[!-~]+$/)
    .optional(),
  OPENAI_BASE_URL: z.string().refine(isHttpUrl).optional(),
  TRUESHELF_INTERPRET_MODEL: z
    .string()
    .regex(/^[^\s]{1,200}$/)
    .optional(),
  TRUESHELF_INTERPRET_DEADLINE_MS: wholeNumber(50, 10_000).default(800),
  TRUESHELF_CHAT_MODEL: z
    .string()
    .regex(/^[^\s]{1,200}$/)
    .optional(),
  TRUESHELF_CHAT_DEADLINE_MS: wholeNumber(100, 120_000).default(15_000),
  TRUESHELF_CHAT_MAX_TOKENS: wholeNumber(100, 16_000).default(1_000),
  TRUESHELF_PROVIDER_KEYS: z.string().transform(readKeys).optional(),
  TRUESHELF_EMBED_DEADLINE_MS: wholeNumber(20, 10_000).default(400),
  TRUESHELF_EMBED_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
  TRUESHELF_WORKER: z.enum(['on', 'off']).optional(),
  TRUESHELF_WORKER_CONCURRENCY: wholeNumber(1, 32).default(2),
  TRUESHELF_METRICS: z.enum(['on', 'off']).default('on'),
  TRUESHELF_ENVIRONMENT: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,20}$/)
    .default('local'),
  TRUESHELF_LOG_LEVEL: z.enum(logLevels).default('info'),
});

type SettingName = keyof z.output<typeof schema>;

export interface Setting {
  /** What it decides, in a line of --help. */
  readonly summary: string;
  /** The value that absence stands for; null where absence means something of its own, which `summary` tells. */
  readonly fallback: string | null;
  readonly expected: string;
  readonly advice: string;
  /** The value is, or holds, what nobody else may know, and is never shown. */
  readonly secret?: 'url' | 'key';
}

/** Every setting that Trueshelf reads, in the order of --help and .env.example. */
export const settings: Readonly<Record<SettingName, Setting>> = {
  DATABASE_URL: {
    summary: 'PostgreSQL 18 with pgvector; absent: embedded PostgreSQL in this process',
    fallback: null,
    expected: 'postgres://user@host:5432/database',
    advice: 'correct it (percent-encode special characters of a password), or leave it out to run embedded',
    secret: 'url',
  },
  TRUESHELF_OWNER_URL: {
    summary:
      'the login that migrates, imports and fits, where DATABASE_URL may only ask; absent: DATABASE_URL',
    fallback: null,
    expected: 'postgres://owner@host:5432/database',
    advice: 'correct it, or leave it out to use DATABASE_URL for everything',
    secret: 'url',
  },
  TRUESHELF_DATA: {
    summary: 'folder of the embedded database; one process at a time',
    fallback: '.trueshelf',
    expected: 'a folder path',
    advice: 'name a folder that may be created',
  },
  TRUESHELF_POOL_SIZE: {
    summary: 'connections that the gateway opens to DATABASE_URL at most',
    fallback: '10',
    expected: 'a whole number from 1 to 200',
    advice: "keep the sum over all gateways below the server's max_connections",
  },
  TRUESHELF_DEMO: {
    summary: 'on: serve fills an empty database with the demo shop',
    fallback: 'on',
    expected: 'on or off',
    advice: 'set it to off for a shop of your own',
  },
  HOST: {
    summary: 'address to listen on',
    fallback: '127.0.0.1',
    expected: 'a host name or an IP address',
    advice: 'use 127.0.0.1 for this machine only, 0.0.0.0 for every network',
  },
  PORT: {
    summary: 'port to listen on; 0: any free one',
    fallback: '4000',
    expected: 'a whole number from 0 to 65535',
    advice: 'choose a free port',
  },
  TRUESHELF_GRAPHIQL: {
    summary: 'on: a browser that opens the address gets GraphiQL',
    fallback: 'on',
    expected: 'on or off',
    advice: 'set it to off where shoppers can reach the gateway',
  },
  TRUESHELF_ALLOWED_ORIGINS: {
    summary:
      'sites, separated by commas, whose pages may call the gateway from a browser; absent: none but its own',
    fallback: null,
    expected: 'origins such as https://shop.example,http://localhost:3000',
    advice: 'give scheme and host, with no path and no slash at the end',
  },
  OPENAI_API_KEY: {
    summary:
      'key of the server at OPENAI_BASE_URL, for the language models and for embedding models; absent: it needs none',
    fallback: null,
    expected: 'visible ASCII characters only',
    advice: 'copy the key again, without quotation marks or line breaks',
    secret: 'key',
  },
  OPENAI_BASE_URL: {
    summary: "any server that speaks OpenAI's API; absent: OpenAI's own",
    fallback: null,
    expected: 'an address such as http://127.0.0.1:11434/v1',
    advice: 'give scheme, host and path, mostly with /v1 at the end',
    secret: 'url',
  },
  TRUESHELF_INTERPRET_MODEL: {
    summary: 'language model that may read more constraints in a question; absent: rules alone read it',
    fallback: null,
    expected: 'a name without spaces, of at most 200 characters',
    advice: 'use a name that the server lists under /v1/models',
  },
  TRUESHELF_INTERPRET_DEADLINE_MS: {
    summary: 'how long a question waits for that model at most, in milliseconds',
    fallback: '800',
    expected: 'a whole number from 50 to 10000',
    advice: 'use as long as a shopper may wait; without an answer by then the rules alone read the question',
  },
  TRUESHELF_CHAT_MODEL: {
    summary: 'language model that puts the answers of chats into words; absent: the template does',
    fallback: null,
    expected: 'a name without spaces, of at most 200 characters',
    advice: 'use a name that the server lists under /v1/models',
  },
  TRUESHELF_CHAT_DEADLINE_MS: {
    summary:
      'how long that model may speak, in milliseconds, and half as long until its first sentence; then the template speaks',
    fallback: '15000',
    expected: 'a whole number from 100 to 120000',
    advice: 'use as long as a shopper may wait who already sees the evidence',
  },
  TRUESHELF_CHAT_MAX_TOKENS: {
    summary: 'tokens that an answer of that model has at most',
    fallback: '1000',
    expected: 'a whole number from 100 to 16000',
    advice: 'use 1000, or more for a model that counts what it thinks as well',
  },
  TRUESHELF_PROVIDER_KEYS: {
    summary:
      'keys of further servers of embedding models, "origin=key" separated by spaces; each is sent to its origin only',
    fallback: null,
    expected: 'pairs such as https://shop.openai.azure.com=KEY, separated by spaces, one for an origin',
    advice: 'give scheme and host of each server, with no path, then = and its key',
    secret: 'key',
  },
  TRUESHELF_EMBED_DEADLINE_MS: {
    summary:
      "how long a question waits for its vector at most, where a provider's model is active, in milliseconds",
    fallback: '400',
    expected: 'a whole number from 20 to 10000',
    advice: 'use as long as a shopper may wait; without a vector by then the search goes by words',
  },
  TRUESHELF_EMBED_TIMEOUT_MS: {
    summary: 'how long a provider may take for a batch of products, in milliseconds',
    fallback: '30000',
    expected: 'a whole number from 100 to 600000',
    advice: 'use longer for a slow server on this machine, or give its model smaller batches',
  },
  TRUESHELF_WORKER: {
    summary:
      'on: serve also embeds what changes and does queued jobs; absent: on where embedded, off on a server',
    fallback: null,
    expected: 'on or off',
    advice: 'leave it off where "trueshelf worker" runs beside the gateways',
  },
  TRUESHELF_WORKER_CONCURRENCY: {
    summary: 'requests to a provider under way at once, for one model',
    fallback: '2',
    expected: 'a whole number from 1 to 32',
    advice: 'raise it where the provider allows more and the backlog shrinks too slowly',
  },
  TRUESHELF_METRICS: {
    summary: 'on: /metrics tells Prometheus what the gateway does',
    fallback: 'on',
    expected: 'on or off',
    advice: 'set it to off where shoppers can reach the gateway, or keep the path from them',
  },
  TRUESHELF_ENVIRONMENT: {
    summary: 'where this runs, for the labels of jobs and connections',
    fallback: 'local',
    expected: 'a word of at most 20 letters, digits, dots, hyphens and underscores',
    advice: 'use a word such as production',
  },
  TRUESHELF_LOG_LEVEL: {
    summary: `least severe log line that is written: ${logLevels.join(', ')}`,
    fallback: 'info',
    expected: `one of ${logLevels.join(', ')}`,
    advice: 'use info to run and debug to look closer',
  },
};

/**
 * Reads the configuration out of environment variables; an empty or blank value counts as absent.
 * Pure; the result is frozen. Throws one UsageError that lists every fault and every unknown TRUESHELF_ name.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = presentValues(env);
  const parsed = schema.safeParse(present);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => describeFault(issue.path[0] as SettingName, present)),
    ...unknownNames(env).map(
      (name) =>
        `${name}: found a setting that does not exist; expected one of ${Object.keys(settings).join(', ')}; correct or remove it`,
    ),
  ];
  if (present.TRUESHELF_OWNER_URL !== undefined && present.DATABASE_URL === undefined) {
    faults.push(
      'TRUESHELF_OWNER_URL: found without DATABASE_URL; expected both or only DATABASE_URL; set DATABASE_URL, or remove it to run embedded',
    );
  }
  for (const name of ['TRUESHELF_INTERPRET_MODEL', 'TRUESHELF_CHAT_MODEL'] as const) {
    const { [name]: model, OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl } = present;
    if (model === undefined || key !== undefined || baseUrl !== undefined) continue;
    faults.push(
      `${name}: found without OPENAI_API_KEY and OPENAI_BASE_URL; expected one of them at least; set the key, or the address of a server that needs none`,
    );
  }
  if (!parsed.success || faults.length > 0) {
    throw new UsageError(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n  ${faults.join('\n  ')}`,
    );
  }
  return freezeConfig(parsed.data);
}

function freezeConfig(values: z.output<typeof schema>): Config {
  const database: Config['database'] =
    values.DATABASE_URL === undefined
      ? { engine: 'embedded', folder: values.TRUESHELF_DATA }
      : {
          engine: 'server',
          url: values.DATABASE_URL,
          ownerUrl: values.TRUESHELF_OWNER_URL ?? values.DATABASE_URL,
          poolSize: values.TRUESHELF_POOL_SIZE,
        };
  return Object.freeze({
    database: Object.freeze(database),
    host: values.HOST,
    port: values.PORT,
    demo: values.TRUESHELF_DEMO === 'on',
    graphiql: values.TRUESHELF_GRAPHIQL === 'on',
    allowedOrigins: Object.freeze(values.TRUESHELF_ALLOWED_ORIGINS),
    interpretation:
      values.TRUESHELF_INTERPRET_MODEL === undefined
        ? null
        : Object.freeze({
            model: values.TRUESHELF_INTERPRET_MODEL,
            apiKey: values.OPENAI_API_KEY ?? null,
            baseUrl: values.OPENAI_BASE_URL ?? null,
            deadlineMs: values.TRUESHELF_INTERPRET_DEADLINE_MS,
          }),
    narration:
      values.TRUESHELF_CHAT_MODEL === undefined
        ? null
        : Object.freeze({
            model: values.TRUESHELF_CHAT_MODEL,
            apiKey: values.OPENAI_API_KEY ?? null,
            baseUrl: values.OPENAI_BASE_URL ?? null,
            deadlineMs: values.TRUESHELF_CHAT_DEADLINE_MS,
            maxTokens: values.TRUESHELF_CHAT_MAX_TOKENS,
          }),
    embedding: Object.freeze({
      baseUrl: values.OPENAI_BASE_URL ?? null,
      keys: keysByOrigin(values),
      queryDeadlineMs: values.TRUESHELF_EMBED_DEADLINE_MS,
      timeoutMs: values.TRUESHELF_EMBED_TIMEOUT_MS,
    }),
    worker: Object.freeze({
      inProcess: (values.TRUESHELF_WORKER ?? (database.engine === 'embedded' ? 'on' : 'off')) === 'on',
      concurrency: values.TRUESHELF_WORKER_CONCURRENCY,
    }),
    metrics: values.TRUESHELF_METRICS === 'on',
    environment: values.TRUESHELF_ENVIRONMENT,
    logLevel: values.TRUESHELF_LOG_LEVEL,
  });
}

/** The key of OPENAI_API_KEY belongs to the origin of OPENAI_BASE_URL, or to OpenAI's own. */
function keysByOrigin(values: z.output<typeof schema>): ReadonlyMap<string, string> {
  const keys = new Map(values.TRUESHELF_PROVIDER_KEYS);
  if (values.OPENAI_API_KEY !== undefined) {
    keys.set(new URL(values.OPENAI_BASE_URL ?? openaiBaseUrl).origin, values.OPENAI_API_KEY);
  }
  return keys;
}

/** "origin=key" pairs, separated by white space. */
function readKeys(value: string, context: z.core.$RefinementCtx): Map<string, string> {
  const keys = new Map<string, string>();
  for (const pair of value.split(/\s+/)) {
    const [, origin = '', key = ''] = /^(https?:\/\/[^/=]+)=([!-~]+)$/.exec(pair) ?? [];
    if (!isOrigins([origin]) || keys.has(origin)) {
      context.addIssue({ code: 'custom', message: 'no pair of another origin and its key' });
      return z.NEVER;
    }
    keys.set(origin, key);
  }
  return keys;
}

function presentValues(
  env: Readonly<Record<string, string | undefined>>,
): Partial<Record<SettingName, string>> {
  const present: Partial<Record<SettingName, string>> = {};
  for (const name of Object.keys(settings) as SettingName[]) {
    const value = env[name]?.trim();
    if (value) present[name] = value;
  }
  return present;
}

/** TRUESHELF_TEST_ names belong to the test suite, whose environment the commands under test inherit. */
function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter(
      (name) => name.startsWith('TRUESHELF_') && !name.startsWith('TRUESHELF_TEST_') && !(name in settings),
    )
    .sort();
}

function describeFault(name: SettingName, present: Partial<Record<SettingName, string>>): string {
  const { expected, advice, secret } = settings[name];
  const value = present[name] ?? '';
  return `${name}: found ${describeValue(value, secret)}; expected ${expected}; ${advice}`;
}

function describeValue(value: string, secret: Setting['secret']): string {
  if (secret === undefined) return JSON.stringify(value);
  return secret === 'key' ? `a value of ${value.length} characters` : describeUrl(value);
}

/** Names only the scheme, since what follows may hold a password. */
function describeUrl(value: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0];
  return scheme === undefined ? 'a value with no scheme' : `"${scheme}…"`;
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value);
}

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value);
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isOrigins(values: readonly string[]): boolean {
  return values.every((value) => URL.canParse(value) && new URL(value).origin === value);
}

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);
}
