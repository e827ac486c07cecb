import { expect, it } from 'vitest';
import { parseJsonLine } from '../../src/import/parse-json-line.ts';

it.each([
  '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
  '{"a":"a","b":"\\"a\\":1,","c":"\\\\"}',
  ' { "a" : [ ] } ',
  '[1,2]',
  'null',
])('parses %s', (text) => {
  expect(parseJsonLine(text)).toEqual({ value: JSON.parse(text) });
});

it.each([
  ['{"a":1,"a":2}', { field: 'a', reason: 'occurs twice in one object; expected each key once' }],
  [
    '{"x":{"amount":1,"\\u0061mount":1000}}',
    { field: 'amount', reason: 'occurs twice in one object; expected each key once' },
  ],
  [
    '{"a":{"__proto__":{"admin":true}}}',
    { field: '__proto__', reason: 'is a key that is never taken; leave it out' },
  ],
  ['{"a":', { field: '', reason: 'is not JSON: the line ends too early' }],
  ['{"a":NaN}', { field: '', reason: "is not JSON: Unexpected token 'N'" }],
  ['handle,title', { field: '', reason: "is not JSON: Unexpected token 'h'" }],
  ['[', { field: '', reason: 'is not JSON: the file is one JSON list; expected one object a line' }],
])('refuses %s', (text, fault) => {
  expect(parseJsonLine(text)).toEqual({ fault });
});

it('refuses nesting beyond 64 levels, of which 20,000 end the embedded engine without an error', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(parseJsonLine(nested(64)).fault).toBeUndefined();
  const fault = { field: '', reason: 'is nested more than 64 levels deep; expected a flat record' };
  expect(parseJsonLine(nested(65))).toEqual({ fault });
  expect(parseJsonLine(nested(200_000))).toEqual({ fault });
});
