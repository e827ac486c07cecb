import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareInterpretation } from '../../src/evaluation/compare-interpretation.ts';
import { evaluateInterpretation } from '../../src/evaluation/evaluate-interpretation.ts';
import { findUnknownNames } from '../../src/evaluation/find-unknown-names.ts';
import { parseInterpretationCases } from '../../src/evaluation/read-interpretation-cases.ts';
import { packageRoot } from '../../src/package-root.ts';
import { interpret } from '../../src/retrieval/interpret.ts';
import { useDatabase } from '../harness/use-database.ts';

const name = 'seeds/interpretation-cases.jsonl';
const cases = parseInterpretationCases(name, readFileSync(join(packageRoot(), name)));
const groups = [...new Set(cases.map(({ group }) => group))];

const database = useDatabase('demo');

describe.each(groups)('cases of the group %s', (group) => {
  it.each(cases.filter((one) => one.group === group))('line $line is read exactly: $text', async (one) => {
    const { differences } = compareInterpretation(one, await interpret(database, one.text, null));
    expect(differences).toEqual([]);
  });
});

it('the demo shop has all that its cases name', async () => {
  expect(await findUnknownNames(database, cases)).toEqual([]);
});

it('a catalogue that lacks what cases name is told apart, name by name', async () => {
  const lines = [
    { kind: 'CATEGORY', filter: { categories: ['boots', 'spaceships'] } },
    { kind: 'EXCLUDE_BRAND', filter: { exclude: { brands: ['corvane', 'nobody'] } } },
    { kind: 'IN_STOCK_AT', filter: { inStockAt: ['moon', 'mill-lane'] } },
    {
      kind: 'ATTRIBUTE',
      filter: {
        attributes: [
          { name: 'warp', min: '9' },
          { name: 'weight_grams', max: '9' },
        ],
      },
    },
    { kind: 'ATTRIBUTE', filter: { attributes: [{ name: 'aura', values: ['blue'] }] } },
  ];
  const foreign = lines.map((constraint, index) =>
    JSON.stringify({ text: `a${index}`, group: 'foreign', constraints: [{ ...constraint, says: 'a' }] }),
  );
  const { unknown, results } = await evaluateInterpretation(
    database,
    parseInterpretationCases('foreign', Buffer.from(foreign.join('\n'))),
  );
  expect(unknown).toEqual([
    'category spaceships',
    'brand nobody',
    'location moon',
    'attribute warp',
    'attribute aura',
  ]);
  expect(results.map(({ hard }) => hard)).toEqual(Array(5).fill({ right: 0, found: 0, expected: 1 }));
});
