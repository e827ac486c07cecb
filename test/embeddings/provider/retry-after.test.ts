import { describe, expect, it } from 'vitest';
import { readRetryAfterMs } from '../../../src/embeddings/provider/retry-after.ts';

const now = Date.parse('2025-06-01T12:00:00Z');
const read = (headers: Record<string, string>) => readRetryAfterMs(new Headers(headers), now);

describe('readRetryAfterMs', () => {
  it.each([
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '20' }, 20_000],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': 'Sun, 01 Jun 2025 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sunday, 01-Jun-25 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 01 Jun 2025 11:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '30', 'retry-after': '1' }, 30],
    [{ 'retry-after-ms': 'x', 'retry-after': '1' }, 1_000],
  ])('reads %j', (headers, expected) => {
    expect(read(headers as Record<string, string>)).toBe(expected);
  });

  it.each(['901', '99999999999999999999', 'Sun, 01 Jun 2065 12:00:00 GMT'])(
    'bounds %s by a quarter of an hour',
    (written) => {
      expect(read({ 'retry-after': written })).toBe(900_000);
    },
  );

  it.each(['', '-5', '1e9', 'Infinity', 'NaN', 'soon', '5 minutes', 'Sun, 99 Foo'])(
    'takes %j for nothing',
    (written) => {
      expect(read({ 'retry-after': written })).toBeNull();
    },
  );

  it('finds nothing where there is nothing', () => {
    expect([read({}), readRetryAfterMs(undefined, now)]).toEqual([null, null]);
  });
});
