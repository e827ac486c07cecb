import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';

/** PostgreSQL cuts an application_name off behind so many bytes, and replaces all but visible ASCII. */
const longest = 63;

/**
 * The label of a command's job, feature/environment/request id; also the application_name of its connections. The one that
 * was given by --label, else one of its own. Throws UsageError.
 */
export function jobLabel(feature: string, { environment }: Config, given?: string): string {
  const label = given ?? `${feature}/${environment}/${randomBytes(4).toString('hex')}`;
  if (/^[!-.0-~]+(\/[!-.0-~]+){2}$/.test(label) && label.length <= longest) return label;
  throw new UsageError(
    `--label: found ${JSON.stringify(label)}; expected feature/environment/request id, three words of visible ASCII characters, at most ${longest} in all, such as ${feature}/${environment}/3f9c2a81.`,
  );
}
