import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateInterpretation } from '../../src/evaluation/evaluate-interpretation.ts';
import { evaluation } from '../../src/evaluation/evaluation.ts';
import { interpretationCase } from '../../src/evaluation/interpretation-case.ts';
import { parseInterpretationCases } from '../../src/evaluation/read-interpretation-cases.ts';
import { parseJudgments } from '../../src/evaluation/read-judgments.ts';
import { packageRoot } from '../../src/package-root.ts';
import { loadCommand } from '../cli/run-command.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';

const text = readFileSync(join(packageRoot(), 'docs/evaluation.md'), 'utf8');

describe('docs/evaluation.md', () => {
  const database = useDatabase('demo');

  it('lists the handles of a shop, from the gateway and from SQL', async () => {
    const [, graphql] = /```graphql\n([^`]+)```/.exec(text)!;
    const [, sql] = /```sql\n([^`]+)```/.exec(text)!;
    const { data, errors } = await makeClient(database).ask(graphql!);
    expect(errors).toEqual([]);
    const listed = new Map(
      (await database.query<{ handle: string; title: string }>(sql!)).map(({ handle, title }) => [
        handle,
        title,
      ]),
    );
    const nodes: { handle: string; title: string }[] = data.products.nodes;
    expect(nodes).toHaveLength(100);
    expect(nodes.filter(({ handle, title }) => listed.get(handle) !== title)).toEqual([]);
    expect(data.products.pageInfo.hasNextPage).toBe(true);
  });

  it('has an example of judgments that is read', () => {
    const example = /```\n(query\t[^`]*)```/.exec(text)![1]!;
    expect(parseJudgments('example', Buffer.from(example)).pairs).toBe(4);
  });

  it('names every key of the JSON output', () => {
    const { runs, comparisons, judgments, catalogue } = evaluation.shape;
    const shapes = [
      evaluation,
      runs.element,
      runs.element.shape.queries.element,
      comparisons.element,
      judgments,
      catalogue,
    ];
    const missing = shapes
      .flatMap(({ shape }) => Object.keys(shape))
      .filter((key) => !text.includes(`\`${key}\``));
    expect(missing).toEqual([]);
  });

  it('has an example of a case that the demo shop reads, and names every key of one', async () => {
    const example = /```json\n([^`]+)```/.exec(text)![1]!;
    const cases = parseInterpretationCases('example', Buffer.from(example));
    const { results } = await evaluateInterpretation(database, cases);
    expect(results.map(({ differences }) => differences)).toEqual([[]]);
    const keys = Object.keys(interpretationCase.shape);
    expect(Object.keys(JSON.parse(example))).toEqual(keys);
    expect(keys.filter((key) => !text.includes(`| \`${key}\` |`))).toEqual([]);
  });

  it('names every key of what --interpretation prints as JSON', async () => {
    const wrong = '{"text": "boots", "group": "wrong", "residue": "shoes"}';
    const evaluation = await evaluateInterpretation(
      database,
      parseInterpretationCases('wrong', Buffer.from(wrong)),
    );
    const keys = new Set<string>();
    JSON.stringify(evaluation, (key, value) => {
      if (key !== '' && !/^\d+$/.test(key)) keys.add(key);
      return value;
    });
    expect(keys).toContain('differences');
    expect([...keys].filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });

  it('names every option', async () => {
    const { help } = await loadCommand('eval');
    const options = [...new Set([...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option))];
    expect(options).toHaveLength(12);
    expect(options.filter((option) => !text.includes(option!))).toEqual([]);
  });
});
