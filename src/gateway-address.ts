import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

/**
 * A gateway leaves its address in the embedded folder that it has open, so that other commands can ask it instead.
 * Whoever locks the folder removes what a killed gateway left: by then something else may listen there.
 */
export function writeGatewayAddress(folder: string, url: string): void {
  writeFileSync(fileOf(folder), `${url}\n`);
}

/** Null where no gateway says that it has the folder. Read it only while the folder is locked by another process. */
export function readGatewayAddress(folder: string): string | null {
  try {
    // The line end tells a whole address from one that is being written.
    return /^(https?:\/\/\S+)\n$/.exec(readFileSync(fileOf(folder), 'utf8'))?.[1] ?? null;
  } catch {
    return null; // no file, or another user's: there is nobody to ask either way
  }
}

/** Where the settings put a gateway, for one that left no address; null where they leave the port to chance. */
export function configuredUrl({ host, port }: Pick<Config, 'host' | 'port'>): string | null {
  if (port === 0) return null;
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Does nothing where there is none. */
export function removeGatewayAddress(folder: string): void {
  rmSync(fileOf(folder), { force: true });
}

function fileOf(folder: string): string {
  return join(folder, 'gateway');
}
