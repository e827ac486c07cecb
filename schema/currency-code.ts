import { GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { builder } from './builder.ts';
import { makeCallerError, quote } from './caller-error.ts';

builder.addScalarType(
  'CurrencyCode',
  new GraphQLScalarType<string, string>({
    name: 'CurrencyCode',
    description:
      'A currency as three capital letters of ISO 4217, such as "USD". Trueshelf never converts between currencies.',
    specifiedByURL: 'https://www.iso.org/iso-4217-currency-codes.html',
    serialize: (value) => String(value),
    parseValue: (value) => {
      if (typeof value === 'string') return parseCurrencyCode(value);
      throw badCurrency(value);
    },
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return parseCurrencyCode(node.value, node);
      throw badCurrency(print(node), node);
    },
  }),
);

/** Checks the form only; whether the shop has prices in it is for SQL to say. Throws UNKNOWN_CURRENCY. */
function parseCurrencyCode(text: string, node?: ValueNode): string {
  if (/^[A-Z]{3}$/.test(text)) return text;
  throw badCurrency(text, node);
}

function badCurrency(found: unknown, node?: ValueNode) {
  return makeCallerError(
    'UNKNOWN_CURRENCY',
    `Found the currency ${quote(found)}; expected three capital letters as a string, such as "USD".`,
    'Send the ISO 4217 code of a currency that the shop sells in.',
    node,
  );
}
