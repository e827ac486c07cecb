import { expect, it } from 'vitest';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('empty');

it('keeps what was understood, and none of the words, of typos least of all', async () => {
  const span = { start: 3, end: 9, text: 'zebede' };
  const filter = { attributes: [{ name: 'colour', values: ['black'] }] };
  const said = {
    id: 'c1',
    key: 'ATTRIBUTE:colour',
    label: 'colour: black',
    filter,
    span,
    alternatives: [{ label: 'zebede' }],
    remove: { where: {} },
  };
  const interpretation = {
    text: 'in zebede',
    residue: 'zebede',
    constraints: [
      { ...said, source: 'VOCABULARY', origin: 'attribute_value: colour black' },
      { ...said, source: 'REPAIR', origin: 'attribute_value: colour black, for zebede' },
      { ...said, source: 'MODEL', origin: 'zebede' },
      { ...said, source: 'ARGUMENT', origin: null, span: null },
    ],
    preferences: [{ ...said, source: 'SYNONYM', origin: 'synonym: dark', measures: [], direction: null }],
    sort: {
      key: 'SORT',
      sort: 'PRICE_ASC',
      source: 'RULE',
      origin: 'phrase: cheapest',
      span,
      label: 'cheapest first',
      remove: null,
    },
    ignored: [{ span, kind: 'NOT_POSSIBLE', key: null, reason: 'no zebede here' }],
    repairs: [{ from: 'zebede', to: 'zebra' }],
    model: { name: 'zebede' },
  };
  const [row] = await database.query<{ kept: unknown }>('select audit.without_text($1) as kept', [
    JSON.stringify(interpretation),
  ]);

  const kept = { id: 'c1', key: 'ATTRIBUTE:colour', label: 'colour: black', filter };
  const bare = { start: 3, end: 9 };
  expect(row!.kept).toEqual({
    constraints: [
      { ...kept, source: 'VOCABULARY', origin: 'attribute_value: colour black', span: bare },
      { ...kept, source: 'REPAIR', span: bare },
      { ...kept, source: 'MODEL', span: bare },
      { ...kept, source: 'ARGUMENT', origin: null, span: null },
    ],
    preferences: [
      { ...kept, source: 'SYNONYM', origin: 'synonym: dark', measures: [], direction: null, span: bare },
    ],
    sort: {
      key: 'SORT',
      sort: 'PRICE_ASC',
      source: 'RULE',
      origin: 'phrase: cheapest',
      label: 'cheapest first',
      span: bare,
    },
    ignored: [{ span: bare }],
  });
});

it.each([[null], [undefined]])('has no sort where none was asked for (%s)', async (sort) => {
  const [row] = await database.query<{ kept: unknown }>('select audit.without_text($1) as kept', [
    JSON.stringify({ constraints: [], preferences: [], ignored: [], sort }),
  ]);
  expect(row!.kept).toEqual({ constraints: [], preferences: [], sort: null, ignored: [] });
});
