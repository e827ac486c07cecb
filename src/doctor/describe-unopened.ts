import type { Config } from '../config.ts';
import { TrueshelfError } from '../errors.ts';
import { configuredUrl, readGatewayAddress } from '../gateway-address.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A ready gateway answers in milliseconds, but a long query of the embedded engine holds it for seconds. */
const READY_TIMEOUT_MS = 5000;

/** Says why the database could not be opened. A folder that our own running gateway has is asked about over HTTP. */
export async function describeUnopened(config: Config, error: unknown): Promise<Diagnosis> {
  const found = error instanceof Error ? error.message : String(error);
  if (config.database.engine === 'embedded' && error instanceof TrueshelfError && error.retryable) {
    const url = readGatewayAddress(config.database.folder) ?? configuredUrl(config);
    const address = `${url}/health/ready`;
    if (url !== null && (await answersReady(address))) {
      return {
        check: 'database',
        status: 'warning',
        found: `${config.database.folder} is in use by a gateway, and ${address} says that it is ready`,
        expected: 'a folder that no other process has open, to look inside',
        action: 'Stop the gateway and run "trueshelf doctor" again for the other checks.',
      };
    }
  }
  return {
    check: 'database',
    status: 'failing',
    found,
    expected: 'a database that opens',
    action: 'Do what the message says, then run "trueshelf doctor" again.',
  };
}

async function answersReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // nobody there, or not ready: the lock's own message is then the finding
  }
}
