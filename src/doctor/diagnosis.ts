import type { Finding } from '../db/requirements.ts';

export interface Diagnosis {
  readonly check: string;
  /** `failing` makes the doctor's exit status 1; what has a `warning` works, but not as well as it could. */
  readonly status: 'ok' | 'warning' | 'failing';
  readonly found: string;
  readonly expected: string;
  /** What to do, whatever the status. */
  readonly action: string;
}

const NOTHING = 'Nothing to do.';

export function makeOk(check: string, found: string, expected: string): Diagnosis {
  return { check, status: 'ok', found, expected, action: NOTHING };
}

/** A requirement that only the migrating login needs is a warning: what is migrated already goes on serving. */
export function fromFinding({ check, ok, found, expected, action, onlyToMigrate }: Finding): Diagnosis {
  if (ok) return makeOk(check, found, expected);
  return { check, status: onlyToMigrate ? 'warning' : 'failing', found, expected, action };
}
