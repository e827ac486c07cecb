/** What one check of a database found. */
export interface Finding {
  /** What was looked at: `server version`, `extension vector`, … */
  check: string;
  ok: boolean;
  found: string;
  expected: string;
  /** What to do about it; a command where there is one. Empty when `ok`. */
  action: string;
  /** Only a database that is still to be migrated needs it. */
  onlyToMigrate: boolean;
}

/** The action of a finding: none where all is well. */
export function remedy(ok: boolean, action: string): { action: string } {
  return { action: ok ? '' : action };
}
