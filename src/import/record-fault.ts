/** Why a record is refused: our field ("variants[0].sku"; empty for the record as a whole), the reason, and what was found there. */
export interface RecordFault {
  field: string;
  reason: string;
  found?: string;
}

const maxLength = 80;

/** A found value in a few words; never walks into it, for it may be as deep as its writer liked. */
export function describeFound(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, maxLength + 1)) : String(value);
  return shown.length <= maxLength ? shown : `${shown.slice(0, maxLength)}…`;
}
