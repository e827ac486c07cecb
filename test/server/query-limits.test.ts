import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { maxAliases, maxDepth, maxTokens } from '../../src/server/query-limits.ts';
import { makeClient } from './client.ts';

const client = makeClient({ query: async () => [] });
const codeOf = async (query: string) =>
  (await client.ask(query)).errors.map(({ extensions }) => extensions.code);

/** A node and `levels - 2` levels below it, the last a leaf. */
function nested(levels: number): string {
  let selection = 'sku';
  for (let level = levels - 1; level > 1; level -= 1) {
    selection =
      level % 2 === 0
        ? `offers { ${level === levels - 1 ? 'priceList' : selection} }`
        : `variant { ${selection} }`;
  }
  return `{ node(id: "VmFyaWFudDoxLjI") { ... on Variant { ${selection} } } }`;
}

const aliases = (count: number) => Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ');

describe('depth', () => {
  it(`allows ${maxDepth} levels`, async () => {
    expect(await codeOf(nested(maxDepth))).toEqual([]);
  });

  it(`refuses ${maxDepth + 1} levels (DEPTH_LIMIT_EXCEEDED)`, async () => {
    expect(await codeOf(nested(maxDepth + 1))).toEqual(['DEPTH_LIMIT_EXCEEDED']);
  });

  it('looks into fragments (DEPTH_LIMIT_EXCEEDED)', async () => {
    const deep = nested(maxDepth + 1).match(/\.\.\. on Variant (\{.*\}) \} \}$/)?.[1];
    expect(await codeOf(`{ node(id: "VmFyaWFudDoxLjI") { ...F } } fragment F on Variant ${deep}`)).toEqual([
      'DEPTH_LIMIT_EXCEEDED',
    ]);
  });

  it('lets introspection through, which graphql-js limits itself', async () => {
    expect(await codeOf(getIntrospectionQuery())).toEqual([]);
  });
});

describe('aliases', () => {
  it(`allows ${maxAliases}`, async () => {
    expect(await codeOf(`{ ${aliases(maxAliases)} }`)).toEqual([]);
  });

  it(`refuses ${maxAliases + 1} (ALIAS_LIMIT_EXCEEDED)`, async () => {
    expect(await codeOf(`{ ${aliases(maxAliases + 1)} }`)).toEqual(['ALIAS_LIMIT_EXCEEDED']);
  });

  it('counts those of a fragment as often as it is spread (ALIAS_LIMIT_EXCEEDED)', async () => {
    const query = `{ ${Array(4).fill('...F').join(' ')} } fragment F on Query { ${aliases(8)} }`;
    expect(await codeOf(query)).toEqual(['ALIAS_LIMIT_EXCEEDED']);
  });

  it('counts fragments that double each other at once, not for ever (ALIAS_LIMIT_EXCEEDED)', async () => {
    const fragments = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { a: __typename }`;
    expect(await codeOf(query)).toEqual(['ALIAS_LIMIT_EXCEEDED']);
  });

  it('survives fragments in a circle, which validation refuses', async () => {
    const query = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    expect(await codeOf(query)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

it(`refuses more than ${maxTokens} tokens, before anything else is done with them (TOKEN_LIMIT_EXCEEDED)`, async () => {
  const withIds = (count: number) => `{ nodes(ids: [${'"UHJvZHVjdDox" '.repeat(count)}]) { id } }`; // 12 tokens more
  expect(await codeOf(withIds(maxTokens - 12))).toEqual(['LIMIT_OUT_OF_RANGE']);
  expect(await codeOf(withIds(maxTokens - 11))).toEqual(['TOKEN_LIMIT_EXCEEDED']);
});

it('refuses the same document again out of the cache', async () => {
  const query = `{ ${aliases(maxAliases + 1)} }`;
  expect(await codeOf(query)).toEqual(['ALIAS_LIMIT_EXCEEDED']);
  expect(await codeOf(query)).toEqual(['ALIAS_LIMIT_EXCEEDED']);
});
