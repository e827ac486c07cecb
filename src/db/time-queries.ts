import type { Queryable } from './database.ts';

/** The name of the function of schema api that a statement calls; the text of our statements never holds data. */
const apiCall = /\bapi\.([a-z_]+)\s*\(/;

/**
 * The same database, whose queries are timed from the call to their last row or their error. `observe` gets the name of the
 * api function, "other" where there is none, and seconds.
 */
export function timeQueries(
  database: Queryable,
  observe: (call: string, seconds: number) => void,
): Queryable {
  return {
    async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      const startedAt = performance.now();
      try {
        return await database.query<Row>(text, values);
      } finally {
        observe(apiCall.exec(text)?.[1] ?? 'other', (performance.now() - startedAt) / 1000);
      }
    },
  };
}
