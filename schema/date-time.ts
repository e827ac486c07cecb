import { GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { builder } from './builder.ts';
import { makeCallerError, quote } from './caller-error.ts';

// graphql-scalars judges what is RFC 3339, but its values are JavaScript dates, which drop PostgreSQL's microseconds:
// an asOf that was read from one answer and sent with the next question would be another instant. So strings are kept.
builder.addScalarType(
  'DateTime',
  new GraphQLScalarType<string, string>({
    name: 'DateTime',
    description:
      'An instant as RFC 3339, such as "2026-03-01T12:00:00Z". Answers are in UTC, to the microsecond.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
    serialize: (value) => toUtc(String(value)),
    parseValue: (value) => parseDateTime(value),
    parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : print(node), node),
  }),
);

builder.addScalarType(
  'Date',
  new GraphQLScalarType<string, string>({
    name: 'Date',
    description: 'A calendar day as RFC 3339, such as "2026-03-01".',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
    serialize: (value) => String(GraphQLDate.serialize(value)),
  }),
);

/** Throws BAD_OPTIONS for what is no RFC 3339 instant of the years 1 to 9999, all that PostgreSQL and RFC 3339 share. */
function parseDateTime(value: unknown, node?: ValueNode): string {
  try {
    if (typeof value === 'string') {
      const utc = toUtc(value);
      if (/^(?!0000)\d{4}-/.test(utc)) return utc;
    }
  } catch {
    // Not RFC 3339: reported below with what was found, which the library's message does not quote.
  }
  throw makeCallerError(
    'BAD_OPTIONS',
    `Found the instant ${quote(value)}; expected RFC 3339, such as "2026-03-01T12:00:00Z".`,
    'Send date, time and offset, as in "2026-03-01T13:00:00+01:00".',
    node,
  );
}

function toUtc(text: string): string {
  const [seconds] = GraphQLDateTime.parseValue(text).toISOString().split('.');
  const fraction = /\.(\d{1,6})/.exec(text)?.[1];
  return `${seconds}${fraction === undefined ? '' : `.${fraction}`}Z`;
}
