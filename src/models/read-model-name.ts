import { UsageError } from '../errors.ts';

/** The one name that `trueshelf model add`, `switch` and `retire` take. Throws UsageError. */
export function readModelName(action: string, positionals: readonly string[]): string {
  const [name, ...more] = positionals;
  if (name !== undefined && more.length === 0) return name;
  throw new UsageError(
    `Found ${positionals.length} names; expected one: trueshelf model ${action} NAME. "trueshelf model status" lists them.`,
  );
}
