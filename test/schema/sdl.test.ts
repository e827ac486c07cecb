import { readdirSync, readFileSync } from 'node:fs';
import {
  type GraphQLField,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';

const folder = new URL('../../schema/', import.meta.url);

describe('the schema', () => {
  it('is what schema/schema.graphql says (else run "npm run sdl" and commit)', () => {
    const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
    expect(printed).toBe(readFileSync(new URL('schema.graphql', folder), 'utf8'));
  });

  it('describes every type, field, argument and enum value', () => {
    expect(listUndescribed()).toEqual([]);
  });

  it('imports no driver and no provider', () => {
    const allowed = [
      'graphql',
      'graphql-scalars',
      '@graphql-tools/utils',
      '@pothos/core',
      '@pothos/plugin-relay',
      'node:fs',
    ];
    const foreign = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => readImports(name).map((specifier) => `${name}: ${specifier}`))
      .filter((line) => !line.includes(': ./') && !allowed.some((one) => line.endsWith(`: ${one}`)));
    expect(foreign).toEqual([]);
  });
});

/** Types from src/ are let through: they are gone when the code runs. */
function readImports(name: string): string[] {
  const code = readFileSync(new URL(name, folder), 'utf8').replaceAll(/import type [^;]*;/g, '');
  return [...code.matchAll(/(?:from|import) '([^']+)'/g)].map(([, specifier]) => specifier!);
}

function listUndescribed(): string[] {
  const missing: string[] = [];
  const check = (place: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) missing.push(place);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, unknown>[]) {
      check(`${type.name}.${field.name}`, field);
      for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return missing;
}
