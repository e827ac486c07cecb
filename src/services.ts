import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { openEmbedded } from './db/embedded.ts';
import { checkUnlocked } from './db/folder-lock.ts';
import { openServer } from './db/server.ts';
import { DatabaseSetupError } from './errors.ts';
import { type Logger, makeLogger } from './log.ts';

export interface Services {
  readonly log: Logger;
  /** The login that serves: DATABASE_URL, or the embedded database. */
  readonly gateway: Database;
  /** The login that migrates, imports and fits; embedded, the same `Database`. */
  readonly owner: Database;
  /** Closes the owner's connections where it has its own; `gateway` goes on. Idempotent. */
  closeOwner(): Promise<void>;
  /** Closes everything, the last opened first. Idempotent. */
  close(): Promise<void>;
}

/** A search takes some 50 ms on 20,000 products; what takes 10 s waits for a lock, or for nothing any more. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** The one place where things are wired. `label`: see openOwner. Throws DatabaseSetupError. */
export async function openServices(config: Config, label?: string): Promise<Services> {
  const log = makeLogger(config.logLevel);
  const owner = await openOwner(config, label);
  const gateway = await openGatewayLogin(config, owner).catch(async (error: unknown) => {
    await owner.close();
    throw error;
  });
  return {
    log,
    gateway,
    owner,
    closeOwner: () => (owner === gateway ? Promise.resolve() : owner.close()),
    async close() {
      await gateway.close();
      await owner.close();
    },
  };
}

/**
 * Only the login that migrates, imports and fits; creates the embedded folder when missing. `label`: of the job that it is
 * opened for, under which the server's views then show its connections.
 */
export async function openOwner({ database }: Config, label = 'trueshelf'): Promise<Database> {
  if (database.engine === 'embedded') return openEmbedded({ folder: database.folder });
  const { ownerUrl, url, poolSize } = database;
  try {
    // Three at least: filling holds a lock on one, works on another, and tells of itself on a third.
    return await openServer({
      url: ownerUrl,
      applicationName: label,
      maxConnections: Math.max(poolSize, 3),
    });
  } catch (error) {
    if (ownerUrl === url || !(error instanceof DatabaseSetupError)) throw error;
    const message = error.message.replaceAll('DATABASE_URL', 'TRUESHELF_OWNER_URL');
    throw new DatabaseSetupError(message, { retryable: error.retryable, cause: error });
  }
}

/** Only the login that asks; never creates a database, nor a file where there is none. */
export async function openReader({ database }: Config): Promise<Database> {
  return database.engine === 'server'
    ? openServer({ url: database.url, applicationName: 'trueshelf', maxConnections: 1 })
    : openExistingFolder(database.folder);
}

/** As openOwner, but never creates a database: to look at one, or to work on what is in it, is no reason to make one. */
export async function openExistingOwner(config: Config): Promise<Database> {
  return config.database.engine === 'server' ? openOwner(config) : openExistingFolder(config.database.folder);
}

async function openExistingFolder(folder: string): Promise<Database> {
  if (!existsSync(join(folder, 'postgres', 'PG_VERSION'))) {
    checkUnlocked(folder); // by a first start, which makes the database just now
    throw new DatabaseSetupError(
      `There is no embedded database: ${folder} ${existsSync(folder) ? 'holds none' : 'does not exist'}. Run "trueshelf serve" or "trueshelf import FILE" to make one, or set TRUESHELF_DATA or DATABASE_URL to where it is.`,
    );
  }
  return openEmbedded({ folder });
}

/**
 * Connections of their own also where the logins are the same: no question may hold one longer than the time-out, so that a
 * lock or a stop is waited for no longer either, while migrations and fits may take their time.
 */
async function openGatewayLogin({ database }: Config, owner: Database): Promise<Database> {
  if (database.engine === 'embedded') return owner;
  return openServer({
    url: database.url,
    applicationName: 'trueshelf',
    maxConnections: database.poolSize,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
}
