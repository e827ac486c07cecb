import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
beforeAll(() => fillSmallShop(database));

/** The options that SQL was called with. */
const sent: { include?: string[] }[] = [];
const client = makeClient({
  query: (text, values) => {
    if (text.includes('api.search')) sent.push(JSON.parse(String(values?.[3])));
    return database.query(text, values);
  },
});

async function includedBy(query: string, variables: object = {}): Promise<(string[] | undefined)[]> {
  sent.length = 0;
  const { errors } = await client.ask(query, variables);
  expect(errors).toEqual([]);
  return sent.map(({ include }) => include);
}

const ofLamps = (selection: string) => `similarItems(to: { text: "lamp" }) { ${selection} }`;

describe('what is computed on demand', () => {
  it.each([
    ['nothing of it is selected', `{ ${ofLamps('asOf nodes { rank }')} }`, undefined],
    ['facets are selected', `{ ${ofLamps('facets { label }')} }`, ['FACETS']],
    ['a list asks', '{ products { funnel { candidates } } }', ['FUNNEL']],
    [
      'all of it is selected, under aliases',
      `{ ${ofLamps('a: relaxations { label } b: facets { label } c: funnel { exact } d: facets { more }')} }`,
      ['FACETS', 'FUNNEL', 'RELAXATIONS'],
    ],
    ['an alias only looks like it', `{ ${ofLamps('facets: asOf')} }`, undefined],
    [
      'it stands in fragments',
      `{ ${ofLamps('...A')} } fragment A on SimilarItemConnection { ... on SimilarItemConnection { ...B } }
       fragment B on SimilarItemConnection { ... { funnel { exact } } }`,
      ['FUNNEL'],
    ],
    [
      'the field is selected twice',
      `{ ${ofLamps('facets { label }')} ${ofLamps('relaxations { label }')} }`,
      ['FACETS', 'RELAXATIONS'],
    ],
    [
      'some of it is skipped',
      `query ($no: Boolean = false) { ${ofLamps(
        'facets @include(if: $no) { label } funnel @skip(if: true) { exact } ... @skip(if: $no) { relaxations { label } }',
      )} }`,
      ['RELAXATIONS'],
    ],
  ])('is asked of SQL as selected where %s', async (_where, query, include) => {
    expect(await includedBy(query)).toEqual([include]);
  });

  it('is read field by field where there are several', async () => {
    const query = `{ a: ${ofLamps('facets { label }')} b: ${ofLamps('asOf')} }`;
    expect(await includedBy(query)).toEqual([['FACETS'], undefined]);
  });

  it('is read at once out of fragments that double each other', async () => {
    const fragments = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on SimilarItemConnection { ...F${i + 1} ...F${i + 1} }`,
    );
    const query = `{ ${ofLamps('...F0')} } ${fragments.join(' ')} fragment F60 on SimilarItemConnection { funnel { exact } }`;
    expect(await includedBy(query)).toEqual([['FUNNEL']]);
  });
});
