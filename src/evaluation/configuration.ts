import { UsageError } from '../errors.ts';
import type { SearchOptions } from '../retrieval/page.ts';

/** One way to search, under the name that reports give it. */
export interface Configuration {
  /** `name` or `name:modifier=value`, modifiers that are not the default only, in a fixed order: equal names search alike. */
  readonly name: string;
  readonly options: SearchOptions;
}

const modes: Readonly<Record<string, SearchOptions>> = {
  words: { mode: 'LEXICAL' },
  meaning: { mode: 'SEMANTIC' },
  hybrid: { mode: 'HYBRID' },
};

/** Modifier → value → what it adds to the options. The first value is the default. */
const modifiers: Readonly<Record<string, Readonly<Record<string, SearchOptions>>>> = {
  interpret: { on: {}, off: { interpret: false } },
  unavailable: { last: {}, hide: { unavailable: 'HIDE' }, show: { unavailable: 'SHOW' } },
};

/** Names of the configurations, in the order of reports. */
export const configurationNames = Object.keys(modes);

/**
 * Reads `name[:modifier=value]…`, several separated by commas. `given` holds modifiers for each that does not say otherwise.
 * Throws UsageError; `option` is where the text was found.
 */
export function readConfigurations(
  option: string,
  text: string,
  given: Readonly<Record<string, string>> = {},
): Configuration[] {
  const configurations = text.split(',').map((part) => readConfiguration(option, part.trim(), given));
  const names = configurations.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      `${option}: found ${JSON.stringify(twice)} twice; expected different configurations.`,
    );
  }
  return configurations;
}

function readConfiguration(
  option: string,
  text: string,
  given: Readonly<Record<string, string>>,
): Configuration {
  const [name = '', ...parts] = text.split(':');
  const mode = own(modes, name);
  if (mode === undefined) {
    throw new UsageError(
      `${option}: found the configuration ${JSON.stringify(name)}; expected ${list(modes)}, with modifiers such as hybrid:interpret=off.`,
    );
  }
  const chosen: Record<string, string> = {};
  for (const part of parts) {
    const [key = '', value = ''] = splitOnce(part);
    checkModifier(option, key, value);
    if (Object.hasOwn(chosen, key)) {
      throw new UsageError(`${option}: found ${key} twice in ${JSON.stringify(text)}; give it once.`);
    }
    chosen[key] = value;
  }
  const values = { ...given, ...chosen };
  const added = Object.entries(modifiers).flatMap(([key, options]) => {
    const value = values[key] ?? '';
    const addition = own(options, value);
    return addition === undefined || Object.keys(addition).length === 0 ? [] : [{ key, value, addition }];
  });
  return {
    name: [name, ...added.map(({ key, value }) => `${key}=${value}`)].join(':'),
    options: Object.assign({}, mode, ...added.map(({ addition }) => addition)),
  };
}

/** The same, answered by another model than the active one. */
export function withModel({ name, options }: Configuration, model: string): Configuration {
  return { name: `${name}:model=${model}`, options: { ...options, model } };
}

/** Throws UsageError where there is no such modifier, or it takes no such value. */
export function checkModifier(option: string, key: string, value: string): void {
  const values = own(modifiers, key);
  if (values === undefined) {
    throw new UsageError(
      `${option}: found the modifier ${JSON.stringify(key)}; expected ${list(modifiers)}, written as ${Object.entries(
        modifiers,
      )
        .map(([name, options]) => `${name}=${Object.keys(options).join('|')}`)
        .join(' or ')}.`,
    );
  }
  if (own(values, value) === undefined) {
    throw new UsageError(`${option}: found ${key}=${value}; expected ${list(values)}.`);
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function list(record: object): string {
  return Object.keys(record)
    .join(', ')
    .replace(/, ([^,]+)$/, ' or $1');
}
