import { printable } from '../printable.ts';

/** More would hide the figures; `--json` has them all. */
const maxNamed = 10;

/** What stands in the file of judgments need be no handle, and may have any length. */
const maxLength = 60;

/** The first ten of some handles for a terminal, and how many there are beyond: "a, b and 3 more". */
export function nameHandles(handles: readonly string[]): string {
  const named = handles.slice(0, maxNamed).map(shorten).join(', ');
  const more = handles.length - maxNamed;
  return more > 0 ? `${named} and ${more} more` : named;
}

function shorten(handle: string): string {
  const characters = [...printable(handle).replaceAll('\n', ' ')];
  return characters.length <= maxLength
    ? characters.join('')
    : `${characters.slice(0, maxLength - 1).join('')}…`;
}
