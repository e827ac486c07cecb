import { printable } from '../printable.ts';
import { shorten } from '../shorten.ts';

/** More would hide the figures; `--json` has them all. */
const maxNamed = 10;

/** What stands in the file of judgments need be no handle, and may have any length. */
const maxLength = 60;

/** The first ten of some handles for a terminal, and how many there are beyond: "a, b and 3 more". */
export function nameHandles(handles: readonly string[]): string {
  const named = handles
    .slice(0, maxNamed)
    .map((handle) => shorten(printable(handle).replaceAll('\n', ' '), maxLength))
    .join(', ');
  const more = handles.length - maxNamed;
  return more > 0 ? `${named} and ${more} more` : named;
}
