import { GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { builder } from './builder.ts';
import { makeCallerError, quote } from './caller-error.ts';

builder.addScalarType(
  'Decimal',
  new GraphQLScalarType<string, string>({
    name: 'Decimal',
    description:
      'An exact decimal number as a string, such as "149.90": never a float, which cannot hold most prices. Whole numbers may also be sent as integers.',
    specifiedByURL: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
    serialize: (value) => String(value),
    parseValue: (value) => {
      if (typeof value === 'string' || Number.isSafeInteger(value)) return parseDecimal(String(value));
      throw badDecimal(value);
    },
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING || node.kind === Kind.INT) return parseDecimal(node.value, node);
      throw badDecimal(print(node), node);
    },
  }),
);

/** Checks the form only; whether an amount makes sense as a price is for SQL to say. Throws BAD_FILTER. */
function parseDecimal(text: string, node?: ValueNode): string {
  if (/^-?\d{1,20}(\.\d{1,20})?$/.test(text)) return text;
  throw badDecimal(text, node);
}

function badDecimal(found: unknown, node?: ValueNode) {
  return makeCallerError(
    'BAD_FILTER',
    `Found ${quote(found)}; expected a decimal number as a string, such as "149.90".`,
    'Send the amount in quotes, with a point and without currency signs, spaces or thousands separators.',
    node,
  );
}
