import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { cloneTemplate, type Template } from './template.ts';

/** Call at the top of a test file (or a describe): a database of its own, made before its tests and dropped after them. */
export function useDatabase(template: Template = 'empty'): Database {
  let clone: { database: Database; drop: () => Promise<void> } | undefined;
  beforeAll(async () => {
    clone = await cloneTemplate(template);
  });
  afterAll(async () => {
    await clone?.drop();
  });
  const current = (): Database => {
    if (clone === undefined)
      throw new Error('The database is there from beforeAll on: use it inside tests and hooks.');
    return clone.database;
  };
  return {
    get engine() {
      return current().engine;
    },
    query: (text, values) => current().query(text, values),
    transaction: (work) => current().transaction(work),
    session: (work) => current().session(work),
    listen: (channels, onNotify) => current().listen(channels, onNotify),
    poolFigures: () => current().poolFigures(),
    close: () => current().close(),
  };
}
