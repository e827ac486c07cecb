import { GraphQLScalarType } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { builder } from './builder.ts';

builder.addScalarType(
  'JSONObject',
  new GraphQLScalarType({
    ...GraphQLJSONObject.toConfig(),
    description: 'A JSON object, given as it is.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  }),
);
