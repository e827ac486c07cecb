import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openServer } from '../../src/db/server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run's prepared templates and their locks. */
    templateFolder: string;
    /** Prefix of every database that this run makes on the server. */
    databasePrefix: string;
    /** The real server, or null: the embedded engine. */
    serverUrl: string | null;
  }
}

/** Templates are made by the first test file that needs them; here are only the place for them and the cleaning up. */
export default function setup(project: TestProject): () => Promise<void> {
  const serverUrl = process.env.TRUESHELF_TEST_DATABASE_URL || null;
  const templateFolder = mkdtempSync(join(tmpdir(), 'trueshelf-test-'));
  const databasePrefix = `trueshelf_test_${process.pid}_`;
  project.provide('serverUrl', serverUrl);
  project.provide('templateFolder', templateFolder);
  project.provide('databasePrefix', databasePrefix);
  return async () => {
    rmSync(templateFolder, { recursive: true, force: true });
    if (serverUrl !== null) await dropDatabases(serverUrl, databasePrefix);
  };
}

async function dropDatabases(serverUrl: string, prefix: string): Promise<void> {
  const server = await openServer({ url: serverUrl, maxConnections: 1 });
  const left = await server.query<{ name: string }>(
    `select quote_ident(d.datname) as name from pg_database d where starts_with(d.datname, $1)`,
    [prefix],
  );
  for (const { name } of left) await server.query(`drop database if exists ${name} with (force)`);
  await server.close();
}
