import type { ItemFilter } from '../retrieval/page.ts';
import type { ExpectedFilter } from './interpretation-case.ts';

/** As the last of the values that are expected: and maybe more. */
const more = '...';

/**
 * Whether a filter says what is expected of it: the same members, lists in any order, amounts by their value ("50" is "50.00"),
 * an exclusiveness that is false as good as none.
 */
export function isEqualFilter(expected: ExpectedFilter | null, found: ItemFilter | null): boolean {
  return isEqual(expected, found);
}

function isEqual(expected: unknown, found: unknown): boolean {
  if (Array.isArray(expected)) return Array.isArray(found) && isEqualList(expected, found);
  if (isObject(expected)) return isObject(found) && isEqualObject(expected, found);
  return expected === found;
}

function isEqualList(expected: readonly unknown[], found: readonly unknown[]): boolean {
  const named = expected.filter((item) => item !== more);
  const extra = found.filter((item) => !named.some((one) => isEqual(one, item)));
  return (
    named.every((one) => found.some((item) => isEqual(one, item))) &&
    (extra.length === 0 || named.length < expected.length)
  );
}

function isEqualObject(expected: Record<string, unknown>, found: Record<string, unknown>): boolean {
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...keys].every((key) => {
    const [one, other] = [expected[key], found[key]];
    if (key === 'minExclusive' || key === 'maxExclusive') return (one ?? false) === (other ?? false);
    if (key === 'min' || key === 'max') return canonicalDecimal(one) === canonicalDecimal(other);
    return isEqual(one, other);
  });
}

/** Without zeros that say nothing: "050.00" is "50". What is no text stays. */
function canonicalDecimal(amount: unknown): unknown {
  if (typeof amount !== 'string') return amount;
  const whole = amount.replace(/^(-?)0+(?=\d)/, '$1');
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
