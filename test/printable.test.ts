import { expect, it } from 'vitest';
import { printable } from '../src/printable.ts';

it('takes away what a terminal would obey, and leaves line ends and letters', () => {
  expect(printable('a\u001b[31mb\r\u009bc\nde\u0301 \u05d0')).toBe('a [31mb c\nde\u0301 \u05d0');
});

it.each(['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'])(
  'takes away %j, which turns the direction of writing round',
  (override) => {
    expect(printable(`a${override}${override}b`)).toBe('a b');
  },
);
