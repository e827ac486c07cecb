import { pino } from 'pino';
import type { Queryable } from '../../src/db/database.ts';
import { makeYoga, type YogaOptions } from '../../src/server/yoga.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the answer is whatever the test asked for
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** A gateway over a database, asked without a port; it counts the SQL calls and keeps the log. */
export function makeClient(database: Queryable, options: Partial<YogaOptions> = {}) {
  const calls: string[] = [];
  const log: Record<string, unknown>[] = [];
  const yoga = makeYoga({
    database: {
      query: (text, values) => {
        calls.push(/api\.(\w+)/.exec(text)?.[1] ?? text);
        return database.query(text, values);
      },
    },
    logger: pino({ level: 'warn' }, { write: (line) => log.push(JSON.parse(line)) }),
    ...options,
  });
  const fetch = async (path: string, init: RequestInit = {}): Promise<Response> =>
    yoga.fetch(`http://gateway${path}`, init);
  return {
    fetch,
    log,
    /** Names of the api functions called since it was last read. */
    takeCalls: (): string[] => calls.splice(0),
    async ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
      return { status: response.status, headers: response.headers, data, errors };
    },
  };
}
