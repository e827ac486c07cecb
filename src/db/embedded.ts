import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { vector } from '@electric-sql/pglite-pgvector';
import { DatabaseSetupError } from '../errors.ts';
import { removeGatewayAddress } from '../gateway-address.ts';
import type { Database } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { makePglitePool } from './pglite-pool.ts';
import { makePoolDatabase } from './pool-database.ts';

export interface EmbeddedOptions {
  /** Where the data is kept; created when missing. Without it the data lives in memory. */
  folder?: string;
  /** A data directory as `dumpData` made it, to start from instead of an empty one; memory only. */
  data?: Blob;
  /** The compiled engine, to share between instances of one process: saves half a second each. */
  engineFiles?: Pick<PGliteOptions, 'pgliteWasmModule' | 'fsBundle'>;
}

export interface EmbeddedDatabase extends Database {
  /** The data directory as an uncompressed tar (some 40 MB when empty). */
  dumpData(): Promise<Blob>;
}

/** PostgreSQL major version that PGlite 0.5 is built from; a folder of another one cannot be opened. */
const POSTGRES_MAJOR = '18';

/**
 * Opens PostgreSQL in this process. A query blocks the event loop and can be neither cancelled nor timed out, so
 * callers bound their work. There is one connection: whoever wants LISTEN must poll instead of holding it.
 * Throws DatabaseSetupError when another process has the folder, or its data is of another PostgreSQL version.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  if (options.folder === undefined) return start(options, undefined, () => undefined);
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    removeGatewayAddress(folder);
    const dataFolder = join(folder, 'postgres');
    checkVersion(dataFolder);
    return await start(options, dataFolder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(
  options: EmbeddedOptions,
  dataFolder: string | undefined,
  unlock: () => void,
): Promise<EmbeddedDatabase> {
  const engine = await PGlite.create({
    extensions: { vector, btree_gist, unaccent },
    ...(dataFolder === undefined ? {} : { dataDir: dataFolder }),
    ...(options.data === undefined ? {} : { loadDataDir: options.data }),
    ...options.engineFiles,
  });
  const database = makePoolDatabase(makePglitePool(engine), {
    engine: 'embedded',
    explainConnectError,
    close: async () => {
      await engine.close();
      unlock();
    },
  });
  return { ...database, dumpData: () => engine.dumpDataDir('none') };
}

function checkVersion(dataFolder: string): void {
  let version: string;
  try {
    version = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return; // nothing there yet
  }
  if (version === POSTGRES_MAJOR) return;
  throw new DatabaseSetupError(
    `${dataFolder} holds data of PostgreSQL ${version}; this Trueshelf embeds PostgreSQL ${POSTGRES_MAJOR}. Use another folder, or the Trueshelf version that made it.`,
  );
}

function explainConnectError(error: unknown): DatabaseSetupError {
  const message = error instanceof Error ? error.message : String(error);
  return new DatabaseSetupError(
    `The embedded database gave no connection: ${message}. It has one, and something held it too long; try again, or use a server (DATABASE_URL).`,
    { retryable: true, cause: error },
  );
}
