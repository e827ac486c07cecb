import { describe, expect, it } from 'vitest';
import { DatabaseSetupError } from '../../src/errors.ts';
import { mapSqlError } from '../../src/server/map-sql-error.ts';

const failure = (message: string, fields: object = {}) => Object.assign(new Error(message), fields);

describe('mapSqlError', () => {
  it.each([
    ['TSLIM', 'LIMIT_OUT_OF_RANGE'],
    ['TSTXT', 'BAD_TEXT'],
    ['TSFLT', 'BAD_FILTER'],
    ['TSOPT', 'BAD_OPTIONS'],
    ['TSCUR', 'BAD_CURSOR'],
    ['TSCCY', 'UNKNOWN_CURRENCY'],
    ['TSCLM', 'BAD_CLAIMS'],
    ['TSVEC', 'BAD_VECTOR'],
    ['TSNFD', 'NOT_FOUND'],
    ['TSFOR', 'FORBIDDEN'],
    ['TSKEY', 'IDEMPOTENCY_CONFLICT'],
    ['TSRDO', 'READ_ONLY'],
  ])('gives %s the code %s, with message and hint', (sqlState, code) => {
    const error = mapSqlError(failure('found x, expected y', { code: sqlState, hint: 'do z' }));
    expect(error?.message).toBe('found x, expected y');
    expect(error?.extensions).toEqual({ code, hint: 'do z' });
  });

  it('says of a question that is still being answered that it may be sent again', () => {
    const error = mapSqlError(failure('still', { code: 'TSKEY', detail: 'RETRYABLE', hint: 'wait' }));
    expect(error?.extensions).toEqual({ code: 'IDEMPOTENCY_CONFLICT', hint: 'wait', retryable: true });
  });

  it.each([
    ['connection lost', { code: '08006' }],
    ['connection refused by the machine', { code: 'ECONNREFUSED' }],
    ['connection reset', { code: 'ECONNRESET' }],
    ['too many connections', { code: '53300' }],
    ['administrator shutdown', { code: '57P01' }],
    ['crash of another backend', { code: '57P02' }],
    ['starting up', { code: '57P03' }],
    ['Connection terminated unexpectedly', {}],
    ['timeout exceeded when trying to connect', {}],
  ])('says SERVICE_UNAVAILABLE, retryable, and nothing of: %s', (message, fields) => {
    const error = mapSqlError(failure(message, fields));
    expect(error?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    expect(error?.message).toBe('The database cannot be reached at the moment.');
  });

  it('says SERVICE_UNAVAILABLE when the pool gets no connection', () => {
    const error = new DatabaseSetupError('Cannot connect to postgres://ada@10.0.0.7/shop: password refused');
    expect(mapSqlError(error)?.message).toBe('The database cannot be reached at the moment.');
  });

  it('says TIMEOUT, retryable, for a cancelled statement (57014)', () => {
    expect(mapSqlError(failure('canceling statement', { code: '57014' }))?.extensions).toMatchObject({
      code: 'TIMEOUT',
      retryable: true,
    });
  });

  it.each([
    ['a missing table', failure('relation "x" does not exist', { code: '42P01' })],
    ['a denied right', failure('permission denied', { code: '42501' })],
    ['a SQLSTATE of our class that is not listed', failure('new', { code: 'TSXXX' })],
    ['a bug', new TypeError('x is undefined')],
    ['what is no error', 'Connection terminated'],
  ])('says nothing of %s', (_what, error) => {
    expect(mapSqlError(error)).toBeNull();
  });
});
