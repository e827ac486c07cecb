import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import {
  parseInterpretationCases,
  readInterpretationCases,
} from '../../src/evaluation/read-interpretation-cases.ts';
import { packageRoot } from '../../src/package-root.ts';

const parse = (...lines: (object | string)[]) =>
  parseInterpretationCases(
    'cases',
    Buffer.from(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')),
  );

describe('a file of cases', () => {
  it('is read with what is left out empty, and the lines as an editor numbers them', () => {
    expect(parse('', { text: 'boots', group: 'bare' }, '\r')).toEqual([
      {
        line: 2,
        text: 'boots',
        group: 'bare',
        trap: false,
        constraints: [],
        preferences: [],
        sort: null,
        ignored: [],
        residue: '',
      },
    ]);
  });

  it.each([
    ['what is no JSON', '{', 'line 2: '],
    ['a key twice', '{"text":"a","group":"b","group":"c"}', 'line 2: group: occurs twice'],
    ['an unknown key', { text: 'a', group: 'b', spans: [] }, 'line 2: it: Unrecognized key: "spans"'],
    ['no group', { text: 'a' }, 'line 2: group: '],
    ['a group that is no slug', { text: 'a', group: 'B c' }, 'line 2: group: expected a short slug'],
    [
      'a piece that is not in the text',
      { text: 'a hat', group: 'b', ignored: ['the hat'] },
      'line 2: says: found "the hat", which is no piece of the text "a hat"',
    ],
    [
      'an unknown kind',
      { text: 'a', group: 'b', constraints: [{ kind: 'CHEAP', says: 'a', filter: null }] },
      'line 2: constraints[0].kind: ',
    ],
    [
      'an amount as a number',
      {
        text: 'a',
        group: 'b',
        constraints: [{ kind: 'PRICE_MAX', says: 'a', filter: { price: { max: 5 } } }],
      },
      'line 2: constraints[0].filter.price.max: ',
    ],
    [
      'a comparative without a direction',
      { text: 'a', group: 'b', preferences: [{ kind: 'COMPARATIVE', says: 'a', measures: ['price'] }] },
      'line 2: preferences[0].direction: ',
    ],
    ['the text of another case', { text: 'first', group: 'b' }, 'line 2: has the text of line 1; keep one'],
    ['a null character', { text: 'a\0', group: 'b' }, 'line 2: text: found a null character'],
    [
      'a text that no question may have',
      { text: 'a'.repeat(1001), group: 'b' },
      'line 2: text: found 1001 characters',
    ],
  ])('with %s is refused with the line (USAGE)', (_, line, message) => {
    expect(() => parse({ text: 'first', group: 'a' }, line)).toThrow(UsageError);
    expect(() => parse({ text: 'first', group: 'a' }, line)).toThrow(
      `The cases cases have a fault:\n  ${message}`,
    );
  });

  it('names ten faults and counts the rest (USAGE)', () => {
    expect(() => parse(...Array<string>(12).fill('{'))).toThrow(/have 12 faults:\n(.*\n){10} {2}and 2 more$/);
  });

  it.each([
    ['nothing', Buffer.from('\n\n'), 'The cases cases are empty'],
    ['another encoding', Buffer.from([0x7b, 0xff, 0x7d]), 'The cases cases are not UTF-8'],
  ])('of %s is refused (USAGE)', (_, bytes, message) => {
    expect(() => parseInterpretationCases('cases', bytes)).toThrow(message);
  });

  it.each([
    ['is not there', 'no-such-file', 'The cases no-such-file cannot be read: ENOENT'],
    ['is a folder', '/', 'The cases / cannot be read: it is a folder.'],
  ])('that %s is refused (USAGE)', async (_, path, message) => {
    await expect(readInterpretationCases(path)).rejects.toThrow(message);
  });
});

it("the demo shop's cases are at least 300, at least 60 of them traps", async () => {
  const cases = await readInterpretationCases(join(packageRoot(), 'seeds/interpretation-cases.jsonl'));
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(cases.filter(({ trap }) => trap).length).toBeGreaterThanOrEqual(60);
});
